"""What nobody asked for and should know: the things that sellers' pages leave out, as far as they concern this household."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from bot.answering.composing import Agreement, statement
from bot.answering.timeline import in_short, says_something
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.choices import listed
from bot.costs.exit import exit_costs
from bot.deciding.described import Described
from bot.deciding.known import Known
from bot.errors import UnknownError
from bot.vocabulary import Point, Sentence, WorthKnowing

RESTING = ("early_termination_fee", "initial_term_months", "refund_policy")
ONE, SEVERAL = "hsa.dpc_fee_cap_one_person", "hsa.dpc_fee_cap_several"
OLD = 64  # years: soon of an age for Medicare
Raise = Callable[[Known, Described, Agreement | None, Catalogue], Iterator[Sentence]]


def worth_knowing(known: Known, told: Described) -> WorthKnowing | None:
    """Return what is worth knowing beside the numbers, of the first membership; None where nothing can be joined."""
    if not told.memberships:
        return None
    strings, agreement = known.library.strings, told.memberships[0].agreement
    points = []
    for name, raised in RAISED.items():
        sentences = tuple(raised(known, told, agreement, strings))
        if sentences:
            points.append(Point(label=strings.say(f"deciding.worth.{name}.label"), sentences=sentences))
    return WorthKnowing(heading=strings.say("deciding.worth.heading"), items=tuple(points))


def _said(strings: Catalogue, name: str, **values: object) -> Sentence:
    return Sentence(text=strings.say(f"deciding.worth.{name}", **values))


def _covered(told: Described) -> bool:
    return any("program" not in one.entry for one in told.covers.now)


def fee_on_top(_known: Known, told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say that the fee counts toward no limit of the insurance, and that a membership is none."""
    yield _said(strings, "fee.says" if told.covers.now else "fee.uninsured")


def leaving(_known: Known, told: Described, agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say what leaving in mid-term costs at most, with its clause."""
    if agreement is None:
        yield _said(strings, "leaving.unread")
        return
    fee = told.memberships[0].entry.get("fee")
    costs = exit_costs(agreement.exits.model_copy(update={"fee": None if fee is None else Decimal(str(fee))}))
    found = next((agreement.terms[name] for name in RESTING if agreement.terms[name].span), None)
    if says_something(costs) and found is not None:
        yield Sentence(
            text=in_short(costs, strings),
            quotes=(agreement.revision.quote(found.span.start, found.span.end, found.span.section),)
            if found.span
            else (),
        )
    else:
        yield statement(agreement.terms["early_termination_fee"], agreement, strings).sentences[0]


def _of_field(field: str) -> Raise:
    """Return what states one term of the agreement, or that it is silent."""

    def raised(_known: Known, _told: Described, agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
        if agreement is None:
            yield Sentence(text=strings.say(f"terms.{field}.ask"))
            return
        term = agreement.terms[field]
        yield statement(term, agreement, strings).sentences[0]
        if term.state == "silent":
            yield Sentence(text=strings.say("deciding.worth.ask", question=strings.say(f"terms.{field}.ask")))

    return raised


def referrals(known: Known, told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say that a doctor outside the network may not be able to refer."""
    if _covered(told):
        network = str(known.value("insurance.network") or "")
        yield _said(strings, "referrals.hmo" if network.lower() in ("hmo", "pos", "epo") else "referrals.says")


def subsidy(known: Known, _told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say that help with premiums belongs to marketplace plans, and extra help to silver ones."""
    if known.value("coverage") == "marketplace" or known.value("subsidy"):
        yield _said(strings, "subsidy.says")


def savings(known: Known, told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Hold the fee against the limit for health savings accounts, where there is insurance that may go with one."""
    if not _covered(told):
        return
    try:
        one, several = (known.library.figures.on(name, known.on).amount for name in (ONE, SEVERAL))
    except UnknownError:
        return
    fee, limit = told.memberships[0].entry.get("fee"), several if len(told.joining) > 1 else one
    over = isinstance(fee, int | float) and fee > limit
    yield _said(
        strings, "hsa.over" if over else "hsa.says", one=f"${one:,.0f}", several=f"${several:,.0f}", fee=dollars_of(fee)
    )


def dollars_of(amount: object) -> str:
    """Write an amount of a situation file."""
    return dollars(Decimal(str(amount)) if isinstance(amount, int | float) else None)


def medicare(known: Known, told: Described, agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say what Medicare pays of a membership, where somebody has it or soon can."""
    if not any(one.program == "medicare" or (one.age or 0) >= OLD for one in told.household):
        return
    yield _said(strings, "medicare.says")
    yield from _of_field("medicare_clause")(known, told, agreement, strings)


def medicaid(_known: Known, told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say that care under some programs costs little already."""
    programs = dict.fromkeys(one.program for one in told.household if one.program and one.program != "medicare")
    if programs:
        yield _said(
            strings, "medicaid.says", program=listed(strings.say(f"deciding.programs.{one}") for one in programs)
        )


def pregnancy(known: Known, _told: Described, _agreement: Agreement | None, strings: Catalogue) -> Iterator[Sentence]:
    """Say what a birth means for the sums, where somebody is pregnant."""
    if any(name.endswith(".pregnant") for name in known.facts):
        yield _said(strings, "pregnancy.says")


RAISED: Mapping[str, Raise] = {
    "fee": fee_on_top,
    "leaving": leaving,
    "rise": _of_field("price_change_notice_days"),
    "ends": _of_field("practice_can_terminate_notice_days"),
    "referrals": referrals,
    "subsidy": subsidy,
    "hsa": savings,
    "medicare": medicare,
    "medicaid": medicaid,
    "pregnancy": pregnancy,
}
"""What is raised, in this order, by its name in the strings."""
