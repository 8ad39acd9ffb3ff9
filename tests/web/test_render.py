"""Pages and fragments: what is foreign is escaped, every block renders, every quote leads to its place."""

import gzip
import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.vocabulary import (
    Answer,
    Block,
    Checklist,
    Citation,
    Contact,
    Document,
    Handoff,
    Heading,
    Meta,
    Notice,
    Outcome,
    Paragraph,
    QuestionBack,
    Revision,
    Sentence,
)
from bot.web import render

ROOT = Path(__file__).parents[2]
STRINGS: dict[str, str] = yaml.safe_load((ROOT / "knowledge/strings/en/page.yaml").read_text("utf-8"))
HOSTILE = "<script>alert(1)</script>\"' onmouseover=alert(2) <img src=x onerror=alert(3)>"
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
        "also": [{"quote": "eighty-nine dollars", "start": 30, "end": 49}],
    }
    conflicting = {**stated, "label": "Notice to end", "state": "conflicting", "say": "30 or 60 days."}
    silent = {**stated, "label": "Home visits", "state": "silent", "say": "", "conditions": [], "also": []}
    return {
        "document": {
            "title": "mine.pdf",
            "revision": "sha256:abc",
            "pages": 6,
            "characters": 18230,
            "warnings": ["Page 5 is a picture."],
        },
        "terms": [stated, silent, conflicting],
        "ask_before_signing": ["Which notice counts?"],
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

    assert sum(len(gzip.compress(part)) for part in parts) < 20_000
    assert sum(len(part) for part in parts) < 60_000


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
    assert "It is erased after 15 minutes without use." in chat(idle_minutes=15)


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


# Agreements


def test_a_sheet_shows_contradictions_first_and_silence_last() -> None:
    """Each state has its sign and its words."""
    shown = render.agreement(sheet(), STRINGS, date(2026, 11, 21))
    signs = (
        "≠</span> It says two things",
        "<dt>Notice to end",
        "●</span> What it says",
        "<dt>Monthly fee",
        "○</span> What it does not say",
        "<dt>Home visits",
    )

    assert sorted(shown.index(sign) for sign in signs) == [shown.index(sign) for sign in signs]
    assert "<p>The agreement does not say.</p>" in shown
    assert "6 pages, 18,230 characters." in shown
    assert 'data-revision="sha256:abc" data-start="8" data-end="22"' in shown
    assert 'data-revision="sha256:abc" data-start="30" data-end="49"' in shown
    assert "Page 5 is a picture." in shown
    assert "<li>Which notice counts?</li>" in shown


def test_a_sheet_of_an_open_conversation_carries_no_secret() -> None:
    """The secret was given in the answer that opened the conversation."""
    assert 'data-secret="s1"' in render.agreement(sheet(), STRINGS, date(2026, 11, 21))
    assert "data-secret" not in render.agreement(sheet(secret=None), STRINGS, date(2026, 11, 21))


def test_a_sheet_escapes_its_file_name_and_its_words() -> None:
    """A hostile file stays text."""
    given = sheet()
    given["document"] |= {"title": HOSTILE, "warnings": [HOSTILE]}
    given["ask_before_signing"] = [HOSTILE]
    for term in given["terms"]:
        term |= {
            "label": HOSTILE,
            "say": HOSTILE,
            "quote": HOSTILE,
            "section": HOSTILE,
            "conditions": [HOSTILE],
        }
        term["also"] = [{"quote": HOSTILE, "start": 0, "end": 1}]
    shown = render.agreement(given, STRINGS, date(2026, 11, 21))

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
