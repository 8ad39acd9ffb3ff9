"""The HTTP API, a file for each kind of thing that can be asked for."""

from fastapi import APIRouter, Depends

from bot.web.api import agreements, conversations, costs, decisions, health, sources, turns
from bot.web.api.openapi import describe
from bot.web.limits import reading
from bot.web.origins import same_origin
from bot.web.problems import refusals

__all__ = ["describe", "router"]

router = APIRouter(dependencies=[Depends(same_origin)], generate_unique_id_function=lambda route: route.name)
ALWAYS = refusals(403, 429, 500, 503)  # what any route can be refused with

router.include_router(turns.router, responses=ALWAYS)  # an emergency passes every limit but its own
for room in (decisions, agreements, costs, conversations, sources):
    router.include_router(room.router, dependencies=[Depends(reading)], responses=ALWAYS)
router.include_router(health.router, responses=refusals(403, 500))
