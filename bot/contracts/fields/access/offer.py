"""How a clause that names a service offers it: within the fee, against a charge, by plan, or not at all.

The values are True, False (expressly not offered), "extra_cost" and "varies"; None where the clause says neither.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.contracts.reading.cues import LESS, Cue, Field, Finding, Skip, Value, strongest
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, either, words
from bot.contracts.reading.quantities import plain
from bot.vocabulary import Term

WIDE, CLOSE = 150, 70  # characters before and after a service in which words speak of it
ANSWER, REMARK = 2.6, 3.0  # weights: a plain yes or no to a question; a charge named in the next sentence

PART = re.compile(r"[;•|]|[.!?](?=\s|$)")  # a service is spoken of within one part of a clause
CELLS = re.compile(r"\s*\|\s*")

# Charges

SUM = re.compile(
    r"(?:\$ ?\d[\d,]*(?:\.\d+)?|\b\d+ dollars)(?![\d,.]*\d)(?! ?(?:per|a|/|each|every) ?(?:month|mo\b|year|yr|quarter))"
)
PAID = words(
    """(extra|additional|added|separate|supplemental|supplementary|small|nominal|modest|travel|trip|convenience|visit|
    hourly) [visit]
    (charge|fee|cost|price|rate)[s], surcharge*, upcharge*, (cost|costs|is|are|charged|billed|pay|paid) extra,
    cost[s] more, (billed|charged|invoiced|priced|paid for) (separately|additionally|hourly|per|at|by), extra charge*,
    (at|for) the _ (charge|fee|price|rate)[s] (stated|shown|listed|set|named|given|posted|in), (at|for|with|incur*|against|subject to|carr*|there is|there may be) (a|an) [additional|extra|separate|small]
    (charge|fee|cost|surcharge), (fee|charge|fees|charges|co-pay|co-pays) [may|will|also] (apply|applies),
    fee-for-service, (are|is|be) charged, be billed, a charge of, a fee of, pay per visit, for purchase"""
)
UNPAID = words(
    """(no|without|never|not|*n't|zero|any) [any|a|an|additional|extra|added|further|separate|visit|other|charge|per]
    (charge*|cost|costs|fee|fees|co-pay*|co-payment*|surcharge*|bill*|extra), free [of charge], complimentary,
    includ*, unlimited, covered, part of (your|the|this|each|every), waived, as needed"""
)
OWN_NOUN = re.compile(r"^ ?(?:[\w-]+ )?(?:visit|call|appointment|consultation|session)s?\b")
OTHER_SERVICE = re.compile(r"\b(?:visit|call|appointment|membership|enrol|missed|no-show|late|lab|medication)")
PAY_FOR = re.compile(  # directly before a service: "$40 for a home visit", "an extra charge for …"
    r"(?:\$ ?\d[\d,.]*(?: (?:extra|additional|fee|charge|surcharge|copay))?"
    r"|(?:(?:extra|additional|separate|added|small|nominal)(?: \w+)? (?:charge|fee|cost)"
    r"|(?:charge|fee|cost|surcharge|charged|billed|pay))s?(?: of \$ ?\d[\d,.]*)?(?: (?:may|will|shall|also))?"
    r"(?: apply| applies| be \w+)?)"
    r" ?(?:for|per|/|each|on|to)(?: [\w'/-]+){0,3} ?$"
    r"|\b(?:for|at) an? (?:\w+ )?(?:surcharge|fee|charge|price),[^.;]{0,40}$"
)

# Denials

BARE_NO = re.compile(
    r"\b(?:no|without|neither|nor|excluding|excludes|exclude|rather than|instead of)"
    r"(?: (?!is\b|are\b|may\b|can\b|will\b|available|charge|cost|fee|extra|additional|copay|bill|bills|limit|matter"
    r"|more|longer|wait|need|one\b|other|doubt|such|\w+ charge"
    r"|\w+ fee|later)[\w'/-]+,?){0,4} ?$"
)
JUST_NOT = re.compile(r"\b(?:not|never|cannot|\w+n't|no longer)(?: \w+ly)?(?: be| to)? ?$")
DENIED_LIST = re.compile(r"^\W*(?:excluded|exclusions|not (?:included|covered|offered|provided))\b[^.:]{0,30}:")
USED_TO = re.compile(r"\bused to\b")
A_PLAN = re.compile(
    r"\b(?:in|on|with|under|for|to) (?:the |our )?"
    r"(?!this|your|our|the|a\b|any|membership|monthly|annual|practice|program|service|care|health"
    r"|insurance)\w+ (?:plan|tier|level)\b"
)
OTHER_PLANS = re.compile(r"\bother (?:plans|tiers|levels|members)\b[^.;]{0,20}(?:\bnot\b|n't\b)")
CONTRAST = re.compile(rf";|{SUM.pattern}|\b(?:not|\w+n't|while|whereas|but)\b")
LISTING = re.compile(r"[;/,|]")
NO_AND_YES = re.compile(r"^ ?:.*(?:\bno\b.*\byes\b|\byes\b.*\bno\b)")
NOBODY = re.compile(
    r"\b(?:nobody|no one|none of|no (?:\w+ )?(?:clinician|doctor|physician|provider|nurse|practitioner"
    r"|staff|employee)s?)\b[^.;:]{0,50}$"
)
CONDITION = re.compile(r"\b(?:if|when|whenever|unless|while|where|in case|in some|in certain|some|sometimes)\b[^.;]*$")
NOT_IN_LIST = re.compile(
    r"\b(?:not|\w+n't) (?:be )?(?:included|covered|offered|provided|include|cover)[^.;:]{0,12}:[^.;:]*$"
)
DENIED = re.compile(
    r"\b(?:not|never|no longer|cannot|\w+n't|unable to)(?: (?:guarantee|promise),? or)?(?: (?:\w+ly|be|able to|at this time|ever|also|yet"
    r"|expected to))*"
    r" (?:offer|provid|mak|includ|do\b|doing|hav|perform|schedul|cover|furnish|conduct|giv|tak|accept"
    r"|maintain|operat|staff"
    r"|see\b|part|availab|come\b|visit|render|entail|entitl|deliver|book|keep|obligat|count on|undertak)\w*"
    r"(?:(?!\b(?:but|however|instead|although|unless|except|only|also|we|i|will|may|can|is|are|provides"
    r"|offers|makes|which|who"
    r"|because|so|rather|and (?:our|your|the)|other than|if)\b)[^.;:|])*$"
)
DENIED_AFTER = re.compile(
    r"^(?:(?!\b(?:but|if|when|and|because|so)\b)[^.;|$]){0,45}?\b(?:not|never|no longer"
    r"|\w+n't)(?: (?:currently|yet|be|being|at this time|an?"
    r"|something (?:that )?(?:we|i)|normally|generally|usually|routinely|ever))*"
    r" (?:offer|availab|includ|provid|part|cover|perform|made|make|service|option|possible|done|do\b|allow)\w*\b"
    r"|^(?: \w+){0,3} (?:is|are|remain) (?:unavailable|excluded|outside the scope|beyond the scope)"
    r"|^ ?(?:\([^)]*\) ?)?[:=-]+ ?(?:no\b(?! (?:extra|additional|added|charge|cost|fee|limit))"
    r"|none\b|n/a|not\b|never)"
    r"|^ ?\((?:no|not \w+|none|n/a)\)"
    r"|^,? ?(?:- ?)?(?:no|nope|sorry)\.?$"
)
DENIALS = (JUST_NOT, NOBODY, BARE_NO, DENIED, NOT_IN_LIST)
LIMITED = re.compile(  # what is denied is but a limit of the offer
    r"^ ?(?:\w+ )?(?:for (?!this|the (?:time|moment))|outside|on (?!our)|when|while|during|until|to (?!you"
    r"|members|patients|our)"
    r"|in all|as a substitute|as a replacement|in every|in place|beyond|unless|except|other than|if|where|after)"
)
NO_PROMISE = re.compile(r"\b(?:guarante\w+|promis\w+|always|may not|might not|ensure|assur\w+|expected)\b")
OR_OFFER = re.compile(r"\b(?:guarantee|promise),? or (?:offer|provide|include)\b")
NOT = words("not, *n't, cannot, no, never")
TRIES = words("try, tries, strive*, effort*, aim*, attempt*, endeavo*, goal, usually, typically, generally, most")
EXCEPTION = words("unless, except, other than, but only")

# What headings make of the items below them

EXCLUDED = words(
    """not [be|been|currently] (included|covered|offered|provided|part|include|cover), *n't [be] (included|covered|
    include|cover|offer),
    excluded, exclusions, exclusion, excludes, not offer[ed], not provide[d], no longer offer[ed]"""
)
AT_A_CHARGE = words(
    """(extra|additional|separate|added) (cost|costs|charge|charges|fee|fees), for a fee, add-on[s], a la carte,
    billed separately, charged separately, not included in (the|your) [membership|monthly|annual] (fee|dues|price)"""
)
OF_OTHERS = words("single-visit price*, walk-in price*, price[s] without membership, used (for|in) (clause|section)*")
OPEN = words("includ* and (not|excluded), (what|what's) [is] and (what|what's), vs")

# Plans

TIER = words(
    """(gold|priority|silver|bronze|platinum|diamond|premium|plus|premier|elite|executive|vip|concierge|basic|
    essential|essentials|
    standard|enhanced|complete|signature|core|preferred|family|senior|higher|highest|upper|top) [level]
    (plan|tier|level|member|membership|package|option)*"""
)
ONLY = words("only, reserved for, exclusive to, exclusively, limited to, restricted to")
BY_PLAN = words(
    """(depend*|based|var*) _ _ (on|upon|by|with) [your|the|which] [membership|service|chosen|selected] (plan|tier|
    level|package|
    option)*, (some|certain|select|selected|higher) [membership] (plan|tier|level|package)*, varies by (plan|tier|
    level)*,
    on [the] (plan|tier)s that include"""
)

PLAN_NAME = words(
    """plan[s], tier*, level*, package*, gold, silver, bronze, platinum, premium, plus, premier, elite, executive, vip,
    basic, essential*, standard, enhanced, complete, signature, core, option*"""
)

# Rows of tables

EXTRA_CELL = re.compile(r"^(?:extra|add-?on|additional|surcharge|for a fee)\b")
NAMED_CELL = re.compile(r"^[a-z][\w ]{1,20}?(?:: ?| - | )(?=(?:no|none|not|yes|unlimited|included|\d|✓|✗)\b)")
YES_CELL = re.compile(r"^(?:yes\b|✓|✔|☑|✅|x$|included|unlimited|free|\d|●|•|all)|\$ ?0\b")
NO_CELL = re.compile(r"^(?:no\b|not?ne|not\b|n/?a\b|-+$|✗|✘|✕|❌|×|☐|0$)")

# Questions and answers

YES = re.compile(
    r"^(?:a[.:]? )?[\"' ]*(?:yes|yep|yup|sure|absolutely|of course|certainly|we do\b|you can\b|we can\b"
    r"|always|indeed|i do\b)|, yes\.?$"
)
NO = re.compile(
    r"^(?:a[.:]? )?[\"' ]*(?:no\b(?! (?:extra|additional|charge|cost|fee))|nope|sorry|unfortunately"
    r"|not us|we are not available|we're not available"
    r"|we don't|we do not|not (?:at|right|yet|currently|now|through|with|under|as part)\b"
    r"|(?:there|they|it|you|that)(?: is| are| do| does| can|'re|'s)? ?(?:not|n't)(?=[.,;]|$))|,(?: but)? no\.?$"
)
ASKS_WHETHER = re.compile(
    r"\b(?:do|does|can|could|will|would|is|are|may|what about|how about)\b|^[^a-z]*(?:[\w'-]+ ){0,3}[\w'-]+\?"
)
WHICH_PLAN = re.compile(r"\b(?:which|what) (?:\w+ )?(?:plan|tier|level|membership|package)s?\b")
ALL_PLANS = re.compile(r"\b(?:all|every|each|any|both)\b")
ASKS_FREE = re.compile(r"\b(?:free|(?:no|without) (?:extra |additional )?(?:cost|charge))\b")
ASKS_CHARGE = re.compile(r"\b(?:charge|cost|extra|fee|pay)\b[^?]*\bfor\b")
ASKS_ELSE = words(
    "how much, why, who*, when, how (long|do|does|are|is), charge, cost, extra, fee, insurance, cover* [by], bill*"
)
NONE_OF_IT = re.compile(r"^\W*(?:not (?:available|offered|included|provided|at this time)|none|n/?a|no)\W*$")
GOES_ON = re.compile(
    r"^(?:a[.:] )?(?:there (?:is|are|may|will)|an? |the (?:charge|fee|cost|price|travel)|each|this|these"
    r"|they|it|such|those|expect|you pay|we charge"
    r"|additional|extra|fees?|charges?|\$)"
)


def offered(match: re.Match[str]) -> Value | None:
    """Return how the clause around a named service offers it.

    >>> visit = words("home visits")
    >>> [offered(visit.search(text)) for text in ("home visits are included", "no home visits",
    "home visits cost $90")]
    [True, False, 'extra_cost']
    """
    text = match.string
    if " | " in text:
        return by_column(match)
    start, end = part_around(match)
    before, after = (
        text[max(start, match.start() - WIDE) : match.start()],
        text[match.end() : min(end, match.end() + WIDE)],
    )
    if BY_PLAN.search(text) or (TIER.search(text) and ONLY.search(text)):
        return "varies"
    if NO_AND_YES.search(after) or plans_differ(text) or listed_by_plan(text[match.end() :]):
        return "varies"
    charged = is_charged(before, after)
    denied = False if DENIED_LIST.search(text) else denies(before, after)
    if denied is False and A_PLAN.search(after):
        return "varies"
    behind = text[end + 1 :].strip()
    charged = charged or bool(GOES_ON.search(behind) and is_charged("", behind))
    if charged and (denied or not re.search(r"\b(?:not|no)\W*$", before)):
        return "extra_cost"
    return denied


def plans_differ(text: str) -> bool:
    """Whether a clause says one thing of one plan and another of the next.

    >>> plans_differ("gold members have it; basic members do not"), plans_differ("for gold members and basic members")
    (True, False)
    """
    if OTHER_PLANS.search(text):
        return True
    if ALL_PLANS.search(text):
        return False
    first, *rest = (match for match in TIER.finditer(text)) if TIER.search(text) else (None,)
    return bool(first and any(CONTRAST.search(text[first.end() : other.start()]) for other in rest))


def listed_by_plan(after: str) -> bool:
    """Whether the words behind a service are a list of plans, some of which have it.

    >>> listed_by_plan(": basic - none; plus - 4 a year"), listed_by_plan(": yes; by phone, too")
    (True, False)
    """
    if not after.lstrip().startswith(":"):
        return False
    cells = [cell.strip() for cell in LISTING.split(after.lstrip(" :"))]
    named = [NAMED_CELL.sub("", cell) for cell in cells if NAMED_CELL.search(cell)]
    return len(named) > 1 and len({bool(NO_CELL.search(cell)) for cell in named}) > 1


def part_around(match: re.Match[str]) -> tuple[int, int]:
    """Return where the part of a clause that a match stands in begins and ends."""
    start, end = 0, len(match.string)
    for mark in PART.finditer(match.string):
        if mark.end() <= match.start():
            start = mark.end()
        elif mark.start() >= match.end():
            end = mark.start()
            break
    return start, end


def denies(before: str, after: str) -> bool | None:
    """Return False where the words around a service deny it, None where they promise nothing, else True."""
    close = f"{before[-40:]} / {after[:45]}"
    if USED_TO.search(before):
        return None
    if NO_PROMISE.search(close) and NOT.search(close) and not OR_OFFER.search(close):
        return True if TRIES.search(f"{before} / {after}") else None
    if any(denial.search(before) for denial in DENIALS):
        limited = LIMITED.search(after) or CONDITION.search(before) or TRIES.search(after)
        return True if EXCEPTION.search(after) else None if limited else False
    denial = DENIED_AFTER.search(after)
    return True if not denial else None if LIMITED.search(after[denial.end() :]) else False


def is_charged(before: str, after: str) -> bool:
    """Whether the words around a service name a charge for it."""
    own = OTHER_SERVICE.split(OWN_NOUN.sub("", after), maxsplit=1)[0][:CLOSE]
    free = UNPAID.search(own) or UNPAID.search(before[-45:])
    if SUM.search(own) and not (free and re.search(r"\b(?:no|not|without)\b", free.group())):
        return True
    if PAY_FOR.search(before[-60:]):
        return not re.search(r"\b(?:no|not|never|without|\w+n't|zero|any)\b[^,]*$", before[-60:])
    return bool(PAID.search(own)) and not free


def by_column(match: re.Match[str]) -> Value | None:
    """Return what the cells of a table's row say of the service that it names."""
    text = match.string
    cells = [cell for cell in CELLS.split(text) if cell]
    place = len([cell for cell in CELLS.split(text[: match.start()])[:-1] if cell])
    if place:  # named in a cell of its own, not as the label of the row
        inside = cells[place] if place < len(cells) else ""
        return "extra_cost" if SUM.search(inside) else None if NOT.search(inside) else True
    values = {cell_value(NAMED_CELL.sub("", cell)) for cell in cells[1:]} or {cell_value(cells[0])}
    return values.pop() if len(values) == 1 else "varies"


def cell_value(cell: str) -> Value:
    """Return what one cell says of a service."""
    if NO_CELL.search(cell):
        return False
    if EXTRA_CELL.search(cell):
        return "extra_cost"
    return True if YES_CELL.search(cell) or not (SUM.search(cell) or PAID.search(cell)) else "extra_cost"


def below_heading(line: Line, value: Value) -> Value | None:
    """Return what the headings above an item make of it."""
    if value == "extra_cost" and OF_OTHERS.search(line.nearest) and len(line.text) <= CLOSE:
        return None
    if value is not True or not line.nearest or OPEN.search(line.nearest):
        return value
    lead = line.clause.lead.lower()
    if lead and not EXCLUDED.search(lead) and UNPAID.search(lead):
        return value
    if AT_A_CHARGE.search(line.nearest) and not NOT.search(AT_A_CHARGE.sub("", line.nearest)):
        return "extra_cost"
    return False if EXCLUDED.search(line.nearest) else value


def answer(line: Line, service: Pattern) -> Value | None:
    """Return what a clause answers to the question before or above it, whether there is the service."""
    titles = (line.clause.title, *line.clause.section)
    said = line.text
    question = line.before if line.before.endswith("?") else "" if line.previous else plain(titles[-1])
    if not line.previous and "?" not in question and len(titles) > 1:  # "Yes." became a title of its paragraph
        question, said = plain(titles[-2]), f"{question}. {said}"
    named = "?" in question and service.search(question)
    asked = named and ASKS_WHETHER.search(question)
    if named and (WHICH_PLAN.search(question) or (asked and A_PLAN.search(said))):
        return None if ALL_PLANS.search(said) else "varies"
    if asked and costs(question, said):
        return "extra_cost"
    if not asked or ASKS_ELSE.search(question):
        return None
    if NO.search(said):
        return None if re.search(r"\b(?:but(?! no\b)|however|unless|except)\b", said) else False
    if YES.search(said):
        return "extra_cost" if is_charged("", said) else True
    return None


def costs(question: str, said: str) -> bool:
    """Whether an answer to the question what a service costs names a charge, or says that it is not free."""
    if ASKS_FREE.search(question):
        return bool(NO.search(said))
    return bool(ASKS_CHARGE.search(question) and YES.search(said) and is_charged("", said))


def charge_behind(line: Line, service: Pattern) -> Value | None:
    """Return that a service costs extra where the clause behind it names the charge."""
    named = service.search(line.before) or ("?" in line.nearest and service.search(line.nearest))
    if named and GOES_ON.search(line.text) and is_charged("", line.text):
        return "extra_cost"
    return None


def findings(service: Pattern, cues: Sequence[Cue]) -> Callable[[Sequence[Line]], list[Finding]]:
    """Return what finds a service in the clauses of an agreement."""

    def find(lines: Sequence[Line]) -> list[Finding]:
        found = []
        for place, line in enumerate(lines):
            if line.text.endswith("?"):
                continue
            read = [(cue.weight, value) for cue in cues if (value := cue.read(line)) is not None]
            if read:
                weight, value = max(read, key=lambda pair: pair[0])
                value = below_heading(line, value)
            elif (value := answer(line, service)) is not None:
                weight = ANSWER
            elif (value := charge_behind(line, service)) is not None:
                weight = REMARK
            following = lines[place + 1].text if place + 1 < len(lines) else ""
            if (
                value is True
                and len(line.text) <= CLOSE
                and NONE_OF_IT.search(following)
                and line.text[-1:] not in ".;"
            ):
                value = False
            if value is not None:
                found.append(Finding(line.clause, value, weight))
        return found

    return find


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on one answer: a charge says more than the offer, and what is in one list and not in another varies."""
    best = max(finding.weight for finding in found)
    top = [finding for finding in found if finding.weight >= best - LESS]
    values = {finding.value for finding in top}
    if len(values) > 1:
        if "varies" not in values and by_list(top):
            top = [replace(finding, value="varies") for finding in top]
        for value in ("varies", "extra_cost"):
            if any(finding.value == value for finding in top) and not (value == "extra_cost" and False in values):
                top = [finding for finding in top if finding.value == value]
                break
    chosen = [replace(finding, weight=best) for finding in top]
    rest = [finding for finding in found if not any(finding.clause is kept.clause for kept in top)]
    return strongest(subject, [*chosen, *(replace(finding, weight=best - 1) for finding in rest)])


def by_list(found: Sequence[Finding]) -> bool:
    """Whether a service is an item of several lists with their own headings, as plans have them.

    A service in one list and its price in another are no plans, unless the headings say so.
    """
    items = [finding for finding in found if len(finding.clause.text) <= CLOSE and finding.clause.text[-1:] != "."]
    lists = {finding.value: (finding.clause.section, finding.clause.lead) for finding in items}
    apart = len(items) == len(found) and len(set(lists.values())) == len(lists) > 1
    named = all(PLAN_NAME.search(" ".join((*section[-1:], lead)).lower()) for section, lead in lists.values())
    return apart and (False in lists or named)


def offer(
    name: str, about: Pattern, cues: tuple[Cue, ...], skips: tuple[Skip, ...] = (), asked: Pattern | None = None
) -> Field:
    """Make the field of a service that a practice may offer, named by its cues, in questions also by `asked`."""
    service = either(*(cue.pattern for cue in cues if callable(cue.value)), *([asked] if asked else []))
    return Field(name, about, cues, skips, settle, findings(service, cues))
