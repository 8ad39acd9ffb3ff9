"""Which language a message is in, from the real table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.languages import Language, language_of
from bot.library import Library


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("hola, necesito saber cuanto cuesta el plan", "Spanish"),
        ("Olá, quanto custa por mês?", "Portuguese"),
        ("est-ce que mon assurance paie le médecin", "French"),
        ("wie viel kostet das im Monat", "German"),
        ("tôi có bảo hiểm, giá bao nhiêu một tháng", "Vietnamese"),
        ("magkano po ba ang bayad sa doktor", "Tagalog"),
        ("konbyen sa koute chak mwa pou doktè a", "Haitian Creole"),
        ("сколько стоит членство", "Russian"),
        ("كم تكلفة الاشتراك", "Arabic"),
        ("会費はいくらですか", "Japanese"),
        ("会员费是多少", "Chinese"),
        ("회비가 얼마인가요", "Korean"),
    ],
)
def test_a_language_is_told(library: Library, message: str, name: str) -> None:
    """By its letters or by its commonest words."""
    language = language_of(message, library.languages, frozenset())

    assert language is not None
    assert language.name == name


@pytest.mark.parametrize(
    "message",
    [
        "How do I cancel?",
        "is la carte pricing a thing here",
        "my doctor Juan del Rio se fue, who takes over",
        "no me interesa... just kidding, how much is it per month for one person",
        "HSA?",
        "",
        "🙂",
        "12345",
    ],
)
def test_english_is_never_taken_for_another_language(library: Library, message: str) -> None:
    """Names and single words of other languages change nothing."""
    english = frozenset(["how", "do", "i", "is", "a", "thing", "my", "who", "over", "no", "me"])

    assert language_of(message, library.languages, english) is None


def test_every_wording_of_a_topic_is_english(library: Library) -> None:
    """Over a thousand real wordings, misspelt ones among them."""
    wordings = [example for topic in library.topics.values() for example in topic.examples]

    assert [one for one in wordings if language_of(one, library.languages, frozenset())] == []


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    """It raises nothing."""
    table = {"xx": Language(name="X", words=frozenset({"zu", "ba"}), says="Zu ba.", reviewed=False)}

    language_of(text, table, frozenset())
