"""The HTTP API, a file for each kind of thing that can be asked for."""

from fastapi import APIRouter

from bot.web.api import agreements, conversations, costs, decisions, health, sources, turns

router = APIRouter()
for room in (turns, decisions, agreements, costs, conversations, sources, health):
    router.include_router(room.router)
