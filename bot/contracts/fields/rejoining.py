"""What coming back costs or takes after a membership has ended: a fee, a wait, space, discretion, the price of the day."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bot.contracts.fields.prices import RATE
from bot.contracts.reading.cues import Cue, Field, Finding, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import either, then, words
from bot.contracts.reading.quantities import LENGTH, MONEY, dollars, plain
from bot.contracts.reading.wordings import LEAVE, MEMBERSHIP, VISITS
from bot.vocabulary import Span, State, Term

NAME = "reenroll_fee_or_wait"
NEAR = 700  # characters: conditions of coming back so close to each other are quoted as one

AGAIN = words(
    """re-enrol*, re-join*, re-activat*, reactivat*, re-instat*, reinstat*, re-admit*, re-admission, readmi*, re-subscri*,
    re-engage*, re-entry, re-enter* the (practice|program|plan), re-apply*, reappl*, re-establish* [care|the
    |your|a|their
    |membership], re-registr*, re-initiat*, restart*, re-start*, rejoin*, come[s] [on] back, coming back, came back,
    back (in|again), accepted back, welcome[d] back, (accept|take|let|welcome|have|want|get|bring)[s|ing] (you
    |them|him|her|members|families|patients) back,
    (join|enroll|enrol|register|sign-up|subscribe|apply|start)[s|ing] again, start[ing] over,
    return[s|ing] [to|as] [the|our|my|a|active|this] (practice|membership|program|member|patient|care|clinic)[s],
    (want|wish|decide|choose|like|ask|asks|wishes|wants|decides) to return, return (later|after),
    resum* [the|your|their|his] (membership|enrollment|subscription)*, renew a lapsed,
    (former|past|previous|lapsed) (member|patient|subscriber|client|enrollee)[s], returning (member|patient|client)[s],
    open[ing] (it|one|an account|a membership|a plan|the account) again, open a new (one|plan|account|membership), a new one for,
    (second|new|third) (enrol*|membership), new application from, accepted a (second|third) time, a (second|third) time,
    (get|getting) started again, begin[ning] again, buy in again, sign[ing] [back] up again, signing back up, sign back up, hop back in,
    (take|takes) (people|patients|members|anyone|anybody|folks) back, (may|can) return (on|upon|if|by|only|after|once|as), if you return,
    (returning|return) [to us] (costs|is), come[s] home to us, (place|spot) on [a|your|their|his|her] return,
    re-open[s|ing] (a|an|the|your|their) [closed|ended] (account|membership|plan)*, bar[s|red] _ _ from (membership|the practice|the program)"""
)
FEE_BACK = re.compile(rf"(?:{AGAIN.pattern})(?P<gap>[^.;$]{{0,130}}?|[^.$]{{0,40}}?){MONEY.pattern}")
BACK_FEE = re.compile(rf"{MONEY.pattern}(?P<gap>[^.;$]{{0,60}}?)(?:{AGAIN.pattern})")
A_SUM = re.compile(MONEY.pattern)
NAMED_FEE = re.compile(
    r"\bre-?(?: ?enroll?ment|enroll?ing|joining|activation|instatement|start|admission|entry|registration|subscription"
    r"|engagement|application)\b[\"']?(?: [\w-]+){0,2}? (?:fee|charge)s?\b"
    r"|\breturn(?:ing)?(?: member| patient)? fees?\b"
)
JOINING_FEE = words(
    """(enrollment|enrolment|registration|initiation|joining|sign-up|set-up|onboarding|application|activation)
    [and|processing|administrative|membership] (fee|charge|amount|cost)[s]"""
)
FIRST_FEE = re.compile(rf"(?<!re-)(?<!re )(?:{JOINING_FEE.pattern})")
FEE_AGAIN = either(
    then(words("again, new, another, additional, second, repeat*"), 25, FIRST_FEE),
    then(FIRST_FEE, 60, words("again, a second time, once more, anew")),
    then(AGAIN, 120, FIRST_FEE),
    then(FIRST_FEE, 60, AGAIN),
)
FREE_AT_FIRST = re.compile(
    rf"(?:{AGAIN.pattern})[^.$;]{{0,30}}?\b(?:within|in|inside of|during)\b[^.$;\d]{{0,15}}{LENGTH.pattern}[^.$;]{{0,40}}?"
    rf"\b(?:no (?:fee|charge|cost)|free|nothing|without charge)\b[^.$;]{{0,15}}[;,.] ?(?:and |but )?"
    rf"(?:after|then|otherwise|later|beyond|from then)\b[^.$;]{{0,30}}{MONEY.pattern}"
)
FREE_WITHIN = re.compile(
    rf"\b(?:no|without a|without any) (?:fee|charge|cost)\b[^.;$]{{0,12}}?\b(?:within|inside of|in the first) (?:the first )?{LENGTH.pattern}"
)
NO_FEE_BACK = either(
    then(
        words("no, without [a|any|an], *n't charge [a|an], not charge [a|an]"),
        18,
        words("fee, charge, cost, penalty"),
        70,
        AGAIN,
    ),
    then(words("(charge|ask|costs|cost|pay)[s] (nothing|you nothing)"), 30, AGAIN),
    then(
        AGAIN,
        70,
        words(
            "no (fee|charge|cost|penalty|extra|additional)*, free of charge, without (charge|a fee|penalty|cost|paying)*"
        ),
    ),
    then(words("no (fee|charge|cost)"), 5, words("for returning, to return, for a return")),
    then(words("no re-enrollment, no rejoining, no reinstatement, no reactivation"), 12, words("fee[s], charge[s]")),
)
OF_MONTHS = re.compile(
    r"(?<!missed )(?<!missing )(?P<n>\d{1,2}) (?:full )?month(?:s|ly)?(?: of)?(?: the)?(?: then-current| current| periodic| membership| monthly)?"
    r" (?:fees?|dues|membership|payments?)\b"
)

SAME_YEAR = then(
    words("not, never, *n't, cannot, no one, nobody"),
    12,
    AGAIN,
    15,
    words("in the same [calendar|plan|membership] year"),
)
PERIOD = LENGTH.pattern
WAITS = re.compile(
    rf"(?:(?:not|n't|cannot|ineligible|unable)\b[^.;]{{0,60}}?(?:{AGAIN.pattern})[^.;]{{0,40}}?"
    rf"\b(?:for|within|until|before|during|in|sooner than|earlier than)\b[^.;\d]{{0,40}}?{PERIOD})"
)
TOO_SOON = re.compile(
    rf"(?:\bno\b|\bnot\b|n't\b|cannot|never)[^.;]{{0,40}}?(?:{AGAIN.pattern})[^.;]{{0,60}}?\b(?:fewer|less|sooner|earlier|more recently) than {PERIOD}"
)
BARRED = re.compile(rf"\bbar(?:s|red)\b[^.;]{{0,40}}?\bfrom\b[^.;\d]{{0,40}}?\b(?:for|until)\b[^.;\d]{{0,15}}?{PERIOD}")
WAIT_BEFORE = re.compile(
    rf"(?:\bwait(?:s|ing)?\b|\bstay (?:gone|away|out)\b|waiting period|must pass|must elapse)[^.;\d]{{0,40}}?{PERIOD}"
)
PERIOD_WAIT = re.compile(
    rf"{PERIOD}[^.;\d]{{0,25}}?\b(?:wait(?:ing)?\b|must pass|must elapse|must have passed|have passed|lock-?out|gap\b|break\b)"
)
BACK_AFTER = re.compile(
    rf"\b(?:may|can|could|welcome to|eligible to|eligible for|allowed to|able to|permitted to"
    rf"|accepted|(?:are|is)(?= welcome))\b[^.;]{{0,40}}?(?:{AGAIN.pattern})"
    rf"[^.;\d]{{0,30}}?\b(?:only after|after|once|following|in)\b(?! giving| we)[^.;\d]{{0,20}}?{PERIOD}"
)
AFTER_BACK = re.compile(
    rf"\b(?:after|once|following|until|for)\b[^.;\d]{{0,20}}?{PERIOD}[^.;]{{0,40}}?\b(?:may|can|welcome to"
    rf"|eligible|allowed)\b[^.;]{{0,20}}?"
    rf"(?:{AGAIN.pattern})"
)
NEVER = re.compile(
    rf"(?:\b(?:not|never|cannot)|n't)(?: (?:be|again|allowed|permitted|able|eligible|to|for|ever"
    rf"|accepted))* (?:{AGAIN.pattern})"
    rf"|\bno (?:re-?enrol\w*|rejoin\w*|re-?admission)\b(?! (?:fee|charge|wait|penalt|cost))"
)
SPACE = words(
    """if [there is|there's|we have|we still have|we've|and when] [still] (space|room|an opening|openings|a spot|spots|capacity|a place|places),
    space (is available|allows|permitting|permits|available), (if|when|as|where|on whether|whether) _ _ _ (room
    |space|openings|capacity|a spot|spots),
    availab*, waiting-list, wait-list*, waitlist*, capacity, openings, (spot|place|spots|places
    |slot) _ _ _ (held|guaranteed|saved|reserved|promised),
    (promise|guarantee|hold|save|reserve|keep)[s] _ _ _ _ (spot|place|room|space|slot)[s],
    not full, open spot[s], memberships still available, panel is (open|full|closed), place in line, (back|end|bottom) of (the|that|our) [waiting] (line|list), may be a wait, wait (your|a) turn, no claim to"""
)
DISCRETION = words(
    """discretion, discretionary, case-by-case, approv*, (may|can|reserve* the right to) (refuse|decline|deny|reject|not accept),
    not guaranteed, no guarantee, right to (refuse|decline|deny), subject to (review|acceptance), (must|shall) [first] agree, consent of"""
)
TODAYS_PRICE = words(
    """then-current, then current, current (price|pricing|rate|rates|fee|fees|membership|dues|schedule)*,
    new (rate|price|fee)[s], (rate|rates|price|prices|fee|fees|pricing|dues) [we|are|is|that|which|then
    |have] (in effect|charging|charge then|then applies|applies then|apply then),
    prevailing, (price|rate|fee)[s] (of|at|on) (the day|that time|the time)*, at the going rate, today's (price
    |rate)[s],
    lose* [your|their|his|the] _ (rate|price|pricing), at the higher (rate|price)"""
)
ARREARS = words(
    """missed (month|payment|fee)*, months [that] (missed|you missed|you were away|away), (back|past-due|past due|overdue|unpaid|outstanding|owed)
    [and|any] (dues|fees|balance|balances|payments|amounts|charges|invoices), balance[s] [is|are|owed|owing
    |due] (paid|settled|cleared),
    months (they|he|she|you) (were|was|have been|missed) [away|gone|out], dues for the time, time [that] (you|they|he|she) (were|was) (gone|away|out),
    in arrears, arrears, months [in] between, intervening months, lapsed (months|period), what you owe, back payment*"""
)
REJOIN = words(
    "returning members, restart, re-start, restart charge, re-enrol*, rejoin*, re-join*, re-activat*, reactivat*, re-admi*, readmi*, re-apply*, restart fee"
)
MEMBER = either(LEAVE, MEMBERSHIP, REJOIN, words("lapse*, left, leaves, member, members, reinstat*"))
THINGS_BACK = words(
    """check[s], cheque[s], result[s], mail, e-mail, text*, call[s], form[s], product*, package[s], kit[s], medicare,
    medicaid, headache*, rash, fever, cough, illness, infection, come back and see, school, work, sport[s], pain, symptom[s], licens*, coverage"""
)
PAUSE = words("pause*, pausing, on hold, freez*, frozen, vacation, sabbatical, deploy*")
CHARTS = words("record[s], chart[s], copy, copies, portal, shredded, retain*")
TITLED = re.compile(rf"{AGAIN.pattern}[^/]{{0,60}}/?\s*$")


def amounts(match: re.Match[str]) -> str | None:
    """Return the sums that coming back costs, None where the sum is a recurring fee."""
    found: list[str] = []
    end = match.start("amount") - 2
    for one in A_SUM.finditer(match.string, max(end, 0)):
        rest = match.string[one.end() :]
        between = match.string[max(end, 0) : one.start()]
        if found and (re.search(r"[.;]\s", between) or len(between) > 60):
            break
        if not RATE.match(rest):
            unit = UNIT.match(rest)
            sum_ = f"${dollars(one):,}"
            found.append(f"{sum_} {unit.group().strip()}" if unit else sum_)
        end = one.end()
    return "; ".join(found) or None


UNIT = re.compile(
    r"\s*(?:per|a|an|for each|for every|for an?|each|/) ?(?:member|person|adult|child|household|family|patient"
    r"|couple|account|individual)\b"
)


def fee_before(match: re.Match[str]) -> str | None:
    """Return a sum that stands before the words of coming back."""
    if RATE.match(match.string[match.end("amount") :]):
        return None
    if OTHER_SUM.search(match["gap"]) and not ONCE_MORE.search(match["gap"]):
        return None
    return f"${dollars(match):,}"


OWED = "pay what was missed or is owed"
AT_MOST = re.compile(
    r"\b(?:up to|no more than|(?:never|not) more than|at most) (?P<most>\d{1,2})\b(?! ?(?:day|week|year|%))"
)
ONCE_MORE = words("again, once more, a second time, anew")
NOT_A_SECOND = words("no (second|new|another|further) (enrol*|registration|joining|initiation|sign-up)")
OTHER_SUM = words(
    "month*, annual*, year*, dues, credit, discount, joining, enrollment, registration, sign-up, initiation"
)


def free_at_first(match: re.Match[str]) -> str:
    """Return a sum that coming back costs only after some time."""
    return f"no fee within {match['n']} {match['unit']}s, then ${dollars(match):,}"


def free_within(match: re.Match[str]) -> str:
    """Return how soon coming back costs nothing."""
    return f"no fee within {match['n']} {match['unit']}s"


def arrears(match: re.Match[str]) -> str:
    """Return that what was missed is paid, with the months that it comes to at most."""
    limit = AT_MOST.search(match.string, match.end())
    return f"{OWED}, up to {limit['most']} months" if limit else OWED


def share(match: re.Match[str]) -> str:
    """Return a fee that is counted in months of dues."""
    return f"{match['n']} months of fees"


def wait(match: re.Match[str]) -> str | None:
    """Return a wait as it is named; a limit of hours is none."""
    number = "1" if match["n"].startswith("a") else match["n"]
    if match["unit"] == "hour":
        return None
    return f"wait of {number} {match['unit']}{'' if number == '1' else 's'}"


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return the clauses that name what coming back takes, each with all that it names."""
    found: list[Finding] = []
    for above, line in pairwise((None, *lines)):
        if line is None:
            continue
        if above and (sum_ := cell(above, line)):
            found.append(sum_)
        elif speaks(line) and (
            parts := titled(line) or [value for cue in CUES if (value := cue.read(line)) is not None]
        ):
            found.append(Finding(line.clause, "; ".join(dict.fromkeys(parts)), 3))
    return found


def titled(line: Line) -> list[str]:
    """Read a sum under a title that speaks of coming back, where the clause itself does not."""
    match = None if AGAIN.search(line.text) else A_FEE_OF.search(line.text)
    return [one] if match and (one := amounts(match)) else []


THEREAFTER = re.compile(r"^\W*(?:after that|after a|then|from then on|the (?:second|next) time|later returns?)\b")


def speaks(line: Line) -> bool:
    """Whether a clause, the title next to it or what it points back to is about coming back."""
    if AGAIN.search(line.text) or AGAIN.search(line.antecedent):
        return True
    if THEREAFTER.match(line.text) and AGAIN.search(line.before):
        return True
    titles = (line.clause.section or (line.clause.title,))[-1:]
    return any(TITLED.search(plain(title)) for title in (*titles, line.before if line.before.endswith("?") else ""))


def cell(above: Line, line: Line) -> Finding | None:
    """Read a sum that stands alone in the line below the name of the fee, as the cells of a table do."""
    match = LONE_SUM.match(line.text)
    if not match or line.clause.start - above.clause.end > NEXT or not NAME_ONLY.match(above.text):
        return None
    return Finding(replace(above.clause, end=line.clause.end), f"${dollars(match):,}", 3)


def settle(subject: Field, found: list[Finding]) -> Term:
    """Join the conditions that stand close together; the same fee said twice counts once, two fees are a conflict."""
    costly = [one for one in found if "$" in one.value or "wait of" in one.value] or found
    first = costly[0]
    group = [
        one
        for one in found
        if one.clause.section == first.clause.section and abs(one.clause.start - first.clause.start) < NEAR
    ]
    value = join(group)
    others = [one for one in found if one not in group]
    clash = [
        one.value for one in others if SUM.findall(one.value) and SUM.findall(value) and sums(one.value) != sums(value)
    ]
    state: State = "conflicting" if clash else "stated"
    span = Span(group[0].clause.start, group[-1].clause.end, group[0].clause.heading)
    rest = tuple(one.span for one in others)
    return Term(subject.name, state, [value, *dict.fromkeys(clash)] if clash else value, span, (), rest)


def join(group: Sequence[Finding]) -> str:
    """Join what several clauses name, without saying it twice."""
    parts = list(dict.fromkeys(part for one in group for part in one.value.split("; ")))
    named = [part for part in parts if SUM.search(part)]
    return "; ".join(part for part in parts if not (named and part in {UNSTATED, AGAIN_FEE}))


def sums(value: str) -> set[str]:
    """Return the sums in a value."""
    return set(SUM.findall(value))


SUM = re.compile(r"\$[\d,.]+\d|\$\d")
UNSTATED = "a fee, amount not stated"
AGAIN_FEE = "the enrollment fee again"
LONE_SUM = re.compile(rf"^\W*{MONEY.pattern}\W*(?:(?:per|a|each) \w+\W*)?$")
LONE_LINE = re.compile(r"/ \W*\$\d[\d,.]*\W*(?:(?:per|a|each) \w+\W*)?$")
NAME_ONLY = re.compile(rf"^\W*{NAMED_FEE.pattern}\W*(?:\([^)]*\))?$")
NEXT = 4  # characters: a cell below another
A_FEE_OF = re.compile(
    rf"\b(?:fees?|charges?|costs?|pay|it is|it's|that is|that's)\b[^.;$]{{0,30}}?{MONEY.pattern}"
    rf"|{MONEY.pattern.replace('amount', 'sum')} (?:fee|charge)"
)
NO_SUM = re.compile(r"\$\d")

CUES = (
    Cue("Coming back costs $90.", FEE_BACK, amounts, 3, unless=NO_FEE_BACK),
    Cue("A fee of $90 is charged to rejoin.", BACK_FEE, fee_before, 3, unless=either(FEE_BACK, NO_FEE_BACK)),
    Cue("You can come back within 30 days at no charge; after that it costs $60.", FREE_AT_FIRST, free_at_first, 3),
    Cue("To rejoin you pay 2 months of dues.", OF_MONTHS, share, 3, unless=NO_SUM, under=AGAIN),
    Cue("There is a rejoining fee.", NAMED_FEE, UNSTATED, 2, unless=either(NO_SUM, NO_FEE_BACK, OF_MONTHS)),
    Cue(
        "Those who rejoin pay the joining fee again.",
        FEE_AGAIN,
        AGAIN_FEE,
        2,
        unless=either(NO_SUM, NO_FEE_BACK, NOT_A_SECOND),
        under=AGAIN,
    ),
    Cue("You may come back, with no fee within 30 days.", FREE_WITHIN, free_within, 2, unless=NO_SUM, under=AGAIN),
    Cue("You can come back at any time with no fee.", NO_FEE_BACK, "no fee", 2, unless=either(NO_SUM, FREE_WITHIN)),
    Cue("A member who left cannot rejoin for 6 months.", WAITS, wait, 3),
    Cue("A withdrawal bars you from membership for 6 months.", BARRED, wait, 3),
    Cue("There is a waiting period of 6 months to rejoin.", WAIT_BEFORE, wait, 3, under=AGAIN),
    Cue("Before rejoining 6 months must pass.", PERIOD_WAIT, wait, 3, under=AGAIN),
    Cue("I do not take people back in the same year.", SAME_YEAR, "not in the same year", 3),
    Cue("We take no new application from somebody who left fewer than 60 days ago.", TOO_SOON, wait, 3),
    Cue("You may rejoin after 90 days.", BACK_AFTER, wait, 3),
    Cue("After 90 days you may rejoin.", AFTER_BACK, wait, 3),
    Cue(
        "Those who leave cannot come back.",
        NEVER,
        "not possible",
        2,
        unless=either(LENGTH, NO_SUM, words("until, unless, without, if, guarantee*, in the same")),
    ),
    Cue("You may rejoin if we have room.", SPACE, "only if there is space", 2, under=AGAIN),
    Cue("Rejoining is at our discretion.", DISCRETION, "at the practice's discretion", 2, under=AGAIN),
    Cue("Those who rejoin pay the then-current rate.", TODAYS_PRICE, "at the then-current price", 2, under=AGAIN),
    Cue("To rejoin, pay the months you missed first.", ARREARS, arrears, 2, under=AGAIN),
)
STEMS = re.compile(
    r"\b(?:(?:second|third|new|get|getting|sign|signing|may|can) (?:enrol|time|one|appl|member|plan|acc|started|up|back|return)|if you return|re[- ]?(?:enr|joi|act|ins|adm|sub|eng|ent|app|est|reg|ini|sta|tur|sum|new a)|back|again|over|former"
    r"|past|prev|lapsed|bars|barred|reope|re-open|come home)"
)
ABOUT = either(STEMS, LONE_LINE)
FIELD = Field(
    NAME,
    ABOUT,
    CUES,
    (
        Skip("things come back", THINGS_BACK, unless=MEMBER),
        Skip("a visit follows", VISITS, unless=MEMBER),
        Skip("a membership pauses", PAUSE, unless=either(LEAVE, REJOIN, words("lapse*"))),
        Skip("charts are kept", CHARTS, unless=either(REJOIN, words("coming back")), unless_where="titled"),
    ),
    settle,
    find,
)
