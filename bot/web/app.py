"""The web application: the chat page, the API and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from bot.library import open_practices, open_strings
from bot.settings import Settings
from bot.web import api, problems, render
from bot.web.guards import Guards
from bot.web.startup import Startup

STATIC = Path(__file__).parent / "static"
EXAMPLES = ("worth_it", "early_termination_fee", "not_insurance_statement", "doctor_converting")


def create_app(settings: Settings) -> FastAPI:
    """Make the application; it serves pages at once and answers once its parts are there."""
    startup = Startup(settings)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = settings.workers
        startup.start()
        yield
        startup.stop()

    strings = open_strings(settings.knowledge, settings.locale)
    practices = [
        one.model_dump(include={"id", "name", "sample", "paid_by", "allowed_sites"})
        for one in open_practices(settings.knowledge)
    ]
    app = FastAPI(
        title="Plainterms",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        redirect_slashes=False,  # a redirect would repeat whatever the Host header says
    )
    app.state.startup = startup
    app.state.strings = strings.find("page")
    app.state.allowed_sites = {site for one in practices for site in one["allowed_sites"]}
    app.add_middleware(Guards)
    problems.install(app)
    app.include_router(api.router)
    # Only what is the same for everybody is compressed: beside a secret, the length of an answer could tell of it.
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)), name="static")

    @app.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False)
    async def chat(request: Request, practice: str | None = None) -> str:
        picked = next((one for one in practices if one["id"] == practice), None)
        return render.page(
            practices=practices,
            practice=practice if picked else None,
            paid_by=picked["paid_by"] if picked else None,
            examples=[strings.say(f"topics.{name}") for name in EXAMPLES],
            strings=app.state.strings,
            idle_minutes=settings.idle_minutes,
        )

    @app.api_route("/brief", methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False)
    async def brief() -> str:
        # The conversation and its secret stand behind the #, which no browser sends.
        return render.brief_page(app.state.strings)

    return app
