"""The decision on one page: what was told and assumed, the options, reasons, traps, the notice date, what to ask, sources."""

from dataclasses import dataclass
from datetime import date

from bot.answering.composing import Draft, lists, lock_in
from bot.answering.readability import grade_of
from bot.answering.sheet import to_ask
from bot.costs.comparison import Comparison
from bot.costs.leaving.deadline import Deadline, last_day
from bot.costs.leaving.schedule import Schedule, written
from bot.deciding import compared
from bot.deciding.described import Described
from bot.deciding.known import Known
from bot.deciding.priorities import priorities
from bot.deciding.result import result
from bot.deciding.state import State
from bot.deciding.trade_offs import trade_offs
from bot.errors import RefusedError
from bot.vocabulary import Answer, Block, Notice, Paragraph, Sentence, Understood

MOST_ASKED = 5
MONTHS = 12


@dataclass(frozen=True)
class Brief:
    """A page before its quotes are checked; `answer` is the same once they are. `lead` says how it came about."""

    title: str
    lead: tuple[str, ...]
    draft: Draft
    deadline: Deadline | None
    paid_by: str = ""
    answer: Answer | None = None


def brief(known: Known, told: Described, found: Comparison, state: State) -> Brief:
    """Put a decision on one page."""
    strings = known.library.strings
    name = told.memberships[0].name if told.memberships else ""
    table = compared.block(found, told, strings)
    blocks: list[Block] = [
        Paragraph(sentences=tuple(Sentence(text=text) for text in result(found, told, strings))),
        Understood(heading=strings.say("deciding.understood.heading"), note="", inputs=told.inputs),
        table,
        trade_offs(found, told, table.options, strings),
    ]
    here = [one.agreement for one in told.memberships if one.agreement]
    blocks += [lock_in(one, strings.say("sheet.traps"), strings) for one in here if one.sheet.traps]
    asks = dict.fromkeys(one["question"] for agreement in here for one in to_ask(agreement.sheet, strings))
    general = strings.find("deciding.brief.asks").values() if told.memberships and not here else ()
    blocks += lists([*asks, *general][:MOST_ASKED], (), strings)
    deadline = notice_date(known, told)
    if here:
        blocks.append(notice(known, deadline))
    if weighed := priorities(known, told, found, state.weights):
        blocks.append(weighed)
    title = strings.say("deciding.brief.title", name=name) if name else strings.say("deciding.brief.title_none")
    grade = strings.say("deciding.brief.grade", grade=f"{grade_of(blocks) or 0:.0f}")
    lead = (strings.say("deciding.brief.made", day=written(known.on)), strings.say("deciding.brief.help"), grade)
    return Brief(title, lead, Draft(tuple(blocks), "answered"), deadline, paid_by(known, told))


def paid_by(known: Known, told: Described) -> str:
    """Say who pays for the chat: the practice whose membership it is, where it does."""
    ids = {one.id for one in told.memberships}
    payers = [one.paid_by for one in known.practices if one.id in ids and one.paid_by]
    return payers[0] if payers else known.library.strings.say("page.paid_by_nobody")


def start_of(on: date) -> date:
    """Return the day on which a membership is taken to start: the first of the next month."""
    return date(on.year + on.month // MONTHS, on.month % MONTHS + 1, 1)


def notice_date(known: Known, told: Described) -> Deadline | None:
    """Return the last day of notice to be out when the first term ends, or after a year; None where it cannot be known."""
    agreement = next((one.agreement for one in told.memberships if one.agreement), None)
    if agreement is None or agreement.exits.notice is None:
        return None
    start = start_of(known.on)
    months = agreement.exits.initial_term_months or MONTHS
    months = min(max(months, 1), 10 * MONTHS)
    out = date(start.year + (start.month - 1 + months) // MONTHS, (start.month - 1 + months) % MONTHS + 1, 1)
    try:
        return last_day(out, agreement.exits.notice, Schedule.of(agreement.exits, start), known.on)
    except RefusedError:
        return None


def notice(known: Known, deadline: Deadline | None) -> Notice:
    """Say by which day to give notice, or that it is not known."""
    strings = known.library.strings
    heading = strings.say("deciding.brief.notice.heading")
    if deadline is None:
        return Notice(level="information", heading=heading, text=strings.say("deciding.brief.notice.none"))
    said = {
        "start": written(start_of(known.on)),
        "leaving": written(deadline.leaving),
        "day": written(deadline.last_day),
    }
    return Notice(level="warning", heading=heading, text=strings.say("deciding.brief.notice.text", **said))
