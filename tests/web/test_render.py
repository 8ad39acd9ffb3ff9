"""Pages and fragments: what is foreign is escaped, every block renders, every quote leads to its place."""

import gzip
import html
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from bot.costs.leaving.deadline import last_day
from bot.vocabulary import (
    Answer,
    Block,
    Checklist,
    Citation,
    Contact,
    Document,
    ExitRow,
    ExitTimeline,
    Handoff,
    Heading,
    LockIn,
    LockInItem,
    Meta,
    Notice,
    NoticeRule,
    Outcome,
    Paragraph,
    QuestionBack,
    Revision,
    Sentence,
    TermRow,
    TermSheetBlock,
)
from bot.web import render, sheets

ROOT = Path(__file__).parents[2]
STRINGS: dict[str, str] = yaml.safe_load((ROOT / "knowledge/strings/en/page.yaml").read_text("utf-8"))
HOSTILE = "<script>alert(1)</script>\"' onmouseover=alert(2) <img src=x onerror=alert(3)>"
ON = date(2026, 11, 21)
TEXT = "1. Fees\nThe fee is $89 <a month>.\n\n2. Ending\nYou owe the balance\nof the term & no more.\nThe end."


def cite(number: int = 1, document: str = "juniper-agreement", **other: Any) -> Citation:
    """Make a citation; `other` replaces fields."""
    fields = {"title": "Membership agreement", "revision": "sha256:abc", "section": "7. Ending", "page": 4}
    place = {"start": 10, "end": 20, "quote": "the balance"}
    return Citation(**{"id": number, "document": document, **fields, **place, **other})


def reply(
    *blocks: Block,
    citations: tuple[Citation, ...] = (),
    outcome: Outcome = "answered",
    follow_ups: tuple[str, ...] = (),
    secret: str | None = None,
) -> Answer:
    """Make an answer of these blocks."""
    return Answer(
        conversation_id="c1",
        secret=secret,
        turn=3,
        outcome=outcome,
        text="",
        blocks=blocks,
        citations=citations,
        follow_ups=follow_ups,
        as_of=date(2026, 11, 21),
        meta=Meta(),
    )


def say(text: str, *citations: int) -> Sentence:
    """Make a sentence."""
    return Sentence(text=text, citations=citations)


def answered(*blocks: Block, question: str = "What do I owe?", **other: Any) -> str:
    """Render an answer of these blocks."""
    return render.answer(reply(*blocks, **other), question, STRINGS)


def trap(kind: str, severity: str, **other: Any) -> dict[str, Any]:
    """Make a trap, named as its kind is."""
    place = {"quote": "the balance", "start": 45, "end": 56, "page": 2, "section": "2. Ending"}
    return {"kind": kind, "label": kind, "severity": severity, "why": f"Why {kind}.", **place, **other}


def cost(month: int, amount: float | None, low: float, high: float | None) -> dict[str, Any]:
    """Make what leaving in a month costs."""
    return {"month": month, "amount": amount, "low": low, "high": high, "workings": f"Month {month}.\nSo."}


def law(*, tension: bool, **other: Any) -> dict[str, Any]:
    """Make a law beside the fee."""
    place = {"quote": "The fee is $89", "start": 8, "end": 22, "page": 1, "section": "1. Fees"}
    named = {"law": "co-1", "cite": "Colorado 6-23", "beside": "fee", "say": ["It speaks of this.", "Check it."]}
    return {**named, "tension": tension, **place, **other}


def sheet(**other: Any) -> dict[str, Any]:
    """Make a term sheet with one term of each state."""
    stated: dict[str, Any] = {
        "field": "fee",
        "label": "Monthly fee",
        "state": "stated",
        "value": 89,
        "say": "$89 a month.",
        "conditions": ["for each adult"],
        "quote": "The fee is $89",
        "start": 8,
        "end": 22,
        "page": 1,
        "section": "1. Fees",
        "also": [{"quote": "eighty-nine dollars", "start": 30, "end": 49, "page": 1, "section": None}],
    }
    notice = {"field": "cancel_notice_days", "label": "Notice to end"}
    conflicting = {**stated, **notice, "state": "conflicting", "say": "30 or 60 days."}
    home = {"field": "home_visits", "label": "Home visits"}
    silent = {**stated, **home, "state": "silent", "say": "", "quote": None, "conditions": [], "also": []}
    return {
        "document": {
            "title": "mine.pdf",
            "document": "upload-1",
            "revision": "sha256:abc",
            "pages": 6,
            "characters": 18230,
            "warnings": ["Page 5 is a picture."],
        },
        "terms": [stated, silent, conflicting],
        "traps": [trap("acceleration", "high"), trap("late_fee", "low"), trap("acceleration", "high", start=60)],
        "exit_cost": [cost(1, 100, 100, 100), cost(2, None, 50, 80), cost(3, None, 0, None), cost(4, None, 0, None)],
        "exit_terms": {"notice": {"length": 30, "anchor": "any_time"}, "conflicting": []},
        "hsa": {"result": "unclear", "say": "We can't tell.", "reasons": [{"name": "x", "say": "Why.", "quotes": []}]},
        "laws": [],
        "law_questions": [],
        "state": "CO",
        "questions": [{"about": "acceleration", "question": "Which notice counts?"}],
        "ask_before_signing": ["Which notice counts?"],
        "replies": [],
        "conversation_id": "c1",
        "secret": "s1",
        **other,
    }


def revision(text: str = TEXT, pages: tuple[int, ...] = (0,), title: str = "Membership agreement") -> Revision:
    """Make a revision whose first line is a heading."""
    content = Document(text=text, pages=pages, headings=(Heading(start=0, end=7, level=2),))
    return Revision("sha256:abc", "juniper-agreement", title, "agreement", content)


def chat(**other: Any) -> str:
    """Render the chat page."""
    practices = [
        {"id": "juniper", "name": "Juniper", "sample": True, "paid_by": "Juniper pays."},
        {"id": "real", "name": "Real & Co", "sample": False},
    ]
    given: dict[str, Any] = {
        "practices": practices,
        "practice": None,
        "paid_by": None,
        "examples": ["What is the catch?"],
    }
    return render.page(**{**given, **other}, strings=STRINGS)


# The page


def test_the_page_loads_one_style_sheet_and_one_module_and_nothing_inline() -> None:
    """A strict content security policy holds."""
    page = chat()

    assert re.findall(r"<(?:link|script)[^>]*>", page) == [
        '<link rel="icon" href="data:,">',
        '<link rel="stylesheet" href="/static/plainterms.css">',
        '<script type="module" src="/static/chat.js">',
    ]
    assert not re.search(r"<style|\son\w+=|\sstyle=|https?:", page)


def test_the_page_its_style_and_its_script_stay_under_forty_kilobytes() -> None:
    """The budget of the light page is forty compressed; as they are they keep it nearly."""
    static = ROOT / "bot/web/static"
    parts = [chat().encode(), *(path.read_bytes() for path in static.iterdir())]

    assert sum(len(gzip.compress(part)) for part in parts) < 30_000
    assert sum(len(part) for part in parts) < 90_000


def test_the_page_says_who_pays_and_that_a_practice_is_a_sample() -> None:
    """Both follow the practice that is chosen; with none it is said who pays all the same."""
    page = chat(practice="juniper", paid_by="Juniper pays. It cannot change an answer.")
    option = '<option value="juniper" data-paid-by="Juniper pays." data-sample="" selected>Juniper</option>'

    assert "<strong>Juniper pays.</strong> <span>It cannot change an answer.</span>" in page
    assert '<p id="sample">' in page
    assert option in page.partition("<optgroup")[2]
    assert '<option value="real">Real &amp; Co</option>' in page.partition("<optgroup")[0]
    assert "<strong>Pick a practice to see who pays for its chat.</strong>" in chat()
    assert "<strong>No practice and no insurer pays for this chat.</strong>" in chat(practices=[])
    assert '<p id="sample" hidden>' in chat(practice="real")


def test_the_page_says_how_long_an_upload_lives() -> None:
    """The sentence follows the setting."""
    assert "It is erased with the chat, after 15 minutes without use." in chat(idle_minutes=15)


def test_the_page_works_without_practices_and_examples() -> None:
    """A house without a practice still has a chat."""
    page = chat(practices=[], examples=[])

    assert "<select" not in page
    assert 'class="examples"' not in page


def test_every_sentence_that_the_script_says_stands_in_the_page() -> None:
    """A name that the script reads and the page lacks would be shown as nothing."""
    script = (ROOT / "bot/web/static/chat.js").read_text("utf-8")
    names = {
        re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", each) for each in re.findall(r"\btext\.(\w+)", script)
    }

    assert {name for name in names if f"data-{name}=" not in chat()} == set()


# Answers


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(heading=HOSTILE, sentences=(say(HOSTILE, 1), say(HOSTILE)), quotes=(1,)),
        Checklist(heading=HOSTILE, items=(say(HOSTILE, 1),)),
        QuestionBack(text=HOSTILE, choices=(HOSTILE,)),
        Notice(level="emergency", heading=HOSTILE, text=HOSTILE, contacts=(Contact(label=HOSTILE, href=HOSTILE),)),
        Notice(level="warning", text=HOSTILE),
        Notice(level="information", text=HOSTILE),
        Handoff(text=HOSTILE, contacts=(Contact(label=HOSTILE, href="tel:" + HOSTILE),)),
        LockIn(heading=HOSTILE, items=(LockInItem(severity="high", label=HOSTILE, sentence=say(HOSTILE, 1)),)),
        ExitTimeline(
            heading=HOSTILE,
            sentences=(say(HOSTILE, 1),),
            rows=(ExitRow(first=1, last=2, says=HOSTILE, workings=HOSTILE),),
        ),
        TermSheetBlock(heading=HOSTILE, rows=(TermRow(label=HOSTILE, state="silent", sentence=say(HOSTILE, 1)),)),
    ],
    ids=lambda block: f"{block.kind} {getattr(block, 'level', '')}".strip(),
)
def test_every_block_renders_and_escapes(block: Block) -> None:
    """Nothing that a document or a person says becomes markup."""
    citation = cite(document=HOSTILE, title=HOSTILE, revision=HOSTILE, section=HOSTILE, quote=HOSTILE)
    shown = answered(block, question=HOSTILE, citations=(citation,), follow_ups=(HOSTILE,), secret=HOSTILE)

    assert html.escape(HOSTILE, quote=False)[:20] in shown
    assert "<script" not in shown
    assert "<img" not in shown
    assert set(re.findall(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', shown))) == set()


def test_an_answer_carries_what_the_script_needs() -> None:
    """The secret is there only in the answer that opened the conversation."""
    opening = answered(outcome="silent", secret="s1")

    assert 'data-conversation="c1"' in opening
    assert 'data-secret="s1"' in opening
    assert 'data-turn="3"' in opening
    assert 'data-outcome="silent"' in opening
    assert "data-secret" not in answered()


def test_the_first_sentence_is_the_result_except_in_an_emergency() -> None:
    """In an emergency nothing is set as large as the notice."""
    notice = Notice(level="emergency", text="Call 911.", contacts=(Contact(label="Call 911", href="tel:911"),))
    paragraph = Paragraph(sentences=(say("You owe $760."), say("It falls each month.")))
    urgent = answered(notice, paragraph, outcome="emergency")

    assert '<p class="result">You owe $760.</p>\n<p>It falls each month.</p>' in answered(paragraph)
    assert "result" not in urgent
    assert '<a class="button" href="tel:911">Call 911</a>' in urgent
    assert urgent.index("Call 911.") < urgent.index("You owe $760.")


def test_a_citation_of_a_published_document_is_a_link_to_its_words() -> None:
    """The mark leads to the source page, scrolled to the quote."""
    shown = answered(Paragraph(sentences=(say("You owe it.", 1),)), citations=(cite(),))
    href = "/sources/juniper-agreement/sha256:abc?start=10&amp;end=20#quote"

    assert f'<a class="cite" aria-label="[1] 7. Ending, page 4" aria-haspopup="dialog" href="{href}">[1]</a>' in shown


def test_a_citation_of_the_persons_own_agreement_is_a_button() -> None:
    """Its source has no address that works without the secret."""
    shown = answered(Paragraph(sentences=(say("You owe it.", 1),)), citations=(cite(document="upload-1"),))

    assert 'data-revision="sha256:abc" data-start="10" data-end="20">[1]</button>' in shown
    assert "/sources/" not in shown


def test_the_parts_of_an_address_cannot_leave_their_place() -> None:
    """A slash or a question mark in an id stays in the id."""
    assert render.address(cite(document="a/../b?c#d")).startswith("/sources/a%2F..%2Fb%3Fc%23d/sha256:abc?")


def test_a_quote_is_shown_once_in_full() -> None:
    """The list of sources quotes only what no paragraph shows."""
    paragraph = Paragraph(sentences=(say("You owe it.", 1, 2),), quotes=(1,))
    shown = answered(paragraph, citations=(cite(1, quote="the balance"), cite(2, quote="the rest")))

    assert shown.count("the balance") == 1
    assert "<blockquote><p>the balance</p></blockquote>" in shown
    assert "<q>the rest</q>" in shown


def test_an_explainer_has_no_pages_to_turn() -> None:
    """It is a page of the web, not a paper."""
    shown = answered(Paragraph(sentences=(say("A fee.", 1),)), citations=(cite(document="explainer-fees"),))

    assert "page 4" not in shown


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "JaVaScRiPt:x", " javascript:x"]
)
def test_a_contact_leads_nowhere_dangerous(href: str) -> None:
    """An address that is not for calling, writing or a secure page is shown as words."""
    shown = answered(Handoff(text="Call.", contacts=(Contact(label="The office", href=href),)))

    assert "<li>The office</li>" in shown
    assert "href" not in shown


def test_choices_and_follow_ups_are_buttons() -> None:
    """They may be sent as the next message."""
    shown = answered(QuestionBack(text="Which?", choices=("This one",)), follow_ups=("What is the catch?",))

    assert '<button type="button" data-say>This one</button>' in shown
    assert '<button type="button" data-say>What is the catch?</button>' in shown


def test_each_quote_stands_below_the_sentence_that_rests_on_it() -> None:
    """A statement and its clause are read together."""
    paragraph = Paragraph(sentences=(say("You owe it.", 1), say("It also says this.", 2)), quotes=(1, 2))
    shown = answered(paragraph, citations=(cite(1, quote="the balance"), cite(2, quote="the rest")))
    order = [shown.index(words) for words in ("You owe it.", "the balance", "It also says this.", "the rest")]

    assert order == sorted(order)


def test_several_questions_are_parts_with_headings_of_one_rank() -> None:
    """Each begins with a sentence that answers it; only an answer without headings has a single result."""
    parts = [Paragraph(heading=name, sentences=(say(f"{name} is so."), say("More."))) for name in ("Fee", "Notice")]
    shown = re.sub(r">\s+<", "><", answered(*parts))

    assert '<h3>Fee</h3><p class="lead">Fee is so.</p><p>More.</p>' in shown
    assert '<h3>Notice</h3><p class="lead">Notice is so.</p>' in shown
    assert "result" not in shown


def test_what_holds_in_general_stands_apart_from_the_agreements_own_words() -> None:
    """It is a box of its own with a word beside an agreement, and a note at the top where it is all there is."""
    own = Paragraph(sentences=(say("You owe it.", 1),), quotes=(1,))
    guide = Paragraph(heading="In general", sentences=(say("Most do.", 2),))
    citations = (cite(1), cite(2, document="explainer-fees", title="Fees"))
    both = answered(own, guide, citations=citations)
    alone = answered(guide, guide, citations=citations[1:])

    assert both.count('<aside class="general">') == both.count(STRINGS["guide_apart"]) == 1
    assert both.index("You owe it.") < both.index("<aside") < both.index("Most do.") < both.index("</aside>")
    assert "<aside" not in alone
    assert alone.count(STRINGS["guide_note"]) == 1


def test_agreements_that_are_compared_stand_side_by_side_and_then_one_by_one() -> None:
    """The table has one row for each thing; the details name each agreement once."""
    titles = ("Juniper", "Millbrook")
    blocks = [
        Paragraph(heading=f"{title} – {label}", sentences=(say(f"{title} {label}.", number),), quotes=(number,))
        for number, title in enumerate(titles, 1)
        for label in ("Fee", "Notice")
    ]
    shown = answered(*blocks, citations=tuple(cite(number, title=title) for number, title in enumerate(titles, 1)))

    assert re.findall(r'<th scope="(\w+)">(\w+)</th>', shown) == [
        ("col", "Juniper"), ("col", "Millbrook"), ("row", "Fee"), ("row", "Notice"),
    ]  # fmt: skip
    assert re.findall(r'<h3 class="group">(.*?)</h3>', shown) == list(titles)
    assert re.findall(r"<h4>(.*?)</h4>", shown) == ["Fee", "Notice"] * 2
    assert "side" not in answered(blocks[0], citations=(cite(title="Juniper"),))


def test_sentences_in_a_row_that_rest_on_the_same_words_are_marked_once() -> None:
    """The first, which stands alone, and the last of each row."""
    sentences = (say("One.", 1), say("Two.", 1), say("Three.", 1), say("Four.", 2))
    shown = answered(Paragraph(sentences=sentences), citations=(cite(1), cite(2)))
    words = re.sub(r"<[^>]+>", "", shown.partition('<div class="sources">')[0]).replace("&#8288;", "")

    assert "One.[1]" in words
    assert "Two. Three.[1] Four.[2]" in words


def test_a_question_without_choices_leads_to_the_picker_and_to_adding_an_agreement() -> None:
    """Where practices are many, they stand in the picker."""
    shown = answered(QuestionBack(text="Which?"))

    assert re.findall(r'data-do="(pick|add|paste)"', shown) == ["pick", "add", "paste"]


def test_words_that_stood_in_a_table_stand_in_one() -> None:
    """Each line is a row; all other words stay a paragraph."""
    paragraph = Paragraph(sentences=(say("It depends.", 1),), quotes=(1,))
    shown = answered(paragraph, citations=(cite(quote="Child | $35\nAdult, with | $85"),))
    uneven = answered(paragraph, citations=(cite(quote="Child | $35\nAdult $85"),))

    assert "<tr><td>Child</td><td>$35</td></tr><tr><td>Adult, with</td><td>$85</td></tr>" in shown
    assert "<table" not in uneven


def test_sources_are_listed_once_a_place() -> None:
    """Two quotes from one clause share a line."""
    citations = (cite(1, quote="a"), cite(2, quote="b"), cite(3, quote="c", section="8. More"))
    paragraph = Paragraph(sentences=(say("So.", 1, 2, 3),), quotes=(1, 2, 3))
    listed = answered(paragraph, citations=citations).partition('<div class="sources">')[2].partition("</div>")[0]

    assert listed.count("<li>7. Ending, page 4") == 1
    assert listed.count("<li>") == 2
    assert re.findall(r">\[(\d)\]<", listed) == ["1", "2", "3"]


def test_an_explainers_words_are_not_repeated_among_the_sources() -> None:
    """They are what the answer says already."""
    paragraph = Paragraph(sentences=(say("A fee is due.", 1),))
    shown = answered(paragraph, citations=(cite(document="explainer-fees", quote="A fee\nis due."),))

    assert "<q>" not in shown


SUMMARIES: dict[str, tuple[Answer, str]] = {
    "one quote": (reply(Paragraph(sentences=(say("You owe it.", 1),)), citations=(cite(title="Juniper: Agreement"),)), "You owe it. 1 quote from Juniper."),
    "two quotes": (reply(Paragraph(sentences=(say("So.", 1, 2),)), citations=(cite(1), cite(2))), "So. 2 quotes from Membership agreement."),
    "two agreements": (reply(Paragraph(sentences=(say("So.", 1, 2),)), citations=(cite(1), cite(2, title="Other"))), "So. 2 quotes from 2 agreements."),
    "the guide": (reply(Paragraph(sentences=(say("So.", 1),)), citations=(cite(document="explainer-x"),)), "So. From the general guide."),
    "a question back": (reply(QuestionBack(text="Which?", choices=("A", "B"))), "Which? 2 choices to pick from."),
    "a question back after the guide": (
        reply(
            Paragraph(sentences=(say("So.", 1),)),
            QuestionBack(text="Which?"),
            citations=(cite(document="explainer-x"),),
            outcome="clarify",
        ),
        "Which?",
    ),
    "an emergency": (reply(Notice(level="emergency", text="Call."), outcome="emergency"), "Read this first. If someone is in danger, call 911."),
    "nothing": (reply(), ""),
    "much": (reply(Paragraph(sentences=(say("word " * 99),))), ("word " * 48).strip() + " …"),
}  # fmt: skip


@pytest.mark.parametrize("case", SUMMARIES)
def test_an_answer_is_summed_up_for_those_who_hear_it(case: str) -> None:
    """Its first sentence, and what it rests on."""
    given, said = SUMMARIES[case]

    assert render.summary(given, STRINGS) == said
    assert f'data-summary="{said}"' in render.answer(given, "?", STRINGS)


def test_the_pieces_of_a_turn_make_up_the_turn() -> None:
    """The beginning, one for each block, the end."""
    given = reply(Paragraph(sentences=(say("One."),)), QuestionBack(text="Which?"))
    beginning, one, two, end = render.pieces(given, "?", STRINGS)

    assert beginning + one + two + end + "</article>" == render.answer(given, "?", STRINGS)
    assert "One." in one
    assert "Which?" in two


def test_traps_in_an_answer_are_counted_grouped_and_folded() -> None:
    """The result counts them by gravity; each carries the marks of all its clauses."""
    items = [("high", "Rest due", 1), ("low", "Late fee", 2), ("high", "Rest due", 3)]
    block = LockIn(
        heading="The catch",
        items=tuple(
            LockInItem.model_validate({"severity": severity, "label": label, "sentence": say(f"{label}.", number)})
            for severity, label, number in items
        ),
    )
    shown = answered(block, citations=(cite(1), cite(2), cite(3)))

    assert '<p class="result">2 points may cost or bind you: 1 high, 1 low.</p>' in shown
    assert 'data-summary="2 points may cost or bind you: 1 high, 1 low. ' in shown
    assert shown.count("Rest due.") == 1
    assert shown.index("[3]") < shown.index("Show 1 more that weighs little") < shown.index("Late fee.")


def test_leaving_costs_and_terms_are_tables_in_an_answer() -> None:
    """Months of one cost are one row; each term has its state in words, and its mark."""
    timeline = ExitTimeline(
        heading="Leaving",
        sentences=(say("It rests on this.", 1),),
        rows=(
            ExitRow(first=1, last=1, says="$90", workings="1 × $90."),
            ExitRow(first=2, last=4, says="$0", workings="Over.\nNone."),
        ),
    )
    terms = TermSheetBlock(
        heading="All terms",
        rows=(
            TermRow(label="Fee", state="stated", sentence=say("$89.", 1)),
            TermRow(label="Home visits", state="silent", sentence=say("It does not say.")),
        ),
    )
    shown = answered(timeline, terms, citations=(cite(1),))

    assert '<th scope="row">Months 2 to 4</th><td>$0</td>' in shown
    assert "<p>Over.</p><p>None.</p>" in shown
    assert '<th scope="row" role="rowheader">Fee</th>' in shown
    assert "●</span> Stated" in shown
    assert "○</span> Silent" in shown


# Agreements


def test_a_sheet_shows_contradictions_first_and_silence_last() -> None:
    """Each state has its sign and its words."""
    shown = render.agreement(sheet(), STRINGS, ON)
    signs = (
        "≠</span> It says two things",
        "<dt>Notice to end",
        "●</span> What it says",
        "<dt>Monthly fee",
        "○</span> What it does not say",
        "<li>Home visits",
    )

    assert sorted(shown.index(sign) for sign in signs) == [shown.index(sign) for sign in signs]
    assert "6 pages, 18,230 characters." in shown
    assert 'data-revision="sha256:abc" data-start="8" data-end="22"' in shown
    assert 'data-revision="sha256:abc" data-start="30" data-end="49"' in shown
    assert "Page 5 is a picture." in shown
    assert "<li>Which notice counts?" in shown


def test_a_sheet_begins_with_its_traps_and_what_leaving_costs() -> None:
    """The parts of the sheet stand in the order in which they matter."""
    shown = render.agreement(sheet(), STRINGS, ON)
    result = shown.partition('<p class="result">')[2].partition("</p>")[0]
    headings = re.findall(r'<h3 class="state[^>]*>(?:<span[^>]*>.</span> )?([^<]+)', shown)

    assert result == "2 points may cost or bind you: 1 high, 1 low. " + STRINGS["exit_unbounded"]
    assert headings == [
        "What may cost or bind you",
        "What leaving costs",
        "When notice is due",
        "It says two things",
        "What it says",
        "What it does not say",
        "The law beside the clause",
        "Health savings account (HSA)",
        "Ask before you sign",
    ]


LEAVING = {
    "exit_free": [cost(1, 0, 0, 0), cost(2, 0, 0, 0)],
    "exit_same": [cost(1, 50, 50, 50), cost(2, 50, 50, 50)],
    "exit_sure": [cost(1, 90, 90, 90), cost(2, 10, 10, 10)],
    "exit_perhaps": [cost(1, None, 0, 90), cost(2, 0, 0, 0)],
    "exit_unbounded": [cost(1, None, 20, None), cost(2, 0, 0, 0)],
    "exit_unclear": [cost(1, None, 0, None), cost(2, None, 0, None)],
}


@pytest.mark.parametrize("name", LEAVING)
def test_what_leaving_costs_is_said_in_one_sentence(name: str) -> None:
    """A sum is said only where the agreement makes it clear."""
    high = "$90" if name in {"exit_sure", "exit_perhaps"} else "$50"

    assert sheets.leaving_said(LEAVING[name], STRINGS) == STRINGS[name].format(high=high, month=1)


def test_months_that_cost_the_same_are_one_row_with_one_bar() -> None:
    """A filled bar is sure, an open one may be owed, a dashed one has no end; the sum stands beside each."""
    shown = render.agreement(sheet(), STRINGS, ON)
    rows = re.findall(r'<tr><th scope="row">([^<]+)</th><td>([^<]+)</td>(.*?)</tr>', shown, re.DOTALL)

    assert [(months, sum_) for months, sum_, _ in rows] == [
        ("Month 1", "$100"),
        ("Month 2", "$50 to $80"),
        ("Months 3 to 4", "Not clear"),
    ]
    assert '<rect class="sure" width="100.0%"' in rows[0][2]
    assert "open" not in rows[0][2]
    assert '<rect class="open" x="50.0%" y="1.75" width="30.0%"' in rows[1][2]
    assert '<rect class="open endless" x="0.0%"' in rows[2][2]
    assert "<p>Month 3.</p>" in shown


def test_months_far_away_fold() -> None:
    """After the first year the rows stand in a second table, unless they are few."""
    many = [cost(month, month, month, month) for month in range(1, 25)]
    soon, later = sheets.folded(sheets.exit_spans(many))

    assert [len(soon), len(later)] == [13, 11]
    assert sheets.folded(sheets.exit_spans(many[:15]))[1] == []
    assert "Show months 14 to 24" in render.agreement(sheet(exit_cost=many), STRINGS, ON)


def test_the_clauses_of_one_trap_stand_together_with_sign_and_word() -> None:
    """The gravest come first; those that weigh little fold."""
    shown = render.agreement(sheet(), STRINGS, ON)

    assert shown.count("Why acceleration.") == 1
    assert "It comes back to this elsewhere" in shown
    assert re.search(r'▲</span> High<span class="vh">:</span></span> acceleration</h4>', shown)
    assert (
        shown.index("Why acceleration.") < shown.index("Show 1 more that weighs little") < shown.index("Why late_fee.")
    )


def test_without_a_trap_the_sheet_promises_nothing() -> None:
    """That none was found does not mean that there is none."""
    shown = render.agreement(sheet(traps=[]), STRINGS, ON)

    assert STRINGS["no_traps"] in shown
    assert STRINGS["traps_about"] not in shown


def test_a_law_in_tension_is_open_and_says_so_in_words() -> None:
    """The others fold; the state and the billing that were given are picked."""
    laws = [law(tension=True), law(tension=False, beside="acceleration")]
    shown = render.agreement(sheet(laws=laws, law_questions=["Which state?"], bills_insurance=False), STRINGS, ON)
    tense, other = re.findall(r'<details class="law.*?</summary>', shown, re.DOTALL)

    assert " open>" in tense
    assert "May conflict" in tense
    assert "Monthly fee" in tense
    assert " open>" not in other
    assert "May conflict" not in other
    assert '<option value="CO" selected>Colorado</option>' in shown
    assert '<option value="false" selected>No</option>' in shown
    assert "To show more, I need to know: Which state?" in shown
    assert STRINGS["laws_none"] in render.agreement(sheet(), STRINGS, ON)


def test_what_the_practice_wrote_stands_beside_the_term_and_apart_from_its_words() -> None:
    """It can be changed and removed where its question stands."""
    said = "The practice wrote on May 2, 2026. This is not in the agreement."
    replies = [
        {"about": about, "text": "None at all.", "wrote": "2026-05-02", "say": said}
        for about in ("acceleration", "fee", "home_visits")
    ]
    shown = render.agreement(sheet(replies=replies), STRINGS, ON)

    assert shown.count(said) == 4  # the trap, its question, two terms
    assert shown.count('data-form="forget"') == 1
    assert STRINGS["answer_change"] in shown
    assert not re.search(r"<blockquote>[^/]*None at all", shown)


def test_the_questions_can_be_copied_and_mailed() -> None:
    """Both carry the same numbered words, to nobody yet."""
    shown = render.agreement(sheet(questions=[{"about": "fee", "question": "A & B?"}]), STRINGS, ON)
    address = html.unescape(re.findall(r'href="(mailto:[^"]+)"', shown)[0])
    subject, body = re.fullmatch(r"mailto:\?subject=([^&]+)&body=([^&]+)", address, re.DOTALL).groups()  # type: ignore[union-attr]

    assert unquote(subject) == STRINGS["mail_subject"]
    assert "1. A & B?" in unquote(body)
    assert html.escape("1. A & B?") in shown.partition('data-text="')[2]


def test_without_a_notice_no_day_is_worked_out() -> None:
    """The sheet says so instead of showing a form."""
    shown = render.agreement(sheet(exit_terms={"conflicting": []}), STRINGS, ON)

    assert STRINGS["deadline_silent"] in html.unescape(shown)
    assert 'data-form="deadline"' not in shown
    assert STRINGS["deadline_conflicting"] not in render.agreement(sheet(), STRINGS, ON)


def test_a_published_sheet_links_to_its_source_and_keeps_no_answers() -> None:
    """It belongs to no conversation."""
    shown = render.agreement(sheet(conversation_id=None, secret=None, practice="juniper"), STRINGS, ON)

    assert 'data-sheet="/api/v1/practices/juniper/sheet"' in shown
    assert 'href="/sources/upload-1/sha256:abc?start=8&amp;end=22#quote"' in shown
    assert "data-conversation" not in shown
    assert 'data-form="keep"' not in shown
    assert STRINGS["agreement_yours"] not in shown


def test_many_terms_stay_readable() -> None:
    """What decides is shown, the rest folds, silence is a list."""
    given = sheet()
    given["terms"] += [{**given["terms"][0], "field": f"other_{n}", "label": f"Other {n}"} for n in range(5)]
    shown = render.agreement(given, STRINGS, ON)

    assert shown.index("<dt>Monthly fee") < shown.index("Show 5 more terms") < shown.index("<dt>Other 0")


def test_a_last_day_is_said_with_what_it_rests_on() -> None:
    """If the chosen day cannot be met, the next one is named."""
    rule = NoticeRule(length=30, anchor="any_time", form="writing")
    met = render.deadline(last_day(date(2027, 5, 1), rule), STRINGS)
    missed = render.deadline(last_day(date(2027, 5, 1), rule, today=date(2027, 4, 20)), STRINGS)

    assert "Give notice by Wednesday, March 31, 2027" in met
    assert "You are out on Saturday, May 1, 2027." in met
    assert "You can&#39;t be out on Saturday, May 1, 2027." in missed
    assert 'download="notice.ics"' in met


def test_a_sheet_of_an_open_conversation_carries_no_secret() -> None:
    """The secret was given in the answer that opened the conversation."""
    assert 'data-secret="s1"' in render.agreement(sheet(), STRINGS, ON)
    assert "data-secret" not in render.agreement(sheet(secret=None), STRINGS, ON)


def test_a_sheet_escapes_its_file_name_and_its_words() -> None:
    """A hostile file stays text."""
    given = sheet()
    given["document"] |= {"title": HOSTILE, "warnings": [HOSTILE]}
    given["questions"] = [{"about": "fee", "question": HOSTILE}]
    given["replies"] = [{"about": "fee", "text": HOSTILE, "wrote": "2026-05-02", "say": HOSTILE}]
    given["traps"] = [trap(HOSTILE, "high", quote=HOSTILE, why=HOSTILE), trap("fee", "low", label=HOSTILE)]
    given["laws"] = [law(tension=True, cite=HOSTILE, beside=HOSTILE, say=[HOSTILE], quote=HOSTILE)]
    given["law_questions"] = [HOSTILE]
    given["hsa"] = {"say": HOSTILE, "reasons": [{"say": HOSTILE, "quotes": []}]}
    given["exit_terms"] |= {"hostile": HOSTILE}
    given["exit_cost"][0]["workings"] = HOSTILE
    for term in given["terms"]:
        term |= {
            "label": HOSTILE,
            "say": HOSTILE,
            "quote": HOSTILE,
            "section": HOSTILE,
            "conditions": [HOSTILE],
        }
        term["also"] = [{"quote": HOSTILE, "start": 0, "end": 1, "page": 2, "section": HOSTILE}]
    shown = render.agreement(given, STRINGS, ON)

    assert "<script" not in shown
    assert "<img" not in shown
    assert set(re.findall(r"<[^>]*\son\w+=", re.sub(r'"[^"]*"', '""', shown))) == set()


# Sources


def marked(shown: str) -> str:
    """Return all that is marked, as it was before escaping."""
    return "".join(html.unescape(each) for each in re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL))


@pytest.mark.parametrize("quote", ["The fee is $89 <a month>.", "balance\nof the term &", "<a", "1. Fees", "The end."])
def test_the_mark_stands_at_the_offsets(quote: str) -> None:
    """Exactly the quoted characters are marked, once, with the anchor."""
    start = TEXT.index(quote)
    shown = render.source(revision(), start, start + len(quote), STRINGS, full=True)

    assert marked(shown) == quote
    assert shown.count('<mark id="quote"') == shown.count("<mark") == 1


def test_a_mark_across_paragraphs_and_pages_has_one_anchor() -> None:
    """Only the white space between the paragraphs is not marked."""
    start, end = TEXT.index("<a month>"), TEXT.index("of the term")
    shown = render.source(revision(pages=(0, TEXT.index("balance"))), start, end, STRINGS, full=False)

    assert "".join(marked(shown).split()) == "".join(TEXT[start:end].split())
    assert shown.count('id="quote"') == 1
    assert shown.count("<mark") > 1
    assert shown.index("Page 1") < shown.index("month") < shown.index("Page 2") < shown.index("balance")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 3), (-9, 0), (10_000, 10_001)])
def test_offsets_outside_the_text_mark_nothing(start: int, end: int) -> None:
    """The document is shown all the same."""
    shown = render.source(revision(), start, end, STRINGS, full=True)

    assert "<mark" not in shown
    assert "The end." in shown


def test_a_source_shows_the_whole_text_escaped() -> None:
    """Nothing is lost and nothing becomes markup."""
    shown = render.source(revision(f"{TEXT}\n\n{HOSTILE}", title=HOSTILE), 0, 7, STRINGS, full=True)
    body = html.unescape(re.sub(r"<[^>]+>", " ", shown.partition('<div class="text">')[2]))

    assert f"{TEXT}\n\n{HOSTILE}".split() == body.split()
    assert "<script" not in shown
    assert "<img" not in shown


def test_a_source_is_a_page_or_a_fragment() -> None:
    """A page has a way back; a fragment stands in a dialog of the chat."""
    page = render.source(revision(), 8, 12, STRINGS, full=True)
    fragment = render.source(revision(), 8, 12, STRINGS, full=False, section="9. Elsewhere")

    assert page.startswith("<!doctype html>")
    assert '<a href="/">' in page
    assert "1. Fees." in page
    assert fragment.lstrip().startswith('<section class="source">')
    assert "9. Elsewhere." in fragment
