"""Memberships beside each other: each term with its clause, or that the agreement does not say."""

from collections.abc import Sequence

from bot.answering.composing import Agreement, quoted, short_titles
from bot.answering.sayings import say
from bot.deciding.known import Known
from bot.vocabulary import Cell, Sentence, SideBySide, SideRow, Term

MOST = 3  # agreements beside each other
FIELDS = (
    "fee", "enrollment_fee", "initial_term_months", "auto_renews", "cancel_notice_days", "early_termination_fee",
    "refund_policy", "reenroll_fee_or_wait", "price_change_notice_days", "practice_can_terminate_notice_days", "same_day_visits",
    "after_hours_access", "telemedicine", "home_visits", "visit_length", "panel_limit", "bills_insurance", "medicare_clause",
    "services_included", "services_excluded", "arbitration",
)  # fmt: skip


def side_by_side(known: Known) -> SideBySide | None:
    """Return the agreements at hand beside each other; None where there are fewer than two."""
    some = known.agreements[:MOST]
    if len(some) < 2:
        return None
    strings = known.library.strings
    titles = short_titles([one.revision.title for one in some])
    rows = []
    for field in FIELDS:
        terms = [one.terms[field] for one in some]
        if all(term.state == "silent" for term in terms):
            continue
        cells = tuple(_cell(term, one, known) for term, one in zip(terms, some, strict=True))
        rows.append(SideRow(label=strings.say(f"terms.{field}.label"), differs=_differ(terms), cells=cells))
    return SideBySide(
        heading=strings.say("deciding.sides.heading"),
        columns=tuple(titles[one.revision.title] for one in some),
        rows=tuple(rows),
    )


def _cell(term: Term, one: Agreement, known: Known) -> Cell:
    quotes = (quoted(one.revision, term.span),) if term.span else ()
    return Cell(state=term.state, sentence=Sentence(text=say(term, known.library.strings), quotes=quotes, shown=False))


def _differ(terms: Sequence[Term]) -> bool:
    """Whether agreements do not say the same of one thing."""
    first = terms[0]
    return any(
        (term.state, term.value, term.conditions) != (first.state, first.value, first.conditions) for term in terms[1:]
    )
