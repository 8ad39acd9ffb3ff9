"""What is understood, learnt from the real example wordings."""

from pathlib import Path

import pytest

from bot.answering.understanding import NAMED, Understanding, learn, segments
from bot.engines.minilm import MiniLM
from bot.library import Library


@pytest.fixture(scope="module")
def understand(library: Library, minilm: MiniLM, tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    """Learn once, with vectors."""
    return learn(library.topics, (), minilm, tmp_path_factory.mktemp("cache"))


CASES = [
    ("what would I be paying them", "fee"),
    ("hwo mcuh per mnth", "fee"),
    ("am i stuck for a whole year", "initial_term_months"),
    ("how far in advance do i have to tell them i'm leaving", "cancel_notice_days"),
    ("can i get my mony back", "refund_policy"),
    ("will it keep charging me by itself", "auto_renews"),
    ("can I drop my Blue Cross if I have this", "not_insurance_statement"),
    ("what's the penalty for quitting in month three", "early_termination_fee"),
    ("put me through to a human being", "person"),
    ("my doctor says she is going concierge next year", "doctor_converting"),
]


@pytest.mark.parametrize(("message", "topic"), CASES)
def test_a_question_is_understood(understand: Understanding, message: str, topic: str) -> None:
    """In words that are not among the examples."""
    assert topic in understand(message).topics[:2]


VERDICTS = (
    "so is clause 7.2 even legal??",
    "is section 5 enforceable?",
    "can they legally do 4.1",
    "is this clause void",
    "is 7.3 against the law",
    "does paragraph 12 count legally",
    "is article IV lawful",
    "is para 3(b) binding",
    "Is Section 7.2 valid?",
    "are they allowed to put 7.2 in",
    "is the cancellation fee in section 6 illegal",
    "7.2 legal or not?",
)


@pytest.mark.parametrize("by", ["meaning", "letters"])
def test_a_verdict_on_a_clause_is_asked_for_by_its_name_or_number(
    understand: Understanding, library: Library, by: str
) -> None:
    """First of all, and clearly enough to be answered whatever was asked before; what a clause says is no verdict."""
    read = understand if by == "meaning" else learn(library.topics, (), None)
    asked = {message: read(message) for message in VERDICTS}

    assert [] == [one for one, read_as in asked.items() if read_as.topics[:1] != ("legal_verdict",)]
    assert [] == [one for one, read_as in asked.items() if read_as.scores["legal_verdict"] < NAMED]
    for message in ("what does section 5 say about refunds", "explain section 4.1", "is clause 7.2 the catch?"):
        assert "legal_verdict" not in read(message).topics


def test_two_questions_in_one_message_are_both_understood(understand: Understanding) -> None:
    """Neither is lost."""
    topics = understand("How much is it a month, and how do I cancel?").topics

    assert {"fee", "cancel_notice_days"} <= set(topics)


@pytest.mark.parametrize(
    "message", ["", " ", "?", "🦊", "q" * 4000, "a b " * 900, "\u0000", "<script>alert(1)</script>"]
)
def test_any_message_is_read(understand: Understanding, message: str) -> None:
    """Nonsense is read as something or nothing, never as an error."""
    assert isinstance(understand(message).topics, tuple)


def test_without_vectors_the_letters_read_alone(library: Library) -> None:
    """Ordinary questions are still understood."""
    understand = learn(library.topics, (), None)
    right = [message for message, topic in CASES if topic in understand(message).topics[:2]]

    assert len(right) >= 8


def test_the_vectors_of_examples_are_kept(library: Library, minilm: MiniLM, tmp_path: Path) -> None:
    """A second start embeds nothing, and a damaged file is made again."""
    learn(library.topics, (), minilm, tmp_path)
    [file] = tmp_path.glob("wordings-*.npy")
    whole = file.read_bytes()

    class Silent:
        name = minilm.name
        words = minilm.words
        embed_query = minilm.embed_query

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise AssertionError(f"{len(texts)} texts were embedded again")

    learn(library.topics, (), Silent(), tmp_path)
    file.write_bytes(whole[:1000])
    learn(library.topics, (), minilm, tmp_path)

    assert file.read_bytes() == whole


def test_a_long_message_is_read_part_by_part() -> None:
    """What is asked weighs more than what is told."""
    parts = segments("i have two kids. my job ended. how much is it?")

    assert dict(parts[1:]) == {
        "i have two kids.": 0.7,
        "my job ended.": 0.7,
        "how much is it?": 1.0,
    }
