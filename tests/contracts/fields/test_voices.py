"""What a membership costs, how long it binds and how it goes on, said in many voices; and what only sounds alike."""

import pytest

from bot.contracts.fields import duration, fee, joining, practice_exit, price_change, rejoining, renewal
from bot.contracts.reading.cues import Field
from bot.contracts.reading.lines import lines
from bot.documents.outline import clauses
from bot.vocabulary import Document, Term


def term(field: Field, text: str) -> Term:
    """Read a field from a text."""
    return field.read(lines(clauses(Document(text=text))))


FEES = [
    ("Each member pays sixty-five dollars per calendar month.", [(65, "month")]),
    ("Adults\n$70\nper month\n\nChildren\n$25\nper month", [(70, "month"), (25, "month")]),
    (
        "        Monthly     Yearly\nSolo        $80           $880\nDuo         $150          $1,650",
        [(80, "month"), (880, "year"), (150, "month"), (1650, "year")],
    ),
    (
        "Your retainer is $1,800 for each membership year, payable in two installments of $900.",
        [(1800, "year")],
    ),
    ("It costs $75 a month. If your spouse joins too, it's $130 for both of you.", [(75, "month"), (130, "month")]),
    ("Membership runs ninety bucks monthly.", [(90, "month")]),
    ("You pay the same $85 every month, sick or well.", [(85, "month")]),
]


@pytest.mark.parametrize(("text", "expected"), FEES)
def test_a_fee_is_read_from_words_cards_and_tables(text: str, expected: list[tuple[float, str]]) -> None:
    """Sums stand in words, under a label, or in columns whose head leaves the first cell out."""
    found = term(fee.FIELD, text).value

    assert isinstance(found, list)
    assert [(row["amount"], row["period"]) for row in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "We charge $20 a month for storing old charts.",
        "Gym memberships in town cost $50 a month.",
        "A typical family pays its insurer $1,200 a month.",
        "You will save about $600 a year on labs.",
        "If you cancel your annual plan we will keep $100 of it.",
        "Yearly physical | Camp forms\nBlood count $5 | Lipids $9",
    ],
)
def test_what_others_ask_is_no_fee(text: str) -> None:
    """Other things cost money each month, too."""
    assert term(fee.FIELD, text).state == "silent"


STATED: list[tuple[Field, str, object]] = [
    (duration.FIELD, "Once you join, you're with us for a year.", 12),
    (duration.FIELD, "You sign on for six months to start with.", 6),
    (duration.FIELD, "Nobody is held to more than one month at a time.", 1),
    (duration.FIELD, "Minimum stay: 3 mos.", 3),
    (duration.FIELD, "Pick a term: 6 months or 12 months.", [6, 12]),
    (duration.FIELD, "You cannot leave during your first year of membership.", 12),
    (duration.FIELD, "MINIMUM COMMITMENT\n\nNone", 0),
    (duration.FIELD, "Unless ended sooner under Section 4, this Agreement remains in force for two years.", 24),
    (renewal.FIELD, "Come the end of your year, we simply start the next one, unless you've told us to stop.", True),
    (renewal.FIELD, "The Term shall be deemed extended for a like period absent written notice.", True),
    (renewal.FIELD, "We take the payment every month till you say stop.", True),
    (renewal.FIELD, "The coming year's dues are charged to the card on file.", True),
    (renewal.FIELD, "Nothing renews on its own here.", False),
    (renewal.FIELD, "We'll invoice you again next year only if you ask us to.", False),
    (renewal.FIELD, "It ends on its anniversary and is not extended unless both of us sign a new form.", False),
    (renewal.FIELD, "Does my plan renew by itself?\n\nNope. We call you first.", False),
    (joining.FIELD, "There's a one-time $50 charge to set up your chart.", 50),
    (joining.FIELD, "One-time set-up\n$80 per person, $120 for a household", 80),
    (joining.FIELD, "A deposit of $90 is due when you sign and is not refunded.", 90),
    (rejoining.FIELD, "If you leave and change your mind, getting started again costs $100.", "$100"),
    (rejoining.FIELD, "We take nobody back within 60 days. Returning members pay a restart charge of $60.", "$60"),
    (price_change.FIELD, "You will get a letter 60 days before any new price starts.", 60),
    (price_change.FIELD, "We may put a new schedule in place with reasonable notice.", "reasonable"),
    (practice_exit.FIELD, "Either one of us can walk away with 30 days' notice.", 30),
    (practice_exit.FIELD, "It runs until a member or we give 30 days' notice.", 30),
    (practice_exit.FIELD, "The clinic may end it on 60 days' notice, or on 10 days' notice if you do not pay.", 60),
]


@pytest.mark.parametrize(("field", "text", "expected"), STATED)
def test_a_field_is_read_in_many_voices(field: Field, text: str, expected: object) -> None:
    """The meaning counts, not the word that lawyers have for it."""
    found = term(field, text)

    assert ("stated", expected) == (found.state, found.value)


SILENT = [
    (duration.FIELD, "We have been in practice here for twelve years."),
    (duration.FIELD, "Children are seen at 2, 4, or 6 months for their checks."),
    (duration.FIELD, "If you have been with us for 12 months, you get a free visit."),
    (duration.FIELD, "We will not cancel your membership during the first 3 months of an illness."),
    (duration.FIELD, "The enrollment window is open for two months."),
    (renewal.FIELD, "Our lease on the building renews each year."),
    (renewal.FIELD, "Your membership ends at the end of the month in which you cancel."),
    (renewal.FIELD, "Will my price go up when I renew?\n\nNo. We have kept it for years."),
    (renewal.FIELD, "We hope that you will renew for many years."),
    (renewal.FIELD, "Unused visits do not roll over."),
    (joining.FIELD, "A deposit of $200 is due at signing and is credited to your first month."),
    (rejoining.FIELD, "If your headache returns, come back and see us for $40."),
    (price_change.FIELD, "We will tell you 30 days before we change our hours."),
    (practice_exit.FIELD, "You must give us 30 days' notice."),
    (practice_exit.FIELD, "It renews unless either party gives 30 days' notice of non-renewal."),
    (practice_exit.FIELD, "If either party gives notice of a dispute, the other has 30 days to answer."),
]


@pytest.mark.parametrize(("field", "text"), SILENT)
def test_what_sounds_alike_is_passed_over(field: Field, text: str) -> None:
    """Another thing, another subject, another price."""
    assert term(field, text).state == "silent"


def test_a_number_repeated_in_figures_on_the_next_line_is_no_list_item() -> None:
    """A line that was wrapped between "thirty" and "(30)" goes on."""
    text = "Either party may end this agreement by giving the other party thirty\n(30) days' written notice of it."

    assert term(practice_exit.FIELD, text).value == 30
