"""How long the patient is bound at first, in months: 0 = expressly not at all, 1 = month to month."""

import re

from bot.contracts.reading.cues import Cue, Field, Finding, Skip, strongest
from bot.contracts.reading.patterns import closing, either, not_before, opening, then, words
from bot.contracts.reading.quantities import LENGTH, days, months, plain
from bot.contracts.reading.wordings import JOINED, LEAVE, TERM
from bot.vocabulary import Term

LONGEST = 60  # months: more is no term but a figure of speech
FOUR_WEEKS = 28  # days
FIRM = 2.5  # the weight from which on a cue names the term itself

FIRST = either(
    not_before(words("first"), words("day, of")),
    words("initial, minimum, original, base, opening, introductory, commitment, lock-in"),
)
BOND = either(JOINED, TERM)
LASTS = words(
    """last[s], buys, pays for, run[s], continue[s], remain[s], is effective, is valid, [be|is] in (effect|force), good for,
    for a (term|period), (shall|will) be, is, are, extend[s], cover[s], span[s]"""
)
PROMISES = words("minimum, at least, commit*, obligat*, bound, sign[ing|ed] up, enrol*, join*, agree*")
MINIMUM = words(
    """minimum*, initial*, commitment*, obligation*, term, contract*, agreement*, enrol* period,
    membership (term|period|commitment)"""
)
WHOLE_YEAR = words(
    "(whole|full|entire) [calendar|calander|plan|membership|program|benefit|school|contract] year, calendar year, plan year"
)
ALIKE = words("(participation|membership|program|contract|plan|benefit) year, engagement, election[s]")
JOINS = words(
    """join[s|ed|ing], enrol*, sign[s|ed|ing] (up|on), engage[s|d], retain[s], subscribe[s|d], stay[s|ing] [on|with us|with me],
    (remain|be)[s] (a|an) (member|patient|client|subscriber), are [here] with us, you're [here] with us, you're in, are in,
    will be with us"""
)
LEAVES = either(LEAVE, words("give[s|n] up, stop, end[ed|s]"))
STAYING = words("remain*, stay*, commit*, bound, obligated, promise*, agree*, a member")
PACKAGE = words("membership[s], plan[s], package[s], program[s], subscription[s], option[s], enrollment[s]")
STARTS = words("start[s], begin[s], join[s], enrol*")

FIRST_TERM = then(
    FIRST, 15, either(BOND, words("duration, obligation, stay, length, engagement")), 45, LENGTH, avoid="$"
)
LENGTH_MINIMUM = then(LENGTH, 20, MINIMUM, avoid=",$")
FIRST_MONTHS = then(words("first"), LENGTH, 60, MINIMUM, avoid=",$")
BOUND_DURING = then(
    words("first, initial"),
    LENGTH,
    5,
    words("during which, in which, when"),
    25,
    words("commit*, bound, obligat*, stay"),
)
CANNOT_LEAVE = then(
    words("not, no, cannot, *n't, nobody"),
    30,
    LEAVES,
    25,
    words("during, before, within, in, until, inside, for"),
    12,
    words("first, initial"),
    LENGTH,
)
NOT_IN_THE_FIRST_YEAR = then(
    words("not, no, cannot, *n't, nobody"),
    30,
    LEAVES,
    25,
    words("during, before, within, in, until"),
    18,
    words("first year"),
)
IF = closing(words("if you, if a, who, after, before, renew*, until, another, further, unless"), 60)
BY_US = closing(words("we, i, practice, clinic, physician, doctor, provider"), 15)
AT_FIRST_CANNOT_LEAVE = then(words("first, initial"), LENGTH, 30, words("not, cannot, *n't, nobody"), 12, LEAVES)
JOINED_FOR = then(
    JOINS,
    25,
    words("for, through"),
    re.compile(r"(?: an?| at least| the| minimum| period| of| full| first)*"),
    LENGTH,
    avoid="$",
)
JOINED_FOR_THE_YEAR = then(either(JOINS, ALIKE, STAYING), 30, words("for, through, cover*"), 12, WHOLE_YEAR, avoid="$")
TO_ANNIVERSARY = then(
    STAYING, 30, words("through, until, till, to"), 12, words("first anniversary, 1 year anniversary")
)
YEAR_LASTS = then(ALIKE, 70, words("last[s], run[s], is, span[s], for"), 15, LENGTH, avoid="$")
ROW_OF = re.compile(
    rf"^\W*(?:\w+ )?(?:minimum |initial |contract |membership )*(?:commitment|term|contract|minimum)(?: length)?\W{{1,5}}{LENGTH.pattern}"
)
ALONE = re.compile(rf"^\W*{LENGTH.pattern}\W*$")
ALONE_NONE = re.compile(r"^\W*(?:none|no minimum|n/a|zero|0|no)\W*$")
ALONE_MONTHLY = re.compile(
    r"^\W*(?:a )?(?:rolling |simple )?(?:monthly|month[ -]to[ -]month|month[ -]by[ -]month)\b[^.;$]{0,40}$"
)
LENGTH_ASKED = words(
    """(minimum|initial|contract|membership|first|agreement|plan) [membership|initial|contract] (term|commitment|period|length
    |stay|duration|enrol*), minimum, commitment, [length|duration] of [initial|the|your] (enrol*|term|membership|contract),
    (term|contract) length, (term|length) (choose|circle|check|tick|select)*, term"""
)
CHOICE = re.compile(
    r"(?:\(\s?\)|\[\s?x?\]|\u2610)?\s?\b\d{1,2}(?: (?:month|year)s?)?\b\)?"
    r"(?:\s?(?:/|\||,? ?\bor\b|\(\s?\)|\[\s?x?\]|\u2610|\s)+\s?\(?\d{1,2}(?: (?:month|year)s?)?\b\)?)+(?: (?:month|year)s?)?"
)
NUMBER_OF = re.compile(r"(?P<n>\d{1,2})(?: (?P<unit>month|year))?")
CHOICE_OF_TERM = words(
    "term, commitment, contract, minimum, initial, engagement, length of [initial|your|the] (enrol*|membership|term)"
)
MONTH_OR_YEAR = then(
    words("sign up, join, commit*, enrol*, term"),
    25,
    words("by the month, month-to-month, monthly"),
    8,
    words("or"),
    12,
    words("for (a|the) [full|whole] year, by the year, 12 month[s], 1 year, a year, annual*"),
)
PAYMENTS = re.compile(
    r"\b(?P<n>\d{1,2})[ -](?:monthly )?payments? minimum|\bminimum (?:of )?(?P<m>\d{1,2}) (?:monthly )?payments"
    r"|\b(?:at least|no fewer than|no less than|not less than|not fewer than|a minimum of) (?P<k>\d{1,2})"
    r" (?:(?:consecutive|full|monthly) )*(?:billing months|billing cycles|monthly (?:payments|cycles))"
)
LAST_MONTH = re.compile(
    r"\b(?:expires?|ends|lasts|runs|through|until|continues?)\b[^.;$]{0,25}?\b(?:last day|end|close) of the (?P<nth>third|sixth"
    r"|ninth|twelfth|twenty-fourth|3rd|6th|9th|12th|24th) (?:full |calendar )?month\b"
)
NTH = {"third": 3, "sixth": 6, "ninth": 9, "twelfth": 12, "twenty-fourth": 24}
NAMED_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
YEAR_ROUND = re.compile(  # "runs from March to March"
    rf"\b(?:runs?|lasts?|goes|is|good)\b[^.;$]{{0,12}}?\bfrom (?P<from>{NAMED_MONTH})(?: 1(?:st)?)? (?:to|through|until) (?P=from)\b"
    r"|\b(?:runs?|lasts?|continues?|good|goes)\b[^.;$]{0,30}?\b(?:through|to|until|till)\b[^.;$]{0,12}?"
    r"\bsame (?:date|day|month) (?:of the |the )?(?:next|following) year"
)
BY_THE_YEAR = then(
    either(JOINED, words("it")), 5, words("(is|are|runs|goes) [strictly|only|always] (by the year, for the year)")
)
RUNS_FOR = re.compile(
    rf"^\W*(?:runs|lasts|good)(?: for)?(?: a full| exactly)? {LENGTH.pattern}(?! (?:long visit|visit|appointment))"
)
A_PLAN_ABOVE = words("plan[s], membership[s], term, agreement, contract, package, program[s], commitment")
HOW_LONG = re.compile(
    r"\bhow long\b[^?/]{0,40}\b(?:stay|sign\w*|commit\w*|bound|join\w*|in for|locked?|tied|stuck|agree\w*|contract|term|member|membership last)\b"
    r"[^?/]{0,30}\?[^?]{0,120}$|\b(?:have to|need to|must i|must we) (?:sign|stay|commit|join)\b[^?/]{0,30}\?[^?]{0,120}$"
)
THAT_LONG = re.compile(
    rf"^\W*(?:a: |a\. )?(?:(?:for|at least|just|only|a minimum of|the|first|you sign up for|you join for|it is|it's|one) )*{LENGTH.pattern}"
)
BOUND_ASKED = re.compile(
    r"\b(?:am i|are we|is there|do i|do we|are you|will i|will we|must i|have to|does it)\b[^?/]{0,40}\b(?:locked? in|lock[- ]in|tied (?:in|down)|stuck"
    r"|long[ -]term (?:contract|commitment)|minimum (?:stay|term|commitment|period))\b[^?/]{0,25}\?[ /]*[^/?]*$"
)
NOT_AT_ALL = re.compile(
    r"^\W*(?:a: |a\. )?(?:no|nope|never|not (?:at all|for a \w+|ever|even)|none)\b(?![^?]{0,90}\b(?:but|except|after the first|other than)\b)"
)
ASKED_TO_STAY = then(
    words("ask, require, expect, need, want, wants, asks, requires, expects, needs"),
    25,
    words("stay, remain, give it, give us, stick with, keep"),
    25,
    LENGTH,
    avoid="$",
)
NO_NEXT = then(
    words("month[s]"),
    40,
    words("no (duty|obligation|promise|need|commitment) to (take|buy|pay for|stay for) (another|the next|a second)*"),
)
ROW_OF_TERMS = re.compile(
    r"^\W*(?:minimum|commitment|initial term|term|contract)\b[^|$]{0,20}\b(?:mo|months?)\b[^|$]{0,8}(?P<cells>(?:\| ?\d{1,2} ?){2,})$"
)
ONLY_THE_MONTH = words(
    """(committed|bound|tied) beyond (it|that|the month|1 month), for the month (you've|you have) paid [for],
    never [for] more than (a|1) month at a time"""
)
LENGTH_PACKAGE = then(LENGTH, PACKAGE)
PROMISED = then(PROMISES, 45, words("to, for, of, is, a, an, as"), 25, LENGTH, avoid="$")
LASTING = then(either(BOND, words("fee, amendment, pact, deal, handshake")), 60, LASTS, 40, LENGTH, avoid="$")
LABELLED = then(BOND, 30, words("length, duration, term"), re.compile(r"\s*[:|-]?\s*"), LENGTH, avoid="$")
STARTING = then(STARTS, 15, words("(with|for) [a|an|the|first]"), LENGTH, avoid="$")
ANNUAL = words(
    """(annual|yearly|calendar year|full-year|1 year|12 month) [membership]
    (commitment|contract|agreement|term|enrol*|obligation)"""
)
MONTHLY = words(
    """month-to-month, month-by-month, monthly (term|basis|agreement), (a|1) month at a time, a rolling month*, rolling monthly,
    month after month, 1 month after (another|the other)"""
)
UNBOUND = words(
    """(no|never|zero|without|without a|without an|not require|not have|not ask for|not need|isn't|is no|free of
    |don't require|don't have|don't lock|don't tie|not fixed|not hold|not set) _ _ _
    (contract[s]|commitment[s]|minimum [term|stay|period|commitment]|lock-in|term commitment|(initial|fixed|set|any) term),
    (nobody|no one|no member|not|never) _ _ (locked in|tied in|tied down|bound|held) [here] for any (length|period|stretch|amount)*"""
)

UNASKED = then(
    words("not, never, *n't"),
    20,
    words("ask[s|ed], require[s|d], make[s], want[s]"),
    25,
    words("sign [up] for, commit*, promise to stay, stay for"),
)

LATER = closing(
    either(
        words(
            """renew*, successive, additional, subsequent, further, thereafter, after*, another, extend*,
            continu* (on|for), convert*, before, until, if you, once you, when you"""
        ),
        not_before(words("unless"), words("sooner, earlier, otherwise, terminated, ended, cancel*, it is")),
    ),
    60,
)
THEN = closing(
    words("then, thereafter, after*, renew*, continu*, convert*, becom*, roll*, revert*, switch*, following"), 50
)
NOT_MONTHLY = either(THEN, closing(words("*n't make this, not [a|on|on a], isn't, never [a]"), 3))
NOT_CHOSEN = words("visit[s], check[s|ups], exam[s], age[d|s], old, well-child, vaccin*, pay*, notice, refund*")
PAID_SO = words("pay*, bill*, fee[s], dues, price*, charge*, rate[s]")
AFTERWARDS = either(
    opening(30, words("thereafter, after (that|the initial|the first)")), opening(1, words("plan[s] require*"))
)
DENIED = closing(words("no, not, without, renew*, successive, additional"), 30)
A_YEARS_FEE = opening(1, words("fee[s], dues, anniversary, year"))
BEYOND = opening(20, words("beyond, other than, after, with, to buy"))
NOTICE_OR_FEE = either(opening(6, words("notice")), opening(1, words("fee[s]")))
NOT_A_TERM = opening(
    14, words("notice, prior, advance, old, of age, ago, later, earlier, from the date of service, waiting, supply")
)
WITHOUT_ASKING = closing(words("not, never, *n't, no, without, if, who, before, unless"), 15)
NOT_BOUND = words(
    """been, who (has|have|had), discount*, free, trial, window, refund*, *paid, try, waiting, records, guarantee*, price[s], rate[s]"""
)
FREE_TO_LEAVE = words("refund*, fee[s], penalt*, charge*, dues, without")
DUE = words("notice, *refund*, due, within")
DUE_OR_PAID = either(  # a notice of not renewing says how long a term is
    not_before(words("notice"), re.compile(r"[^.;]*\brenew")), words("*refund*, due, *paid, within")
)
ANOTHER_MATTER = words("if, unless, by, tell*, notice, paid, ahead")
TRIAL = words("notice, *refund*, trial, free")
JOINING_FEE = words("(enrol*|joining|registration|initiation|one-time) fee[s], set-up")
A_PLAN = either(
    words("plan[s], option[s]"),
    then(words("monthly, annual, yearly, quarterly, month-to-month"), 25, words("member[s], membership[s]")),
)


def term(match: re.Match[str]) -> int | None:
    """Return the months of a term; None where it is too short or too long to be one."""
    length = months(match)
    return length if 1 <= length <= LONGEST and days(match) >= FOUR_WEEKS else None


def stated(match: re.Match[str]) -> int | None:
    """Return the months of a term that its own words state, not what happens while it runs."""
    return None if ANOTHER_MATTER.search(match.group()) else term(match)


def longer(match: re.Match[str]) -> int | None:
    """Return the months of a term of more than one: to "join for a month" binds nobody."""
    length = term(match)
    return length if length and length > 1 else None


def promised(match: re.Match[str]) -> int | None:
    """Return the months that are promised; who joins or signs up for one month is not bound."""
    joined = re.match("sign|enrol|join|agree", match.group())
    return longer(match) if joined else term(match)


def kept_in(match: re.Match[str]) -> int | None:
    """Return the months in which nobody may leave, None where leaving then but costs something."""
    return None if FREE_TO_LEAVE.search(match.group()) else longer(match)


def a_year(match: re.Match[str]) -> int | None:
    """Return the months of a first year in which nobody may leave."""
    return None if FREE_TO_LEAVE.search(match.group()) else 12


def choices(match: re.Match[str]) -> list[int] | None:
    """Return the lengths among which the patient chooses: "6 or 12 months"."""
    pairs = [(int(one["n"]), one["unit"]) for one in NUMBER_OF.finditer(match.group())]
    last = pairs[-1][1]
    if not last:
        return None
    found = sorted({n * 12 if (unit or last) == "year" else n for n, unit in pairs})
    return found if len(found) > 1 and found[0] >= 1 and found[-1] <= LONGEST else None


def by_payments(match: re.Match[str]) -> int:
    """Return the months of a minimum that is counted in monthly payments."""
    return int(match["n"] or match["m"] or match["k"])


def by_last_month(match: re.Match[str]) -> int:
    """Return the months of a term that is said by the month in which it ends."""
    return NTH.get(match["nth"]) or int(match["nth"].removesuffix("rd").removesuffix("th"))


def in_cells(match: re.Match[str]) -> list[int]:
    """Return the lengths in a row of a table that has a column for each plan."""
    return sorted({int(cell) for cell in match["cells"].replace("|", " ").split()})


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; where terms belong to different plans, they are a choice."""
    firm = [finding for finding in found if finding.weight >= FIRM]
    plans = [finding for finding in firm if A_PLAN.search(plain(finding.clause.text))]
    said = (finding.value if isinstance(finding.value, list) else [finding.value] for finding in plans)
    values = sorted({length for lengths in said for length in lengths})
    if len(values) < 2 or len(plans) < len(firm):
        return strongest(subject, found)
    rest = tuple(finding.span for finding in found if finding is not plans[0])
    return Term(subject.name, "stated", values, plans[0].span, (), rest)


FIELD = Field(
    "initial_term_months",
    words(
        """term[s], month*, year*, anniversary, quarter, payment minimum, commit*, contract[s], minimum, annual, week[s], lock-in, locked, runs, stay, agreement is for,
        period[s]"""
    ),
    (
        Cue("The initial term of a plan is a year.", FIRST_TERM, stated, 3.2, before=LATER, after=NOT_A_TERM),
        Cue("We ask for a six-month minimum.", LENGTH_MINIMUM, term, 3, before=LATER, after=NOTICE_OR_FEE),
        Cue("The first six months are the minimum.", FIRST_MONTHS, stated, 3, before=LATER),
        Cue(
            "The agreement lasts for a year.",
            LASTING,
            term,
            3,
            unless=either(DUE_OR_PAID, JOINING_FEE),
            before=LATER,
            after=NOT_A_TERM,
        ),
        Cue("Membership term: 12 months", LABELLED, term, 3, before=LATER),
        Cue("Your membership year runs for 12 months.", YEAR_LASTS, term, 2.9, unless=DUE_OR_PAID, before=LATER),
        Cue("Commitment | 12 months", ROW_OF, term, 2.9),
        Cue("Nobody can leave in the first six months.", CANNOT_LEAVE, kept_in, 2.9, before=either(LATER, BY_US)),
        Cue("You cannot leave in your first year.", NOT_IN_THE_FIRST_YEAR, a_year, 2.9, before=either(LATER, BY_US)),
        Cue("For the first six months you cannot leave.", AT_FIRST_CANNOT_LEAVE, kept_in, 2.9),
        Cue("In the first 6 months, during which you are bound, we visit.", BOUND_DURING, term, 3),
        Cue("Members sign on for a year.", JOINED_FOR, longer, 2.7, unless=NOT_BOUND, before=IF, after=NOT_A_TERM),
        Cue("You join for the whole year.", JOINED_FOR_THE_YEAR, 12, 2.7, unless=NOT_BOUND, before=LATER),
        Cue("I will stay a member until my first anniversary.", TO_ANNIVERSARY, 12, 2.7, before=LATER),
        Cue("Choose an initial term of 3 or 12 months.", CHOICE, choices, 3.4, unless=NOT_CHOSEN, under=CHOICE_OF_TERM),
        Cue("Join month to month or for a full year.", MONTH_OR_YEAR, [1, 12], 3.1, unless=PAID_SO),
        Cue("There is a minimum of 3 monthly payments.", PAYMENTS, by_payments, 2.8),
        Cue("MINIMUM TERM\n\n6 months", ALONE, term, 2.7, under=LENGTH_ASKED),
        Cue("MINIMUM COMMITMENT\n\nNone", ALONE_NONE, 0, 2.7, under=LENGTH_ASKED),
        Cue("CONTRACT LENGTH\n\nMonthly", ALONE_MONTHLY, 1, 2.6, under=LENGTH_ASKED),
        Cue("You are never bound beyond the month you have paid for.", ONLY_THE_MONTH, 1, 2.6),
        Cue(
            "You agree to stay for at least a year.",
            PROMISED,
            promised,
            2.8,
            unless=DUE,
            before=LATER,
            after=NOT_A_TERM,
        ),
        Cue("You make an annual commitment.", ANNUAL, 12, 2.8, before=DENIED),
        Cue("Begin with the first three months.", STARTING, longer, 2.7, unless=TRIAL, before=LATER, after=NOT_A_TERM),
        Cue("Choose a 12-month package.", LENGTH_PACKAGE, term, 2.6, unless=TRIAL, before=LATER, after=A_YEARS_FEE),
        Cue("There is no long contract.", UNBOUND, 0, 2.6, after=BEYOND),
        Cue("It expires at the end of the sixth month.", LAST_MONTH, by_last_month, 2.9, unless=DUE),
        Cue("Membership runs from May to May.", YEAR_ROUND, 12, 2.8, unless=PAID_SO),
        Cue("Membership is by the year.", BY_THE_YEAR, 12, 2.8, unless=PAID_SO),
        Cue(
            "THE SCHOOL PLAN\n\nRuns for nine months.",
            RUNS_FOR,
            longer,
            2.6,
            unless=DUE,
            under=A_PLAN_ABOVE,
            after=NOT_A_TERM,
        ),
        Cue("How long must I stay?\n\nSix months.", THAT_LONG, term, 2.9, unless=DUE, under=HOW_LONG, after=NOT_A_TERM),
        Cue("Am I locked in?\n\nNot at all.", NOT_AT_ALL, 0, 2.6, under=BOUND_ASKED),
        Cue(
            "I ask that you stay for a year.",
            ASKED_TO_STAY,
            longer,
            2.7,
            unless=DUE,
            before=WITHOUT_ASKING,
            after=NOT_A_TERM,
        ),
        Cue("A paid month brings no duty to buy another.", NO_NEXT, 1, 2.6),
        Cue("Minimum stay, months | 3 | 12", ROW_OF_TERMS, in_cells, 3.1),
        Cue("We never ask anybody to sign for a year.", UNASKED, 0, 2.6, unless=NOT_BOUND),
        Cue("Membership is month-to-month.", MONTHLY, 1, 2.5, before=NOT_MONTHLY, after=AFTERWARDS),
    ),
    (
        Skip(
            "Medicare's opt-out, records, guarantees and coming back have periods of their own",
            words(
                """medicare, opt[ed|s|ing]-out, hsa, statute, record[s], warranty, waitlist, waiting, re-enrol*,
                rejoin*, return*, reinstat*, gone, lapse*, guarantee, price lock, locked, prescri*, cobra, age[d|s],
                notice of (claim|dispute), broker, lease, landlord, hired, (enrol*|registration) window, open enrol*"""
            ),
            unless=words(
                "locked in for any, (initial|minimum) (term|commitment|period), this agreement (lasts|is for|shall)"
            ),
        ),
    ),
    settle,
)
