"""What a charge for leaving hangs on beside leaving itself: "where Section 7.2 applies", "unless you have moved".

Leaving early, in whatever words, is no proviso, and neither is what the sums suppose anyway: a notice in time, a fee
paid as most pay it, a price of care above the fees, a balance that is left, a law that allows it.
"""

import re
from collections.abc import Iterator

from bot.contracts.fields.early_exit import GO, LEFT, UNPAID
from bot.contracts.reading.patterns import Pattern, either, near, then, words
from bot.contracts.reading.quantities import MONEY, plain
from bot.contracts.reading.wordings import VISITS
from bot.documents.outline import sentences
from bot.vocabulary import Clawback, EarlyExit, NoCharge

FEW = 2  # words, with which no condition is told: "if you" of "if you and your family leave"
HEAD = re.compile(
    r"""(?<!even\ )(?<!as\ )(?<!what\ )\b(?:only\ )?if\b(?!\ any\b)
    | (?<!\bplace\ )(?<!\boffice\ )(?<!\bstate\ )(?<!\baccount\ )(?<!\bcounty\ )(?<!\bclinic\ )\bwhere\b
    | \bunless\b
    | \bprovided(?:,\ however,)?\ (?:always\ )?that\b | (?<=[,;]\ )provided\ (?=you\b|the\b|no\b|your\b)
    | \bonly\ (?:when|after|once|in\ case)\b | \bin\ (?:the\ event|case)\b(?:\ that|\ of)?
    | \b(?:on|upon)\ (?:the\ )?condition\ that\b | \b(?:so|as)\ long\ as\b
    | \b(?:once|when|after)\ (?=(?:[\w’'-]+\ ){1,6}(?:has|have)\b) | ^should\ | (?<=[,;]\ )should\ """,
    re.IGNORECASE | re.VERBOSE,
)
EXCEPT = re.compile(r"\b(?:except|save|other than|but not)\s*$", re.IGNORECASE)  # before "where" or "if"
STOP = re.compile(r"[;:—–]|[.?!]$|,(?! ?(?:and|or|but not)\b)")
RULE = words(
    """(you|we|i|they|member|members|patient|patients|parent|practice|company|subscriber|participant) (owe|owes|pay|pays a),
    shall, will, must, agree[s] to, owe, owes, *'ll, may be (charged|billed), (is|are) responsible, (is|are) liable,
    (is|are|be|becomes|become|falls|fall|remains|remain|stay|stays) [immediately|then|still] (due|payable|owed|charged|billed|kept|deducted)"""
)
"""Where a rule begins, and the condition before it ends."""
AND, OR = re.compile(r",? and (?:if |where )?"), re.compile(r",? or (?:if |where )?")
SAYS = words(
    """is, are, was, were, has, have, had, *n't, *'s, *'ve, *'re, not, do, does, did, appl*, pay[s], use[s], receive[s], fail[s], made, given,
    taken, remain[s], *ed, within, without"""
)

SO = re.compile(r"\b(?:do|does|did|doing) (?:so|this|that|it)\b|\b(?:do|does|did)$|^(?:that|this) (?:happens|is so)\b")
ENDS = either(
    words(
        """leav*, end[s|ed|ing], stop*, quit*, go, goes, out, early, sooner, depart*, exit*, expir*, drop*, clos*, move on, walk*,
        change (your|their|his|her|its) mind, before (month|day|that), before [the] (1|2|3|4|6|12|18|24),
        (term|year|period|months|minimum|commitment|stay) (is|are|was|were|be|has been|have been) [not] (over|up|complete*|done|finished),
        (remain|stay|continue|been|are|is)[s|ed|ing] [a|an|our|as] _ (member|patient|participant)*"""
    ),
    then(words("(less|fewer) than"), 30, words("payment[s], month[s], year[s], installment*")),
)
"""Leaving early, in more words than the reader of its cost knows."""
TOLD = words("notice, request, form, letter, notif*, tell*, told")
UNTOLD = either(
    then(words("not, *n't, no, fail*, without, late"), 30, TOLD), then(words("less than, fewer than"), 30, TOLD)
)
LAW = words("law[s], legally, regulation[s], statute[s]")
ABOVE = words("exceed*, more than, greater, higher, positive, above, larger")
WORTH = words(
    "visit[s], care, service[s], price[s], value, cost[s], charge[s], total, amount, that, it, usual, regular"
)
FURTHER = either(
    UNTOLD,
    words("because, due to, on account of, owing to, by reason of, for cause, for breach, in breach"),
    then(words("after, since, having, once"), 40, either(VISITS, words("had, received, used, given, taken"))),
)
"""What makes more of leaving than leaving: how, or after what."""
PAYING = words("pay[s|ing], paid, bill*, chose*, choos*, elect*, opt[s|ed], on")
PERIODS: dict[str, Pattern] = {
    "month": words("month[s|ly], each month, by the month, instal*, month-to-month"),
    "quarter": words("quarter[s|ly], instal*"),
    "year": words("year[s|ly], annual*, in full, in advance, ahead, prepa*"),
}


def provisos(clause: str, kind: EarlyExit | None, billed: str) -> tuple[str, ...]:
    """Return what a clause ties its charge for leaving to, in its own words; `billed`: how one pays as most do."""
    if kind is None or isinstance(kind, NoCharge):
        return ()
    flat = " ".join(clause.split())
    found = (one for start, end in sentences(flat) for one in in_sentence(flat[start:end], kind, billed))
    return tuple(dict.fromkeys(found))


def in_sentence(sentence: str, kind: EarlyExit, billed: str) -> Iterator[str]:
    """Return the provisos of a sentence; one that stands within another is told with it."""
    done = 0
    for head in HEAD.finditer(sentence):
        if head.start() < done:
            continue
        end = condition_end(sentence, head.end())
        said = sentence[head.end() : end]
        if len(said.split()) < FEW:
            continue
        excepting = EXCEPT.search(sentence[: head.start()])
        if excepting or head[0].lower() == "unless" or not supposed(said, kind, billed):
            done = end
            yield sentence[excepting.start() if excepting else head.start() : end].strip(" ,.;:")


def condition_end(sentence: str, start: int) -> int:
    """Return where a condition ends: at the comma before the rule, or where the rule begins without one."""
    stop = STOP.search(sentence, start)
    end = stop.start() if stop else len(sentence)
    said = sentence[start:end].lower()
    rules = (match.start() for pattern in (RULE, MONEY) for match in pattern.finditer(said))
    return start + min((one for one in rules if len(said[:one].split()) >= FEW), default=len(said))


def supposed(said: str, kind: EarlyExit, billed: str) -> bool:
    """Whether a condition is leaving itself, or what the sums suppose anyway: each of its parts has to be."""
    parts = [part.strip() for part in AND.split(plain(said)) if part.strip()]
    telling = [part for part in parts if len(parts) == 1 or (len(part.split()) > FEW and SAYS.search(part))]
    if not any(is_supposed(one, kind, billed) for one in parts):
        return False
    return all(any(is_supposed(one, kind, billed) for one in OR.split(part)) for part in telling)


def is_supposed(part: str, kind: EarlyExit, billed: str) -> bool:
    """Whether one part of a condition is leaving itself, or is supposed anyway."""
    if FURTHER.search(part):
        return False
    if any(pattern.search(part) for pattern in (GO, ENDS, SO, LAW, LEFT, UNPAID, TOLD)):
        return True
    if isinstance(kind, Clawback) and near(ABOVE, 200, WORTH).search(part):
        return True
    return bool(PAYING.search(part) and PERIODS[billed].search(part))
