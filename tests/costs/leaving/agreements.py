"""Agreements of every kind, for properties that hold of all of them."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from bot.vocabulary import (
    Clawback,
    Deduction,
    ExitTerms,
    Flat,
    MonthsOfFees,
    NoCharge,
    NoRefundOfPrepaid,
    NoticeRule,
    RemainingBalance,
)

MONEY = st.decimals(0, 2000, places=2)
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
EXITS = st.one_of(
    st.none(),
    st.builds(NoCharge),
    st.builds(NoRefundOfPrepaid),
    st.builds(Flat, amount=MONEY, until_month=st.none() | st.integers(1, 24)),
    st.builds(RemainingBalance, up_to_months=st.none() | st.integers(0, 12)),
    st.builds(MonthsOfFees, months=st.integers(0, 6)),
    st.builds(Clawback, visit_price=st.none() | MONEY),
    st.builds(Deduction, amount=MONEY),
)
NOTICES = st.builds(
    NoticeRule,
    length=st.integers(0, 120),
    unit=st.sampled_from(["days", "business_days"]),
    anchor=st.sampled_from(
        ["any_time", "before_renewal", "before_payment", "end_of_month", "end_of_term", "after_initial_term"]
    ),
) | st.builds(
    NoticeRule,
    length=st.integers(0, 6),
    unit=st.just("months"),
    anchor=st.sampled_from(["any_time", "before_payment", "end_of_month"]),
)
TERMS = st.builds(
    ExitTerms,
    fee=st.none() | MONEY,
    billed=st.sampled_from(["month", "quarter", "year"]),
    initial_term_months=st.none() | st.integers(0, 24),
    renews=st.none() | st.booleans(),
    renewal_months=st.none() | st.integers(1, 12),
    notice=st.none() | NOTICES,
    early_exit=EXITS,
    refund=st.sampled_from([None, "none", "prorated", "conditional"]),
    enrollment_fee=st.none() | MONEY,
    reenroll_fee=st.none() | MONEY,
    conflicting=st.lists(st.sampled_from(["fee", "early_exit", "refund", "renews", "notice"]), max_size=2).map(tuple),
    conditional=st.sampled_from([(), ("where Section 7.2 applies",)]),
)
VISITS = st.none() | st.floats(0, 20)


def a_year(fee: int | str = 85, **more: object) -> ExitTerms:
    """Return a first term of twelve months, with more as given."""
    return ExitTerms.model_validate({"fee": Decimal(fee), "initial_term_months": 12, **more})
