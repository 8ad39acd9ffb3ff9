"""The blocks of a decision as HTML: what is foreign is escaped, tables keep their roles, numbers stand as they were worked out."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import decision_answer as decision
import pytest
import yaml
from pydantic import BaseModel
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode as Node

from bot.vocabulary import (
    Answer,
    Block,
    Notice,
    Paragraph,
    Point,
    Sentence,
    TimelineEntry,
    TradeOffs,
    WorthKnowing,
)
from bot.web import decisions, render

ROOT = Path(__file__).parents[2]
STRINGS: dict[str, str] = yaml.safe_load((ROOT / "knowledge/strings/en/page.yaml").read_text("utf-8"))
ENTRIES: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "knowledge/strings/en/glossary.yaml").read_text("utf-8"))
GLOSSARY = decisions.glossary(ENTRIES)
HOSTILE = "<script>alert(1)</script>\"' onmouseover=alert(2) <img src=x onerror=alert(3)>{{ 7 * 7 }}"
KEPT = frozenset({"kind", "given", "state", "severity", "level", "field", "id", "situation", "columns"})


def shown(answer: Answer, **other: Any) -> HTMLParser:
    """Render an answer."""
    return HTMLParser(render.answer(answer, "Worth it?", STRINGS, **other))


def of(*blocks: Block, **other: Any) -> HTMLParser:
    """Render an answer of these blocks."""
    return shown(decision.answer(*blocks), **other)


def texts(found: HTMLParser | Node, selector: str) -> list[str]:
    """Return the text of each element."""
    return [" ".join(node.text().split()) for node in found.css(selector)]


def one(found: HTMLParser | Node, selector: str) -> Node:
    """Return the first such element, which must be there."""
    node = found.css_first(selector)
    assert node is not None, selector
    return node


def hostile(value: Any) -> Any:
    """Put words that mean harm in the place of each text of a value, also below it."""
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(update={name: hostile(one) for name, one in fields.items() if name not in KEPT})
    if isinstance(value, tuple):
        return tuple(hostile(one) for one in value)
    if isinstance(value, dict):
        return {name: hostile(one) for name, one in value.items()}
    return HOSTILE if isinstance(value, str) else value


def pages() -> Iterator[tuple[str, str]]:
    """Yield every way in which a decision is rendered."""
    yield "turn", render.answer(decision.whole(), "Worth it?", STRINGS, GLOSSARY)
    yield "medicare", render.answer(decision.medicare(), "Worth it?", STRINGS, GLOSSARY)
    weighed = decision.answer(decision.priorities({"cost": 3, "access": 1}))
    yield "weighed", render.answer(weighed, "Worth it?", STRINGS, GLOSSARY)
    yield "parts", render.parts(decision.tried(50, 10), STRINGS, GLOSSARY)
    yield "brief", render.brief(decision.brief(), decision.TITLE, decision.LEAD, STRINGS, paid_by="Nobody pays.")
    yield "brief page", render.brief_page(STRINGS)


PAGES = dict(pages())


@pytest.mark.parametrize("name", PAGES)
def test_a_strict_policy_holds(name: str) -> None:
    """Bars are attributes: there is no inline style and no inline script, and nothing is left unfilled."""
    page = PAGES[name]

    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! type=\"module\" src=\"/static/)", page)
    assert "built-in method" not in page
    assert not re.search(r"\{\w*\}|\bNone\b(?!\.)", re.sub(r' data-[\w-]+="[^"]*"', "", page))


@pytest.mark.parametrize("name", PAGES)
def test_every_id_is_there_once_and_what_refers_to_one_finds_it(name: str) -> None:
    """Labels, editors and definitions belong to what names them."""
    found = HTMLParser(PAGES[name])
    ids = [node.attributes["id"] for node in found.css("[id]")]
    named = [
        node.attributes[each]
        for each in ("for", "aria-controls", "aria-labelledby", "popovertarget")
        for node in found.css(f"[{each}]")
    ]

    assert len(ids) == len(set(ids))
    assert set(named) <= set(ids)


def test_what_people_and_documents_say_is_escaped_everywhere() -> None:
    """In texts and in attributes, in a turn and on the brief."""
    blocks = hostile(decision.whole().blocks)
    brief = hostile(decision.brief().blocks)
    cited = {"citations": hostile(decision.CITATIONS), "follow_ups": (HOSTILE,)}
    turn = render.answer(decision.whole().model_copy(update={"blocks": blocks, **cited}), HOSTILE, STRINGS, GLOSSARY)
    page = render.brief(
        decision.brief().model_copy(update={"blocks": brief}), HOSTILE, [HOSTILE], STRINGS, paid_by=HOSTILE
    )
    for each in (turn, page):
        found = HTMLParser(each)
        assert not found.css("script, img")
        assert not [node for node in found.css("*") if any(name.startswith("on") for name in node.attributes)]
        assert "{{ 7 * 7 }}" in unescape(each)


# What was understood


def test_how_an_input_is_known_is_said_in_a_word_as_well() -> None:
    """What was said needs none; what was read leads to its words."""
    found = of(decision.UNDERSTOOD)
    chips = {node.attributes["data-given"]: node for node in found.css(".chip")}

    assert set(chips) == {"said", "assumed", "sample", "document"}
    assert texts(chips["said"], "em") == []
    assert [texts(chips[name], "em") for name in ("assumed", "sample", "document")] == [
        ["assumed"], ["from a sample plan"], ["from the document"],
    ]  # fmt: skip
    fee = next(node for node in found.css(".chips > li") if "Juniper Street fee" in node.text())
    assert texts(fee, ".cite") == ["[4]"]


def test_an_input_is_changed_within_its_bounds() -> None:
    """A number between them, in whole steps where it is counted; a choice of its values, the one that holds picked."""
    found = of(decision.UNDERSTOOD)
    age, premium, health = (
        one(found, f'form[data-field="{name}"]')
        for name in ("members.me.age", "insurance.premium", "members.me.health")
    )
    number = one(age, "input").attributes

    assert {name: number[name] for name in ("type", "min", "max", "step", "value")} == {
        "type": "number", "min": "0", "max": "115", "step": "1", "value": "42",
    }  # fmt: skip
    assert one(premium, "input").attributes["step"] == "any"
    assert texts(health, "option") == ["good", "average", "poor"]
    assert [node.attributes["value"] for node in health.css("option[selected]")] == ["average"]
    assert (len(age.css("[data-do=forgo]")), len(health.css("[data-do=forgo]"))) == (1, 0)


# The comparison


def test_the_table_has_a_row_for_each_option_the_one_held_now_first() -> None:
    """It is a table with roles, so that it stays one where its rows are shown as blocks."""
    found = of(decision.table(decision.found()))
    rows = found.css(".options tbody tr")

    assert texts(found, ".options .name")[0] == "Silver plan alone"
    assert len(rows) == 5
    assert [row.attributes.get("class") for row in rows] == ["reference", None, None, None, None]
    assert {row.attributes["role"] for row in found.css(".options tr")} == {"row"}
    assert {node.attributes["role"] for node in found.css(".options td")} == {"cell"}
    assert [node.attributes["role"] for node in found.css(".options thead th")] == ["columnheader"] * 7
    assert {node.attributes["scope"] for node in found.css(".options tbody th")} == {"row"}
    assert one(found, ".options").attributes["role"] == "table"


def test_each_number_stands_as_it_was_worked_out() -> None:
    """Contract amounts are exact; the option without insurance has no limit, and says so in words."""
    costs = {one.id: one for one in decision.found().options}
    found = of(decision.table(decision.found()))
    cells = {one(row, ".name").text(): texts(row, "td") for row in found.css(".options tbody tr")}

    assert cells["Silver plan alone"][0] == "$6,480 $540 a month"
    assert cells["Silver plan alone"][4:] == ["$15,580", "$0"]
    assert cells["No insurance + practice"][4].startswith("No limit 1 of 100 years: $")
    assert cells["Silver plan + practice"][5] == "$760"
    for name, each in costs.items():
        assert each.total is not None
        assert cells[decision.NAMES[name]][2] == decision.about(each.total.p50)


def test_bars_share_one_axis() -> None:
    """Filled is sure, open may be paid: both in percent of the same axis."""
    found = of(decision.table(decision.found()))
    silver = found.css(".options tbody tr")[0]
    total = next(one.total for one in decision.found().options if one.id == "silver")
    assert total is not None

    assert len(found.css(".options .gauge[aria-hidden=true]")) == 15
    assert [node.attributes["width"] for node in silver.css("rect.sure")] == ["32.40%"] * 3
    assert silver.css("rect.may")[2].attributes["width"] == f"{100 * (total.p90 - 6480) / 20000:.2f}%"
    assert {node.attributes["x"] for node in silver.css("rect.may")} == {"32.40%"}
    assert texts(found, ".options thead .axis text") == ["0", "$10k", "$20k"] * 3


@pytest.mark.parametrize(("amount", "axis", "place"), [(0, 10, "0.00%"), (5, 10, "50.00%"), (50, 10, "100.00%"), (-5, 10, "0.00%"), (5, 0, "0.00%")])  # fmt: skip
def test_no_bar_leaves_its_axis(amount: float, axis: float, place: str) -> None:
    """However odd the numbers."""
    assert decisions.share(amount, axis) == place


def test_words_of_the_axis_do_not_run_into_each_other() -> None:
    """A tick close to the last has a line, and no words."""
    ticks = ((0.0, "0"), (10_000.0, "$10k"), (15_000.0, "$15k"))
    block = decision.table(decision.found()).model_copy(update={"axis": 15_000.0, "ticks": ticks})

    assert texts(of(block), ".options thead .axis text") == ["0", "$15k"] * 3
    assert len(of(block).css(".options .gauge")[0].css("line")) == 3


def test_care_that_is_not_estimated_is_said_once_and_has_no_axis() -> None:
    """Across the three years."""
    found = shown(decision.medicare())

    assert texts(found, ".options td[colspan='3']") == ["Care is not estimated here."] * 2
    assert found.css(".gauge, .axis, .legend") == []
    assert texts(found, ".options td strong") == ["Not known here"] * 2


def test_verdicts_warn_in_words() -> None:
    """Amber is never alone."""
    found = of(decision.table(decision.found()))

    assert texts(found, ".comparison > div > .points dt")[1] == "Bronze plan alone, against Silver plan alone"
    assert texts(found, ".points .amber") == ["Lowest average, no limit."]


def test_sums_and_assumptions_unfold() -> None:
    """Exact ones as they are, estimates to $50 and called so; months that cost the same share a row."""
    found = of(decision.table(decision.found()))
    sums = next(node for node in found.css("details") if node.attributes["data-fold"] == "sums")
    rests = next(node for node in found.css("details") if node.attributes["data-fold"] == "rests")

    assert "$1,140" in texts(sums, "strong")
    assert any(re.fullmatch(r"\$\d,\d[05]0, an estimate", each) for each in texts(sums, "strong"))
    assert "12 × $95" in sums.text()
    assert "Month 4" in sums.text()
    assert "you told me" in rests.text()


def test_the_same_promise_of_access_is_said_once() -> None:
    """With the names of all options that it holds for."""
    found = of(decision.table(decision.found()))
    access = found.css(".comparison > .points > div")

    assert len(access) == 1
    assert len(access[0].css("dt")) == 3
    assert texts(access[0], ".cite") == ["[1]"]


def test_the_list_says_what_the_table_says() -> None:
    """The same words, a heading for each option."""
    found = of(decision.table(decision.found()))
    table = [node.text() for node in found.css(".options .sum")]
    listed = one(found, ".linear").text()

    assert len(found.css(".linear h4")) == 5
    assert all(each in listed for each in table)
    assert "open" not in one(found, ".linear").attributes


# What if, get and give up, the rest


def test_a_slider_and_a_field_have_one_name_and_one_value() -> None:
    """And the same bounds."""
    found = of(decision.WHAT_IF)
    dials = found.css(".dial")
    assert len(dials) == 4
    for each in dials:
        number, slider = one(each, "input[type=number]").attributes, one(each, "input[type=range]").attributes
        assert slider["aria-labelledby"] == one(each, "label").attributes["id"]
        assert one(each, "label").attributes["for"] == number["id"]
        for name in ("min", "max", "value"):
            assert slider[name] == number[name]


def test_parts_hold_only_what_settings_change() -> None:
    """The table and the result, each in its block."""
    found = HTMLParser(render.parts(decision.tried(50, 10), STRINGS))
    kept = [
        (node.attributes["data-block"], each.attributes["data-part"])
        for node in found.css("section")
        for each in node.css("[data-part]")
    ]

    assert kept == [("comparison", "numbers"), ("what_if", "result")]
    assert texts(found, "[data-said]") == ["With a fee of $50 and 10 visits it comes out so. That turns it round."]
    assert not found.css("[data-part] .cite")


def test_get_and_give_up_stand_beside_each_other() -> None:
    """The option held now is marked."""
    found = of(decision.TRADE_OFFS)

    assert texts(found, ".gives thead th") == ["Option", "You get", "You give up"]
    assert texts(found, ".gives .reference th") == ["Silver plan alone"]
    assert len(found.css(".gives tbody td")) == 10


def test_short_quotes_stand_beside_what_is_worth_knowing_and_long_ones_among_the_sources() -> None:
    """Each once; one that the sentence says itself, or that is not to be shown, is not repeated."""
    said = (
        decision.say("You owe the rest.", 3),
        decision.say("It rises “upon sixty (60) days’ written notice”.", 4),
        decision.say("Visits are promised.", 1, shown=False),
    )
    found = of(WorthKnowing(heading="Also", items=(Point(label="Leaving", sentences=said),)))

    assert texts(found, ".points q") == ["the balance of the Initial Term becomes due"]
    assert "the balance of the Initial Term becomes due" not in texts(found, ".sources q")
    assert decision.CITATIONS[0].quote in texts(found, ".sources q")


def test_what_matters_is_asked_for_in_groups_with_a_name() -> None:
    """Three choices each, none made before."""
    found = of(decision.priorities())

    assert [one(node, "legend").text().split()[0] for node in found.css("fieldset")] == ["Cost", "Certainty", "Access", "This", "Freedom"]  # fmt: skip
    assert [node.attributes["value"] for node in found.css("fieldset")[0].css("input")] == ["1", "2", "3"]
    assert not found.css("input[checked]")


def test_what_was_weighed_stands_in_its_order_with_where_it_leads() -> None:
    """The form stays at hand, as it was filled in."""
    found = of(decision.priorities({"freedom": 3, "cost": 1}))

    assert texts(found, ".points dt")[:2] == ["Freedom to leave Very", "Cost Not important"]
    assert texts(found, ".lead") == [decision.priorities({"cost": 1}).conclusion]
    assert len(found.css("details input[checked]")) == 2


def test_silence_is_not_a_no() -> None:
    """It has a sign and a word of its own."""
    found = of(decision.SIDES)
    cells = texts(found, ".agreements td")

    assert cells == [
        "$95 a month.\u2060[4]", "$70 a month.", "None.", "None.", "≠ Conflicting: 30 days, or 60.\u2060[4]\u2060[5]", "○ Does not say",
        "○ Does not say", "They cost extra.",
    ]  # fmt: skip
    assert [row.attributes["data-differs"] for row in found.css("tbody tr")] == ["true", "false", "true", "true"]
    assert len(found.css("[data-differences]")) == 1


def test_where_all_rows_differ_there_is_nothing_to_switch() -> None:
    """A switch that does nothing would mislead."""
    rows = tuple(row for row in decision.SIDES.rows if row.differs)

    assert not of(decision.SIDES.model_copy(update={"rows": rows})).css("[data-differences]")


def test_days_are_read_by_programs_too() -> None:
    """What has no day stands without one."""
    found = of(decision.DAYS)

    assert [node.attributes["datetime"] for node in found.css("time")][:2] == ["2026-12-31", "2027-01-15"]
    assert texts(found, ".days .when") == ["No date given"]
    assert texts(found, ".days .sign") == ["● Stated", "● Stated", "○ Does not say"]


def test_a_summary_is_said_of_each_kind() -> None:
    """In a sentence."""
    entry = TimelineEntry(on=date(2027, 1, 1), when="1 January 2027", label="Start", state="stated", sentences=())
    days = decision.DAYS.model_copy(update={"entries": (entry,)})
    said = {
        block.kind: render.summary(decision.answer(block), STRINGS)
        for block in (days, decision.SIDES, decision.priorities({"cost": 3}))
    }

    assert said["timeline"].startswith("What happens when.")
    assert said["side_by_side"].startswith("Side by side.")
    assert said["priorities"].startswith("Given what you said")


# Words with a definition


def test_a_word_is_explained_where_it_is_first_used() -> None:
    """Once a turn, in any of its forms; never within a quote, a heading or something to press."""
    deductibles = Sentence(
        text="Two deductibles, or “the deductible of the premium”. The Premium is due. A premium again."
    )
    found = of(Paragraph(heading="Copay", sentences=(deductibles,)), decision.UNDERSTOOD, glossary=GLOSSARY)

    assert texts(found, ".term") == ["deductibles", "Premium"]
    assert [node.attributes["popovertarget"] for node in found.css(".term")] == ["word-1-deductible", "word-1-premium"]
    assert "“the deductible of the premium”" in one(found, "p.lead").text()
    assert texts(found, ".definition dfn") == ["deductible", "premium"]
    assert not found.css("h3 .term, button button, .chip .term, figure .term, p .definition")


@pytest.mark.parametrize("text", ["An out-of-network bill.", "A predeductible sum.", "hsa", "nothing", ""])
def test_other_words_stay_as_they_are(text: str) -> None:
    """Also those that hold a word of the glossary."""
    assert str(decisions.Glossed(GLOSSARY, "x")(text)) == text


def test_without_a_glossary_nothing_is_explained() -> None:
    """As in tests and on paper."""
    assert not shown(decision.whole()).css(".term, .definition")


def test_definitions_are_short_and_name_their_forms() -> None:
    """Two sentences at most, of words that most people know."""
    assert 8 <= len(GLOSSARY) <= 14
    for each in GLOSSARY.values():
        sentences = [one for one in re.split(r"(?<=[.!?])\s+", each.text) if one]
        assert len(sentences) <= 2
        assert all(len(one.split()) <= 25 for one in sentences)
        assert each.forms


# The brief


def test_the_brief_holds_all_that_it_should() -> None:
    """Result, what it rests on, numbers, for and against, traps, questions, notice, what matters, sources, who pays."""
    found = HTMLParser(PAGES["brief"])

    assert texts(found, "h1") == [decision.TITLE]
    assert texts(found, ".result")[0].startswith("Adding Juniper Street to the Silver plan comes to about $1,000 more")
    assert texts(found, "h2") == ["A year of care, 5 ways", "Reasons to join", "Reasons to stay as you are", "Watch for", "Ask before you sign"]  # fmt: skip
    assert [each.partition(":")[0] for each in texts(found, ".known strong")] == [
        "You told us",
        "From documents",
        "Assumed",
    ]
    assert len(found.css(".gauge")) == 5
    assert [len(node.css("li")) for node in found.css(".halves section")] == [2, 2, 4, 4]
    assert "give notice by" in one(found, ".notice").text()
    assert len(found.css("[data-do=calendar]")) == 1
    assert "☑ Cost (very)" in " ".join(one(found, ".weights").text().split())
    assert "Nobody pays." in one(found, "footer").text()
    assert "Free help" in one(found, "footer").text()


def test_a_brief_without_a_known_day_has_no_reminder_to_offer() -> None:
    """Its notice only informs then."""
    unknown = Notice(level="information", heading="Notice date", text="The agreement does not say.")
    shown_brief = render.brief(decision.answer(decision.RESULT, unknown), "T", [], STRINGS, paid_by="P")

    assert "The agreement does not say." in shown_brief
    assert "data-do" not in shown_brief


def test_reasons_for_and_against_are_as_many() -> None:
    """Also where more can be said for one side."""
    rows = decision.TRADE_OFFS.rows
    more = rows[0].model_copy(update={"gets": (*rows[0].gets, decision.say("One more."))})
    table = decision.table(decision.found())
    found = decisions.sides(decision.TRADE_OFFS.model_copy(update={"rows": (more, *rows[1:])}), table)
    assert found is not None

    assert len(found.join) == len(found.stay) == 2
    assert found.join == rows[-1].gets
    assert decisions.sides(TradeOffs(heading="x", note="", rows=rows[:1]), table) is None


def test_a_brief_of_much_is_set_smaller() -> None:
    """So that it stays on one sheet."""
    answer = decision.brief()
    table = decision.table(decision.found())

    def with_rows(count: int) -> str:
        wider = table.model_copy(update={"options": (table.options * count)[:count]})
        blocks = tuple(wider if block.kind == "comparison" else block for block in answer.blocks)
        given = answer.model_copy(update={"blocks": blocks})
        return render.brief(given, decision.TITLE, decision.LEAD, STRINGS, paid_by="P")

    classes = [one(HTMLParser(with_rows(count)), "article").attributes["class"] for count in (4, 9, 16)]
    assert classes == ["brief", "brief long", "brief longest"]


def test_a_brief_of_nothing_but_a_result_is_still_one() -> None:
    """Every other part may be missing."""
    found = HTMLParser(render.brief(decision.answer(decision.RESULT), "T", ["Made."], STRINGS, paid_by="P"))

    assert texts(found, ".result") == [
        "Adding Juniper Street to the Silver plan comes to about $1,000 more a year on average."
    ]
    assert not found.css("table, h2")


def test_the_brief_page_says_that_it_needs_a_script_and_is_not_for_search_engines() -> None:
    """It holds nothing of anybody."""
    page = PAGES["brief page"]

    assert STRINGS["brief_no_script"] in page
    assert '<meta name="robots" content="noindex">' in page
    assert re.findall(r'(?:src|href)="(/[^"]*)"', page) == [
        "/static/plainterms.css",
        "/static/brief.css",
        "/static/brief.js",
    ]
