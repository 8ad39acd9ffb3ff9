"""The chat page in a real browser: what a person sees, presses, hears and can undo."""

import re
from collections.abc import Callable
from contextlib import closing

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it ships no types
from playwright.sync_api import Browser, Dialog, FilePayload, Locator, Page, Route, expect
from served import PRACTICES, Server

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)

ASKED = "How do I cancel?"
AGREEMENT = (
    "Membership agreement of Quillwort Clinic\n\n"
    "The monthly membership fee is $73 for each adult.\n\n"
    "You may cancel at any time with forty-five (45) days written notice.\n"
)
ALARM = "I have crushing chest pain and cannot breathe. How do I cancel?"


def turns(page: Page) -> Locator:
    """Return the turns that have been answered."""
    return page.locator("[role=log] > article.turn:not([aria-busy])")


def next_turn(page: Page, act: Callable[[], object]) -> Locator:
    """Do what sends something, and return the turn that comes of it."""
    before = turns(page).count()
    act()
    expect(turns(page)).to_have_count(before + 1)
    return turns(page).nth(before)


def ask(page: Page, message: str) -> Locator:
    """Ask by keyboard, and return the answer."""
    page.fill("#message", message)
    return next_turn(page, lambda: page.press("#message", "Enter"))


def file(name: str = "mine.txt", text: str = AGREEMENT) -> FilePayload:
    """Return a file to be chosen."""
    return FilePayload(name=name, mimeType="text/plain", buffer=text.encode())


def upload(page: Page, given: FilePayload | None = None) -> Locator:
    """Choose a file, and return what was read in it."""
    return next_turn(page, lambda: page.set_input_files("#file", files=[given or file()]))


def drop(page: Page, name: str, text: str) -> None:
    """Drop a file on the page."""
    transfer = page.evaluate_handle(
        "([name, text]) => { const held = new DataTransfer(); held.items.add(new File([text], name)); return held; }",
        [name, text],
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    expect(page.locator(".drop")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def paste(page: Page, text: str) -> None:
    """Paste the text of an agreement."""
    page.locator("[data-do=paste]:visible").first.click()
    page.fill("#pasted", text)
    page.click("#paste .go")


def refuse(page: Page, detail: str) -> None:
    """Let the next turns be refused with these words."""

    def answer(route: Route) -> None:
        route.fulfill(status=503, content_type="application/problem+json", json={"detail": detail})

    page.route("**/api/v1/turns", answer)


# Opening


def test_the_page_opens_with_a_question_box_and_no_answer(page: Page) -> None:
    """Its heading, language and title are there; nothing waits and nothing failed."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()
    expect(turns(page)).to_have_count(0)

    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title()


def test_a_link_can_pick_the_practice_and_the_page_says_who_pays(page: Page, server: Server) -> None:
    """A practice's own link opens with it; one that is unknown opens with none."""
    page.goto(f"{server.url}/?practice=juniper-street")
    expect(page.locator("#paid-by")).to_contain_text("Juniper Street Direct Care pays")
    expect(page.locator("#sample")).to_be_visible()
    assert "30 days" in ask(page, ASKED).inner_text()
    page.goto(f"{server.url}/?practice=nowhere")

    assert page.input_value("#practice") == ""


def test_without_scripts_the_page_says_so_and_names_the_emergency_numbers(chromium: Browser, server: Server) -> None:
    """Nobody is left before a box that does nothing."""
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server.url)

        expect(page.locator("noscript p")).to_contain_text("JavaScript")
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("a[href='tel:911']").first).to_be_visible()


# Asking


def test_a_question_can_be_asked_with_the_keyboard_alone(page: Page) -> None:
    """The focus goes to the question above its answer, and from there to the first source."""
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator("#message:focus").count():
            break
    page.keyboard.type("How do I cancel at Juniper Street?")
    answer = next_turn(page, lambda: page.keyboard.press("Enter"))

    expect(answer.locator("h2")).to_be_focused()
    expect(answer.locator("h2")).to_be_in_viewport()
    expect(page.locator("[role=status]")).to_have_text("The answer is here.")
    expect(page.locator("#message")).to_have_value("")
    page.keyboard.press("Tab")
    expect(answer.locator(".cite").first).to_be_focused()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.locator("mark")).to_be_in_viewport()


def test_a_citation_opens_its_source_with_the_words_marked(page: Page) -> None:
    """The mark has the words that the answer quoted, and can be seen without scrolling."""
    page.select_option("#practice", "cedar-bluff")
    answer = ask(page, "What do I owe if I leave early?")
    figure = answer.locator(".quote").first
    with page.context.expect_page() as opened:
        figure.locator(".cite").click()
    source = opened.value

    expect(source.locator("#quote")).to_be_in_viewport()
    marked = "".join(source.locator("mark").all_text_contents())
    assert "".join(marked.split()) == "".join(figure.locator("blockquote").inner_text().split())
    assert source.locator("script").count() == 0


def test_shift_and_enter_begin_a_new_line(page: Page) -> None:
    """Only Enter alone sends."""
    page.fill("#message", "How")
    page.press("#message", "Shift+Enter")

    expect(page.locator("#message")).to_have_value("How\n")
    expect(turns(page)).to_have_count(0)


def test_an_empty_question_is_asked_for_not_sent(page: Page) -> None:
    """The page says what is missing."""
    page.click("#send")

    expect(page.locator("[role=status]")).to_have_text("Write your question first.")
    expect(page.locator("#message")).to_be_focused()


def test_pressing_twice_asks_once(page: Page) -> None:
    """While an answer is awaited, the question is shown and the button says that it waits."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.fill("#message", ASKED)

    def twice() -> None:
        page.press("#message", "Enter")
        page.click("#send")

    next_turn(page, twice)
    assert len(sent) == 1


def test_a_follow_up_button_asks_its_own_words(page: Page) -> None:
    """They become the next question, of the same agreement; the older buttons go."""
    page.select_option("#practice", "juniper-street")
    first = ask(page, ASKED)
    button = first.locator(".next button").first
    words = button.inner_text()
    second = next_turn(page, button.click)

    expect(second.locator("h2")).to_contain_text(words)
    expect(second.locator("h2")).to_be_focused()
    expect(first.locator(".next")).to_be_hidden()
    expect(second.locator(".sources h3")).to_contain_text("Juniper Street")


def test_a_choice_answers_the_question_that_was_open(page: Page) -> None:
    """Who is asked which practice they mean can press one."""
    first = ask(page, ASKED)
    second = next_turn(page, first.locator(".choices button", has_text="Juniper").click)

    expect(second.locator(".sources h3")).to_contain_text("Juniper Street")


def test_an_example_is_asked_by_pressing_it(page: Page) -> None:
    """The first screen's questions are questions."""
    answer = next_turn(page, page.locator(".examples button").first.click)

    expect(answer.locator("h2")).to_be_focused()
    assert answer.inner_text()


# In an emergency


def test_in_an_emergency_the_notice_comes_first_with_a_number_to_press(page: Page) -> None:
    """It has the focus, is seen without scrolling, and stands above the answer about the plan."""
    page.select_option("#practice", "juniper-street")
    answer = ask(page, ALARM)
    notice = answer.locator("h2 + .notice.emergency")

    expect(notice).to_be_focused()
    expect(notice).to_be_in_viewport(ratio=1)
    expect(notice.locator("a[href='tel:911']")).to_be_visible()
    expect(page.locator("[role=status]")).to_contain_text("call 911")
    expect(answer).to_contain_text("30 days")


def test_on_a_small_phone_the_number_to_press_is_not_hidden(page: Page) -> None:
    """It stands above the box for the next question without scrolling."""
    page.set_viewport_size({"width": 320, "height": 568})
    link = ask(page, ALARM).locator("a[href='tel:911']").bounding_box()
    box = page.locator("#ask").bounding_box()

    assert link
    assert box
    assert 0 <= link["y"] < link["y"] + link["height"] <= box["y"]


# Adding an agreement


def test_an_agreement_is_chosen_read_and_asked_about(page: Page) -> None:
    """The sheet comes first; the next answer quotes it, and a quote opens in a dialog that closes again."""
    with page.expect_file_chooser() as chooser:
        page.locator("[data-do=add]:visible").first.click()
    sheet = next_turn(page, lambda: chooser.value.set_files(PRACTICES / "harbor-lane/agreement.docx"))
    expect(sheet.locator("h2")).to_be_focused()
    expect(sheet.locator("h2")).to_contain_text("agreement.docx")
    expect(sheet.locator(".terms.stated")).to_contain_text("$2,400")
    answer = ask(page, ASKED)
    cite = answer.locator(".quote .cite").first
    quoted = answer.locator(".quote blockquote").first.inner_text()
    cite.click()
    dialog = page.locator("#source")

    expect(dialog.locator("mark").first).to_be_in_viewport()
    assert "".join("".join(dialog.locator("mark").all_text_contents()).split()) == "".join(quoted.split())
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(cite).to_be_focused()


def test_an_agreement_can_be_dropped_on_the_page(page: Page) -> None:
    """It is read like one that was chosen."""
    sheet = next_turn(page, lambda: drop(page, "dropped.txt", AGREEMENT))

    expect(sheet.locator("h2")).to_contain_text("dropped.txt")
    expect(page.locator(".drop")).to_be_hidden()
    expect(ask(page, ASKED)).to_contain_text("45 days")


def test_an_agreement_can_be_pasted(page: Page) -> None:
    """It is read like a file, and the box is empty the next time."""
    sheet = next_turn(page, lambda: paste(page, AGREEMENT))

    expect(sheet.locator("h2")).to_contain_text("pasted.txt")
    expect(page.locator("#pasted")).to_have_value("")
    expect(ask(page, ASKED)).to_contain_text("45 days")


def test_a_file_that_cannot_be_read_says_what_to_do(page: Page) -> None:
    """Nothing is added, and the person may go on."""
    page.set_input_files("#file", files=[FilePayload(name="me.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 x")])

    expect(page.locator("#problem")).to_contain_text("paste its text")
    expect(turns(page)).to_have_count(0)
    expect(upload(page)).to_contain_text("$73")
    expect(page.locator("#problem")).to_be_hidden()


ADDING: dict[str, Callable[[Page], object]] = {
    "chosen": lambda page: page.set_input_files("#file", files=[file()]),
    "dropped": lambda page: drop(page, "mine.txt", AGREEMENT),
    "pasted": lambda page: paste(page, AGREEMENT),
}


@pytest.mark.parametrize("way", ADDING)
def test_an_agreement_added_after_picking_a_practice_is_what_the_next_question_is_about(page: Page, way: str) -> None:
    """The picker goes back to any practice, and what was said of the picked one goes with it."""
    page.select_option("#practice", "juniper-street")
    next_turn(page, lambda: ADDING[way](page))

    expect(page.locator("#practice")).to_have_value("")
    expect(page.locator("#paid-by")).to_be_hidden()
    expect(page.locator("#sample")).to_be_hidden()
    expect(ask(page, ASKED)).to_contain_text("45 days")


def test_an_agreement_added_in_the_middle_of_a_chat_about_a_practice_comes_next(page: Page) -> None:
    """Also where the practice has been spoken of already."""
    page.select_option("#practice", "juniper-street")
    expect(ask(page, ASKED)).to_contain_text("30 days")
    upload(page)

    expect(ask(page, ASKED)).to_contain_text("45 days")


def test_a_practice_picked_after_adding_an_agreement_is_what_the_next_question_is_about(page: Page) -> None:
    """Picking it is the newer wish."""
    upload(page)
    page.select_option("#practice", "juniper-street")

    expect(ask(page, ASKED)).to_contain_text("30 days")


def test_a_hostile_document_is_shown_and_not_executed(page: Page) -> None:
    """Neither its name nor its text, in the sheet, an answer, the source or a later question."""
    tag = "<img src=x onerror='window.hacked=1'><script>window.hacked=2</script>"
    asked: list[str] = []

    def note(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    text = f"The monthly fee is $73 {tag} for each adult.\n\nYou may cancel {tag} with 45 days written notice."
    sheet = upload(page, file(f"{tag}.txt".replace("/", ""), text))
    answer = ask(page, f"What does it cost? {tag}")
    answer.locator(".cite").first.click()
    expect(page.locator("#source mark").first).to_be_visible()

    assert "<img" in sheet.inner_text()
    assert "<img" in answer.inner_text()
    assert page.locator("img, [role=log] script, #source script").count() == 0
    assert page.evaluate("window.hacked ?? null") is None
    assert asked == []


# When something goes wrong


def test_a_refusal_keeps_the_question_and_it_can_be_sent_again(page: Page) -> None:
    """The problem is said in words, and is gone when it works."""
    refuse(page, "I am still starting. Try again in a few seconds.")
    page.fill("#message", ASKED)
    page.press("#message", "Enter")

    expect(page.locator("#problem")).to_contain_text("I am still starting.")
    expect(page.locator("#message")).to_have_value(ASKED)
    expect(page.locator("#message")).to_be_focused()
    expect(page.locator("[role=log] > *")).to_have_count(0)
    page.unroute("**/api/v1/turns")
    next_turn(page, lambda: page.press("#message", "Enter"))
    expect(page.locator("#problem")).to_be_hidden()


def test_a_lost_connection_keeps_the_question_and_the_chat(page: Page) -> None:
    """What was answered before stays, and the chat goes on where it was."""
    page.select_option("#practice", "juniper-street")
    first = ask(page, ASKED)
    page.route("**/api/v1/turns", lambda route: route.abort())
    page.fill("#message", "and if I leave early?")
    page.press("#message", "Enter")

    expect(page.locator("#problem")).to_contain_text("could not reach the server")
    expect(page.locator("#message")).to_have_value("and if I leave early?")
    expect(first).to_be_visible()
    page.unroute("**/api/v1/turns")
    second = next_turn(page, lambda: page.press("#message", "Enter"))
    assert second.get_attribute("data-conversation") == first.get_attribute("data-conversation")


def test_a_message_that_is_too_long_is_kept_and_the_limit_is_named(page: Page) -> None:
    """Nobody has to write it twice."""
    page.fill("#message", "a" * 4001)
    page.press("#message", "Enter")

    expect(page.locator("#problem")).to_contain_text("4000 characters")
    expect(page.locator("#message")).to_have_value("a" * 4001)


def test_a_chat_that_was_erased_meanwhile_begins_anew(page: Page, server: Server) -> None:
    """The person is told, and asking again opens a new one."""
    first = ask(page, ASKED)
    with closing(server.records()) as records:
        gone = first.get_attribute("data-conversation")
        records.execute("UPDATE conversations SET seen = '2026-01-01 00:00:00' WHERE id = ?", (gone,))
    page.fill("#message", "What does it cost?")
    page.press("#message", "Enter")
    expect(page.locator("#problem")).to_contain_text("erased")
    second = next_turn(page, lambda: page.press("#message", "Enter"))

    assert second.get_attribute("data-conversation") != gone


# Ending


def test_deleting_the_chat_asks_first_and_then_erases_it(page: Page, server: Server) -> None:
    """Keeping it changes nothing; deleting empties the page and the server's records."""
    sheet = upload(page)
    name = sheet.get_attribute("data-conversation")
    page.click("#delete")
    expect(page.locator("#sure button:not(.go)")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#sure")).to_be_hidden()
    expect(turns(page)).to_have_count(1)
    page.click("#delete")
    page.click("#sure .go")
    expect(turns(page)).to_have_count(0)
    expect(page.locator("[role=status]")).to_have_text("This chat is deleted.")
    expect(page.locator("h1")).to_be_visible()

    with closing(server.records()) as records:
        for query in ("conversations WHERE id", "documents WHERE conversation"):
            assert records.execute(f"SELECT count(*) FROM {query} = ?", (name,)).fetchone() == (0,)


def test_starting_over_while_an_answer_is_awaited_shows_no_late_answer(page: Page) -> None:
    """The answer that was under way belongs to no chat any more."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/turns", hold)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("article[aria-busy]")).to_be_visible()
    page.click("#start-over")
    page.click("#sure .go")
    expect(page.locator("[role=log] > *")).to_have_count(0)
    held[0].abort()
    page.unroute("**/api/v1/turns")

    expect(page.locator("#problem")).to_be_hidden()
    ask(page, ASKED)
    expect(turns(page)).to_have_count(1)


def test_the_secret_is_in_no_html_no_storage_and_no_address(page: Page) -> None:
    """It lives in the memory of the page, and goes with it."""
    with page.expect_response("**/api/v1/turns") as response:
        first = ask(page, ASKED)
    name = first.get_attribute("data-conversation")
    found = re.search(r'data-secret="([^"]+)"', response.value.text())
    assert found
    stored = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")

    assert found[1] not in page.content() + stored
    assert page.context.cookies() == []
    page.reload()
    expect(turns(page)).to_have_count(0)
    assert ask(page, ASKED).get_attribute("data-conversation") != name


# For everybody

STATES: dict[str, Callable[[Page], object]] = {
    "opening": lambda page: page.focus("#message"),
    "answer": lambda page: ask(page, "What do I owe if I leave early at Juniper Street?"),
    "comparison": lambda page: ask(page, "Compare Juniper Street with Millbrook Family"),
    "emergency": lambda page: ask(page, ALARM),
    "agreement": upload,
    "long name": lambda page: upload(page, file("a" * 200 + ".txt", AGREEMENT + "wide" * 200)),
    "problem": lambda page: page.set_input_files("#file", files=[file(text=" ")]),
    "paste": lambda page: page.locator("[data-do=paste]:visible").first.click(),
}


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_wider_than_a_narrow_screen(page: Page, state: str) -> None:
    """At 320 pixels nobody has to scroll sideways."""
    page.set_viewport_size({"width": 320, "height": 640})
    STATES[state](page)
    width = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")

    assert width <= 320


def grave(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds serious or critical: each rule with the elements that break it."""
    found = Axe().run(page).response["violations"]
    serious = [each for each in found if each["impact"] in ("serious", "critical")]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in serious]


@pytest.mark.parametrize("state", ["opening", "answer", "emergency", "agreement", "paste"])
def test_axe_finds_nothing_serious(page: Page, state: str) -> None:
    """Names, contrast, roles and order hold in each state, by day and by night."""
    STATES[state](page)
    day = grave(page)
    page.emulate_media(color_scheme="dark")

    assert day == []
    assert grave(page) == []


def test_the_source_of_a_quote_passes_axe_as_page_and_as_dialog(page: Page) -> None:
    """Where a quote stands is as readable as the answer."""
    upload(page)
    page.locator("[data-revision]").first.click()
    expect(page.locator("#source")).to_be_visible()
    dialog = grave(page)
    page.keyboard.press("Escape")
    link = ask(page, "How do I cancel at Juniper Street?").locator("a.cite").first.get_attribute("href")
    page.goto(page.url + str(link).removeprefix("/"))

    assert dialog == []
    assert grave(page) == []


def test_by_night_the_page_is_dark(page: Page) -> None:
    """Paper and ink follow what the person's system prefers."""
    colour = "getComputedStyle(document.body).backgroundColor"
    day = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")

    assert day == "rgb(255, 255, 255)"
    assert sum(int(part) for part in re.findall(r"\d+", page.evaluate(colour))) < 150
