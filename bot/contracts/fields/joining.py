"""What joining costs once, in dollars: 0 where it expressly costs nothing; or that a fee is named without its amount."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.contracts.fields.prices import RATE
from bot.contracts.reading.cues import Cue, Field, Finding, Skip
from bot.contracts.reading.lines import Line
from bot.contracts.reading.patterns import Pattern, closing, either, near, requiring, then, words
from bot.contracts.reading.quantities import MONEY, dollars, plain
from bot.contracts.reading.wordings import INSURER

NAME = "enrollment_fee"
UNSTATED = "amount not stated"
FIRST = r"(?<!re-)(?<!re )(?<!open )(?<!late )"  # re-enrollment is another matter

ENTRY = """enrollment|enrolment|enrollement|registration|initiation|sign-up|joining|join-up|onboarding|on boarding|set-up|activation
    |start-up|new member|new patient|new client|membership entry|entry|entrance|initial membership|account creation"""
ENTRY_FEE = f"{ENTRY}|admission|intake|application|welcome|starter|enrollee|membership one-time|acceptance"
BESIDE = """and|or|and/or|/|&|-|processing|administrative|administration|admin|membership|member|patient|paperwork|set-up
    |cancellation|termination|one-time|upfront|up-front|annual|application|registration|sign-up|activation|hidden
    |household|family|account|onboarding|enrollment|initiation|renewal|exit|visit|service|records"""
FEE = "(fee|fees|charge|charges|cost|costs|surcharge)"
FOR_JOINING = """join|joining|enroll|enrol|enrolling|enrollment|enrolment|register|registering|registration|sign-up
    |signing-up|get started|getting started|start|become a member|becoming a member|get set up|set-up|setting-up
    |onboard|onboarding|apply|applying|become a patient|come on board|be a new patient|get in"""


def entry(pattern: Pattern) -> Pattern:
    """Match a wording of joining, not of joining again."""
    return re.compile(FIRST + pattern.pattern)


ENTRY_NAME = entry(words(f"({ENTRY})"))
JOINING_FEE = either(
    entry(words(f"({ENTRY_FEE}) [{BESIDE}] {FEE}")),
    entry(words(f"({ENTRY})/({BESIDE}) {FEE}")),
    words(
        f"{FEE} [per|for|each|household|family|person|member|patient|adult] (to|for|of|on|upon) [the|your|our|a|an|each|initial|first|new|member|patient] ({FOR_JOINING})"
    ),
    words("initiation payment[s]"),
    words("one-time [administrative|administration|admin|processing|membership|non-refundable] (fee|charge) to join"),
)
GROUPED = rf"(?:{JOINING_FEE.pattern})"
ON_JOINING = either(
    words(
        """(when|once|as|if|before) [you|they|a|the|new|patient|member|family|families|household|members|first]
        (join|joins|enroll|enrolls|enrol|register|registers|sign-up|signs-up|sign on|come on board),
        (when|once|as soon as) (i|you) (press|send|sign|submit|hit|tap|click|accept)*, (on|at|upon) (signing|submission), when we accept you,
    (on|upon|at) [the|your|time|of] (joining|enrollment|enrolment|enrolling|registration|sign-up|signing-up|signup),
        at the time (you|of) (join|enroll|sign-up|joining|enrollment|enrolment|registration|signing-up|sign-up),
            when you first (join|enroll|enrol|register|sign-up|come on board|come to us), getting you (into|set up|started|on board)*,
        (when|once|after) (your|the|an) application is (approved|accepted), on (approval|acceptance) of [your|the|an] application,
        to (set-up|open|build|start) (your|the|a|each) _ (chart|file|record|account)[s], for (establishing|opening) (your|the|a) (membership|account|chart|file),
    to (join|enroll|enrol|register|sign-up|become a member|get started|get enrolled|get in|get on board|come aboard|get you started|set up your account)"""
    ),
)
ONCE = words("one-time, one-off, single-time, once-only, once only, just once, only once, non-recurring, paid once")
RECURRING = words(
    """month*, annual*, year*, quarter*, dues, (membership|subscription|retainer|access|program|periodic|plan) fee[s],
    deposit, credit*, gift, first (payment|installment), instal*, save, discount, off, cancellation, re-enrol*, rejoin*,
    reinstat*, late, missed"""
)
OTHER_THING = words(
    """class, classes, workshop*, event[s], course[s], camp, retreat[s], seminar[s], portal, copay*, penalty, lab[s],
    returned, late, declined, missed, overdue, kit[s], device[s], equipment, supplement*, vaccin*, medication[s],
    cancellation fee, termination fee, discount*, refer*, credit, donation, transfer"""
)
ONCE_FOR_ELSE = either(
    OTHER_THING,
    words(
        "records, house call[s], home visit[s], virtual visit[s], per visit, guest*, form[s], non-member*, each visit, trial"
    ),
)
ONCE_UNDER = either(words("fee, charge, enrol*, join*, sign-up, new (member|patient), register*, registration"))
FIRST_VISIT = words("(first|initial|welcome|intake|new (member|patient)) _ _ (visit|appointment|evaluation|exam)")
SUM = re.compile(MONEY.pattern)
GAP = 60  # characters between a fee and its sum

FEE_OF = re.compile(rf"(?P<name>{JOINING_FEE.pattern})(?P<gap>[^.;$?]{{0,{GAP}}}?){MONEY.pattern}")
SUM_FEE = re.compile(rf"{MONEY.pattern}(?P<gap>[^.;$,|]{{0,32}}?)(?P<name>{JOINING_FEE.pattern})")
SUM_ON_JOINING = re.compile(rf"{MONEY.pattern}(?P<gap>[^.;$|]{{0,45}}?)(?P<name>{ON_JOINING.pattern})")
ON_JOINING_SUM = re.compile(rf"(?P<name>{ON_JOINING.pattern})(?P<gap>(?:(?! and )[^.;$|]){{0,40}}?){MONEY.pattern}")
ONCE_FEE_OF = re.compile(
    rf"(?P<name>{ONCE.pattern})(?P<gap>[^.;$]{{0,50}}?\b{words(FEE).pattern}[^.;$]{{0,25}}?){MONEY.pattern}"
)
ONCE_ENTRY = re.compile(rf"(?P<name>{ONCE.pattern} {ENTRY_NAME.pattern})(?P<gap>[^.;$?]{{0,40}}?){MONEY.pattern}")
SUM_ENTRY = re.compile(
    rf"{MONEY.pattern}(?P<gap> (?:one[ -]time |non-?refundable |for (?:the |your )?)*)(?P<name>(?:registration|enrollment"
    rf"|initiation|sign[ -]?up"
    r"|set[ -]?up|onboarding|activation))\b(?! (?:form|discount|credit|bonus|special|reward|gift|code))"
)
SUM_ONCE = re.compile(
    rf"{MONEY.pattern}(?P<gap>[^.;$|]{{0,14}}?)(?P<name>{ONCE.pattern}|\bonce,? (?:at|when|on|upon|as)\b)"
)
DEPOSIT = re.compile(rf"(?P<name>\bdeposit) of (?P<gap>){MONEY.pattern}")
KEPT_FOR = words(
    "(toward|against|from|to) (your|the|future|later|any|all)*, credited, returned, refunded, refundable, security, hold[s] your"
)
NOT_KEPT = words("not (refund*|applied|credited|returned), non-refund*, pays for")
ROW = re.compile(
    rf"^\W*(?P<name>(?:[\w'-]+ ){{0,3}}?{ENTRY_NAME.pattern})(?P<gap>(?:[^.;$?]"
    rf"|\.+(?=[. $])){{0,60}}?){MONEY.pattern}"
)

OTHERWISE = r"(?!second\b|further\b|refund|part\b|portion|discount|waiver|beyond|until|more\b|credit|reduction|exception|than\b|except|besides)"
NO_FEE = re.compile(
    rf"\b(?:no|0|without|free of|never an?|neither)\b(?:[ ,/]+{OTHERWISE}[\w'-]+){{0,7}}?[ ,/]+{GROUPED}"
)
NOT_CHARGED = re.compile(
    r"(?:\bnot|n't|\bnever|\bcannot|no longer)(?:[ ,/]+(?:yet|ever|currently|now|going|to|be|being|charged?"
    r"|charging|have|having"
    r"|requires?|required|collect|asked|ask|for|bill|billed|impose|pay|paying|owe|add|levy|believe|in|take|an?|any"
    r"|the|you|our|new"
    rf"|members?|patients?|anyone|anybody|set[ -]?up|start[ -]?up|hidden|annual|or|and|cancellation|separate"
    rf"|additional|extra|one-time|upfront))*[ ,/]+{GROUPED}"
)
FEE_NONE = re.compile(
    rf"{GROUPED}[ :=|?\-(]*(?:(?:is|are|was|has been)? ?(?:currently )?)?"
    r"\b(?:none|n/a|0|free|nothing|nil|not (?:charged|required|applicable)|no charge)\b"
)
JOIN_FREE = either(
    entry(
        words(
            """(enrollment|enrolment|registration|joining|signing-up|sign-up|registering|enrolling|onboarding|set-up)
                [is|are|comes|today|with|us|always|completely|totally|:|costs|cost|you]
                (free|at no cost|at no charge|no charge|without charge|complimentary|nothing)"""
        )
    ),
    words(
        """(free|no cost|no charge|costs nothing|cost you nothing|nothing) to (join|enroll|enrol|register|sign-up),
        (join|enroll|register|sign-up) (for free|for nothing|at no cost|at no charge|without charge),
        (do not|*n't|never) charge [you|people|anyone|anybody|patients|members|anything|extra] (to|for)
        (join|joining|enroll|enrolling|enrollment|register|sign-up|signing-up|get started|onboarding)"""
    ),
)
WAIVED = either(
    re.compile(r"\bwaived[.)!\s]*$"),
    words(
        """(waive|waives|waived|waiving) [the|this|our|it|fee|for|enrollment|registration|joining|currently]
    (for|to) (all|every|everyone|everybody|each|any), (always|currently|permanently) (waived|waiving)"""
    ),
)
WAIVED_FEE = either(
    then(JOINING_FEE, 30, WAIVED),
    then(words("waiv*"), 12, JOINING_FEE, 5, words("for (all|every|everyone|everybody)")),
    then(words("currently waiving, always waive[s], waive[s] (all|every|any)"), 12, JOINING_FEE),
)
OTHERS = words("gym, next door, its own, partner's, their own, employer's own")
SOMETIMES = words(
    """if, when, unless, provided, during, until, through, while, who, annual (members|plans|membership*), founding,
    for (annual|children|kids|the first|those|families|veterans|seniors|employ*|spous*|existing|current|former),
    with (an|the|your) (annual|yearly|12), pay* (annual*|yearly|for the year), before [the] (end|january|february|march
    |april|may 1|june|july|august|september|october|november|december), by [the] end, or more, limited, promo*, may be"""
)
GO_FREE = closing(words("feel, are, am, is, remain, you're, be, he is, she is"), 1)
LETTING = closing(words("beyond, besides, than, except, after, plus"), 12)

A_QUESTION = re.compile(r"^[^.!]*\?")
A_DENIAL = re.compile(r"(?:\b(?:no|not|never|without|free)|n't)\b(?! ?(?:partial )?refund)[^.;:]{0,25}$")
SPOKEN_OF = re.compile(
    r"[$]|fee|charg|cost|free|waiv|nothing|^\W*(?:a: )?\W*(?:no|none|0|nope|never|nil|we don't|we do not|yes)\b"
)

REJOIN = words(
    "re-initiat*, resum*, re-enrol*, re-join*, re-activat*, reinstat*, come back, coming back, returning, comes back, former"
)
REJOINS = then(REJOIN, 160, either(JOINING_FEE, ENTRY_NAME))
BOTH = words("again, new (members|patients), new and, also, initial, first-time")
BY_EMPLOYER = words(
    "(employer|company|sponsor) (pays|shall pay|will pay|covers|is charged), paid [once] by (the|your|my) (employer|company|sponsor), implementation, (billed|charged|invoiced) to [the|your] (employer|company|sponsor)*"
)

SAYS = r"\b(?:is|are|be|was|will|may|can|shall|must|applies|due|non|not|payable|required|refund\w*)\b"
TITLE = re.compile(
    r"^\W*(?:[\d.a-z]{1,5}[.)]\s+)?(?:(?:article|section|table|part) \w+\W+)?"
    r"(?:what is |how much is |is there |do you (?:charge|have) )?(?:an?|the|your)? ?"
    rf"(?:[\w'-]+ ){{0,2}}?(?:{GROUPED}|{ONCE.pattern},?(?: all| for)* (?:new|first[ -]time) \w+|{ONCE.pattern} {ENTRY_NAME.pattern}|{ENTRY_NAME.pattern},? {ONCE.pattern})(?:(?!{SAYS})[^/]){{0,25}}$"
)
ASKED = re.compile(
    rf"(?:{GROUPED}|{ENTRY_NAME.pattern} cost|\b(?:something|anything) to pay (?:when|to|before|for|on)\b|(?:cost|charge|pay|fee)\w* to (?:join|enroll|sign up|register|start))"
    r"[^.?/]{0,30}\?\W*$"
)
NO = re.compile(
    r"^\W*(?:a: |a\. )?\W*(?:no|none|nope|never|nothing|not at all|0|nil|free|waived|we don't|we do not"
    r"|it's free)\b(?! later| more)"
)
LONE_SUM = re.compile(
    rf"^\W*{MONEY.pattern}\W*(?:(?:per|a|each) (?!mo|year|yr|quarter)\w+\W*)?(?:, ?\$[^.;]{{0,40}})?$"
)
LONE_LINE = requiring(r"/ \W*\$\d[\d,.]*\W*(?:(?:per|a|each) \w+\W*)?(?:, ?\$[^.;]{0,40})?$", words("$*"))
NEXT = 4  # characters: a cell below another
WEAK = 2  # a weight under which a title says more
PLAIN_SUM = re.compile(rf"(?P<name>)(?P<gap>){MONEY.pattern}")


FOR_A_PERIOD = re.compile(
    r"^\W*(?:is |as )?(?:for|of|covers|which is) (?:the|your|each|a) (?:first |initial |whole )?(?:month"
    r"|quarter|year|dues|membership)"
)


def amount(match: re.Match[str]) -> int | float | None:
    """Return the sum of a joining fee, None where the sum is of something that is paid again and again."""
    if RECURRING.search(match["gap"]) or RECURRING.search(match["name"]):
        return None
    behind = match.string[match.end("amount") :]
    return None if RATE.match(behind) or FOR_A_PERIOD.match(behind) else dollars(match)


def alone(match: re.Match[str]) -> int | float | None:
    """Return a sum that is asked on joining, None where the words before it make it a recurring fee."""
    before = re.split(
        r"[.;$]|, (?=(?:the|each|every|a) (?:new|member|patient|subscriber|client)|there|we |you )",
        match.string[max(0, match.start() - 40) : match.start()],
    )[-1]
    return None if RECURRING.search(before) else amount(match)


def kept(match: re.Match[str]) -> int | float | None:
    """Return a deposit that the practice keeps; one that is returned or counted as dues is no fee."""
    rest = match.string
    return dollars(match) if NOT_KEPT.search(rest) or not KEPT_FOR.search(rest) else None


def nothing(match: re.Match[str]) -> int | None:
    """Return 0, None where joining is free only for some or at times."""
    return None if SOMETIMES.search(match.string[match.end() : match.end() + 70]) else 0


def headed(line: Line) -> Finding | None:
    """Read a clause under the title or behind the question of a joining fee."""
    titles = [plain(title) for title in (line.clause.section or (line.clause.title,))[-1:]]
    above = (line.before, *titles)
    if REJOIN.search(line.text) or not any(ASKED.search(one) or TITLE.search(one) for one in above):
        return None
    if NO.search(line.text) and not SOMETIMES.search(line.text[:80]):
        return Finding(line.clause, 0, 2.6)
    if WAIVED.search(line.text) and not SOMETIMES.search(line.text):
        return Finding(line.clause, 0, 2.6)
    for match in PLAIN_SUM.finditer(line.text):
        around = match.string[max(0, match.start() - 45) : match.start()]
        if RECURRING.search(around) or OTHER_THING.search(around) or RATE.match(match.string[match.end() :]):
            return None
        return Finding(line.clause, dollars(match), 2.4)
    return None


CUES = (
    Cue("We have no set-up or hidden joining fees.", NO_FEE, nothing, 3.2, before=LETTING),
    Cue("We do not charge an enrollment fee.", NOT_CHARGED, nothing, 3.2),
    Cue("Registration fee: none.", FEE_NONE, nothing, 3.2, before=GO_FREE),
    Cue("Signing up is free.", JOIN_FREE, nothing, 3, before=GO_FREE),
    Cue("The initiation fee of $75 is waived for everyone.", WAIVED_FEE, nothing, 3.2),
    Cue("The registration fee is $60 per family.", FEE_OF, amount, 3),
    Cue("A $60 set-up fee is due at the start.", SUM_FEE, amount, 3),
    Cue("Enrollment: $80 per person", ROW, amount, 2.7, unless=OTHER_THING),
    Cue("There is a one-time charge of $45.", ONCE_FEE_OF, amount, 2.5, unless=ONCE_FOR_ELSE),
    Cue("A one-time fee for the first visit: $90.", ONCE_FEE_OF, amount, 2.4, unless=OTHER_THING, under=FIRST_VISIT),
    Cue("There is a one-time registration: $45.", ONCE_ENTRY, amount, 2.6, unless=OTHER_THING),
    Cue("A $45 one-time fee is due.", SUM_ONCE, alone, 2.2, unless=ONCE_FOR_ELSE, under=ONCE_UNDER),
    Cue("New people: $45 registration, then the dues.", SUM_ENTRY, amount, 2.5, unless=OTHER_THING),
    Cue("We ask $35 a person when you join.", SUM_ON_JOINING, alone, 2.2, unless=OTHER_THING),
    Cue("When you join, a charge of $35 is due.", ON_JOINING_SUM, alone, 2.2, unless=OTHER_THING),
    Cue("A deposit of $90 is due on joining and is not refundable.", DEPOSIT, kept, 2.3, under=ON_JOINING),
    Cue("The joining fee is non-refundable.", JOINING_FEE, UNSTATED, 1, after=A_QUESTION, before=A_DENIAL),
)
WORDS = words(
    """enrol*, registration, register*, initiation, sign*, join*, onboard*, set-up, setting-up, activation, start-up,
    new (member|patient|client), entry, entrance, application, admission, intake, one-time, one-off, once, press, submit, deposit,
    on board, getting you, new (subscriber|household|family)*, non-recurring, to (open|build)"""
)
SKIPS = (
    Skip("somebody joins again", REJOINS, unless=BOTH),
    Skip("an insurer is joined", near(INSURER, 25, ENTRY_NAME)),
    Skip("somebody else asks it", OTHERS),
    Skip("an employer pays it", BY_EMPLOYER),
    Skip("an event is paid for", words("class, classes, workshop*, events, course, camp, retreat, seminar")),
)
ABOUT = either(WORDS, LONE_LINE)
WORDED = Field(NAME, ABOUT, CUES, SKIPS)


def find(lines: Sequence[Line]) -> list[Finding]:
    """Return what each clause says of it by its own words or, failing that, under its title."""
    kept = [line for line in lines if SPOKEN_OF.search(line.text)]
    found = {finding.clause.start: finding for finding in WORDED.findings(kept)}
    titled: set[tuple[str, ...]] = set()  # of a title over a column of sums only the first is meant
    for line in kept:
        own = found.get(line.clause.start)
        if (own is None or own.weight < WEAK) and (by_title := headed(line) or cell(line)):
            if LONE_SUM.match(line.text):
                if line.clause.section in titled:
                    continue
                titled.add(line.clause.section)
            found[line.clause.start] = by_title
    return [one for one in found.values() if one.weight >= WEAK or not TITLE.search(plain(one.clause.text))]


def cell(line: Line) -> Finding | None:
    """Read a sum that stands alone in the line below the name of the fee, as the cells of a table do."""
    match = LONE_SUM.match(line.text)
    if not match or not line.over or line.clause.start - line.over.end > NEXT or not TITLE.search(line.above):
        return None
    return Finding(replace(line.over, end=line.clause.end), dollars(match), 2.4)


FIELD = Field(NAME, ABOUT, CUES, SKIPS, find=find)
