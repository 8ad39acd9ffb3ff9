"""The web application: the chat page, the API and what stands before them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from bot.library import open_practices, open_strings
from bot.settings import Settings
from bot.web import api, embed, problems, render
from bot.web.compression import compressed
from bot.web.guards import Guards
from bot.web.limits import Limits
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
        one.model_dump(
            include={"id", "name", "sample", "paid_by", "contact", "retention_days", "accent", "allowed_sites"}
        )
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
    app.state.limits = Limits(settings)
    app.state.catalogue, app.state.strings = strings, strings.find("page")
    app.state.examples = [strings.say(f"topics.{name}") for name in EXAMPLES]
    app.state.practices = {one["id"]: one for one in practices}
    app.state.sites = {one["id"]: frozenset(one["allowed_sites"]) for one in practices}
    app.state.widget = {name: embed.script(name, app.state.strings) for name in ("widget", "dialog")}
    app.add_middleware(Guards)
    problems.install(app)
    app.include_router(api.router)
    app.include_router(embed.router)
    api.describe(app)
    # Only what is the same for everybody is compressed: beside a secret, the length of an answer could tell of it.
    app.mount("/static", GZipMiddleware(StaticFiles(directory=STATIC)), name="static")

    @app.api_route("/", methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False)
    async def chat(request: Request, practice: str | None = None) -> Response:
        picked = next((one for one in practices if one["id"] == practice), None)
        page = render.page(
            practices=practices,
            practice=practice if picked else None,
            paid_by=picked["paid_by"] if picked else None,
            examples=app.state.examples,
            strings=app.state.strings,
            idle_minutes=settings.idle_minutes,
            retention_days=settings.retention_days,
        )
        return compressed(request, page, "text/html")

    @app.api_route("/brief", methods=["GET", "HEAD"], response_class=HTMLResponse, include_in_schema=False)
    async def brief() -> str:
        # The conversation and its secret stand behind the #, which no browser sends.
        return render.brief_page(app.state.strings)

    return app
