"""A practice's own FAQ: where the agreement states a thing it answers; where it does not, the FAQ is quoted as no part of it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from scratch import HARBOR, JUNIPER, KNOWLEDGE, PRACTICE, knowledge_folder

from bot.answering.composing import Draft
from bot.bootstrap import Plainterms, build
from bot.conversation import listen
from bot.parts import Question
from bot.replies import answered
from bot.settings import Settings
from bot.vocabulary import Checklist, Handoff, LockInItem, Paragraph, Quote, Sentence

TODAY = date(2026, 11, 21)
NO_PART = "not part of the agreement"
BOTH = ("juniper-street", "millbrook-family")
OPEN = (
    "Is there parking?",
    "What are the lab hours for blood draws?",
    "How do I book my first visit?",
    "Are you open on Saturday?",
)
STATED = (
    "How do I leave?",
    "How much is it a month?",
    "Will I get my money back?",
    "Is this insurance?",
    "Do you do home visits?",
    "Can I text the doctor at night?",
    "What do blood tests cost?",
)
FAQ = """# Questions

## Where do I park?

There are six spaces behind the house for patients.

## How do I leave?

Just stop coming. Nobody has to tell us anything.

## Will I get my money back?

Yes, we give back whatever you have paid within the year.
"""


def opened(folder: Path, cache: Path, knowledge: Path = KNOWLEDGE, embeddings: str = "minilm") -> Plainterms:
    """Build the whole program on a knowledge folder, warm; what is in the cache is not embedded anew."""
    settings = Settings(
        knowledge=knowledge,
        records=f"sqlite:///{folder}/records.db",
        vectors=f"chroma:{folder}/vectors",
        cache=cache,
        embeddings=embeddings,
    )
    program = build(settings)
    program.warm()
    return program


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the vectors of example wordings, which all programs here share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Plainterms]:
    """Build the program on the real knowledge folder, once."""
    built = opened(tmp_path_factory.mktemp("program"), cache)
    yield built
    built.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Plainterms]:
    """Build it on two practices, one of which has a FAQ that says more than its agreement, and other things."""
    folder = tmp_path_factory.mktemp("small")
    knowledge = knowledge_folder(folder / "knowledge", {"juniper": JUNIPER, "harbor": HARBOR}, {})
    listed = "documents: [{kind: faq, file: faq.md, title: Questions, effective: 2026-01-01}]\n"
    (knowledge / "practices/juniper/faq.md").write_text(FAQ, "utf-8")
    (knowledge / "practices/juniper/practice.yaml").write_text(PRACTICE.format(id="juniper") + listed, "utf-8")
    topics = (KNOWLEDGE / "understanding/topics.yaml").read_text("utf-8")
    (knowledge / "understanding/topics.yaml").write_text(
        "\n".join(line for line in topics.splitlines() if not line.startswith("  explainers:")), "utf-8"
    )
    built = opened(folder, cache, knowledge)
    yield built
    built.close()


def reply_to(program: Plainterms, message: str, practice: str | None, agreement: str = "") -> Draft:
    """Answer one message in a new conversation, in which an agreement may have been added."""
    conversation = program.records.open_conversation(practice, keep=False)
    if agreement:
        data = agreement.encode()
        program.add_agreement(program.read_agreement(data, "mine.txt"), data, "mine.txt", conversation)
        program.settle()
        conversation = program.records.conversation(conversation.id, None, trusted=True)
    question = Question(message, conversation, TODAY, None if agreement else practice)
    return answered(question, listen(question, program.parts), program.parts)


def sentences(draft: Draft) -> list[Sentence]:
    """Return all sentences of a draft."""
    found: list[Sentence] = []
    for block in draft.blocks:
        if isinstance(block, Paragraph):
            found += block.sentences
        elif isinstance(block, Checklist):
            found += block.items
        else:
            items = getattr(block, "items", ())
            found += [one.sentence for one in items if isinstance(one, LockInItem)]
    return found


def quotes_of_faq(draft: Draft) -> list[Quote]:
    """Return what a draft quotes from FAQs."""
    return [quote for one in sentences(draft) for quote in one.quotes if quote.document.endswith("-faq")]


@pytest.mark.parametrize("practice", BOTH)
@pytest.mark.parametrize("message", OPEN)
def test_what_only_the_faq_answers_is_quoted_from_it(program: Plainterms, practice: str, message: str) -> None:
    """Word for word, from this practice's own, said to be no part of the agreement, with the advice to have it written in."""
    draft = reply_to(program, message, practice)
    [quote] = quotes_of_faq(draft)
    [said] = [one.text for one in sentences(draft) if quote in one.quotes]

    assert (f"{practice}-faq", "partly") == (quote.document, draft.outcome)
    assert quote.text in (KNOWLEDGE / "practices" / practice / "faq.md").read_text("utf-8")
    assert NO_PART in said
    assert any("write it into the agreement" in one.text for one in sentences(draft))


@pytest.mark.parametrize("practice", BOTH)
@pytest.mark.parametrize("message", STATED)
def test_what_the_agreement_states_is_never_answered_by_the_faq(
    program: Plainterms, practice: str, message: str
) -> None:
    """Not even below the agreement's own words."""
    assert [] == quotes_of_faq(reply_to(program, message, practice))


def test_a_faq_does_not_speak_against_the_agreement(small: Plainterms) -> None:
    """It says that one may just stop coming; the agreement asks for thirty days, and only that is said."""
    draft = reply_to(small, "How do I leave?", "juniper")

    assert [] == quotes_of_faq(draft)
    assert any("30 days" in one.text for one in sentences(draft))


def test_where_the_agreement_is_silent_on_a_term_the_faq_stands_below_that(small: Plainterms) -> None:
    """First that the agreement does not say, then the words of the FAQ; never as if it had been answered."""
    draft = reply_to(small, "Will I get my money back?", "juniper")
    [quote] = quotes_of_faq(draft)
    texts = [one.text for one in sentences(draft)]

    assert "partly" == draft.outcome
    assert "does not say whether fees you have paid are given back" in texts[0]
    assert any(NO_PART in text for text in texts) or any("It is not part of the agreement" in text for text in texts)
    assert quote.text.startswith("Yes, we give back")


def test_a_faq_is_searched_only_for_its_own_practice(small: Plainterms) -> None:
    """Another practice, no practice, two at once: nothing is quoted from it."""
    found = [
        quotes_of_faq(reply_to(small, message, practice))
        for message, practice in (
            ("Where do I park?", "harbor"),
            ("Where do I park?", None),
            ("Where do I park, at juniper family practice or at harbor family practice?", None),
        )
    ]

    assert [[], [], []] == found
    assert 1 == len(quotes_of_faq(reply_to(small, "Where do I park?", "juniper")))


def test_a_faq_says_nothing_of_an_agreement_that_was_added(small: Plainterms) -> None:
    """That is somebody's own paper, even where a practice is picked beside it."""
    assert [] == quotes_of_faq(reply_to(small, "Where do I park?", "juniper", agreement="The fee is $50 a month.\n"))


def test_who_asks_for_a_person_is_still_told_how_to_reach_one(program: Plainterms) -> None:
    """The FAQ answers first, and the telephone number stands below it."""
    draft = reply_to(program, "Do you speak Spanish?", "juniper-street")

    assert 1 == len(quotes_of_faq(draft))
    assert isinstance(draft.blocks[-1], Handoff)


@pytest.mark.parametrize("message", ["Should I take ibuprofen?", "Who is the president?", "Can you write me a poem?"])
def test_what_is_declined_stays_declined(program: Plainterms, message: str) -> None:
    """A FAQ is no way around what this program does not answer."""
    draft = reply_to(program, message, "juniper-street")

    assert ("declined", []) == (draft.outcome, quotes_of_faq(draft))


def test_a_faq_is_found_by_keyword_as_well(tmp_path: Path) -> None:
    """Without an embedding model it takes several of its words."""
    built = opened(tmp_path, tmp_path, embeddings="none")
    draft = reply_to(built, "What should I bring to my first visit, a photo ID?", "juniper-street")
    built.close()

    assert ["juniper-street-faq"] == [quote.document for quote in quotes_of_faq(draft)]


@pytest.mark.parametrize("practice", BOTH)
def test_a_sample_of_a_faq_says_that_it_is_one(practice: str) -> None:
    """In its first lines, and that it is no part of the agreement; it answers eight to twelve questions."""
    text = (KNOWLEDGE / "practices" / practice / "faq.md").read_text("utf-8")

    assert "is not a real practice" in text[:200]
    assert "not part of the" in text[:400]
    assert 8 <= text.count("\n## ") <= 12
