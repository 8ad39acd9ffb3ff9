"""What one clause says of the services that it names: within the fee, against a charge, or left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal

from bot.contracts.fields.services import wordings as w
from bot.contracts.fields.services.kinds import ELSEWHERE, NAMED, kind
from bot.contracts.reading.lines import Line
from bot.documents.outline import Clause

Offer = Literal["included", "extra", "excluded"]
Judged = tuple[Offer, float]

PLAIN, WEAK, HEADED, LISTED = (
    3.0,
    2.0,
    3.0,
    2.4,
)  # weights: a plain statement; a bare verb; a list's heading; "Services"
ANSWERED = 2.8
ITEM = 60  # characters behind a service: so little belongs to it alone
MOST = 40  # services of one clause: one that names more is no sentence that anybody wrote
FAR = 220  # characters: as far as a verb rules the services behind it, or a predicate those before it

IN_BRACKETS = re.compile(r"\([^()]*\)")
PART_END = re.compile(
    r";|(?<!\bdr)(?<!\bmr)(?<!\bmrs)(?<!\bst)[.!?](?=\s|$)|,? \b(?:but|however|while|although"
    r"|though|whereas|unless)\b|,? and (?:we|you|it|the practice|they)\b"
)
ITEM_END = re.compile(r",|\band\b|\bor\b|\|| - (?!extra)|•")
LABEL = re.compile(r"^(?P<label>[^:|]{2,90}):\s")
VERB = re.compile(
    r"\b(?:is|are|was|will|shall|must|should|may|can|can't|don't|do|does|has|have|if|we|we'll"
    r"|you|you'll|i|they|please|call|to be|"
    r"understands?|agrees?|acknowledges?|means?|it's)\b"
)
BREAK = re.compile(  # a verb does not rule what stands behind these
    r"\b(?:is|are|does|runs|will be|must|should|may|might|could|because|(?:you|we|they|i"
    r"|it) (?:can|may|must|should|will|need|want|have|are)|insurance|insurer|agree|understand"
    r"|to (?:help|make|keep|ensure|see|find|get)|without|before|after|until|which|who|so)\b"
)
FULL_BREAK = re.compile(r"\b(?:because|insurance|insurer|agree|understand|understands|in exchange)\b")
STAR = re.compile(r"^\W{0,2}?(?P<star>\*{1,3}|†|‡|§)")
LAST_STAR = re.compile(r"[\w)](?P<star>\*{1,3}|†|‡|§)$")
MINUTES = re.compile(r"\bmin(?:ute)?s?\b")


@dataclass(frozen=True)
class Mention:
    """A service as one clause has it: `limit` in the agreement's own words, `headed` what stands above."""

    name: str
    state: Offer
    limit: str | None
    weight: float
    clause: Clause
    headed: str = ""


def mentions(
    line: Line, behind: Line | None, footnotes: Mapping[str, str], carried: Judged | None = None
) -> list[Mention]:
    """Return the services that a clause offers, prices or denies.

    `behind` is the line after it, `carried` what a line above it that led into a list says of the items.
    """
    if line.text.endswith("?") or line.text.startswith("#") or about_else(line.nearest):
        return []
    found = list(islice(NAMED.finditer(line.text), MOST))
    if found and w.NON_MEMBERS.search(line.text):
        return []
    read = list(_read(line, found, behind, footnotes, carried)) if found else []
    named = any(one.name == "emergency care" for one in read)
    if not named and DANGER.search(line.text) and w.NOT_A.search(line.text):
        read.append(Mention("emergency care", "excluded", None, PLAIN, line.clause, line.nearest))
    return read or list(_answers(line))


DANGER = re.compile("emergenc|ambulance")


@lru_cache(maxsize=256)
def about_else(heading: str) -> bool:
    """Whether the items below a heading are what the patient must do, or what others pay."""
    return bool(w.DUTIES.search(heading) or w.NON_MEMBERS.search(heading))


def _read(
    line: Line,
    found: Sequence[re.Match[str]],
    behind: Line | None,
    footnotes: Mapping[str, str],
    carried: Judged | None,
) -> Iterator[Mention]:
    """Read the services named in a clause, one after the other."""
    text = line.text
    bare = IN_BRACKETS.sub(lambda match: " " * len(match.group()), text)
    rows = " | " in text
    frame = framed(line, carried)
    who = FOR_SOME.search(text)
    who = who or TO_SOME.search(text)
    some = who["who"] if who and not EVERYBODY.search(who["who"]) else None
    if THIS.match(text) and not OFFERED_BEFORE.search(line.before):
        return
    governing: Judged | None = None
    for match in found:
        name = kind(match.group())
        bracketed = bare[match.start()] == " "
        if bracketed:
            judged = in_brackets(match, governing)
        elif rows:
            judged = governing = by_cell(match, frame) or None
        else:
            judged = governing = judge(match, bare, frame, behind if len(found) == 1 else None)
        if judged is None:
            continue
        limit = None if bracketed else limited(match, text, judged[0])
        limit = limit or (some if judged[0] == "included" else None)
        star = STAR.match(text[match.end() :]) or (LAST_STAR.search(text) if len(text) <= ITEM else None)
        if star and star["star"] in footnotes:
            limit = footnotes[star["star"]]
            judged = starred(judged, limit)
        judged = priced(judged, limit) if limit and f"({limit})" in text[match.end() :] else judged
        if fits(name, judged[0], match, bare, text):
            yield Mention(name, judged[0], limit, judged[1], line.clause, " / ".join(line.clause.section).lower())


FOR_SOME = re.compile(
    r"\b(?P<who>(?:[\w'-]+ (?:(?:and|or|&) )?){1,4}(?:members|tiers?"
    r"|plans?))(?: also)? (?:receives?|gets?|has|have|includes?|comes?)\b"
)
TO_SOME = re.compile(
    r"\b(?:available|open|reserved|limited|only) (?:only )?(?:to"
    r"|for) (?P<who>(?:[\w'-]+ ){1,4}(?:members|tiers?|plans?)(?: only)?)"
)
EVERYBODY = re.compile(r"\b(?:all|our|every|each|active|both|most|the|your|of|any|many|some|that|for|as)\b")
THIS = re.compile(r"^(?:this|these|it|they|that) (?:may |also )?(?:include|cover|apply|applies)")
OFFERED_BEFORE = re.compile(r"\b(?:member\w*|fee|dues|plans?|services?|primary care|retainer|includ\w+)\b")


def judge(match: re.Match[str], bare: str, frame: Judged | None, behind: Line | None) -> Judged | None:
    """Return what the words around a service, or else the headings above it, make of it."""
    start, end = part_around(match, bare)
    part, before, after = bare[start:end], bare[start : match.start()], bare[match.end() : end]
    if w.OTHER.search(part) or w.PATIENT_DOES.search(before):
        return None
    alone = NAMED.search(after) is None and len(after) < ITEM
    own = after if alone else own_words(after)
    stated = charged(before, own) or governed(before, after) or predicated(before, after) or left_alone(before, after)
    if stated == SILENT:
        return None
    if stated is None:
        stated = by_frame(match, bare, frame)
    if stated is None and behind and w.PRICE.match(behind.text) and len(bare) < len(match.group()) + 25:
        stated = ("extra", HEADED)
    if stated and stated[0] != "excluded" and w.INSURER.search(part) and w.INSURED_CARE.search(part):
        return None
    return stated


SILENT: Judged = ("included", 0.0)  # a verb rules the service, yet promises nothing


def part_around(match: re.Match[str], bare: str) -> tuple[int, int]:
    """Return where the part of a clause that a service stands in begins and ends."""
    start, end = 0, len(bare)
    for mark_start, mark_end in part_ends(bare):
        if mark_end <= match.start():
            start = mark_end
        elif mark_start >= match.end():
            end = mark_start
            break
    return start, end


@lru_cache(maxsize=1)
def part_ends(bare: str) -> list[tuple[int, int]]:
    """Return where the parts of a clause end, for one service of it after the other."""
    return [mark.span() for mark in PART_END.finditer(bare)]


def own_words(after: str) -> str:
    """Return what stands behind a service and belongs to it alone."""
    cut = ITEM_END.search(after)
    return after[: cut.start()] if cut else after


def charged(before: str, own: str) -> Judged | None:
    """Return "extra" where a charge stands directly beside a service."""
    if w.CHARGED_BEFORE.search(before[-70:]) and not NO_CHARGE.search(before[-70:]):
        return "extra", PLAIN
    cost = w.EXTRA_BEHIND.search(own[:90])
    if cost and not w.FREE.search(own[: cost.start()]) and not w.DENIES.search(before[-FAR:]):
        excluded = w.EXCLUDED_BEHIND.search(own[: cost.start()])
        return ("excluded" if excluded and "$" not in cost.group() else "extra"), PLAIN
    return None


NO_CHARGE = re.compile(r"\b(?:no|without|not|never|zero|\w+n't)\b[^,]{0,30}$")


def governed(before: str, after: str) -> Judged | None:
    """Return what the verb before a service says of it."""
    near = before[-FAR:]
    verb = last(w.DENIES, near)
    given = last(w.INCLUDES, near)
    left = last(w.EXCLUDES, near)
    best = max((found for found in (verb, given, left) if found), key=lambda found: found.end(), default=None)
    if best is None or w.BARE_NO.search(near):
        return None
    subject, gap = near[: best.start()], near[best.end() :]
    if SUBJECT_INSURES.search(subject):
        return SILENT
    if BREAK.search(gap.rpartition(",")[2]) or FULL_BREAK.search(gap) or CONDITION.search(subject):
        return None
    if best is left:
        return SILENT if w.NEGATED.search(near) or w.DENIES.search(near) else ("excluded", WEAK)
    denied = best is verb or w.NEGATED.search(subject) or (verb is not None and not BREAK.search(near[verb.end() :]))
    if denied:
        return denial(best.group(), subject, gap, after)
    return "included", (WEAK if w.WEAK.search(best.group()) else PLAIN)


def denial(verb: str, subject: str, gap: str, after: str) -> Judged:
    """Return what a denied verb makes of a service: patients who do not pay for it have it in their fee."""
    if verb.endswith("pay for") and PAYER.search(subject):
        return "included", PLAIN
    if LIMITING.search(gap) or SOMETIMES.search(after) or w.REPLACES.search(gap[-40:]):
        return SILENT
    return "excluded", PLAIN


SUBJECT_INSURES = re.compile(
    w.INSURER.pattern + r"(?: (?:also|usually|typically|may|will|would|might|often|generally|that|which|to|still))*\s*$"
)
PAYER = re.compile(r"\b(?:you|members?|patients?|families)(?: then)? $|\band then $")
CONDITION = re.compile(r"\b(?:if|when|where|in case|in the event|until|after|before|once|whether)\b[^,]*$")
SOMETIMES = re.compile(  # what is denied is but a time or a manner
    r"^ (?:on (?!our)|after|outside|during|without|unless|until|before|over|at night"
    r"|by (?!us)|when|while|in every|through)\b"
)
LIMITING = re.compile(r"^ (?:of |with |without |a (?:fee|charge)|any (?:fee|charge)|claims?|bills?)")


def last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match of a pattern."""
    found = None
    for found in pattern.finditer(text):  # noqa: B007
        pass
    return found


def predicated(before: str, after: str) -> Judged | None:
    """Return what the first predicate behind a service says of it."""
    near = after[:FAR]
    kinds: tuple[tuple[Offer, re.Pattern[str]], ...] = (
        ("excluded", w.EXCLUDED_BEHIND),
        ("extra", w.EXTRA_BEHIND),
        ("included", w.INCLUDED_BEHIND),
    )
    found = [
        (match.start(), place, state) for place, (state, pattern) in enumerate(kinds) if (match := pattern.search(near))
    ]
    if not found:
        return None
    start, _, state = min(found)
    gap = AUXILIARY.sub("", near[:start])
    if BREAKS_LIST.search(gap):
        return None
    if state == "extra" and (
        w.FREE.search(gap) or any(other == "excluded" and at <= start + 3 for at, _, other in found)
    ):
        return ("included", PLAIN) if w.FREE.search(gap) else ("excluded", PLAIN)
    if state == "extra" and "," in gap and "$" in near[start : start + 2]:
        return None  # the price is that of another item
    if w.BARE_NO.search(before):
        return None
    return state, PLAIN


AUXILIARY = re.compile(r"\b(?:is|are|will be|may be|can be|shall be|would be)(?: \w+){0,2} ?$")
BREAKS_LIST = re.compile(
    r"\b(?:is|are|will|shall|must|should|may|can|for which|when you|if you|we|you|i|insurance"
    r"|medicare|plan)\b(?! (?:be|involve|carry|incur|require|have|cost)\b)"
)


def left_alone(before: str, after: str) -> Judged | None:
    """Return what a word directly before a service says of it: "no", "free", "unlimited"."""
    if w.BARE_NO.search(before[-40:]):
        return None if w.NO_BURDEN.search(after) else ("excluded", PLAIN)
    if w.GIVEN_BEFORE.search(before[-50:]):
        return "included", PLAIN
    return None


def framed(line: Line, carried: Judged | None) -> Judged | None:
    """Return what the label, the question, the lead or the headings above a clause say of the items in it."""
    label = LABEL.match(line.text)
    if label and REDUCED.search(label["label"]):
        return "extra", HEADED
    if label and (found := frame(label["label"])):
        return found if found != SILENT else None
    if carried:
        return None if carried == SILENT else carried
    asked = line.before if line.before.rstrip("\"'").endswith(("?", ":")) else ""
    lead = line.clause.lead.lower()
    for above in (asked, lead, *reversed([title.lower() for title in line.clause.section]), line.clause.title.lower()):
        if not above:
            continue
        found = frame(above)
        if found:
            return found if found != SILENT else None
        if above.rstrip("\"'").endswith("?"):
            return None
    return None


REDUCED = re.compile(r"\b(?:discount\w*|wholesale|reduced cost|reduced price\w*|at cost)\b")


@lru_cache(maxsize=256)
def frame(heading: str) -> Judged | None:
    """Return what one heading says of the items below it; SILENT where it says that they are mixed."""
    heading = heading.replace("\u2019", "'")
    if w.HEAD_OPEN.search(heading):
        return SILENT
    if w.HEAD_EXCLUDED.search(heading):
        return "excluded", HEADED
    if w.HEAD_EXTRA.search(heading):
        return "extra", HEADED
    if w.HEAD_INCLUDED.search(heading):
        return "included", HEADED
    return ("included", LISTED) if w.HEAD_SERVICES.match(heading) else None


def by_frame(match: re.Match[str], bare: str, frame: Judged | None) -> Judged | None:
    """Return what the headings make of a service that is an item of a list."""
    if frame is None:
        return None
    label = LABEL.match(bare)
    start = label.end() if label and label.end() <= match.start() else 0
    verb = VERB.search(bare, start)
    if NO_ITEM.search(bare[start:]) or (
        verb and (verb.start() < match.start() or not re.search(r"[,;:-]", bare[match.end() : verb.start()]))
    ):
        return None
    return frame if not verb else (frame[0], min(frame[1], LISTED))


NO_ITEM = re.compile(
    r"^\W*(?:these|this|those|that|it|they|where|when|if|please|ask|follow|provide|notify|keep|sample)\b"
)


def by_cell(match: re.Match[str], frame: Judged | None) -> Judged | None:
    """Return what the cells of a table's row say of a service."""
    text = match.string
    start = text.rfind(" | ", 0, match.start()) + 1
    end = text.find(" | ", match.end())
    cell = text[start : end if end > 0 else len(text)]
    rest = [part.strip() for part in text[end:].split(" | ") if part.strip()] if end > 0 else []
    if w.MONTHLY.search(cell) or w.OTHER.search(cell) or w.INSURER.search(text):
        return None
    if w.MONEY_CELL.search(cell) or (start and not rest and not rest):
        return ("extra", PLAIN) if w.MONEY_CELL.search(cell) else frame
    values = {value for value in map(cell_value, rest) if value}
    if start or not values:
        return frame if not any(w.MONTHLY.search(value) for value in rest) else None
    for state in ("included", "extra", "excluded"):
        if state in values:
            return state, PLAIN
    return None


def cell_value(cell: str) -> Offer | None:
    """Return what one cell says of a service."""
    if w.NO_CELL.search(cell):
        return "excluded"
    if w.YES_CELL.search(cell):
        return "included"
    return "extra" if w.MONEY_CELL.search(cell) and not w.MONTHLY.search(cell) else None


def in_brackets(match: re.Match[str], governing: Judged | None) -> Judged | None:
    """Return the state of an example in brackets: that of the service before them."""
    opened = match.string.rfind("(", 0, match.start())
    inside = match.string[opened : match.string.find(")", match.end())]
    if governing is None or OTHERWISE.search(inside):
        return None
    return governing[0], WEAK


OTHERWISE = re.compile(
    r"\$|\b(?:extra|fees?|cost|price|bill\w*|not|no|use|paid|we|you|if|when|at|by|for|in|with|see)\b"
)


def starred(judged: Judged, footnote: str) -> Judged:
    """Return the state of a service whose star leads to a footnote."""
    if w.HEAD_EXCLUDED.search(footnote) and not w.EXTRA_BEHIND.search(footnote):
        return "excluded", PLAIN
    if judged[0] == "included" and PAYS.search(footnote):
        return "extra", PLAIN
    return judged


def priced(judged: Judged, limit: str) -> Judged:
    """Return "extra" where the words in brackets say that a service is sold: "(at cost)"."""
    sold = w.EXTRA_BEHIND.search(limit) and not w.FREE.search(limit)
    if sold and (judged[0] == "excluded" or (judged[0] == "included" and SOLD.match(limit))):
        return "extra", judged[1]
    return judged


SOLD = re.compile(r"^(?:at |\$|extra|additional|separate|for a|billed|charged|discounted|wholesale)")
PAYS = re.compile(
    r"\b(?:responsible for|additional|extra|separate)\b[^.]{0,40}\b(?:costs?|charges?|fees?"
    r"|payment)\b|\bat cost\b|\$ ?\d"
    r"|\bpatient is responsible\b|\bbilled\b|\bnot included in the (?:fee|membership)"
)


def fits(name: str, state: Offer, match: re.Match[str], bare: str, text: str) -> bool:
    """Whether a practice can mean that: it does not itself give what others do."""
    before = bare[: match.start()]
    if state == "included" and (OF.search(before) or (match.group() in ("prescriptions", "pregnancy"))):
        return False
    if RULED.search(text[match.end() :][:50]) or (name == "messages" and BY_MAIL.search(before)):
        return False
    if name in ELSEWHERE:
        if state == "included" or (state == "extra" and w.HELP_WITH.search(before)):
            return False
        if name == "emergency care" and w.NOW_AND_THEN.search(bare):
            return False
        return not HELPS.search(before[-30:])
    return not (name == "controlled substances" and state == "included")


HELPS = re.compile(r"\b(?:coordinat\w*|refer\w*|records?|letters?|with|appointments? with)(?: \w+){0,2} ?$")
OF = re.compile(
    r"\b(?:counts?|numbers?|lists?|copies|prices?|costs?|results?|length|scheduling|purpose) of (?:the |your |any )?$"
)
BY_MAIL = re.compile(r"\b(?:by|via|through|an?|to|write|from|of|over|or by|unencrypted) $")
RULED = re.compile(
    r"^ (?:boxes|fees? |codes?|for (?:the )?(?:purpose|reimburs)|lists?|histor\w+|records?"
    r"|instructions?|changes?|questions?|need|require|must|take|last|usually take|allow"
    r"|go out|risk|can only|should|within)\b"
)


def limited(match: re.Match[str], text: str, state: Offer) -> str | None:
    """Return the words that limit a service: those in brackets behind it, a number, a price or a condition."""
    price = re.match(
        r"^\W{0,3}(?:\([^()]*\))?[^,;|()$]{0,25}(\+?\$ ?\d[\d,.]*\d(?: (?:each|per \w+))?)", text[match.end() :]
    )
    if state == "extra" and price:
        return price[1]
    brackets = re.match(r"[ *†]{0,3}\(([^()]{2,120})\)", text[match.end() :])
    if brackets and not NAMED.fullmatch(brackets[1]) and not brackets[1].startswith(("s)", "e.g", "i.e", "including")):
        return brackets[1]
    start = max(text.rfind(mark, 0, match.start()) for mark in (",", ";", "•", "|", ":", ". "))
    before = text[start + 1 : match.start()]
    after = text[match.end() :]
    cut = re.search(r";|\.(?=\s|$)|,(?! (?:when|if|up to|usually|only|within|except))|\band\b| \bbut\b", after)
    if " | " in after and not text[: match.start()].strip(" |"):
        cells = [cell.strip(" |") for cell in after.split(" | ")[1:] if cell.strip(" |")]
        told = cells and all(map(cell_value, cells)) and not any(map(NAMED.search, cells))
        return " / ".join(cells) if told and not all(map(PLAIN_YES.match, cells)) else None
    own = after[: cut.start()] if cut else after
    found = w.LIMIT.search(own.split(" | ")[0])
    if found:
        return found.group().strip()
    number = re.search(r"(?:^|(?<=[\s•~*-]))(?:up to )?(?:\d+|one|two|three)(?: follow[ -]up)? $", before)
    if number and not MINUTES.search(before):
        return f"{number.group().strip()} {match.group()}"
    return None


PLAIN_YES = re.compile(r"^(?:yes|included|unlimited|✓|✔|x|●|•)$")


def _answers(line: Line) -> Iterator[Mention]:
    """Read a plain yes or no to the question whether there is a service."""
    yes, no = w.YES.search(line.text), w.NO.search(line.text)
    if not yes and not no:
        return
    question = line.before if line.before.endswith("?") else "" if line.previous else line.nearest
    if "?" not in question or not w.ASKS.search(question) or w.ASKS_ELSE.search(question):
        return
    state: Offer = "included" if yes else "excluded"
    if w.EXTRA_BEHIND.search(line.text) and not w.FREE.search(line.text):
        state = "extra"
    elif no and re.search(r"\b(?:but|however|unless|except)\b", line.text):
        return
    for match in NAMED.finditer(question):
        name = kind(match.group())
        if name not in ELSEWHERE or state == "excluded":
            found = Mention(name, state, None, ANSWERED, line.clause, line.nearest)
            price = w.LIMIT.search(line.text) if state == "extra" else None
            yield replace(found, limit=price.group().strip()) if price else found
