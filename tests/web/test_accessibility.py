"""WCAG 2.2 AA, as far as a machine can tell: what is measured here stands in bot/web/README.md beside what is not."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import FilePayload, Page, expect
from served import PRACTICES, Server
from visitor import AGREEMENT, ALARM, ASKED, ask, file, hold, refuse, upload

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

SEVERAL = "What do I pay each month, can I leave early, and is it insurance?"
DESK, PHONE, ZOOMED, LYING = (1280, 800), (390, 844), (320, 256), (844, 390)  # ZOOMED: 1280 x 1024 at 400 %


def several(page: Page) -> None:
    """Ask several things at once, of one practice."""
    page.select_option("#practice", "juniper-street")
    ask(page, SEVERAL)


def problem(page: Page) -> None:
    """Let a question fail."""
    refuse(page, "I am still starting. Try again in a few seconds.")
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("#problem")).to_be_visible()


def waiting(page: Page) -> None:
    """Let a question wait so long that it can be stopped."""
    page.clock.install()
    hold(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("article[aria-busy]")).to_be_visible()
    page.clock.run_for(6_000)
    expect(page.locator("#stop")).to_be_visible()


def source(page: Page) -> None:
    """Open where a quote stands, beside the chat."""
    several(page)
    page.locator(".quote .cite").first.click()
    expect(page.locator("#source mark").first).to_be_visible()


def sure(page: Page) -> None:
    """Be asked whether to delete the chat."""
    ask(page, ASKED)
    page.click("#delete")


def source_page(page: Page) -> None:
    """Open where a quote stands, as a page."""
    several(page)
    page.goto(page.url + str(page.locator("a.cite").first.get_attribute("href")).removeprefix("/"))


def dead_link(page: Page) -> None:
    """Follow a link that leads nowhere any more."""
    page.goto(page.url + "sources/juniper-street-agreement/sha256:0")


def full_sheet(page: Page) -> None:
    """Open a long sheet whole, with a day worked out and an answer kept."""
    with (PRACTICES / "harbor-lane/agreement.docx").open("rb") as given:
        kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        sheet = upload(page, FilePayload(name="harbor.docx", mimeType=kind, buffer=given.read()))
    sheet.locator("[name=leaving]").fill("2027-05-01")
    sheet.locator("[name=start]").fill("2026-06-01")
    sheet.locator("[data-form=deadline] button").click()
    expect(sheet.locator(".due h4")).to_be_visible()
    sheet.locator(".answer summary").first.click()
    sheet.locator(".answer textarea").first.fill("Nothing after month 6.")
    sheet.locator(".answer button").first.click()
    expect(page.locator(".wrote").first).to_be_visible()
    page.locator(".sheet details").evaluate_all("all => all.forEach(each => each.open = true)")


def answers(page: Page) -> None:
    """Ask for traps, months and terms, as they stand in answers."""
    page.select_option("#practice", "cedar-bluff")
    ask(page, "What is the catch?")
    ask(page, "Summarize the agreement")
    page.locator("[role=log] details").evaluate_all("all => all.forEach(each => each.open = true)")


STATES: dict[str, Callable[[Page], object]] = {
    "opening": lambda page: page.focus("#message"),
    "waiting": waiting,
    "answer": several,
    "guide": lambda page: ask(page, "What is direct primary care?"),
    "comparison": lambda page: ask(page, "Compare Juniper Street with Millbrook Family"),
    "choices": lambda page: ask(page, ASKED),
    "emergency": lambda page: ask(page, ALARM),
    "crisis": lambda page: ask(page, "I want to kill myself"),
    "person": lambda page: (page.select_option("#practice", "juniper-street"), ask(page, "I want to talk to a person")),
    "agreement": upload,
    "long words": lambda page: upload(page, file("a" * 200 + ".txt", AGREEMENT + "wide" * 200)),
    "full sheet": full_sheet,
    "traps and terms": answers,
    "problem": problem,
    "type": lambda page: page.locator("[data-do=type]:visible").first.click(),
    "paste": lambda page: page.locator("[data-do=paste]:visible").first.click(),
    "sure": sure,
    "source": source,
    "source page": source_page,
    "dead link": dead_link,
}


def grave(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds serious or critical: each rule with the elements that break it."""
    found = Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious]


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(page: Page, state: str) -> None:
    """Names, contrast, roles and order hold in each state: by day, by night, on a phone and on paper."""
    STATES[state](page)
    found = {"day": grave(page)}
    page.emulate_media(color_scheme="dark")
    found["night"] = grave(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    found["phone by night"] = grave(page)
    page.emulate_media(color_scheme="light")
    found["phone"] = grave(page)
    page.emulate_media(media="print")
    found["paper"] = grave(page)

    assert {name: each for name, each in found.items() if each} == {}


# Reflow (1.4.10), text spacing (1.4.12), orientation (1.3.4)


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, state: str) -> None:
    """At 320 pixels, which is 1280 at 400 %, nobody has to scroll sideways; nor with wider spacing of letters."""
    page.set_viewport_size({"width": 320, "height": 640})
    STATES[state](page)
    width = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
    plain = page.evaluate(width)
    space_out(page)

    assert plain <= 320
    assert page.evaluate(width) <= 320


SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
                       p { margin-bottom: 2em !important }`);
    document.adoptedStyleSheets = [sheet];
}"""

CUT = """() => [...document.querySelectorAll("body *")].filter(each => {
    const style = getComputedStyle(each);
    const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
    return hides && !each.closest(".vh, [hidden], dialog:not([open])") && style.clipPath === "none" && each.checkVisibility()
        && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}).map(each => each.outerHTML.slice(0, 80))"""


def space_out(page: Page) -> None:
    """Set text as wide as WCAG 1.4.12 says a reader may."""
    page.evaluate(SPACED)


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize(
    "state", ["opening", "answer", "agreement", "full sheet", "traps and terms", "emergency", "comparison"]
)
def test_with_wider_text_nothing_is_cut_off(page: Page, state: str, size: tuple[int, int]) -> None:
    """Line, letter, word and paragraph spacing can be what a reader needs."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    STATES[state](page)
    space_out(page)

    assert page.evaluate(CUT) == []


# Contrast (1.4.3, 1.4.11)

TEXTS = [
    ("ink", "paper"), ("ink", "shade"), ("ink", "mist"), ("ink", "sand"), ("quiet", "paper"), ("quiet", "shade"),
    ("petrol", "paper"), ("petrol", "mist"), ("petrol", "shade"), ("paper", "petrol"), ("amber", "paper"), ("amber", "sand"),
    ("paper", "amber"), ("paper", "ink"), ("petrol", "sand"),
]  # fmt: skip
EDGES = [("edge", "paper"), ("petrol", "paper"), ("amber", "sand"), ("petrol", "shade")]


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG defines it."""
    full = colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])
    parts = [int(full[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_pair_of_colours_has_the_contrast_that_it_needs(page: Page, scheme: str) -> None:
    """Text has 4.5 : 1, though we ask for 5; what is drawn has 3 : 1."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    names = {name for pair in TEXTS + EDGES for name in pair}
    read = "name => getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()"
    colours = {name: page.evaluate(read, name) for name in names}
    measured = {pair: contrast(*(colours[name] for name in pair)) for pair in TEXTS + EDGES}

    assert {pair: ratio for pair, ratio in measured.items() if pair in TEXTS and ratio < 5} == {}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 3} == {}


# Focus (2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7, 2.4.11)

FOCUSED = """() => {
    const each = document.activeElement;
    if (!each || each === document.body) return null;
    const { left, top, right, bottom } = each.getClientRects()[0];
    const ours = (x, y) => { const hit = document.elementFromPoint(x, y); return hit && (each.contains(hit) || hit.contains(each)); };
    const inset = [[left + 2, top + 2], [right - 2, top + 2], [left + 2, bottom - 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
    const style = getComputedStyle(each);
    return {
        what: each.outerHTML.slice(0, 90), seen: inset.filter(([x, y]) => ours(x, y)).length,
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        big: bottom - top > innerHeight * .6,
    };
}"""


@pytest.mark.parametrize("size", [DESK, PHONE, ZOOMED, LYING], ids=["desk", "phone", "zoomed", "lying"])
@pytest.mark.parametrize("state", ["opening", "answer", "agreement"])
def test_the_focus_is_always_seen_and_never_caught(page: Page, state: str, size: tuple[int, int]) -> None:
    """From the first to the last element and back: each has a ring, and neither bar nor composer covers it."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    STATES[state](page)
    page.evaluate("scrollTo(0, 0), document.querySelector('.skip').focus()")
    count = page.locator(":is(a[href], button, select, textarea, input, summary):visible").count()
    for key in ("Tab", "Shift+Tab"):
        seen = 0
        for _ in range(4 * count):  # a date is several stops
            found = page.evaluate(FOCUSED) if seen or key == "Tab" else {"ring": True, "seen": 5}
            if found is None:
                break
            seen += 1
            assert found["ring"], found
            assert found["seen"] == 5 or found["big"], (key, found)
            page.keyboard.press(key)
        assert seen >= count, "the focus was caught"


def test_the_order_of_the_focus_is_the_order_on_the_page(page: Page) -> None:
    """Skip links, masthead with help before the rest, question box, offers."""
    order = []
    for _ in range(11):
        page.keyboard.press("Tab")
        order.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))

    assert order == [
        "Skip to the conversation", "Skip to the question box", "practice", "Talk to a person", "Print this chat",
        "start-over", "delete", "911", "Call 988", "text 988", "message",
    ]  # fmt: skip


def test_skip_links_lead_where_they_say(page: Page) -> None:
    """To the conversation, and to the question box."""
    page.keyboard.press("Tab")
    expect(page.locator(".skip").first).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.goto(page.url.partition("#")[0] + "?again")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#message")).to_be_focused()


def test_dialogs_hold_the_focus_and_give_it_back(page: Page) -> None:
    """Escape closes each, and the focus returns to what opened it."""
    several(page)
    openers = ("[data-do=paste]:visible", "#delete", "#start-over", ".quote .cite")
    for opener in openers:
        button = page.locator(opener).first
        button.press("Enter")
        expect(page.locator("dialog[open]")).to_be_visible()
        for _ in range(6):
            page.keyboard.press("Tab")
            inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog[open]')"
            assert page.evaluate(inside), opener
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect(button).to_be_focused()


# Targets (2.5.8) and names (4.1.2, 2.5.3)


@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize(
    "state",
    ["opening", "answer", "agreement", "full sheet", "emergency", "source", "paste", "type", "problem", "waiting"],
)
def test_everything_to_press_is_large_enough(page: Page, state: str, size: tuple[int, int]) -> None:
    """24 by 24 pixels; telephone numbers within a sentence are excepted by WCAG itself."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    STATES[state](page)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, select, textarea, input, summary")]
            .filter(each => each.checkVisibility({ visibilityProperty: true }) && !each.matches(".skip, .danger a"))
            .map(each => [each.outerHTML.slice(0, 90), each.getBoundingClientRect()])
            .filter(([, { width, height }]) => width < 23.9 || height < 23.9).map(([what, { width, height }]) => [what, width, height])"""
    )

    assert small == []


def test_an_answer_is_structured_by_headings(page: Page) -> None:
    """One title; the question is a heading, and no rank below it is left out."""
    page.select_option("#practice", "juniper-street")
    ask(page, SEVERAL)
    ask(page, "Compare Juniper Street with Millbrook Family")
    ranks = page.locator("h1, [role=log] :is(h2, h3, h4)").evaluate_all(
        "all => all.map(each => Number(each.tagName[1]))"
    )

    assert ranks.count(1) == 1
    assert ranks.count(2) == 2
    assert all(after - before <= 1 for before, after in pairwise(ranks))


# Preferences


def test_by_night_the_page_is_dark(page: Page) -> None:
    """Paper and ink follow what the person's system prefers."""
    colour = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")

    assert day == "rgb(255, 255, 255)"
    assert sum(int(part) for part in re.findall(r"\d+", page.evaluate(colour))) < 150


def test_nothing_moves(page: Page) -> None:
    """There is neither animation nor transition, for those who asked for none and for all others."""
    several(page)
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter(each => {
            const style = getComputedStyle(each);
            return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0 || style.scrollBehavior !== "auto";
        }).length"""
    )

    assert moving == 0


def test_in_forced_colours_what_colour_said_is_drawn(page: Page) -> None:
    """Quotes, the guide's box, the bar, marks and the alarm keep an edge."""
    page.emulate_media(forced_colors="active")
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.select_option("#practice", "juniper-street")
    ask(page, ALARM)
    width = (
        "each => Math.max(...['Left', 'Bottom'].map(side => parseFloat(getComputedStyle(each)[`border${side}Width`])))"
    )

    for each in (".emergency", ".quote", ".cite", ".bar", "#send"):
        assert page.locator(each).first.evaluate(width) >= 1, each


def test_no_status_is_seen_only_or_heard_only(page: Page, server: Server) -> None:
    """What went wrong is an alert, what goes on a status, and both can be seen."""
    problem(page)
    assert page.locator("[role=alert]:visible").count() == 1
    page.unroute("**/api/v1/turns")
    page.goto(server.url)
    page.click("#send")
    expect(page.locator("[role=status]")).to_be_visible()
    expect(page.locator("[role=status]")).to_have_text("Write your question first.")
