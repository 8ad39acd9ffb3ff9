"""Costs: a comparison of what a situation file describes, and the last day of notice."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from pydantic import BaseModel, ConfigDict, PlainValidator

from bot.costs.comparison import Comparison
from bot.costs.situation import YEARS, Situation, read_situation
from bot.errors import RefusedError
from bot.vocabulary import ExitTerms, Frozen
from bot.web import render
from bot.web.api.answers import page_strings
from bot.web.api.openapi import shown_as
from bot.web.api.requests import CALENDAR, HTML, Day, program, wants
from bot.web.limits import limit
from bot.web.problems import WORDS, problem, refusals

router = APIRouter()

SURROGATE = re.compile("[\ud800-\udfff]")  # half of a character, which JSON can hold and no text can


class DeadlineRequest(BaseModel):
    """The terms of leaving as a sheet gives them, the first day without the membership, and its first day."""

    model_config = ConfigDict(extra="forbid")

    terms: ExitTerms
    leaving: Day
    start: Day | None = None
    today: Day | None = None


class LastDay(Frozen):
    """When notice is due: received by `last_day`, one is out on `leaving`, the first day without the membership.

    `leaving` is the day that was `chosen` (`met`), or the next on which it is possible. `form` is how notice is given, null:
    not known. `workings` are lines in plain words.
    """

    chosen: date
    leaving: date
    last_day: date
    form: Literal["writing", "mail", "email", "portal"] | None
    workings: str
    met: bool


def as_sent(body: Any) -> Any:
    """Return a body as it is: what is wrong with a situation is said where it is read."""
    return body


EXAMPLE: dict[str, Any] = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "members": [{"id": "ana", "age": 42, "health": "average", "use": {"primary_care": 4}}],
    "insurance": [
        {
            "id": "silver",
            "name": "Silver plan",
            "premium": 625,
            "deductible": 6000,
            "out_of_pocket_max": 8900,
            "coinsurance": 0.4,
            "copays": {"primary_care": 40},
            "before_deductible": ["primary_care"],
        }
    ],
    "retainers": [
        {
            "id": "juniper",
            "name": "Juniper Street",
            "fee": 85,
            "enrollment_fee": 75,
            "initial_term_months": 12,
            "cancel_notice_days": 30,
            "early_exit": {"kind": "remaining_balance"},
        }
    ],
}
"""A situation, as the documentation shows it."""
Described = Annotated[Any, PlainValidator(as_sent, json_schema_input_type=Situation), Body(examples=[EXAMPLE])]


@router.post("/api/v1/deadlines", response_model=LastDay, responses=shown_as(CALENDAR, HTML) | refusals(400, 413, 422))
def deadlines(body: DeadlineRequest, request: Request) -> Response:
    """Work out the last day of notice, also as a reminder for a calendar.

    What cannot be worked out from these terms is refused (400), with the reason.
    """
    from bot.costs.leaving.deadline import last_day
    from bot.costs.leaving.reminder import reminder
    from bot.costs.leaving.schedule import Schedule

    if body.terms.notice is None:
        raise RefusedError("The agreement does not say how much notice it takes, so no last day is known. Ask for it.")
    found = last_day(body.leaving, body.terms.notice, Schedule.of(body.terms, body.start), body.today)
    if wants(request, CALENDAR):
        headers = {"Content-Disposition": 'attachment; filename="notice.ics"'}
        return Response(reminder(found, datetime.now().astimezone()), media_type=CALENDAR, headers=headers)
    if wants(request, HTML):
        return HTMLResponse(render.deadline(found, page_strings(program(request))))
    return JSONResponse(found.model_dump(mode="json") | {"met": found.met})


@router.post("/api/v1/compare", response_model=Comparison, responses=refusals(400, 413, 422))
def compare(body: Described, request: Request) -> Response:
    """Compare what insurance and memberships cost a household.

    Contract amounts are exact, what is drawn is an estimate. The same situation always gives the same comparison.
    """
    from bot.costs import comparison

    limit(request, "working")
    try:
        found = comparison.compare(situation_of(body), program(request).library.grounds)
    except RefusedError as error:
        return problem(request, 422, str(error))
    return JSONResponse(found.model_dump(mode="json", by_alias=True))


def names_in(body: Any) -> Iterator[str]:
    """Yield the names of all fields in a body, however deep they stand."""
    left = [body]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            yield from one
        if isinstance(one, dict | list):
            left += one.values() if isinstance(one, dict) else one


def situation_of(body: Any) -> Situation:
    """Read a situation that somebody sent. Raises RefusedError also where so many years would keep others waiting."""
    if not isinstance(body, dict):
        raise RefusedError(WORDS["model_attributes_type"])
    if any(SURROGATE.search(name) for name in names_in(body)):
        raise RefusedError(WORDS["string_unicode"].format(place="The name of a field"))
    situation = read_situation(body)
    if situation.years > YEARS:
        raise RefusedError(f"years: it must be {YEARS} or less here; given: {situation.years}.")
    return situation
