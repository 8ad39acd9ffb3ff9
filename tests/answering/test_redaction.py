"""What identifies a person is taken out of messages and agreements, and what is asked stays."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from test_situation import ON, WORDINGS

from bot.answering.redaction import BLACK, FINDERS, blackout, redact, redact_story
from bot.answering.redaction.cards import luhn
from bot.answering.situation import situation_of
from evals.questions import CASES
from evals.redaction import OTHER, Verdict, run

VERDICTS = list(run(None))
AGREEMENTS = yaml.safe_load((CASES / "identifiers.yaml").read_text("utf-8"))["agreements"]
PASSAGES = [
    pytest.param(case, id=f"{group}: {case['say'][:50]}") for group, cases in AGREEMENTS.items() for case in cases
]
SEEDS = [
    "123-45-6789", "1EG4-TE5-MK73", "(303) 555-0114 ext 12", "jane@example.com", "jane at example dot com", "DOB 3/2/1984",
    "4111 1111 1111 1111 exp 04/28 cvv 123", "member ID XEH123456789", "ssn 421\u201155\u20118830", "\uff14\uff12\uff11-55-8830",
    "3\u200b0\u200b3-555-0114", "$450 a month", "2027-01-31", "section 5.2.1", "SSN: ________",
]  # fmt: skip


@pytest.mark.parametrize(
    "verdict", [one for one in VERDICTS if one.set != OTHER], ids=lambda one: f"{one.set}: {one.message}"[:60]
)
def test_every_case_comes_back_as_it_has_to(verdict: Verdict) -> None:
    """Identifiers of `evals/cases/identifiers.yaml` are gone, look-alikes stay."""
    assert verdict.wrong == ()


def test_messages_without_identifiers_stay() -> None:
    """No message of another suite changes, but for the one that holds a telephone number."""
    assert [one for one in VERDICTS if one.set == OTHER and not one.right] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ann.lee+x@mail.example.com now", "mail [email] now"),
        ("call (404) 555-0177 or 404.555.0177", "call [phone] or [phone]"),
        ("my ssn is 123-45-6789", "my ssn is [ssn]"),
        ("card 4111 1111 1111 1111 please", "card [card] please"),
        ("4111111111111111 exp 04/28 cvv 123, ok?", "[card], ok?"),
        ("MRN 00482913 has a question", "MRN [record number] has a question"),
        ("member ID W1234 56789 01", "member ID [member number]"),
        ("Medicare 1EG4-TE5-MK73", "Medicare [beneficiary number]"),
        ("passport 512345678", "passport [passport number]"),
        ("my birthday is March 2nd", "my birthday is [birth date]"),
        ("My name is Ann Lee, I live at 12 Oak Hill Road", "My name is Ann Lee, I live at 12 Oak Hill Road"),
    ],
)
def test_identifiers_are_replaced_by_their_kind(text: str, expected: str) -> None:
    """What names an identifier stays, so that the sentence can still be read."""
    assert redact(text) == expected


@pytest.mark.parametrize(
    ("message", "left", "field", "age"),
    [
        ("DOB 3/2/1984", "born in 1984", "members.me.age", (41, 42)),
        ("I was born on March 2, 1984", "I was born in 1984", "members.me.age", (41, 42)),
        ("my birthday is 2 March 1984", "I was born in 1984", "members.me.age", (41, 42)),
        ("My wife's birthday is 3/2/84", "My wife was born in 1984", "members.spouse.age", (41, 42)),
        ("our son was born 06/14/2019", "our son was born in 2019", "members.child-1.age", (6, 7)),
    ],
)
def test_of_a_birth_date_the_age_is_still_understood(message: str, left: str, field: str, age: tuple[int, int]) -> None:
    """Day and month go, the year stays in words that are understood."""
    redacted = redact(message)
    facts = {fact.field: (fact.value, fact.high) for fact in situation_of(redacted, WORDINGS, ON).facts}

    assert (redacted, facts[field]) == (left, age)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("My name is Ann Lee and I want out", "My name is [name] and I want out"),
        ("my name is ann lee and i want out", "my name is [name] and i want out"),
        ("this is Ann Lee, 555-0114", "this is [name], [phone]"),
        ("I live at 12 Oak Hill Road", "I live at [address]"),
        ("i live at 12 oak hill rd apt 4, denver", "i live at [address], denver"),
        ("2 adults at Juniper Street", "2 adults at Juniper Street"),
        ("this is Juniper Street", "this is Juniper Street"),
        ("pay 85 Juniper Street", "pay 85 Juniper Street"),
        ("this is Concord, right?", "this is Concord, right?"),
        ("this is confusing", "this is confusing"),
    ],
)
def test_stories_lose_names_and_addresses_but_no_practice(text: str, expected: str) -> None:
    """A practice that is called after a street is neither an address nor somebody's name."""
    assert redact_story(text, known={"Juniper Street", "Concord"}) == expected


def test_a_practice_called_after_a_street_needs_not_be_known() -> None:
    """Only a number right before such a name makes it an address."""
    text = "this is Harbor Lane, 2 adults at Juniper Street"

    assert redact_story(text) == text


def test_an_agreement_is_blacked_out_in_place() -> None:
    """Letters and digits of identifiers are black, what stands between them and everything else is not."""
    text = "Patient DOB: 03/02/1984  SSN: ________  Phone: (303) 555-0114, 303\u2011555\u20110115\nFee: $85 a month, Section 5.2.1"
    black = blackout(text)

    assert black.text == (
        "Patient DOB: ██/██/████  SSN: ________  Phone: (███) ███-████, ███\u2011███\u2011████\nFee: $85 a month, Section 5.2.1"
    )
    assert black.counts == {"birth date": 1, "phone": 2}


@pytest.mark.parametrize("case", PASSAGES)
def test_in_agreements_the_practices_own_contacts_stay_and_a_persons_go(case: dict[str, Any]) -> None:
    """What is gone is black, and where to send notice can be read."""
    black = blackout(case["say"]).text

    assert [one for one in case.get("gone", ()) if one in black] == []
    assert [one for one in case.get("stays", ()) if one not in black] == []


def test_a_message_loses_the_practices_contacts_too() -> None:
    """Only in agreements do they stay."""
    text = "Send notice to the practice at desk@larch.example or call us at 555-0142."

    assert blackout(text).text == text
    assert blackout(text).counts == {}
    assert redact(text) == redact_story(text) == "Send notice to the practice at [email] or call us at [phone]."


@pytest.mark.parametrize(
    "number", ["421-55-8830", "4111 1111 1111 1111", "DOB 03/02/1984", "member ID XEH123456789", "MRN 00482913"]
)
def test_what_the_practice_never_owns_is_black_whatever_stands_before_it(number: str) -> None:
    """Words that spare a phone spare no other number."""
    assert sum(blackout(f"Send notice to the practice at {number}").counts.values()) == 1


def test_every_kind_that_is_found_stands_in_the_table() -> None:
    """Each row of the table names what its finder finds."""
    found = {(names, one.kind) for names, find in FINDERS.items() for text in SEEDS for one in find(text.lower())}

    assert [kind for names, kind in found if kind not in names] == []


@given(st.lists(st.one_of(st.sampled_from(SEEDS), st.text(max_size=30)), max_size=8).map(" ".join))
def test_a_blackout_keeps_every_place(text: str) -> None:
    """Length, and each character that is not black, are as they were."""
    black = blackout(text).text

    assert len(text) == len(black)
    assert [old for old, new in zip(text, black, strict=True) if new not in {old, BLACK}] == []


@given(st.lists(st.one_of(st.sampled_from(SEEDS), st.text(max_size=30)), max_size=8).map(", ".join))
def test_any_text_is_taken(text: str) -> None:
    """Whatever stands around them, numbers of Medicare and e-mail addresses set off by commas are gone."""
    left = redact(f"{text}, 1EG4-TE5-MK73, jane@example.com, end")

    assert left.endswith(", end")
    assert [one for one in ("MK73", "jane@example.com") if one in left] == []
    assert isinstance(redact_story(text), str)


@pytest.mark.parametrize(
    ("digits", "passes"), [("4111111111111111", True), ("4111111111111112", False), ("79927398713", True)]
)
def test_the_check_digit_of_cards(digits: str, passes: bool) -> None:
    """A wrong digit is noticed."""
    assert luhn(digits) is passes
