"""How long the patient is bound at first, in months: 0 = expressly not at all, 1 = month to month."""

import re

from bot.contracts.reading.cues import Cue, Field, Finding, Skip, strongest
from bot.contracts.reading.patterns import closing, either, not_before, opening, then, words
from bot.contracts.reading.quantities import LENGTH, days, months, plain
from bot.contracts.reading.wordings import JOINED, TERM
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
    """last[s], buys, pays for, run[s], continue[s], remain[s], is effective, is valid, [be|is] in (effect|force),
    for a (term|period), (shall|will) be, is, are, extend[s], cover[s], span[s]"""
)
PROMISES = words("minimum, at least, commit*, obligat*, bound, sign[ing|ed] up, enrol*, join*, agree*")
MINIMUM = words(
    """minimum*, initial*, commitment*, obligation*, term, contract*, agreement*, enrol* period,
    membership (term|period|commitment)"""
)
PACKAGE = words("membership[s], plan[s], package[s], program[s], subscription[s], option[s], enrollment[s]")
STARTS = words("start[s], begin[s], join[s], enrol*")

FIRST_TERM = then(FIRST, 15, either(BOND, words("duration, obligation, stay, length")), 45, LENGTH, avoid="$")
LENGTH_MINIMUM = then(LENGTH, 20, MINIMUM, avoid=",$")
FIRST_MONTHS = then(words("first"), LENGTH, 40, MINIMUM, avoid=",$")
LENGTH_PACKAGE = then(LENGTH, PACKAGE)
PROMISED = then(PROMISES, 45, words("to, for, of, is, a, an, as"), 25, LENGTH, avoid="$")
LASTING = then(either(BOND, words("fee, amendment")), 60, LASTS, 40, LENGTH, avoid="$")
LABELLED = then(BOND, 30, words("length, duration, term"), re.compile(r"\s*[:|-]?\s*"), LENGTH, avoid="$")
STARTING = then(STARTS, 15, words("(with|for) [a|an|the|first]"), LENGTH, avoid="$")
ANNUAL = words(
    """(annual|yearly|calendar year|full-year|1 year|12 month) [membership]
    (commitment|contract|agreement|term|enrol*|obligation)"""
)
MONTHLY = words("month-to-month, month-by-month, monthly (term|basis|agreement)")
UNBOUND = words(
    """(no|never|zero|without|without a|without an|not require|not have|not ask for|not need|isn't|is no|free of
    |don't require|don't have|don't lock|don't tie) _ _ _
    (contract[s]|commitment[s]|minimum [term|stay|period|commitment]|lock-in|term commitment)"""
)

LATER = closing(
    words(
        """renew*, successive, additional, subsequent, further, thereafter, after*, another, extend*,
        continu* (on|for), convert*, before, until, unless, if you, once you, when you"""
    ),
    60,
)
THEN = closing(
    words("then, thereafter, after*, renew*, continu*, convert*, becom*, roll*, revert*, switch*, following"), 50
)
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
DUE = words("notice, *refund*, due, within")
DUE_OR_PAID = either(  # a notice of not renewing says how long a term is
    not_before(words("notice"), re.compile(r"[^.;]*\brenew")), words("*refund*, due, *paid, within")
)
ANOTHER_MATTER = words("if, unless, by, tell*, notice, paid, ahead")
TRIAL = words("notice, *refund*, trial, free")
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


def settle(subject: Field, found: list[Finding]) -> Term:
    """Settle on the strongest finding; where terms belong to different plans, they are a choice."""
    firm = [finding for finding in found if finding.weight >= FIRM]
    plans = [finding for finding in firm if A_PLAN.search(plain(finding.clause.text))]
    values = sorted({finding.value for finding in plans})
    if len(values) < 2 or len(plans) < len(firm):
        return strongest(subject, found)
    rest = tuple(finding.span for finding in found if finding is not plans[0])
    return Term(subject.name, "stated", values, plans[0].span, (), rest)


FIELD = Field(
    "initial_term_months",
    (
        Cue("The initial term of a plan is a year.", FIRST_TERM, stated, 3.2, before=LATER, after=NOT_A_TERM),
        Cue("We ask for a six-month minimum.", LENGTH_MINIMUM, term, 3, before=LATER, after=NOTICE_OR_FEE),
        Cue("The first six months are the minimum.", FIRST_MONTHS, stated, 3, before=LATER),
        Cue("The agreement lasts for a year.", LASTING, term, 3, unless=DUE_OR_PAID, before=LATER, after=NOT_A_TERM),
        Cue("Membership term: 12 months", LABELLED, term, 3, before=LATER),
        Cue("You agree to stay for at least a year.", PROMISED, term, 2.8, unless=DUE, before=LATER, after=NOT_A_TERM),
        Cue("You make an annual commitment.", ANNUAL, 12, 2.8, before=DENIED),
        Cue("Begin with the first three months.", STARTING, longer, 2.7, unless=TRIAL, before=LATER, after=NOT_A_TERM),
        Cue("Choose a 12-month package.", LENGTH_PACKAGE, term, 2.6, unless=TRIAL, before=LATER, after=A_YEARS_FEE),
        Cue("There is no long contract.", UNBOUND, 0, 2.6, after=BEYOND),
        Cue("Membership is month-to-month.", MONTHLY, 1, 2.5, before=THEN, after=AFTERWARDS),
    ),
    (
        Skip(
            "Medicare's opt-out, records, guarantees and coming back have periods of their own",
            words(
                """medicare, opt[ed|s|ing]-out, hsa, statute, record[s], warranty, waitlist, waiting, re-enrol*,
                rejoin*, return*, reinstat*, gone, lapse*, guarantee, price lock, locked, prescri*, cobra, age[d|s],
                notice of (claim|dispute)"""
            ),
            unless=words("(initial|minimum) (term|commitment|period), this agreement (lasts|is for|shall)"),
        ),
    ),
    settle,
)
