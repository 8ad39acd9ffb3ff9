"""The catalogue of sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogue import Catalogue
from bot.errors import KnowledgeError

STRINGS = Catalogue(
    {
        "answers": {
            "plain": "  Read this.\n",
            "named": "Ask {name} about {name} and {other}.",
            "days": {"one": "{n} day", "other": "{n} days"},
            "lone": {"other": "{n} things"},
            "unmatched": "Ask {name",
            "number": 12,
        },
        "page": {"deep": {"deeper": "here"}},
    }
)


def test_a_sentence_is_said_by_its_name_without_outer_space() -> None:
    """Names go down by dots."""
    assert ["Read this.", "here"] == [STRINGS.say("answers.plain"), STRINGS.say("page.deep.deeper")]


def test_names_are_filled_each_time_they_stand_there() -> None:
    """Values that are not asked for are left out."""
    assert "Ask A about A and 2." == STRINGS.say("answers.named", name="A", other=2, third="C")


@given(value=st.text())
def test_what_fills_a_name_is_never_read_as_a_template(value: str) -> None:
    """Braces in a title are letters like others."""
    assert f"Ask {value} about {value} and {{name}}." == STRINGS.say("answers.named", name=value, other="{name}")


def test_the_form_fits_the_number() -> None:
    """One day, but no days, two days, and half a day is several; a form that is not there falls to none."""
    said = [STRINGS.say("answers.days", n=n) for n in (0, 1, 2, 21)]

    assert (["0 days", "1 day", "2 days", "21 days"], "5 things") == (said, STRINGS.say("answers.lone", n=5))


@pytest.mark.parametrize(
    ("name", "values", "complaint"),
    [
        ("answers.missing", {}, "there is no 'answers.missing'"),
        ("answers.plain.deeper", {}, "there is no 'answers.plain.deeper'"),
        ("", {}, "there is no ''"),
        ("answers", {}, "'answers' is not a sentence"),
        ("page.deep", {}, "'page.deep' is not a sentence"),
        ("answers.number", {}, "'answers.number' is not a sentence"),
        ("answers.lone", {"n": 1}, "'answers.lone' is not a sentence"),
        ("answers.named", {"name": "A"}, "'answers.named' needs 'other'"),
        ("answers.unmatched", {"name": "A"}, "'answers.unmatched' needs"),
    ],
)
def test_what_cannot_be_said_is_named(name: str, values: dict[str, object], complaint: str) -> None:
    """A missing entry, a heading and a name that is not filled are errors that name the sentence."""
    with pytest.raises(KnowledgeError) as caught:
        STRINGS.say(name, **values)

    assert complaint in str(caught.value)


def test_has_tells_whether_there_is_an_entry() -> None:
    """Sentences, forms and headings are entries."""
    names = ("answers.plain", "answers.days", "page.deep", "answers.plain.x", "nothing")

    assert [True, True, True, False, False] == [STRINGS.has(name) for name in names]


def test_names_lists_sentences_and_forms_within_an_entry() -> None:
    """What has forms by number is one sentence."""
    expected = ["answers.plain", "answers.named", "answers.days", "answers.lone", "answers.unmatched", "answers.number"]

    assert ([*expected, "page.deep.deeper"], ["page.deep.deeper"]) == (
        list(STRINGS.names()),
        list(STRINGS.names("page.deep")),
    )
