"""Leaving: what an agreement says of its end, its notice and its price."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, PlainSerializer

from bot.vocabulary.values import Frozen

Dollars = Annotated[Decimal, Field(ge=0, le=10_000_000), PlainSerializer(float, when_used="json")]


class NoCharge(Frozen):
    """Leaving is expressly free of charge."""

    kind: Literal["none"] = "none"


class Flat(Frozen):
    """A fixed charge in dollars; with `until_month` only while leaving after fewer paid months than that."""

    kind: Literal["flat"] = "flat"
    amount: Dollars
    until_month: Annotated[int | None, Field(ge=1)] = None


class RemainingBalance(Frozen):
    """The fees of the months left of the term fall due, of `up_to_months` months at most (None: of all)."""

    kind: Literal["remaining_balance"] = "remaining_balance"
    up_to_months: Annotated[int | None, Field(ge=0)] = None


class MonthsOfFees(Frozen):
    """The fees of so many months fall due, however many are left."""

    kind: Literal["months_of_fees"] = "months_of_fees"
    months: Annotated[int, Field(ge=0)]


class Clawback(Frozen):
    """The patient repays what the care had would have cost above the fees paid; `visit_price` in dollars a visit."""

    kind: Literal["clawback"] = "clawback"
    visit_price: Dollars | None = None


class NoRefundOfPrepaid(Frozen):
    """Nothing is charged, and nothing that was paid ahead comes back."""

    kind: Literal["no_refund_of_prepaid"] = "no_refund_of_prepaid"


class Deduction(Frozen):
    """Months paid ahead are refunded, less `amount` dollars."""

    kind: Literal["deduction"] = "deduction"
    amount: Dollars


EarlyExit = Annotated[
    NoCharge | Flat | RemainingBalance | MonthsOfFees | Clawback | NoRefundOfPrepaid | Deduction,
    Field(discriminator="kind"),
]


class NoticeRule(Frozen):
    """How long before leaving a notice must be received, and on which days one can be out at all.

    `before_payment`: on the day of a payment; `before_renewal` and `end_of_term`: on the day on which a term is over;
    `end_of_month`: on the first of a month; `after_initial_term`: on any day once the first term is over.
    A `length` of 0 is no notice at all; business days are Monday to Friday. `form` None: not known.
    """

    length: Annotated[int, Field(ge=0, le=366)]
    unit: Literal["days", "business_days", "months"] = "days"
    anchor: Literal["any_time", "before_renewal", "before_payment", "end_of_month", "end_of_term", "after_initial_term"]
    form: Literal["writing", "mail", "email", "portal"] | None = None


class ExitTerms(Frozen):
    """What an agreement says of leaving; None: it does not say. Money in dollars.

    `fee` is a month's, whatever the billing; `billed` is how much time one payment covers, always in advance.
    `initial_term_months`: 0 = expressly none, 1 = month to month; `renewal_months`: how long each renewal binds,
    1 = month to month. `refund` is of months paid and not used. `conflicting` names the fields of these terms on
    which the agreement contradicts itself: their value is then the reading that costs the patient most.
    `conditional` are the agreement's own words that the charge for leaving hangs on beside leaving itself.
    """

    fee: Dollars | None = None
    billed: Literal["month", "quarter", "year"] = "month"
    initial_term_months: Annotated[int | None, Field(ge=0, le=600)] = None
    renews: bool | None = None
    renewal_months: Annotated[int | None, Field(ge=1, le=600)] = None
    notice: NoticeRule | None = None
    early_exit: EarlyExit | None = None
    refund: Literal["none", "prorated", "conditional"] | None = None
    enrollment_fee: Dollars | None = None
    reenroll_fee: Dollars | None = None
    conflicting: tuple[
        Literal["fee", "billed", "initial_term_months", "renews", "renewal_months", "notice", "early_exit", "refund"],
        ...,
    ] = ()
    conditional: tuple[str, ...] = ()
