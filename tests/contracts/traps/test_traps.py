"""The traps of an agreement: their order, their number, and what the second opinion adds and takes away."""

from collections.abc import Mapping

import pytest

from bot.contracts import termsheet, traps
from bot.contracts.learnt import Features, model, seen
from bot.contracts.reading.lines import lines
from bot.contracts.traps import GRAVITY, KINDS, MOST, PAGE, Opinion
from bot.contracts.traps.following import FOLLOWING
from bot.documents.outline import clauses
from bot.library import Library
from bot.vocabulary import Document, Span, Term, Trap

PLAIN = "The garden behind the house has three benches."


def read(text: str, *terms: Term) -> list[tuple[str, str, str]]:
    """Return gravity, kind and words of the traps of a text."""
    ready = lines(clauses(Document(text=text)))
    found = traps.read(ready, terms, seen(ready))
    return [(trap.severity, trap.kind, text[trap.span.start : trap.span.end]) for trap in found]


def say(monkeypatch: pytest.MonkeyPatch, odds: float, kind: str = "other") -> None:
    """Let the second opinion say the same of every clause."""
    monkeypatch.setattr(traps, "opinion", lambda _: Opinion(odds, kind))


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the second opinion neither add nor take away."""
    say(monkeypatch, -1)


@pytest.mark.usefixtures("undecided")
def test_the_gravest_come_first_and_then_the_text_goes_on() -> None:
    """Whoever reads only the first has read the worst; equals stand in the order of the text."""
    text = (
        "A missed visit costs $40. We may amend this agreement at any time. "
        "If you leave early the remaining fees are due. Any dispute goes to arbitration."
    )

    assert [
        ("high", "If you leave early the remaining fees are due."),
        ("medium", "We may amend this agreement at any time."),
        ("medium", "Any dispute goes to arbitration."),
        ("low", "A missed visit costs $40."),
    ] == [(severity, words) for severity, _, words in read(text)]


@pytest.mark.usefixtures("undecided")
def test_a_clause_is_shown_once_by_the_graver_of_its_names() -> None:
    """A clause that is a trap in two ways is one line to a reader."""
    text = "If you leave early the remaining fees are due, or you go to arbitration."

    assert [("high", "acceleration", text)] == read(text)
    assert ["arbitration"] == [kind for _, kind, _ in read("Arbitration takes the place of a jury.")]


@pytest.mark.usefixtures("undecided")
def test_a_term_and_a_wording_are_one_trap() -> None:
    """What follows from a field is named before what a wording finds, where both are equally grave."""
    text = "Any dispute goes to arbitration."

    assert [("medium", "no_refund", text)] == read(text, Term("refund_policy", "stated", "none", Span(0, len(text))))


@pytest.mark.usefixtures("undecided")
def test_a_page_has_no_more_than_a_reader_can_weigh() -> None:
    """Of more, the slighter ones are left out; a longer text may have more."""
    kinds = [kind.signs[0].example for kind in KINDS if kind.severity != "high"]
    text = " ".join(kinds)
    long_text = text + " " + (PLAIN + " ") * (PAGE // len(PLAIN))

    assert len(text) < PAGE
    assert MOST == len(read("If you leave early the remaining fees are due. " + text[: PAGE - 60]))
    assert "high" == read("If you leave early the remaining fees are due. " + text)[0][0]
    assert {"medium"} == {severity for severity, _, _ in read(text)}
    assert MOST < len(read(long_text)) <= 2 * MOST


def test_an_empty_text_has_none() -> None:
    """No clause, no trap; and a harmless one has none, either."""
    assert [] == read("")
    assert () == termsheet.read(Document(text="")).traps
    assert [] == read(PLAIN)


def test_a_clause_that_is_quite_unlike_a_trap_is_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its wording alone does not make it one, unless it would be grave; what a field states is not doubted."""
    say(monkeypatch, traps.DOUBTED - 1)
    text = "We may amend this agreement at any time. If you leave early the remaining fees are due."
    renewal = Term("auto_renews", "stated", True, Span(0, 40))

    assert [("high", "acceleration", "If you leave early the remaining fees are due.")] == read(text)
    assert ("low", "auto_renewal", "We may amend this agreement at any time.") in read(text, renewal)


def test_a_clause_too_short_for_an_opinion_is_not_doubted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of three words nothing can be learnt."""
    say(monkeypatch, traps.DOUBTED - 1)

    assert [("medium", "arbitration", "Binding arbitration applies.")] == read("Binding arbitration applies.")


@pytest.mark.parametrize(
    ("kind", "severity"),
    [("other", "low"), ("acceleration", "medium"), ("venue", "medium"), ("late_fee", "low"), ("exit_fee", "low")],
)
def test_a_clause_that_is_like_a_trap_is_one(kind: str, severity: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though no wording of ours is in it; what is learnt alone is never called grave."""
    say(monkeypatch, traps.LIKELY, kind)

    assert [(severity, kind, PLAIN)] == read(PLAIN)


def test_a_clause_just_short_of_likely_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """One has to draw the line somewhere."""
    say(monkeypatch, traps.LIKELY - 0.01, "venue")

    assert [] == read(PLAIN)


def test_the_likeliest_of_many_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a page has too many, the least likely go."""
    many = " ".join(f"The bench {'very ' * number}old stands here." for number in range(MOST + 4))
    monkeypatch.setattr(traps, "opinion", lambda features: Opinion(float(len(features.hashes)), "other"))
    found = read(many)

    assert MOST == len(found)
    assert not [words for _, _, words in found if words.count("very") < 2]


def test_an_opinion_names_the_likeliest_kind_or_none() -> None:
    """Its kind is one that was learnt, or "other" where the clause is clearly like none of them."""
    ready = lines(clauses(Document(text="Any dispute goes to binding arbitration in our county. " + PLAIN)))
    first, second = (traps.opinion(features) for features in seen(ready).values())

    assert {first.kind, second.kind} <= {*model().judges["kind"].names, traps.OTHER}
    assert first.odds > second.odds


def catalogue_names() -> list[str]:
    """Return every kind that can be shown."""
    by_rule = [kind.name for kind in KINDS] + [row.kind for row in FOLLOWING]
    return sorted({*by_rule, *model().judges["kind"].names, traps.OTHER, "price_misprint"})


@pytest.mark.parametrize("kind", catalogue_names())
def test_every_kind_has_its_sentences(kind: str, library: Library) -> None:
    """Known by wording, by a term or by likeness: each has a name, a reason and a question."""
    sentences = [library.strings.say(f"traps.{kind}.{part}") for part in ("label", "why", "ask")]

    assert all(sentences)
    assert sentences[2].endswith("?")


def test_kinds_and_gravities_are_told_apart() -> None:
    """No name stands for two kinds, and all gravities are known."""
    names = [kind.name for kind in KINDS]

    assert len(names) == len(set(names))
    assert {kind.severity for kind in KINDS} <= set(GRAVITY)


def test_the_reader_s_traps_are_those_of_its_terms_and_clauses() -> None:
    """The term sheet holds what is read here."""
    document = Document(text="You agree to binding arbitration of any dispute with the practice.")
    sheet = termsheet.read(document)
    ready = lines(clauses(document))
    features: Mapping[int, Features] = seen(ready)

    assert sheet.traps == traps.read(ready, sheet.terms, features)
    assert Trap("arbitration", "medium", Span(0, len(document.text))) in sheet.traps
