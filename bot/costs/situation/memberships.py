"""The memberships of a situation: their fees, what they cover, and the terms of leaving them."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from bot.costs.situation.people import Age, Id, Name
from bot.insurance import Service, Share
from bot.vocabulary import Dollars, EarlyExit, ExitTerms, Frozen, NoticeRule


class AgeFee(Frozen):
    """The monthly fee of one member whose age is from `from_age` to `to`."""

    model_config = ConfigDict(populate_by_name=True)

    from_age: Annotated[Age, Field(alias="from")] = 0
    to: Age | None = None
    fee: Dollars


class Retainer(Frozen):
    """A membership.

    `fee` is the household's a month; `fee_by_age` that of each who joins, and then counts where their ages are known;
    together at most `household_cap`. `members` are those who join (None: all). `covers` and `discounts` (the part of the price that is taken off) count
    only where it does not bill insurance. The terms of leaving mean what they mean in `ExitTerms`; `leaving` are all of
    them, as a term sheet gives them, and then count alone. `fees` are an agreement's rows, to be looked at.
    """

    id: Id
    name: Name = ""
    fee: Dollars | None = None
    fee_by_age: tuple[AgeFee, ...] = ()
    household_cap: Dollars | None = None
    enrollment_fee: Dollars = Decimal(0)
    visit_fee: Dollars = Decimal(0)
    covers: tuple[Service, ...] = ("primary_care",)
    discounts: dict[Service, Share] = Field(default_factory=dict)
    bills_insurance: bool = False
    members: tuple[Id, ...] | None = None
    fees: tuple[dict[str, Any], ...] = ()
    billed: Literal["month", "quarter", "year"] | None = None
    initial_term_months: Annotated[int | None, Field(ge=0, le=600)] = None
    auto_renews: bool | None = None
    renewal_months: Annotated[int | None, Field(ge=1, le=600)] = None
    cancel_notice_days: Annotated[int | None, Field(ge=0, le=366)] = None
    early_exit: EarlyExit | None = None
    refund: Literal["none", "prorated", "conditional"] | None = None
    reenroll_fee: Dollars | None = None
    leaving: ExitTerms | None = None

    @model_validator(mode="after")
    def _has_one_price(self) -> Self:
        if self.fee is None and not self.fee_by_age:
            raise ValueError("it needs `fee`, what the household pays a month, or `fee_by_age`")
        return self

    def exit_terms(self, fee: Decimal) -> ExitTerms:
        """Return what leaving rests on, for a household that pays `fee` a month.

        What follows a first term is taken to go month to month where `auto_renews` does not say otherwise.
        """
        if self.leaving is not None:
            return self.leaving.model_copy(update={"fee": fee})
        days = self.cancel_notice_days
        prepaid = self.early_exit is not None and self.early_exit.kind == "no_refund_of_prepaid"
        return ExitTerms(
            fee=fee,
            billed=self.billed or ("year" if prepaid else "month"),
            initial_term_months=self.initial_term_months,
            renews=True if self.auto_renews is None else self.auto_renews,
            renewal_months=self.renewal_months or (1 if self.auto_renews is None else None),
            notice=None if days is None else NoticeRule(length=days, anchor="any_time"),
            early_exit=self.early_exit,
            refund=self.refund,
            enrollment_fee=self.enrollment_fee,
            reenroll_fee=self.reenroll_fee,
        )
