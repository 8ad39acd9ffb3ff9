"""Whether the process is alive, and whether it can answer."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

router = APIRouter()


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Say that the process is alive."""
    return {"status": "ok"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """Say whether questions are answered, and what each engine is doing."""
    ready, engines = request.app.state.startup.state()
    return JSONResponse({"status": "ready" if ready else "starting", "engines": engines}, 200 if ready else 503)
