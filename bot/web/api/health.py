"""Whether the process is alive, and whether it can answer."""

from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from bot.vocabulary import Frozen

router = APIRouter()


class Alive(Frozen):
    """That the process is alive."""

    status: Literal["ok"]


class Readiness(Frozen):
    """Whether questions are answered, and what each engine is doing, by its name; before the start, the `program` alone."""

    status: Literal["ready", "starting"]
    engines: dict[str, str]


@router.get("/healthz", response_model=Alive)
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get(
    "/readyz", response_model=Readiness, responses={503: {"model": Readiness, "description": "Still starting."}}
)
async def readyz(request: Request) -> JSONResponse:
    """Say whether questions are answered, and what each engine is doing."""
    ready, engines = request.app.state.startup.state()
    return JSONResponse({"status": "ready" if ready else "starting", "engines": engines}, 200 if ready else 503)
