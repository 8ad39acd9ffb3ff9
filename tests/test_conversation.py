"""One chat turn, with the real knowledge folder and real engines."""

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.bootstrap import Plainterms, build
from bot.engines.records import Conversation
from bot.errors import UnknownError
from bot.settings import Settings
from bot.vocabulary import Answer, Handoff, Notice, Paragraph, QuestionBack

TODAY = date(2026, 11, 21)
CASES = Path(__file__).parent.parent / "evals" / "cases" / "agreements"
QUESTIONS = (
    "How much does it cost?",
    "How long am I bound?",
    "How do I leave and how far ahead must I tell them?",
    "Do I get money back?",
    "Does it renew by itself?",
    "Is this insurance?",
    "What do I owe if I leave early?",
    "Do you make house calls?",
    "who do i complain to",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Plainterms]:
    """Build the whole program once, warm, in a folder of its own."""
    folder = tmp_path_factory.mktemp("program")
    settings = Settings(
        records=f"sqlite:///{folder}/records.db", vectors=f"chroma:{folder}/vectors", cache=folder / "cache"
    )
    opened = build(settings)
    opened.warm()
    yield opened
    opened.close()


def talk(program: Plainterms, *messages: str, practice: str | None = None) -> list[Answer]:
    """Ask one message after the other in a new conversation."""
    conversation = program.records.open_conversation(practice, keep=False)
    answers = []
    for message in messages:
        answers.append(program.ask(message, conversation, practice, TODAY))
        conversation = again(program, conversation)
    return answers


def again(program: Plainterms, conversation: Conversation) -> Conversation:
    """Return the conversation as the next turn finds it."""
    return program.records.conversation(conversation.id, None, trusted=True)


def with_agreement(program: Plainterms, text: str) -> Conversation:
    """Open a conversation that has an agreement of its own."""
    data = text.encode()
    conversation = program.records.open_conversation(None, keep=False)
    program.add_agreement(program.read_agreement(data, "mine.txt"), data, "mine.txt", conversation)
    return again(program, conversation)


AGREEMENT = """Oak Lane Family Practice Membership

1. Fees. The membership fee is $75 per month for each adult.

2. Leaving. You may cancel your membership at any time by giving us 30 days' written notice.

3. This is not insurance. This membership is not health insurance.
"""


def test_a_term_is_answered_first_with_its_clause(program: Plainterms) -> None:
    """The first sentence says it, and the clause stands below it."""
    [answer] = talk(program, "How much notice must I give to leave?", practice="juniper-street")
    block = answer.blocks[0]
    assert isinstance(block, Paragraph)
    assert block.sentences[0].text == "You must give 30 days' notice to leave."

    assert "thirty (30) days' written notice" in answer.citations[block.quotes[0] - 1].quote


def test_what_a_term_is_misread_without_stands_with_it(program: Plainterms) -> None:
    """Who asks whether they can leave any time also reads what leaving costs."""
    [answer] = talk(program, "Can I cancel any time?", practice="juniper-street")

    assert any("Remaining Balance" in citation.quote for citation in answer.citations)


def test_a_silent_agreement_is_said_to_be_silent_and_gives_the_question_to_ask(program: Plainterms) -> None:
    """Missing is never shown as no."""
    conversation = with_agreement(program, AGREEMENT)
    answer = program.ask("Will I get my money back?", conversation, on=TODAY)
    assert answer.outcome == "silent"
    assert "does not say whether fees you have paid are given back" in answer.text

    assert "what do I get back and when?" in answer.text


def test_a_follow_up_leans_on_the_turn_before(program: Plainterms) -> None:
    """“And if I leave early?” is about the same agreement, and “at Harbor Lane?” about the same thing."""
    first, second, third = talk(
        program, "How do I cancel?", "and if I leave early?", "and at Harbor Lane?", practice="juniper-street"
    )
    assert {one.document for one in (*first.citations, *second.citations)} == {"juniper-street-agreement"}

    assert {one.document for one in third.citations if one.document.endswith("agreement")} == {"harbor-lane-agreement"}


def test_an_agreement_that_was_added_is_what_is_spoken_of(program: Plainterms) -> None:
    """Its words are quoted, and nobody else's."""
    conversation = with_agreement(program, AGREEMENT)
    answer = program.ask("how much is it", conversation, on=TODAY)
    assert "$75 a month" in answer.text

    assert {citation.title for citation in answer.citations} == {"mine.txt"}


def test_an_agreement_that_was_added_is_unknown_to_others(program: Plainterms) -> None:
    """Another conversation cannot be answered from it."""
    with_agreement(program, AGREEMENT)
    [answer] = talk(program, "What does Oak Lane Family Practice charge?")

    assert {citation.document.partition("-")[0] for citation in answer.citations} <= {"explainer"}


def test_without_an_agreement_it_says_what_holds_in_general_and_asks_which(program: Plainterms) -> None:
    """Nothing is made up about a practice that nobody named."""
    [answer] = talk(program, "Can I get a refund if I leave?")
    assert answer.outcome == "clarify"
    assert isinstance(answer.blocks[-1], QuestionBack)

    assert all(citation.document.startswith("explainer-") for citation in answer.citations)


def test_two_practices_are_answered_side_by_side(program: Plainterms) -> None:
    """Both are quoted for the same question."""
    [answer] = talk(program, "How much notice at Harbor Lane and at Juniper Street?")

    assert {"harbor-lane-agreement", "juniper-street-agreement"} <= {one.document for one in answer.citations}


def test_an_emergency_comes_first_and_the_plan_question_is_still_answered(program: Plainterms) -> None:
    """The notice leads; what was asked about the plan stands below it."""
    [answer] = talk(
        program,
        "My dad has crushing chest pain right now. Also how much does the membership cost?",
        practice="juniper-street",
    )
    assert answer.outcome == "emergency"
    assert isinstance(answer.blocks[0], Notice)
    assert any(contact.href == "tel:911" for contact in answer.blocks[0].contacts)

    assert "$85 a month" in answer.text


def test_an_emergency_alone_is_answered_with_its_notice_alone(program: Plainterms) -> None:
    """Nothing about plans stands below it."""
    [answer] = talk(program, "I can't breathe and my lips are turning blue", practice="juniper-street")

    assert [block.kind for block in answer.blocks] == ["notice"]


def test_what_fits_nothing_gets_an_honest_answer_and_the_nearest_questions(program: Plainterms) -> None:
    """It does not guess."""
    [answer] = talk(program, "What is the boiling point of tungsten?", practice="juniper-street")
    assert answer.outcome == "declined"
    assert answer.text.startswith("I can't answer that from what I have.")

    assert len(answer.follow_ups) == 3


def test_asking_for_a_person_shows_how_and_hands_nothing_over(program: Plainterms) -> None:
    """The outcome is clarify until an enquiry exists."""
    [answer] = talk(program, "I want to talk to a person", practice="harbor-lane")
    block = answer.blocks[0]
    assert answer.outcome == "clarify"
    assert isinstance(block, Handoff)

    assert any(contact.href.startswith("tel:") for contact in block.contacts)


def test_medical_advice_is_declined(program: Plainterms) -> None:
    """It neither diagnoses nor doses."""
    [answer] = talk(program, "should I stop taking my lisinopril")

    assert answer.outcome == "declined"


def test_the_same_question_gets_the_same_text(program: Plainterms) -> None:
    """Ids and secrets apart, nothing differs."""
    texts = {talk(program, "What do I owe if I leave early?", practice="cedar-bluff")[0].text for _ in range(3)}

    assert len(texts) == 1


def test_an_unknown_practice_is_refused_by_name(program: Plainterms) -> None:
    """The message lists those that are known."""
    with pytest.raises(UnknownError, match="juniper-street"):
        talk(program, "hello", practice="nowhere")


def test_what_identifies_a_person_is_not_kept(program: Plainterms) -> None:
    """The kept question has marks in place of the number and the address."""
    conversation = program.records.open_conversation("juniper-street", keep=False)
    program.ask("How do I cancel? Call me at 404-555-0177 or ann@example.com", conversation, on=TODAY)
    [turn] = program.records.turns(conversation.id)

    assert turn["asked"] == "How do I cancel? Call me at [phone] or [email]"


def documents() -> list[Path]:
    """Return every labelled agreement of ours, and those of a folder named in AGREEMENTS."""
    folders = [CASES, *(Path(name) for name in [os.environ.get("AGREEMENTS", "")] if name)]
    return [path for folder in folders for path in sorted(folder.glob("*.txt"))]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.stem)
def test_every_citation_from_an_added_agreement_is_exact(program: Plainterms, path: Path) -> None:
    """The quote is what stands at its offsets, and no sentence had to be dropped."""
    data = path.read_bytes()
    conversation = program.records.open_conversation(None, keep=False)
    revision, _ = program.add_agreement(program.read_agreement(data, path.name), data, path.name, conversation)
    for question in QUESTIONS:
        conversation = again(program, conversation)
        answer = program.ask(question, conversation, on=TODAY)
        own = [citation for citation in answer.citations if citation.document == revision.document]
        assert answer.meta.dropped == 0

        assert [citation.quote for citation in own] == [revision.content.text[one.start : one.end] for one in own]


@pytest.mark.parametrize("practice", ["juniper-street", "harbor-lane", "millbrook-family", "cedar-bluff"])
def test_every_citation_from_a_sample_is_exact(program: Plainterms, practice: str) -> None:
    """Whatever its format, the stored text has the quote at its offsets, and marks in the text are numbered."""
    for question in QUESTIONS:
        [answer] = talk(program, question, practice=practice)
        for citation in answer.citations:
            text = program.records.revision(citation.document, citation.revision).content.text
            assert citation.quote == text[citation.start : citation.end]
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", answer.text)}

        assert marks == {citation.id for citation in answer.citations}


def test_an_answer_is_whole_json(program: Plainterms) -> None:
    """What is sent has all names of the design, and only the opening turn carries the secret."""
    [answer] = talk(program, "Is this insurance?", practice="millbrook-family")
    body = json.loads(answer.model_dump_json())
    names = {"conversation_id", "secret", "turn", "outcome", "text", "blocks", "citations", "situation"}
    assert names | {"follow_ups", "as_of", "meta"} == set(body)

    assert set(body["citations"][0]) == {
        "id",
        "document",
        "title",
        "revision",
        "section",
        "page",
        "start",
        "end",
        "quote",
        "rests_on",
    }


@pytest.mark.parametrize(
    ("message", "outcome", "words"),
    [
        ("good morning", "answered", "Hello"),
        ("thank you so much", "answered", "welcome"),
        ("am I talking to a real person?", "answered", "automated assistant, not a person"),
        ("would you pay for it yourself?", "declined", "no opinion"),
        ("you are a useless piece of junk", "answered", "sorry"),
        ("is that clause even enforceable in court?", "declined", "hold up in court"),
        ("should I buy Aetna or Cigna insurance?", "declined", "which insurance to buy"),
        ("please cancel my membership for me", "declined", "no access to accounts"),
        ("what dose of metformin should I take", "declined", "medical advice"),
        ("🙂🙂", "clarify", "could not find a question"),
        ("?!", "clarify", "could not find a question"),
        ("the fee is due monthly. " * 4500, "clarify", "too long"),
        ("¿Cuánto cuesta al mes y cómo puedo cancelar?", "declined", "en inglés"),
        ("combien coûte le plan par mois pour ma famille", "declined", "en anglais"),
        ("这个会员费用多少钱", "declined", "英语"),
    ],
)
def test_what_is_no_question_about_plans_gets_a_fitting_short_reply(
    program: Plainterms, message: str, outcome: str, words: str
) -> None:
    """Small talk, redirections, nonsense, other languages and books."""
    [answer] = talk(program, message)

    assert (answer.outcome, words in answer.text) == (outcome, True), answer.text


def test_each_question_of_a_message_is_answered(program: Plainterms) -> None:
    """Whether it is about a term or about what holds in general."""
    [answer] = talk(
        program, "How do I leave? And can I pay with my HSA? Also, is it insurance?", practice="millbrook-family"
    )
    cited = {citation.document for citation in answer.citations}

    assert {"millbrook-family-agreement", "explainer-hsa-and-taxes"} <= cited
    assert "insurance" in answer.text


def test_the_other_one_is_the_agreement_spoken_of_before(program: Plainterms) -> None:
    """Of two that were spoken of; “the first” and “both” are understood as well."""
    answers = talk(
        program,
        "How much is Juniper Street?",
        "and Harbor Lane?",
        "does the other one renew by itself?",
        "what notice does the second one want?",
        "do both of them give refunds?",
    )
    cited = [{one.document for one in answer.citations if one.document.endswith("agreement")} for answer in answers]

    assert cited == [
        {"juniper-street-agreement"},
        {"harbor-lane-agreement"},
        {"juniper-street-agreement"},
        {"harbor-lane-agreement"},
        {"juniper-street-agreement", "harbor-lane-agreement"},
    ]


def test_a_correction_asks_the_same_of_another_practice(program: Plainterms) -> None:
    """“No, I meant …” is about what was asked before."""
    _, answer = talk(program, "Do I get a refund at Harbor Lane?", "no sorry, I meant Juniper Street")

    assert {one.document for one in answer.citations} == {"juniper-street-agreement"}
    assert "refund" in answer.text.lower()


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("How much does One Medical charge?", "One Medical"),
        ("does Oak Hollow Direct Care take kids", "Oak Hollow Direct Care"),
    ],
)
def test_of_a_practice_that_is_not_here_nothing_is_stated(program: Plainterms, message: str, name: str) -> None:
    """Its agreement can be added; what holds in general is said."""
    [answer] = talk(program, message)

    assert answer.text.startswith(f"I do not have the agreement of {name}")
    assert {one.document.partition("-")[0] for one in answer.citations} <= {"explainer"}


def test_a_general_question_is_answered_without_asking_which_agreement(program: Plainterms) -> None:
    """What holds for everybody needs no agreement."""
    [answer] = talk(program, "What is a deductible?")

    assert answer.outcome == "answered"
    assert not any(isinstance(block, QuestionBack) for block in answer.blocks)


# A practice's own chat, and names of practices that are not here


def at_home(program: Plainterms, message: str, home: str = "juniper-street") -> Answer:
    """Ask one message in a practice's own chat."""
    return program.ask(message, program.records.open_conversation(None, keep=False, home=home), None, TODAY)


def sources(answer: Answer) -> set[str]:
    """Return the agreements that an answer quotes."""
    return {one.document for one in answer.citations if one.document.endswith("-agreement")}


@pytest.mark.parametrize(
    "message",
    [
        "What does Harbor Lane charge a month?",
        "how do I cancel at harbor lane internal medicine",
        "Is there a joining fee at Saltwind Terrace?",
    ],
)
def test_a_practices_chat_says_that_another_ones_agreement_is_not_here(program: Plainterms, message: str) -> None:
    """Whatever it quotes is its own, and is not taken for the other's."""
    answer = at_home(program, message)

    assert sources(answer) <= {"juniper-street-agreement"}
    assert re.match(r"I do not have the agreement of [\w ]+( here)?[.,]", answer.text)
    assert "answered" != answer.outcome


def test_without_another_name_nothing_of_the_kind_is_said(program: Plainterms) -> None:
    """Neither about itself, nor about a word of another's name."""
    for message in ("What does Juniper Street charge?", "What does it cost?", "Is there a safe harbor rule?"):
        assert "I do not have the agreement" not in at_home(program, message).text


def test_in_the_open_chat_too_a_practice_that_is_not_here_is_not_answered_for(program: Plainterms) -> None:
    """The one that was picked is quoted under its own name, and a person's own agreement without any such remark."""
    [picked] = talk(program, "What does One Medical charge?", practice="juniper-street")
    own = program.ask("What does One Medical charge a month?", with_agreement(program, AGREEMENT), None, TODAY)

    assert picked.text.startswith(
        "I do not have the agreement of One Medical here. What I quote is from Juniper Street"
    )
    assert "I do not have" not in own.text.split("\n")[0]


def test_of_a_practice_that_another_one_asks_about_only_the_name_as_it_was_typed_comes_back(
    program: Plainterms,
) -> None:
    """Nothing tells whether it is known here."""
    known, unknown = (at_home(program, f"Compare this with {name}") for name in ("HARBOR LANE", "One Medical"))

    assert known.text.replace("HARBOR LANE", "X") == unknown.text.replace("One Medical", "X")
