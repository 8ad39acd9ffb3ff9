"""A decision in a real browser: what can be set, tried out, weighed, folded, taken along.

The page, its style and its scripts are the real ones behind the real headers; what answers them is a small stand-in that
works each comparison out as the program does.
"""

import asyncio
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import decision_answer as decision
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
import uvicorn
import yaml
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from playwright.sync_api import Locator, Page, expect
from starlette.staticfiles import StaticFiles
from test_accessibility import CUT, PHONE, SPACED, grave
from visitor import ask, next_turn

from bot.web import decisions, render
from bot.web.api.answers import html_events
from bot.web.guards import Guards

if TYPE_CHECKING:
    from web_fixtures import Window

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
STRINGS: dict[str, str] = yaml.safe_load((ROOT / "knowledge/strings/en/page.yaml").read_text("utf-8"))
GLOSSARY = decisions.glossary(yaml.safe_load((ROOT / "knowledge/strings/en/glossary.yaml").read_text("utf-8")))
ASKED = "Is Juniper Street worth it for me?"
SLOW_FEE, WRONG_FEE = 13, 400  # of which the stand-in takes long, and which it refuses
STATUS = "#ask [role=status]"
CALENDAR = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@dataclass
class StandIn:
    """What answers the page: every body that was posted, and the headers of the last request."""

    url: str = ""
    posted: list[dict[str, Any]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    gone: bool = False

    def app(self) -> FastAPI:
        """Make the application."""
        app = FastAPI()
        app.state.sites = {}  # no practice's site may call
        app.add_middleware(Guards)
        app.mount("/static", StaticFiles(directory=ROOT / "bot/web/static"))
        chat = render.page(practices=[], practice=None, paid_by=None, examples=[ASKED], strings=STRINGS)
        app.get("/")(lambda: HTMLResponse(chat))
        app.get("/brief")(lambda: HTMLResponse(render.brief_page(STRINGS)))
        app.post("/api/v1/turns")(lambda: streamed(decision.whole(), ASKED))
        app.post("/api/v1/conversations/c1/comparison")(self.compare)
        app.get("/api/v1/conversations/c1/brief")(self.brief)
        app.get("/api/v1/conversations/c1/notice")(lambda: PlainTextResponse(CALENDAR, media_type="text/calendar"))
        return app

    async def compare(self, request: Request) -> Response:
        """Answer what was set, or what was only tried."""
        body = await request.json()
        self.posted.append(body)
        self.headers = dict(request.headers)
        fee = body.get("changes", {}).get("retainers.fee", 95)
        if fee == SLOW_FEE:
            await asyncio.sleep(0.5)
        if fee == WRONG_FEE:
            return JSONResponse({"detail": "The fee is too high. Give less."}, 422)
        if not body["keep"]:
            tried = decision.tried(fee, body["changes"].get("members.me.use.primary_care", 4))
            return HTMLResponse(render.parts(tried, STRINGS, GLOSSARY))
        turn = len(self.posted) + 1
        weights = body.get("matters")
        found = decision.answer(decision.priorities(weights), turn=turn) if weights else decision.whole(turn=turn)
        return streamed(found.model_copy(update={"secret": None}), body["label"])

    def brief(self, request: Request) -> Response:
        """Answer with the brief, unless it is gone."""
        if self.gone or request.headers["authorization"] != "Bearer s1":
            return JSONResponse({"detail": "There is no such conversation."}, 404)
        shown = render.brief(decision.brief(), decision.TITLE, decision.LEAD, STRINGS, paid_by="No practice pays.")
        return HTMLResponse(shown)


def streamed(answer: Any, asked: str) -> Response:
    """Send a turn as the program does."""
    return Response(
        "".join(html_events(render.pieces(answer, asked, STRINGS, GLOSSARY))), media_type="text/event-stream"
    )


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    """Run the stand-in on a free port."""
    found = StandIn()
    server = uvicorn.Server(uvicorn.Config(found.app(), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    found.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    yield found
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def page(window: "Window", stand_in: StandIn) -> Iterator[Page]:
    """Open the chat with a decision in it; at the end it must have complained of nothing."""
    window.complaints.clear()
    window.requests.clear()
    stand_in.posted.clear()
    stand_in.gone = False
    opened = window.context.new_page()
    opened.goto(stand_in.url)
    ask(opened, ASKED)
    yield opened
    for each in window.context.pages:
        each.close()
    assert [each for each in window.complaints if not each.startswith("error: Failed to load resource")] == []


def chip(page: Page, name: str) -> Locator:
    """Return the button of an input."""
    return page.locator(".chip", has_text=re.compile(rf"^{name} "))


def dial(page: Page, kind: str = "number") -> Locator:
    """Return the field or the slider of the fee."""
    return page.locator(f"[data-field='retainers.fee'].dial input[type={kind}]")


def tried(page: Page, act: Callable[[], object]) -> None:
    """Do what tries a setting out, and wait for what comes of it."""
    with page.expect_response("**/comparison"):
        act()


def step_down(slider: Locator, steps: int) -> None:
    """Move a slider down at once, however slow this machine is."""
    slider.evaluate(
        """(each, steps) => {
            for (; steps; steps--) {
                each.stepDown();
                each.dispatchEvent(new Event("input", { bubbles: true }));
            }
        }""",
        steps,
    )


# Inputs


def test_an_input_is_set_in_place_and_answered_in_a_turn_of_its_own(page: Page, stand_in: StandIn) -> None:
    """By keyboard alone; what is sent is the field, its value and the line that is shown, with the secret in a header."""
    chip(page, "Age").press("Enter")
    field = page.locator(".edit:visible input")
    expect(field).to_be_focused()
    expect(chip(page, "Age")).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("43")
    turn = next_turn(page, lambda: page.keyboard.press("Enter"))

    assert stand_in.posted == [{"changes": {"members.me.age": 43}, "keep": True, "label": "Age: 43"}]
    assert stand_in.headers["authorization"] == "Bearer s1"
    assert stand_in.headers["accept"] == "text/event-stream, text/html"
    expect(turn.locator("h2 span")).to_have_text("Age: 43")
    expect(turn.locator("h2")).to_be_focused()
    expect(page.locator(".edit:visible")).to_have_count(0)


def test_a_choice_is_set_by_its_value_and_shown_by_its_name(page: Page, stand_in: StandIn) -> None:
    """Not the other way round."""
    chip(page, "Health").click()
    page.locator(".edit:visible select").select_option("poor")
    next_turn(page, page.locator(".edit:visible .go").click)

    assert stand_in.posted == [{"changes": {"members.me.health": "poor"}, "keep": True, "label": "Health: poor"}]


def test_what_was_said_can_be_taken_back_and_what_was_assumed_cannot(page: Page, stand_in: StandIn) -> None:
    """The value is then null."""
    chip(page, "Doctor visits").click()
    expect(page.locator(".edit:visible [data-do=forgo]")).to_have_count(0)
    chip(page, "Doctor visits").click()
    chip(page, "Deductible").click()
    next_turn(page, page.locator(".edit:visible [data-do=forgo]").click)

    assert stand_in.posted[0]["changes"] == {"insurance.deductible": None}
    assert stand_in.posted[0]["label"] == "Deductible: I don’t know"


@pytest.mark.parametrize("way", ["Escape", "cancel"])
def test_leaving_an_input_as_it_was_gives_the_focus_back(page: Page, stand_in: StandIn, way: str) -> None:
    """To what opened it."""
    chip(page, "Age").click()
    page.keyboard.type("99")
    if way == "cancel":
        page.locator(".edit:visible [data-do=shut]").click()
    else:
        page.keyboard.press("Escape")

    expect(chip(page, "Age")).to_be_focused()
    expect(page.locator(".edit:visible")).to_have_count(0)
    chip(page, "Age").click()
    expect(page.locator(".edit:visible input")).to_have_value("42")
    assert stand_in.posted == []


def test_what_the_server_refuses_is_said_where_it_was_set(page: Page) -> None:
    """As an alert in the editor; what was written stays."""
    chip(page, "Juniper Street fee").click()
    page.locator(".edit:visible input").fill(str(WRONG_FEE))
    page.keyboard.press("Enter")

    expect(page.locator(".edit:visible [role=alert]")).to_have_text("The fee is too high. Give less.")
    expect(page.locator("#problem")).to_be_hidden()
    expect(page.locator(".edit:visible input")).to_have_value(str(WRONG_FEE))
    expect(page.locator("article.turn")).to_have_count(1)


# What if


def test_slider_and_field_keep_in_step_and_are_asked_for_once(page: Page, stand_in: StandIn) -> None:
    """Several steps within a moment are one request; its numbers are swapped in, and the focus stays."""
    slider, number = dial(page, "range"), dial(page)
    before = page.locator(".options tr.reference ~ tr").all_inner_texts()
    slider.focus()
    tried(page, lambda: step_down(slider, 5))

    assert stand_in.posted == [{"changes": {"retainers.fee": 90}, "keep": False}]
    assert stand_in.headers["accept"] == "text/html"
    expect(number).to_have_value("90")
    expect(slider).to_be_focused()
    expect(page.locator("[data-said]")).to_contain_text(
        "With a fee of $90 and 4 visits it comes out so. That turns it round."
    )
    expect(page.locator(STATUS)).to_contain_text("With a fee of $90")
    tried(page, lambda: page.keyboard.press("ArrowLeft"))
    expect(number).to_have_value("89")
    assert page.locator(".options tr.reference ~ tr").all_inner_texts() != before
    tried(page, lambda: number.fill("50"))
    expect(slider).to_have_value("50")
    expect(page.locator(".options")).to_contain_text("$50 a month")
    expect(page.locator("article.turn")).to_have_count(1)


def test_every_setting_that_was_touched_is_sent_together(page: Page, stand_in: StandIn) -> None:
    """The rest stays as it is known."""
    tried(page, lambda: dial(page).fill("50"))
    visits = page.locator("[data-field='members.me.use.primary_care'].dial input[type=number]")
    tried(page, lambda: visits.fill("10"))

    assert stand_in.posted[-1]["changes"] == {"retainers.fee": 50, "members.me.use.primary_care": 10}
    expect(page.locator("[data-said]")).to_contain_text("$50 and 10 visits")


def test_the_last_of_several_requests_wins(page: Page, stand_in: StandIn) -> None:
    """One that is slower comes too late."""
    with page.expect_request("**/comparison"):
        dial(page).fill(str(SLOW_FEE))
    tried(page, lambda: dial(page).fill("50"))
    expect(page.locator("[data-said]")).to_contain_text("fee of $50")
    page.wait_for_timeout(700)

    expect(page.locator("[data-said]")).to_contain_text("fee of $50")
    expect(page.locator(".what-if .wrong")).to_be_hidden()
    assert [each["changes"]["retainers.fee"] for each in stand_in.posted] == [SLOW_FEE, 50]


def test_what_is_unfolded_stays_so_and_words_keep_their_definition(page: Page) -> None:
    """Only numbers change."""
    page.locator("[data-fold=sums] > summary").click()
    words = page.locator("[data-part=numbers] .term").all_inner_texts()
    tried(page, lambda: dial(page).fill("50"))
    expect(page.locator("[data-said]")).to_contain_text("$50")

    assert page.locator("[data-fold=sums]").evaluate("each => each.open")
    assert words
    assert page.locator("[data-part=numbers] .term").all_inner_texts() == words
    page.locator("[data-part=numbers] .term").first.click()
    expect(page.locator(".definition:popover-open")).to_have_count(1)


def test_settings_that_are_refused_are_said_in_place_and_the_numbers_stay(page: Page) -> None:
    """A number beyond its bounds is not even sent."""
    before = page.locator(".options").inner_text()
    tried(page, lambda: dial(page).fill(str(WRONG_FEE)))
    expect(page.locator(".what-if [role=alert]")).to_have_text("The fee is too high. Give less.")
    dial(page).fill("9999")
    expect(page.locator(".what-if [role=alert]")).to_contain_text("500")

    assert page.locator(".options").inner_text() == before


def test_settings_of_an_earlier_comparison_rest(page: Page) -> None:
    """They would be tried on the newer one."""
    chip(page, "Age").click()
    next_turn(page, lambda: page.keyboard.press("Enter"))

    expect(page.locator("article").first.locator(".what-if fieldset:disabled")).to_have_count(1)
    expect(page.locator("article").first.locator("[data-earlier]")).to_be_visible()
    expect(page.locator("article").last.locator(".what-if fieldset:disabled")).to_have_count(0)
    expect(page.locator("article").last.locator("[data-earlier]")).to_be_hidden()


# What matters, differences, words, the list


def test_what_matters_is_sent_as_weights(page: Page, stand_in: StandIn) -> None:
    """With none it says so in place; the answer has them in their order, and where they lead."""
    page.locator(".weighing .go").click()
    expect(page.locator(".weighing [role=alert]")).to_have_text(STRINGS["matters_none"])
    page.get_by_role("group", name="Freedom to leave").get_by_label("Very").check()
    page.get_by_role("group", name=re.compile("^Cost ")).get_by_label("Somewhat").check()
    turn = next_turn(page, page.locator(".weighing .go").click)

    assert stand_in.posted == [
        {"matters": {"cost": 2, "freedom": 3}, "keep": True, "label": "What matters to me. Cost: Somewhat; Freedom to leave: Very"}
    ]  # fmt: skip
    assert turn.locator("dt").all_inner_texts()[0].startswith("Freedom to leave")
    expect(turn.locator(".lead")).to_contain_text("not joining fits you better")


def test_only_differences_can_be_shown(page: Page) -> None:
    """How many rows are left is seen and said."""
    rows = page.locator(".agreements tbody tr:visible")
    expect(rows).to_have_count(4)
    page.locator("[data-differences]").press("Space")
    expect(rows).to_have_count(3)
    expect(page.locator("[data-count]")).to_have_text("3 of 4 rows shown")
    expect(page.locator(STATUS)).to_have_text("3 of 4 rows shown")
    page.locator("[data-differences]").press("Space")
    expect(rows).to_have_count(4)


def test_a_word_opens_its_definition_by_keyboard_and_escape_closes_it(page: Page) -> None:
    """The focus stays on the word; Escape does nothing else then."""
    word = page.locator(".term", has_text="deductible").first
    word.press("Enter")
    shown = page.locator(".definition:popover-open")
    expect(shown).to_contain_text("before the plan starts to pay")
    box, held = shown.bounding_box(), word.bounding_box()
    assert box
    assert held
    assert 0 <= box["y"] - held["y"] < 60 or 0 <= held["y"] - box["y"] < 200
    page.keyboard.press("Escape")

    expect(shown).to_have_count(0)
    expect(word).to_be_focused()


def test_the_comparison_can_be_read_as_a_list(page: Page) -> None:
    """A heading for each option; until it is unfolded nobody hears it twice."""
    listed = page.locator(".linear h4")
    assert [each.is_visible() for each in listed.all()] == [False] * 5
    page.locator(".comparison .linear > summary").press("Enter")

    assert all(each.is_visible() for each in listed.all())
    assert page.get_by_role("table", name="A year of care, 5 ways").get_by_role("rowheader").count() == 5


def test_a_decision_is_copied_as_text(page: Page) -> None:
    """Inputs, numbers, verdicts and words with a definition are all there, and nothing twice."""
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text }")
    page.locator("[data-do=copy]").click()
    page.wait_for_function("window.copied")
    copied: str = page.evaluate("window.copied")

    assert "Age 42" in copied
    assert "Deductible $5,000" in copied
    assert re.search(r"Silver plan alone yours now average \$8,\d+ \| \$6,480 \$540 a month \| ", copied)
    assert "Its deductible is higher." in copied
    assert copied.count("What you pay for care in a plan year") == 0
    assert copied.count("Worst case") == 1


# The brief


def open_brief(page: Page) -> Page:
    """Open the brief in its tab."""
    with page.context.expect_page() as opened:
        page.locator("[data-do=brief]").click()
    expect(opened.value.locator(".brief h1")).to_have_text(decision.TITLE)
    return opened.value


def test_the_brief_opens_in_a_tab_and_no_address_that_is_asked_for_holds_the_secret(
    page: Page, window: "Window"
) -> None:
    """It stands behind the #, which no server sees."""
    brief = open_brief(page)

    assert brief.url.endswith("/brief#c1.s1")
    assert not [url for url in window.requests if "s1" in url.partition("#")[0].rpartition("/")[2]]
    assert brief.evaluate("window.opener") is None
    for words in (
        "Paid for sure",
        "Reasons to join",
        "Watch for",
        "Ask before you sign",
        "Notice date",
        "No practice pays.",
    ):
        expect(brief.locator("main")).to_contain_text(words)


def test_the_brief_fits_one_sheet_of_letter_paper(page: Page) -> None:
    """Whole, and with no button on it."""
    brief = open_brief(page)
    document = pypdfium2.PdfDocument(brief.pdf(prefer_css_page_size=True))
    text = document[0].get_textpage().get_text_bounded()

    assert len(document) == 1
    assert [round(length) for length in document[0].get_size()] == [612, 792]
    assert "No practice pays." in text
    assert STRINGS["brief_calendar"] not in text


def test_the_last_day_of_notice_goes_into_a_calendar(page: Page) -> None:
    """As a file; where that fails it is said beside it."""
    brief = open_brief(page)
    with brief.expect_download() as download:
        brief.locator("[data-do=calendar]").click()
    assert download.value.suggested_filename == "notice.ics"
    assert Path(download.value.path()).read_bytes() == CALENDAR.encode()
    brief.route("**/notice", lambda route: route.fulfill(status=404, json={"detail": "No day is known."}))
    brief.locator("[data-do=calendar]").click()
    expect(brief.locator(".wrong")).to_have_text("I could not make the reminder. No day is known.")


def test_a_brief_that_is_gone_says_so(page: Page, stand_in: StandIn) -> None:
    """So does a link that is not whole, and a server that is not there."""
    stand_in.gone = True
    for address, words in (("#c1.s1", "brief_gone"), ("", "brief_gone"), ("#c1.other", "brief_gone")):
        opened = page.context.new_page()
        opened.goto(f"{stand_in.url}/brief{address}")
        expect(opened.locator("#waiting")).to_have_text(STRINGS[words])
    opened.route("**/api/**", lambda route: route.abort())
    opened.reload()
    expect(opened.locator("#waiting")).to_have_text(STRINGS["brief_error"])


def test_the_link_to_the_brief_can_be_copied(page: Page, stand_in: StandIn) -> None:
    """And what it lets others do is said."""
    page.evaluate("navigator.clipboard.writeText = text => { window.copied = text }")
    page.locator("[data-do=share]").click()
    expect(page.locator(STATUS)).to_have_text(STRINGS["brief_copied"])

    assert page.evaluate("window.copied") == f"{stand_in.url}/brief#c1.s1"


# Everybody


def unfolded(page: Page) -> None:
    """Open all that can be."""
    page.locator("[role=log] details").evaluate_all("all => all.forEach(each => each.open = true)")
    chip(page, "Age").click()


@pytest.mark.parametrize("width", [320, 390, 700, 1024, 1280])
def test_nothing_is_wider_than_the_screen_or_cut_off(page: Page, width: int) -> None:
    """At 320 pixels, which is 1280 at 400 %, as well as at a desk; nor with wider spacing of letters."""
    page.set_viewport_size({"width": width, "height": 800})
    unfolded(page)
    measure = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
    plain = page.evaluate(measure)
    page.evaluate(SPACED)

    assert plain <= width
    assert page.evaluate(measure) <= width
    assert page.evaluate(CUT) == []


def test_all_bars_of_a_screen_share_one_axis(page: Page) -> None:
    """At every width all of them are equally long, so that a dollar is as long in each row."""
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        boxes = page.locator(".options .gauge").evaluate_all(
            "all => all.map(each => each.getBoundingClientRect().width)"
        )
        assert len(boxes) == 15
        assert min(boxes) > 50
        assert max(boxes) - min(boxes) < 1


def test_axe_finds_nothing_serious(page: Page) -> None:
    """By day, by night, on a phone and on paper; nor in the brief."""
    unfolded(page)
    found = {"day": grave(page)}
    page.emulate_media(color_scheme="dark")
    found["night"] = grave(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found["phone"] = grave(page)
    page.emulate_media(media="print")
    found["paper"] = grave(page)
    page.emulate_media(media="screen", color_scheme="light")
    brief = open_brief(page)
    found["brief"] = grave(brief)

    assert {name: each for name, each in found.items() if each} == {}
    assert Axe().run(page).response["passes"]


def test_everything_to_press_is_large_enough(page: Page) -> None:
    """24 by 24 pixels."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        unfolded(page)
        small = page.locator("[role=log] :is(a[href], button, select, input, summary):visible").evaluate_all(
            """all => all.map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect(), each.labels?.[0]])
                .map(([what, box, label]) => [what, label?.contains(document.activeElement) ? box : box])
                .filter(([what, { width, height }]) => (width < 23.9 || height < 23.9) && !/radio|checkbox/.test(what)).map(([what]) => what)"""
        )
        assert small == []
        chip(page, "Age").click()


def test_headings_leave_out_no_rank(page: Page) -> None:
    """The question, its parts, and what is within them."""
    unfolded(page)
    ranks = page.locator("h1, [role=log] :is(h2, h3, h4)").evaluate_all(
        "all => all.map(each => Number(each.tagName[1]))"
    )

    assert all(after - before <= 1 for before, after in pairwise(ranks))


def test_nothing_of_a_decision_moves(page: Page) -> None:
    """There is neither animation nor transition."""
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(each => {
            const style = getComputedStyle(each);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
        }).map(each => each.outerHTML.slice(0, 90))"""
    )

    assert moving == []


def test_once_the_chat_is_gone_that_is_said_where_something_is_set(page: Page, stand_in: StandIn) -> None:
    """Nothing is sent."""
    page.locator("article").evaluate("each => each.dataset.conversation = 'other'")
    chip(page, "Age").click()
    page.keyboard.press("Enter")
    expect(page.locator(".edit:visible .wrong")).to_have_text(STRINGS["chat_gone"])
    dial(page).fill("50")
    expect(page.locator(".what-if .wrong")).to_have_text(STRINGS["chat_gone"])

    assert stand_in.posted == []
