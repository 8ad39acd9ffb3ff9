"""The chat page in a real browser: what a person sees, presses, hears and can undo."""

import re
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Dialog, FilePayload, Page, Route, expect
from served import PRACTICES, Server
from visitor import AGREEMENT, ALARM, ASKED, ask, drop, file, hold, next_turn, paste, refuse, turns, upload

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

# Opening


def test_the_page_opens_with_a_question_box_and_no_answer(page: Page) -> None:
    """Its heading, language and title are there; nothing waits and nothing failed."""
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()
    expect(turns(page)).to_have_count(0)

    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title()


def test_a_link_can_pick_the_practice_and_the_page_says_who_pays(page: Page, server: Server) -> None:
    """A practice's own link opens with it; one that is unknown opens with none, and who pays is said all the same."""
    page.goto(f"{server.url}/?practice=juniper-street")
    expect(page.locator("#paid-by")).to_contain_text("Juniper Street Direct Care pays")
    expect(page.locator("#sample")).to_be_visible()
    assert "30 days" in ask(page, ASKED).inner_text()
    page.goto(f"{server.url}/?practice=nowhere")

    assert page.input_value("#practice") == ""
    expect(page.locator("#paid-by")).to_contain_text("Pick a practice to see who pays for its chat.")


def test_without_scripts_the_page_says_so_and_names_the_emergency_numbers(chromium: Browser, server: Server) -> None:
    """Nobody is left before a box that does nothing."""
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server.url)

        expect(page.locator("noscript p")).to_contain_text("JavaScript")
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("a[href='tel:911']").first).to_be_visible()
        expect(page.locator("#paid-by")).to_be_visible()
        expect(page.locator("button:visible, textarea:visible, select:visible")).to_have_count(0)


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
    expect(page.locator("#message")).to_have_value("")
    page.keyboard.press("Tab")
    cite = answer.locator(".cite").first
    expect(cite).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#source mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#message")).to_be_focused()


def test_a_citation_opens_its_source_with_the_words_marked(page: Page) -> None:
    """Beside the chat, or as a page in a tab of its own; the words can be seen without scrolling."""
    page.select_option("#practice", "cedar-bluff")
    answer = ask(page, "What do I owe if I leave early?")
    figure = answer.locator(".quote").first
    quoted = "".join(figure.locator("blockquote").inner_text().split())
    figure.locator(".cite").click()
    dialog = page.locator("#source")

    expect(dialog.locator("#quote")).to_be_in_viewport()
    expect(dialog.locator("h2").first).to_contain_text("Cedar Bluff")
    assert "".join("".join(dialog.locator("mark").all_text_contents()).split()) == quoted
    page.click("#source button")
    with page.context.expect_page() as opened:
        figure.locator(".cite").click(modifiers=["ControlOrMeta"])
    source = opened.value
    expect(source.locator("#quote")).to_be_in_viewport()
    assert "".join("".join(source.locator("mark").all_text_contents()).split()) == quoted
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
    expect(second.locator(".sources")).to_contain_text("Juniper Street")


def test_who_is_asked_which_practice_they_mean_is_led_to_the_picker(page: Page) -> None:
    """Their question waits in the box, to be asked again."""
    first = ask(page, ASKED)
    first.locator("[data-do=pick]").click()
    expect(page.locator("#practice")).to_be_focused()
    expect(page.locator("#message")).to_have_value(ASKED)
    expect(page.locator("[role=status]")).to_contain_text("Pick a practice, then ask.")
    page.select_option("#practice", "juniper-street")
    second = next_turn(page, lambda: page.press("#message", "Enter"))

    expect(second.locator(".sources")).to_contain_text("Juniper Street")


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
    sheet = next_turn(page, lambda: drop(page, {"dropped.txt": AGREEMENT}))

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
    "dropped": lambda page: drop(page, {"mine.txt": AGREEMENT}),
    "pasted": lambda page: paste(page, AGREEMENT),
}


@pytest.mark.parametrize("way", ADDING)
def test_an_agreement_added_after_picking_a_practice_is_what_the_next_question_is_about(page: Page, way: str) -> None:
    """The picker goes back to any practice, and what was said of the picked one goes with it."""
    page.select_option("#practice", "juniper-street")
    next_turn(page, lambda: ADDING[way](page))

    expect(page.locator("#practice")).to_have_value("")
    expect(page.locator("#paid-by")).not_to_contain_text("Juniper")
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
    held = hold(page)
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
    answers: list[str] = []

    def read(route: Route) -> None:
        response = route.fetch()
        answers.append(response.text())
        route.fulfill(response=response)

    page.route("**/api/v1/turns", read)
    first = ask(page, ASKED)
    page.unroute("**/api/v1/turns")
    name = first.get_attribute("data-conversation")
    found = re.search(r'data-secret=\\"([^"\\]+)', answers[0])
    assert found
    stored = page.evaluate("JSON.stringify([localStorage, sessionStorage, document.cookie, location.href])")

    assert found[1] not in page.content() + stored
    assert page.context.cookies() == []
    page.reload()
    expect(turns(page)).to_have_count(0)
    assert ask(page, ASKED).get_attribute("data-conversation") != name
