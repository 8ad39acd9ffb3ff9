"""State statutes and federal rules: what the text that we have seen asks for, item by item.

A law is shown with its date and as something to ask about. Whether it decides a case is never said here.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from bot.provenance import Reviewed, SourceKey
from bot.vocabulary import Frozen

Demand = Literal[
    "writing",
    "disclosure",
    "not_insurance",
    "not_insurance_statement",
    "notice_by_patient",
    "practice_notice",
    "refund",
    "prepayment",
    "earning",
    "trust_account",
    "liability",
    "rest_of_term",
    "cost_of_care",
    "fee_rule",
    "fee_change_notice",
    "billing_ban",
    "discrimination",
    "certification",
    "records",
    "termination_fee",
    "renewal",
    "hsa",
    "medicare",
    "coverage",
]
Reach = Literal[
    "dpc",
    "dpc_without_third_party_billing",
    "automatic_renewal",
    "consumer_contracts",
    "hsa",
    "medicare",
    "marketplace",
    "residents",
]
JUDGING = re.compile(r"\b(?:illegal|unlawful|unenforceable|invalid|void|ignore)\w*", re.IGNORECASE)


class Requirement(Frozen):
    """One thing that a law asks for, in a short plain sentence of our own.

    `days` and `months` stand where it names a number of them: a notice of 0 days is none, so that the patient may leave
    at will; paying 0 months ahead is not paying ahead at all. `left_to_agreement`: the law leaves it to the agreement,
    so that no clause can ask for the opposite.
    """

    kind: Demand
    says: Annotated[str, Field(min_length=10, description="A short plain sentence of our own.")]
    days: Annotated[int | None, Field(ge=0, description="A number of days that the item names.")] = None
    months: Annotated[int | None, Field(ge=0, description="A number of months that the item names.")] = None
    left_to_agreement: Annotated[bool, Field(description="The law leaves it to the agreement.")] = False

    @field_validator("says")
    @classmethod
    def _states_and_does_not_judge(cls, says: str) -> str:
        if not says.endswith("."):
            raise ValueError("it must be a sentence")
        if found := JUDGING.search(says):
            raise ValueError(f"{found[0]!r} judges; say what the text asks for")
        return says


class Law(Reviewed):
    """knowledge/laws/ID.yaml: one statute or rule, as far as we have seen its text.

    `reaches` says whom it is about; `seen` how much of the text we have read, or that we know it through others;
    `as_of` the year or day of the text that was seen; `check_before_use` what to look up before anybody relies on it.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
    jurisdiction: Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="US, or the two letters of a state.")]
    cite: str
    title: str
    reaches: Reach
    requires: Annotated[tuple[Requirement, ...], Field(min_length=1)]
    seen: Literal["whole", "in part", "second-hand"]
    source: SourceKey
    as_of: Annotated[int | date | Literal["unknown"], Field(description="The year or day of the text that was seen.")]
    check_before_use: Annotated[str, Field(min_length=10, description="What to look up before relying on it.")]

    @field_validator("as_of")
    @classmethod
    def _is_not_of_the_future(cls, as_of: int | date | str, info: ValidationInfo) -> int | date | str:
        reviewed = info.data.get("reviewed")
        last = date(as_of, 1, 1) if isinstance(as_of, int) else as_of
        if reviewed and isinstance(last, date) and last > reviewed:
            raise ValueError(f"it is after `reviewed`, {reviewed}")
        return as_of

    def asks_for(self, kind: Demand) -> tuple[Requirement, ...]:
        """Return its items of one kind."""
        return tuple(item for item in self.requires if item.kind == kind)
