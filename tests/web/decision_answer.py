"""A whole decision to look at: every block that a comparison brings, with numbers that were really worked out.

Ana, 42, has a silver plan; Juniper Street offers a membership; a bronze plan is a sample. `medicare` is a household whose
care is not estimated.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from households import grounds

from bot.costs.amounts import dollars
from bot.costs.comparison import Comparison, OptionCosts, compare
from bot.costs.situation import read_situation
from bot.vocabulary import (
    Answer,
    Bar,
    Block,
    Cell,
    Checklist,
    Citation,
    ComparisonBlock,
    CostLine,
    Given,
    Input,
    InputChoice,
    LeavingCost,
    LockIn,
    LockInItem,
    Meta,
    Notice,
    OptionRow,
    Paragraph,
    Point,
    Priorities,
    Priority,
    Sentence,
    SideBySide,
    SideRow,
    Timeline,
    TimelineEntry,
    TradeOff,
    TradeOffs,
    Understood,
    Verdict,
    WhatIf,
    WorthKnowing,
    YearCosts,
)

ON = date(2026, 11, 21)
AFTER = 4  # months after which leaving is shown
JUNIPER: dict[str, Any] = {
    "id": "juniper-street", "name": "Juniper Street", "fee": 95, "initial_term_months": 12, "cancel_notice_days": 30,
    "early_exit": {"kind": "remaining_balance"},
}  # fmt: skip
SILVER: dict[str, Any] = {
    "id": "silver", "name": "Silver plan", "premium": 540, "deductible": 5000, "out_of_pocket_max": 9100,
    "coinsurance": 0.3, "copays": {"primary_care": 40}, "before_deductible": ["primary_care"],
}  # fmt: skip
BRONZE: dict[str, Any] = {
    "id": "bronze", "name": "Bronze plan", "premium": 450, "deductible": 7500, "out_of_pocket_max": 10000,
    "coinsurance": 0.5, "hsa_eligible": True,
}  # fmt: skip
NAMES = {
    "silver": "Silver plan alone", "juniper-street": "No insurance + practice", "bronze": "Bronze plan alone",
    "bronze+juniper-street": "Bronze plan + practice", "silver+juniper-street": "Silver plan + practice",
    "medicare": "Medicare alone", "medicare+juniper-street": "Medicare + practice",
}  # fmt: skip
COLUMNS = {
    "option": ("Option", ""),
    "sure": ("Paid for sure", "premiums and fees"),
    "good": ("Good year", "10 of 100 years cost no more"),
    "typical": ("Typical year", "50 of 100 years cost no more"),
    "serious": ("Serious illness", "10 of 100 years cost at least this"),
    "worst": ("Worst case", "most you can pay in network"),
    "leave": ("To leave", "owed after month 4"),
}


def cite(number: int, quote: str, section: str, title: str = "Juniper Street agreement (sample)") -> Citation:
    """Make a citation of the agreement."""
    return Citation(
        id=number,
        document="juniper-street-agreement",
        title=title,
        revision="sha256:abc",
        section=section,
        page=2,
        start=100 * number,
        end=100 * number + len(quote),
        quote=quote,
    )


CITATIONS = (
    cite(1, "visits on the day or the day after, and secure messages to the physician", "4.1 Access"),
    cite(2, "This Agreement is not health insurance", "1.3 Not insurance"),
    cite(3, "the balance of the Initial Term becomes due", "7.3 Early termination"),
    cite(4, "upon sixty (60) days’ written notice", "2.4 Changes of fees"),
    cite(5, "You may end this Agreement with thirty (30) days’ written notice.", "7.2 Notice"),
)


def say(text: str, *citations: int, shown: bool = True) -> Sentence:
    """Make a sentence."""
    return Sentence(text=text, citations=citations, shown=shown)


def about(amount: float) -> str:
    """Write an estimate."""
    return f"${int((amount + 25) // 50) * 50:,}"


@cache
def found(fee: float = 95, visits: int = 4) -> Comparison:
    """Compare Ana's options, with a fee and with visits as given."""
    both, practice = ("silver", "bronze"), "juniper-street"
    options: list[dict[str, Any]] = [{"id": one, "insurance": [one]} for one in both]
    options += [{"id": f"{one}+{practice}", "insurance": [one], "retainer": [practice]} for one in both]
    situation = {
        "on": ON.isoformat(), "plan_year": 2027, "years": 1000,
        "members": [{"id": "ana", "age": 42, "use": {"primary_care": visits}}],
        "insurance": [SILVER, BRONZE], "retainers": [{**JUNIPER, "fee": fee}],
        "options": [*options, {"id": practice, "retainer": [practice]}],
    }  # fmt: skip
    return compare(read_situation(situation), grounds())


@cache
def found_medicare() -> Comparison:
    """Compare the options of somebody whose care is not estimated."""
    medicare = {"id": "medicare", "name": "Medicare", "program": "medicare", "premium": 203, "members": ["bo"]}
    both = [{"id": "medicare", "insurance": ["medicare"]}]
    both += [{"id": "medicare+juniper-street", "insurance": ["medicare"], "retainer": ["juniper-street"]}]
    situation = {"on": ON.isoformat(), "plan_year": 2027, "members": [{"id": "bo", "age": 68}]}
    return compare(
        read_situation({**situation, "insurance": [medicare], "retainers": [JUNIPER], "options": both}), grounds()
    )


def row(one: OptionCosts, *, reference: bool) -> OptionRow:
    """Make the row of an option."""
    left = next((cost for cost in one.exit_cost if cost.month == AFTER), None)
    says = {
        "committed": dollars(one.committed),
        "monthly": f"{dollars(one.committed / 12)} a month",
        "worst_case": "No limit" if one.worst_case is None else dollars(one.worst_case),
        "leaving": dollars(left.low) if left else "$0",
    }
    if one.total is None:
        says |= {"no_estimate": "Care is not estimated here.", "worst_case": "Not known here"}
    else:
        says["mean"] = f"average {about(one.total.mean)}"
    if one.total and one.worst_case is None:
        says["worst_note"] = f"1 of 100 years: {about(one.total.p99)} or more"
    return OptionRow(
        id=one.id,
        name=NAMES[one.id],
        kind=one.kind,
        reference=reference,
        note="yours now" if reference else "",
        committed=one.committed,
        allowed=one.allowed,
        out_of_pocket=one.out_of_pocket,
        total=None if one.total is None else YearCosts.model_validate(one.total.model_dump()),
        worst_case=one.worst_case,
        dominated_by=one.dominated_by,
        lines=tuple(CostLine.model_validate(line.model_dump()) for line in one.lines),
        exit_cost=tuple(
            LeavingCost.model_validate(cost.model_dump(include={"month", "amount", "low", "high", "workings"}))
            for cost in one.exit_cost
        ),
        warnings=one.warnings,
        not_estimated=one.not_estimated,
        says=says,
        years=tuple(bars(one)),
        access=(say("Visits the same day or the next are promised.", 1),) if "juniper" in one.id else (),
    )


def bars(one: OptionCosts) -> Iterator[Bar]:
    """Make the bars of a good, a typical and a serious-illness year."""
    for amount in (one.total.p10, one.total.p50, one.total.p90) if one.total else ():
        sure = min(float(one.committed), amount)
        yield Bar(sure=sure, may=amount - sure, says=about(amount))


def table(costs: Comparison, reference: str = "silver") -> ComparisonBlock:
    """Make the comparison."""
    by_mean = sorted(
        costs.options, key=lambda one: (one.id != reference, one.total.mean if one.total else one.committed)
    )
    return ComparisonBlock(
        heading=f"A year of care, {len(by_mean)} ways",
        basis=(
            "One person, 42, average health, plan year 2027.",
            "From 1,000 simulated years.",
            "Your Silver plan comes first; the others follow by average cost, lowest first.",
        ),
        columns=COLUMNS,
        axis=20_000,
        ticks=((0, "0"), (10_000, "$10k"), (20_000, "$20k")),
        options=tuple(row(one, reference=one.id == reference) for one in by_mean),
        verdicts=verdicts(costs) if reference == "silver" else (),
        notes=(
            "Estimates go to the nearest $50; what a contract says is exact.",
            "Bills from outside the network come on top.",
        ),
        as_of=costs.as_of,
        plan_year=costs.plan_year,
        years_drawn=costs.years_drawn,
        assumptions=tuple(one.model_dump(mode="json") for one in costs.assumptions),
    )


def verdicts(costs: Comparison) -> tuple[Verdict, ...]:
    """Make what is said of some options against the one held now."""
    by_id = {one.id: one for one in costs.options}
    joined, held = by_id["silver+juniper-street"].total, by_id["silver"].total
    assert joined is not None
    assert held is not None
    more = joined.mean - held.mean
    headline = "Costs more on average." if more > 0 else "Costs less on average."
    text = f"On average about {about(abs(more))} {'more' if more > 0 else 'less'} a year."
    return (
        Verdict(option="silver+juniper-street", name="Silver plan + practice, against Silver plan alone", headline=headline, text=text),
        Verdict(option="bronze", name="Bronze plan alone, against Silver plan alone", headline="Too close to call.", text="Bronze is cheaper in a typical year, and Silver when somebody falls ill. Its deductible is higher."),
        Verdict(option="juniper-street", name="No insurance + practice", headline="Lowest average, no limit.", text="The practice is not insurance. A hospital stay would be yours to pay.", caution=True),
    )  # fmt: skip


def field(name: str, label: str, shown: str, value: Any, given: Given = "said", **other: Any) -> Input:
    """Make a number that a comparison rests on."""
    bounds = {"low": 0.0, "high": 5000.0, "step": 1.0, **other}
    return Input(field=name, label=label, shown=shown, value=value, given=given, **bounds)


HEALTH = tuple(InputChoice(value=one, label=label) for one, label in (("good", "good"), ("average", "average"), ("poor", "poor")))  # fmt: skip
UNDERSTOOD = Understood(
    heading="What I understood",
    note="Press one to change it. A dashed edge means that I filled it in for you.",
    inputs=(
        field("members.me.age", "Age", "42", 42, high=115.0),
        field("insurance.premium", "Silver plan", "$540 a month", 540, step=5.0, unit="a month"),
        field("insurance.deductible", "Deductible", "$5,000", 5000, high=30000.0, step=50.0, unit="a year"),
        field("insurance.out_of_pocket_max", "Out-of-pocket maximum", "$9,100", 9100, high=40000.0, step=50.0),
        field("retainers.fee", "Juniper Street fee", "$95 a month", 95, "document", unit="a month", sentence=say("", 4)),
        field("members.me.health", "Health", "average", "average", "assumed", low=None, high=None, step=None, choices=HEALTH),
        field("members.me.use.primary_care", "Doctor visits", "4 a year", 4, "assumed", high=52.0, unit="a year"),
        field("insurance2.premium", "Bronze plan", "$450 a month", 450, "sample", step=5.0, unit="a month"),
    ),
)  # fmt: skip
WHAT_IF = WhatIf(
    heading="What if …",
    controls=(
        field("members.me.use.primary_care", "Doctor visits", "4 a year", 4, "assumed", high=52.0, unit="a year"),
        field("months_kept", "Months you stay", "12", 12, "assumed", low=1.0, high=12.0),
        field("retainers.fee", "Juniper Street fee", "$95 a month", 95, "document", high=500.0, unit="a month"),
        field("retainer_effect.care", "Less hospital and specialist care", "0 %", 0, "assumed", high=30.0, step=5.0, unit="%"),
    ),
    says="“Silver plan + practice” costs about $1,000 more a year than “Silver plan alone”.",
)  # fmt: skip
TRADE_OFFS = TradeOffs(
    heading="What you get, and what you give up",
    note="The same space for every option.",
    rows=(
        TradeOff(option="silver", name="Silver plan alone", reference=True, gets=(say("You pay no membership fee."), say("You may change doctors at any time.")), gives_up=(say("No promise of visits the same day."), say("You pay $40 each time you go."))),
        TradeOff(option="juniper-street", name="No insurance + practice", gets=(say("Visits the same day or the next.", 1), say("Doctor visits with no copay.")), gives_up=(say("Any limit on hospital bills."), say("Leaving can cost up to $1,045.", 3))),
        TradeOff(option="bronze", name="Bronze plan alone", gets=(say("You pay no membership fee."), say("An HSA, if you want one.")), gives_up=(say("Help before a $7,500 deductible."), say("No promise of visits the same day."))),
        TradeOff(option="bronze+juniper-street", name="Bronze plan + practice", gets=(say("Visits the same day or the next.", 1), say("Doctor visits with no copay.")), gives_up=(say("$1,140 a year in fees."), say("Leaving can cost up to $1,045.", 3))),
        TradeOff(option="silver+juniper-street", name="Silver plan + practice", gets=(say("Visits the same day or the next.", 1), say("Doctor visits with no copay.")), gives_up=(say("$1,140 a year in fees."), say("Leaving can cost up to $1,045.", 3))),
    ),
)  # fmt: skip
WORTH = WorthKnowing(
    heading="Also worth knowing",
    items=(
        Point(label="The fee is on top", sentences=(say("It does not count toward your deductible. In a bad year you pay both."),)),
        Point(label="Leaving early", sentences=(say("You owe the rest of the 12 months. After month 4 that is 8 × $95 = $760.", 3),)),
        Point(label="The fee can rise", sentences=(say("After the first 12 months, with 60 days of notice.", 4),)),
        Point(label="If your doctor leaves", sentences=(say("The agreement does not say."), say("Ask: “May I end without the balance if my doctor goes?”"))),
        Point(label="Tax", sentences=(say("The premium for an HSA-ready plan can be lower. A referral may be needed in some networks."),)),
    ),
)  # fmt: skip
MATTERS = (
    ("cost", "Cost", "What it comes to in a year", "“Silver plan + practice” costs about $1,000 more a year."),
    ("certainty", "Certainty", "Knowing the most that a bad year can cost", "At worst it costs $16,720 in network, and $15,580 without."),
    ("access", "Access", "Being seen soon and reaching the doctor", "Visits the same day or the next are promised."),
    ("doctor", "This doctor", "Staying with one doctor whom you know", "Nothing in the numbers says how good a doctor is."),
    ("freedom", "Freedom to leave", "Leaving when you like, at no cost", "Leaving in the first year costs at most $1,045."),
)  # fmt: skip


def priorities(weights: dict[str, int] | None = None) -> Priorities:
    """Make what may matter, weighed or not."""
    given = weights or {}
    items = (
        Priority(id=name, label=label, about=told, weight=given.get(name, 0), sentences=(say(says),) if given else ())
        for name, label, told, says in MATTERS
    )
    return Priorities(
        heading="What matters to you?",
        note="It changes the order of what I explain. It never changes a number.",
        items=tuple(sorted(items, key=lambda one: -one.weight)),
        conclusion="Given what you said and these numbers, not joining fits you better. The choice is yours."
        if given
        else "",
    )


SIDES = SideBySide(
    heading="Side by side",
    columns=("Juniper Street", "Millbrook Family"),
    rows=(
        SideRow(label="Monthly fee", differs=True, cells=(Cell(state="stated", sentence=say("$95 a month.", 4)), Cell(state="stated", sentence=say("$70 a month.")))),
        SideRow(label="Enrollment fee", differs=False, cells=(Cell(state="stated", sentence=say("None.")), Cell(state="stated", sentence=say("None.")))),
        SideRow(label="Notice to leave", differs=True, cells=(Cell(state="conflicting", sentence=say("30 days, or 60.", 4, 5)), Cell(state="silent", sentence=say("It does not say.")))),
        SideRow(label="Home visits", differs=True, cells=(Cell(state="silent", sentence=say("It does not say.")), Cell(state="stated", sentence=say("They cost extra.")))),
    ),
)  # fmt: skip
DAYS = Timeline(
    heading="What happens when",
    entries=(
        TimelineEntry(on=date(2026, 12, 31), when="31 December 2026", label="Your doctor’s practice turns into a membership", state="stated", sentences=(say("Join by then or find another doctor.", 5),)),
        TimelineEntry(on=date(2027, 1, 15), when="15 January 2027", label="Open enrollment ends", state="stated", sentences=()),
        TimelineEntry(on=None, when="No date given", label="Copies of your records", state="silent", sentences=(say("Ask how to get them, and what they cost."),)),
    ),
)  # fmt: skip
TRAPS = LockIn(
    heading="What may cost or bind you",
    items=(
        LockInItem(severity="high", label="The rest of the term falls due", sentence=say("If you leave early you owe the months that are left.", 3)),
        LockInItem(severity="high", label="It renews by itself", sentence=say("For 12 months each time.")),
        LockInItem(severity="medium", label="The fee can rise", sentence=say("With 60 days of notice.", 4)),
        LockInItem(severity="low", label="Late fee", sentence=say("$10 a month.")),
    ),
)  # fmt: skip
ASKS = Checklist(
    heading="Ask before you sign",
    items=tuple(say(text) for text in ("Which notice counts, 30 days or 60?", "If my doctor leaves, do I owe the balance?", "Does the balance rule hold after renewal?", "How much may the fee rise?")),
)  # fmt: skip
NOTICE = Notice(level="warning", heading="Notice date", text="If you start on 1 January 2027 and want to be out by 1 January 2028, give notice by 2 December 2027.")  # fmt: skip
RESULT = Paragraph(
    sentences=(
        say("Adding Juniper Street to the Silver plan comes to about $1,000 more a year on average."),
        say("The money buys access: same-day visits and messages to one doctor.", 1),
        say("Only you can say if that is worth it to you."),
    )
)
FOLLOW_UPS = ("What matters most to me?", "What if I leave after 6 months?", "What should I ask before I sign?")


def answer(*blocks: Block, turn: int = 1, **other: Any) -> Answer:
    """Make an answer of blocks."""
    fields: dict[str, Any] = {"conversation_id": "c1", "secret": "s1", "follow_ups": FOLLOW_UPS, **other}
    return Answer(
        turn=turn, outcome="answered", text="", blocks=blocks, citations=CITATIONS, as_of=ON, meta=Meta(), **fields
    )


def whole(**other: Any) -> Answer:
    """Make an answer with every block of a decision."""
    blocks = (RESULT, UNDERSTOOD, table(found()), WHAT_IF, TRADE_OFFS, WORTH, priorities(), SIDES, DAYS)
    return answer(*blocks, **other)


def medicare() -> Answer:
    """Make an answer about somebody whose care is not estimated."""
    return answer(table(found_medicare(), "medicare"))


def tried(fee: float, visits: int) -> Answer:
    """Make what other settings come to."""
    said = WHAT_IF.model_copy(
        update={
            "says": f"With a fee of ${fee:g} and {visits} visits it comes out so.",
            "flipped": "That turns it round.",
        }
    )
    return answer(RESULT, table(found(fee, visits)), said, turn=0)


def brief() -> Answer:
    """Make what stands on a brief."""
    weighed = priorities({"cost": 3, "certainty": 2, "access": 3})
    return answer(RESULT, UNDERSTOOD, table(found()), TRADE_OFFS, TRAPS, ASKS, NOTICE, weighed, secret=None, turn=0)


TITLE = "Join Juniper Street, or stay as you are?"
LEAD = (
    "Made on November 21, 2026 by an automated assistant: no clinician, no lawyer, no insurance advice.",
    "Free help: a navigator of the marketplace, a licensed broker, or your state; on Medicare, SHIP.",
)
