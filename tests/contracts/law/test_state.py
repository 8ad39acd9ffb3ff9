"""The state that an agreement names, and what only looks like one."""

import pytest

from bot.contracts.law.state import STATES, named_state
from bot.vocabulary import Document

NAMED = [
    ("This Agreement is governed by the laws of the State of Nebraska.", "NE", "governing_law"),
    ("The laws of the Commonwealth of Virginia apply.", "VA", "governing_law"),
    ("West Virginia law governs this paper.", "WV", "governing_law"),
    ("Any quarrel is settled under Idaho's law.", "ID", "governing_law"),
    ("Governed by the State of\nNew Mexico and its courts.", "NM", "governing_law"),
    ("THE LAWS OF THE STATE OF SOUTH DAKOTA SHALL APPLY.", "SD", "governing_law"),
    ("Our office: 12 Elm Road, Spokane, WA 99201.", "WA", "address"),
    ("Visit us at 4 Bay St., Suite 2, Lafayette, Louisiana 70501-1234", "LA", "address"),
    ("400 Oak Ave\nTupelo MS 38801\nPhone 555-0100", "MS", "address"),
    ("We follow RCW 48.150 in all we do.", "WA", "statute"),
    ("It is made under Neb. Rev. Stat. § 71-9504.", "NE", "statute"),
    ("See O.C.G.A. § 33-7-2.1 on such plans.", "GA", "statute"),
    ("A notice as in the Florida Statutes is below.", "FL", "statute"),
    ("The Texas Occupations Code calls it a direct fee.", "TX", "statute"),
    ("As Tenn. Code Ann. § 63-1-504 asks, we say so.", "TN", "statute"),
]


@pytest.mark.parametrize(("text", "state", "how"), NAMED)
def test_a_state_is_read_from_law_address_and_statute(text: str, state: str, how: str) -> None:
    """With the two letters of the state and the way in which it is named."""
    found = named_state(Document(text=text))

    assert found
    assert (state, how) == (found.state, found.how)


NOT_NAMED = [
    "The fee is $85 a month.",
    "We are licensed in Oregon and in Maine.",
    "The laws of the United States apply.",
    "The laws of Washington, D.C. apply.",
    "Disputes go to the American Arbitration Association, 120 Broadway, New York, NY 10271.",
    "Write to the Department of Insurance, 215 Pleasant St, Lansing, MI 48933.",
    "Call us IN 2026 or sooner.",
]


@pytest.mark.parametrize("text", NOT_NAMED)
def test_what_only_sounds_like_a_state_is_none(text: str) -> None:
    """Licences, federal law, courts and agencies far away."""
    assert named_state(Document(text=text)) is None


def test_two_states_are_none() -> None:
    """Which one counts is not for us to say."""
    assert named_state(Document(text="Delaware law governs.\n\nOur office: 1 Main St, Boise, ID 83702")) is None


def test_one_state_in_several_ways_is_one_and_the_law_is_quoted() -> None:
    """The clause on the governing law speaks the plainest."""
    text = "12 Hill Rd, Boise, ID 83702\n\n9. Law\n\nPay on time. The laws of Idaho apply to this. We use Idaho Code 39-9204."
    found = named_state(Document(text=text))

    assert found
    quoted = text[found.span.start : found.span.end]
    assert ("ID", "governing_law", "The laws of Idaho apply to this.") == (found.state, found.how, quoted)


def test_a_state_in_a_heading_is_quoted_by_its_words() -> None:
    """An address often stands above everything."""
    text = "Elm Care, Omaha, NE 68102\n\nThe fee is $80 a month."
    found = named_state(Document(text=text))

    assert found
    assert "NE 68102" in text[found.span.start : found.span.end]


@pytest.mark.parametrize(("name", "code"), STATES.items())
def test_every_state_is_known_by_its_law(name: str, code: str) -> None:
    """Kansas is not read from Arkansas, nor Virginia from West Virginia."""
    found = named_state(Document(text=f"It is governed by the laws of the State of {name}."))

    assert found
    assert code == found.state
