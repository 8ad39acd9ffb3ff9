"""What one gets and gives up with each option: two sentences for and two against, of about the same length."""

from collections.abc import Iterator
from decimal import Decimal

from bot.answering.composing import quoted
from bot.catalogue import Catalogue
from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison, OptionCosts
from bot.deciding.described import Described
from bot.deciding.memberships import Membership
from bot.vocabulary import OptionRow, Sentence, TradeOff, TradeOffs

ACCESS = ("same_day_visits", "after_hours_access", "telemedicine", "home_visits")
"""What agreements promise of reaching the doctor, in the order in which it is said."""


def trade_offs(found: Comparison, told: Described, rows: tuple[OptionRow, ...], strings: Catalogue) -> TradeOffs:
    """Return what is got and given up with each option, in the order of the table."""
    by_id = {one.id: one for one in found.options}
    return TradeOffs(
        heading=strings.say("deciding.trade_offs.heading"),
        note=strings.say("deciding.trade_offs.note"),
        rows=tuple(_row(by_id[row.id], row, told, strings) for row in rows),
    )


def _row(one: OptionCosts, row: OptionRow, told: Described, strings: Catalogue) -> TradeOff:
    mine = membership_of(one, told)
    insured = not told.bare(one.id)
    if mine is None:
        limited = insured and one.worst_case is not None and told.bare(told.reference)
        gets = _said(("limit" if limited else "no_fee", "free"), strings)
        gives_up = _said(("no_promise", "pay_each" if insured else "no_limit"), strings)
        return TradeOff(option=one.id, name=one.name, reference=row.reference, gets=gets, gives_up=gives_up)
    pays = "visits" if not mine.entry.get("bills_insurance") else "bills" if insured else "bills_none"
    gets = (access(mine, strings), Sentence(text=strings.say(f"deciding.trade_offs.{pays}")))
    fee = strings.say("deciding.trade_offs.fee", sum=dollars(_fees(one)))
    gives = (fee if insured else strings.say("deciding.trade_offs.no_limit"), _leaving(one, mine, strings))
    return TradeOff(
        option=one.id,
        name=one.name,
        reference=row.reference,
        gets=gets,
        gives_up=tuple(Sentence(text=text) for text in gives),
    )


def _said(names: tuple[str, ...], strings: Catalogue) -> tuple[Sentence, ...]:
    return tuple(Sentence(text=strings.say(f"deciding.trade_offs.{name}")) for name in names)


def membership_of(one: OptionCosts, told: Described) -> Membership | None:
    """Return the membership that an option joins."""
    parts = one.id.split("+")
    return next((each for each in told.memberships if each.id in parts), None)


def access(one: Membership, strings: Catalogue) -> Sentence:
    """Say, with its clause, what an agreement promises of reaching the doctor; of one that promises nothing, that it is silent."""
    said = next(promises(one, strings), None)
    if said is not None:
        return said
    silent = "access_silent" if one.agreement else "access_unread"
    return Sentence(text=strings.say(f"deciding.trade_offs.{silent}"))


def promises(one: Membership, strings: Catalogue) -> Iterator[Sentence]:
    """Yield what an agreement promises of reaching the doctor, each with its clause."""
    if one.agreement is None:
        return
    for field in ACCESS:
        term = one.agreement.terms[field]
        if term.state == "stated" and term.span and term.value is not False:
            key = "some" if term.value in ("varies", "extra_cost") or term.conditions else "promised"
            text = strings.say(f"deciding.access.{field}.{key}")
            yield Sentence(text=text, quotes=(quoted(one.agreement.revision, term.span),), shown=False)


def _fees(one: OptionCosts) -> Decimal:
    return Decimal(str(sum(line.amount for line in one.lines if line.name.startswith(("Membership", "Enrollment")))))


def _leaving(one: OptionCosts, mine: Membership, strings: Catalogue) -> str:
    """Say the most that leaving in the first year can cost."""
    year = [cost for cost in one.exit_cost if cost.month <= 12]
    if not year or any(cost.high is None for cost in year):
        return strings.say(f"deciding.trade_offs.leaving_{'unknown' if mine.agreement else 'unread'}")
    most = max(cost.high or cost.low for cost in year)
    return strings.say("deciding.trade_offs.leaving" if most else "deciding.trade_offs.leaving_free", sum=dollars(most))
