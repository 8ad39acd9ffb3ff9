"""Which row each of a household pays."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.contracts.household.people import Joiner
from bot.contracts.household.rows import ANY_AGE, EMPLOYEE, IN_FAMILY, MANY, OFTEN, SPOUSE, STUDENT, Row, fits_age


@dataclass(frozen=True)
class Fee:
    """What some of a household pay by one row; None as row: nothing."""

    who: tuple[str, ...]
    row: Row | None
    unclear: tuple[str, ...] = ()

    @property
    def monthly(self) -> Fraction:
        """What it comes to in a month."""
        return self.row.monthly if self.row else Fraction(0)


@dataclass(frozen=True)
class Household:
    """Who joins, and the rows that are a person's."""

    joining: tuple[Joiner, ...]
    rows: tuple[Row, ...]
    grown_up: int

    @property
    def adults(self) -> list[Joiner]:
        """The adults, in an order of their own."""
        return sorted((one for one in self.joining if not self.is_child(one)), key=lambda one: (-one.years, one.id))

    def is_child(self, one: Joiner) -> bool:
        """Whether somebody pays as a child: by age, or as somebody's child whom a row for children fits."""
        if one.years < self.grown_up or not one.is_child(self.grown_up):
            return one.is_child(self.grown_up)
        theirs = [row for row in self.rows if row.group == "child" or STUDENT.search(row.own)]
        return any(fits_age(row, one) for row in theirs) or (not theirs and not any(row.ages for row in self.rows))

    def company(self, one: Joiner) -> bool:
        """Whether an adult joins beside somebody."""
        return any(other.id != one.id for other in self.adults)

    def fee(self, one: Joiner) -> Fee:
        """Return the fee of one person by the row that fits best, or by the nearest one, and what is unclear of it."""
        said = _assumed(one)
        for number, tests in enumerate(RELAXED):
            fitting = [row for row in self.rows if not row.further and all(test(self, row, one) for test in tests)]
            if fitting:
                row = min(fitting, key=lambda row: (-self.score(row, one), OFTEN.index(row.period), row.place))
                doubt = (
                    (f"No fee is named for {one.id} exactly; the nearest one is used.",)
                    if number
                    else self.doubts(row, one)
                )
                return Fee((one.id,), row, (*said, *doubt))
        return self.unnamed(one, said)

    def unnamed(self, one: Joiner, said: tuple[str, ...]) -> Fee:
        """Return the fee of one whom nothing fits: that of the nearest age, none where the rows are for others only."""
        child = self.is_child(one)
        near = [
            row for row in self.rows if row.ages and (row.group in {"any", "child"}) >= child and self.alike(row, one)
        ]
        other = [
            row
            for row in self.rows
            if row.names_somebody and (child or row.group != "child") and not SPOUSE.search(row.own)
        ]
        rest = [row for row in self.rows if not row.names_somebody]
        for rows in (near, [row for row in other if not row.further and not row.ages], other if child else [], rest):
            if rows:
                row = min(rows, key=lambda row: (_distance(row, one), OFTEN.index(row.period), row.place))
                return Fee((one.id,), row, (*said, *self.doubts(row, one, named=row.names_somebody)))
        return Fee((one.id,), None, (*said, f"No fee is named for {one.id}, and none is counted."))

    def alike(self, row: Row, one: Joiner) -> bool:
        """Whether a row could be for somebody but for their exact age."""
        if self.is_child(one):
            return row.group != "adult"
        return row.group != "child" and bool(row.ages and row.ages[1] > self.grown_up + 3)

    def score(self, row: Row, one: Joiner) -> int:
        """Rate how well a row that fits speaks of somebody."""
        child = self.is_child(one)
        return (
            8 * bool(row.ages)
            + 4 * (row.ages is None and row.named_ages is not None)
            + 2 * (row.group == ("child" if child else "adult"))
            + 12 * bool(one.spouse and SPOUSE.search(row.own))
            + 3 * bool(row.medicare)
            + 3 * bool(row.company)
            + 10 * bool(STUDENT.search(row.own))
            + 1 * row.names_somebody
        )

    def doubts(self, row: Row, one: Joiner, *, named: bool = False) -> tuple[str, ...]:
        """Say what is unclear of a row: one that fits, or one that is `named` for others."""
        if named:
            return (f"No fee is named for {one.id}; ${_money(row.amount)} a {row.period} is assumed.",)
        if STUDENT.search(row.own):
            return (f"The student's fee is counted for {one.id}.",)
        if not row.names_somebody and len(self.joining) > 1:
            return ("The fee does not say for how many people it is; each is counted.",)
        if self.is_child(one) and row.group == "any" and not row.ages and not ANY_AGE.search(row.who):
            return (f"Nothing is said of children: {one.id} is counted at ${_money(row.amount)} a {row.period}.",)
        return ()


def _assumed(one: Joiner) -> tuple[str, ...]:
    """Say at what age somebody is reckoned."""
    return (f"The age of {one.id} is not known; {one.years} is assumed.",) if one.age is None else ()


def _distance(row: Row, one: Joiner) -> int:
    """Return how many years somebody is away from a row's ages."""
    low, high = row.ages or (0, MANY)
    return max(low - one.years, one.years - high, 0)


def _money(amount: Fraction) -> str:
    """Write an amount."""
    return f"{float(amount):,.2f}".removesuffix(".00")


Test = Callable[[Household, Row, Joiner], bool]


def _age(_: Household, row: Row, one: Joiner) -> bool:
    """Whether the ages fit."""
    return fits_age(row, one)


def _group(household: Household, row: Row, one: Joiner) -> bool:
    """Whether it is for adults or children as the person is one; students are somebody's grown child."""
    if STUDENT.search(row.own):
        return one.child and one.years >= 17 and bool(row.ages or one.years < 26)
    if row.group == "any":
        return row.names_somebody
    return (row.group == "child") == household.is_child(one) and (
        row.group != "child" or "child of" not in row.who or one.child
    )


def _role(household: Household, row: Row, one: Joiner) -> bool:
    """Whether a spouse's row is for a spouse, and an employee's for another."""
    if SPOUSE.search(row.own):
        return one.spouse
    return not (EMPLOYEE.search(row.own) and one.spouse and any(SPOUSE.search(other.own) for other in household.rows))


def _medicare(_: Household, row: Row, one: Joiner) -> bool:
    """Whether what it asks of Medicare fits."""
    return row.medicare is None or row.medicare == one.medicare


def _beside(household: Household, row: Row, one: Joiner) -> bool:
    """Whether it is for somebody with, or without, an adult who joins."""
    return row.company is None or (row.company == "with") == household.company(one)


def _own(_: Household, row: Row, _one: Joiner) -> bool:
    """Whether it is a fee and not one of a list of other prices."""
    return not STUDENT.search(row.own)


RELAXED: Sequence[Sequence[Test]] = (
    (_age, _group, _role, _medicare, _beside),
    (_age, _group, _role, _beside, _own),
    (_age, _group, _role, _own),
)


def cheapest(fees: Sequence[Fee], further: Sequence[Fee | None], full: int) -> list[Fee]:
    """Return the fees where all but so many pay a further person's row if it is less: the cheapest such reading."""
    gains = sorted(
        range(len(fees)),
        key=lambda at: (
            fees[at].monthly - (other.monthly if (other := further[at]) else fees[at].monthly),
            fees[at].who,
        ),
        reverse=True,
    )
    chosen = set(gains[: max(0, len(fees) - full)])
    return [
        other
        if at in chosen
        and (other := further[at])
        and (other.monthly < fee.monthly or fee.row is None or fee.row is other.row)
        else fee
        for at, fee in enumerate(fees)
    ]


def fees_of(household: Household, inside: Sequence[Joiner], *, packaged: Sequence[Joiner] = ()) -> list[Fee]:
    """Return the fees of some of a household, the others being in a package."""
    made: list[Fee] = []
    for children in (False, True):
        some = [one for one in inside if household.is_child(one) == children]
        there = [one for one in packaged if household.is_child(one) == children]
        rows = [
            row
            for row in household.rows
            if row.further and (row.group == "child" if children else row.group != "child")
        ]
        fees = [household.fee(one) for one in some]
        options = [row for row in rows if children or not SPOUSE.search(row.own)]
        if not some or not options:
            made += fees
            continue
        made += _with_further(household, fees, options, (some, there))
    return _most_charged(made)


def _with_further(
    household: Household, fees: Sequence[Fee], options: Sequence[Row], people: tuple[Sequence[Joiner], Sequence[Joiner]]
) -> list[Fee]:
    """Return fees with the rows of second and further people taken where they are due."""
    some, there = people
    children = household.is_child(some[0])
    further = [_further(options, one) for one in some]
    second = any("second" in row.who or "2nd" in row.who for row in options)
    doubt = (
        ("The fee of a second adult is counted for each further one.",)
        if second and not children and len(some) > 2
        else ()
    )
    done = cheapest(fees, further, _at_full_fee(household, options[0], len(there), children=children))
    return [Fee(fee.who, fee.row, (*fee.unclear, *doubt)) for fee in done] if doubt else done


def _at_full_fee(household: Household, row: Row, there: int, *, children: bool) -> int:
    """Return how many pay their own fee before a further person's row is due, beside those in a package."""
    if IN_FAMILY.search(row.who):
        return 0 if there else MANY
    named = any(
        not other.further
        and other.company != "without"
        and (other.group == "child" or (other.ages and other.ages[1] < 22))
        for other in household.rows
    )
    full = row.at_full_fee
    return max(0, (full if full is not None else 1 if named or not children else 0) - there)


def _further(options: Sequence[Row], one: Joiner) -> Fee | None:
    """Return the fee of somebody as a further person."""
    fitting = [row for row in options if fits_age(row, one) and row.medicare in {None, one.medicare}]
    if not fitting:
        return None
    row = min(fitting, key=lambda row: (OFTEN.index(row.period), row.monthly, row.place))
    return Fee((one.id,), row, _assumed(one))


def _most_charged(fees: Sequence[Fee]) -> list[Fee]:
    """Leave out those beyond the most people that a row is charged for."""
    counts: dict[int, int] = {}
    made: list[Fee] = []
    for fee in fees:
        if fee.row and fee.row.charged is not None:
            counts[fee.row.place] = counts.get(fee.row.place, 0) + 1
            if counts[fee.row.place] > fee.row.charged:
                made.append(Fee(fee.who, None, fee.unclear))
                continue
        made.append(fee)
    return made
