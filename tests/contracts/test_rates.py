"""Which rows of a list of fees are those of an age."""

import pytest

from bot.contracts.rates import fits, rates


@pytest.mark.parametrize(
    ("who", "inside", "outside"),
    [
        ("adult, age 19 to 64", (19, 64), (18, 65)),
        ("65 and over", (65, 101), (64,)),
        ("50+", (50,), (49,)),
        ("birth to 5", (0, 5), (6,)),
        ("baby, birth to 24 months", (0, 1), (2,)),
        ("13 months to 5 years", (1, 5), (0, 6)),
        ("ages 20-44", (20, 44), (19, 45)),
        ("up to age 17", (0, 17), (18,)),
        ("adult", (), (30,)),
        ("", (), (30,)),
    ],
)
def test_an_age_fits_what_a_row_names(who: str, inside: tuple[int, ...], outside: tuple[int, ...]) -> None:
    """Both ends are within; a row without ages is nobody's."""
    assert [fits(who, age) for age in (*inside, *outside)] == [True] * len(inside) + [False] * len(outside)


def test_what_several_people_pay_is_nobodys_own() -> None:
    """Caps, families and further children are left out."""
    rows = [
        {"amount": 85, "period": "month", "who": "adult, 18 to 49"},
        {"amount": 215, "period": "month", "who": "family: 2 adults under 50 and up to 3 children"},
        {"amount": 40, "period": "month", "who": "college students aged 19 to 24"},
    ]

    assert [row["amount"] for row in rates(rows, 22)] == [85]
