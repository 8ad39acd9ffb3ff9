"""What the chat page does while it waits, when something fails, when time passes, and when words are taken along."""

import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import FilePayload, Page, Route, expect
from served import Server
from visitor import AGREEMENT, ALARM, ASKED, ask, drop, file, hold, next_turn, refuse, turns, upload

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

STATUS = "[role=status]"

TRICKLE = """([pieces, open]) => {
    window.fetch = async (path, { signal }) => {
        const body = new ReadableStream({ start(sink) {
            const write = (text) => sink.enqueue(new TextEncoder().encode(text));
            signal.addEventListener("abort", () => sink.error(signal.reason));
            window.next = () => pieces.length ? write(pieces.shift()) : open || sink.close();
            window.close = () => sink.close();
        } });
        return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
    };
}"""
"""A network that is so slow that the test decides when the next part comes."""


def streamed(server: Server, question: str) -> list[str]:
    """Return the events of a real answer, cut in the middle of each so that a part never ends where an event does."""
    text = server.turn(question, accept="text/event-stream, text/html", practice="juniper-street").text
    ends = [0, *(match.end() - 9 for match in re.finditer("\n\n", text))]
    return [text[start:end] for start, end in zip(ends, [*ends[1:], len(text)], strict=True)]


# Waiting


def test_a_quick_answer_is_not_preceded_by_words_about_waiting(page: Page) -> None:
    """The status says what the answer is, in a sentence or two, politely, and nothing else is live."""
    said: list[str] = []
    page.expose_function("say", lambda words: said.append(words))  # noqa: PLW0108  Playwright marks its handlers
    page.evaluate(
        "new MutationObserver(() => say(document.querySelector('[role=status]').textContent))"
        ".observe(document.querySelector('[role=status]'), { childList: true })"
    )
    page.select_option("#practice", "juniper-street")
    # However slow this machine is: waiting is spoken of after 400 ms, which here do not pass.
    page.evaluate(
        "() => { const real = setTimeout; window.setTimeout = (act, ms) => real(act, ms === 400 ? 60_000 : ms); }"
    )
    ask(page, ASKED)

    expect(page.locator(STATUS)).to_have_text(
        re.compile(r"^You must give 30 days.* \d quotes from Juniper Street Direct Care \(sample\)\.$")
    )
    assert [each for each in said if each] == [page.locator(STATUS).inner_text()]
    assert page.locator("[aria-live]:not([aria-live=off]), [role=log]:not([aria-live=off])").count() == 0
    assert page.locator("[role=log] [role=status], [role=log] [role=alert]").count() == 0


def test_waiting_is_said_after_a_moment_and_can_be_stopped_after_some_seconds(page: Page) -> None:
    """The question comes back into the box, which has the focus."""
    page.clock.install()
    hold(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("article[aria-busy] h2")).to_contain_text(ASKED)
    page.clock.run_for(600)
    expect(page.locator(STATUS)).to_have_text("Looking in the documents. This can take a few seconds.")
    expect(page.locator("#stop")).to_be_hidden()
    page.clock.run_for(5_000)
    expect(page.locator(STATUS)).to_contain_text("longer than usual")
    page.click("#stop")
    page.clock.run_for(600)

    expect(page.locator(STATUS)).to_have_text("Stopped. Your question is back in the box.")
    expect(page.locator("#message")).to_have_value(ASKED)
    expect(page.locator("#message")).to_be_focused()
    expect(page.locator("[role=log] > *")).to_have_count(0)
    expect(page.locator("#problem")).to_be_hidden()


def test_escape_stops_waiting_too(page: Page) -> None:
    """As it closes whatever is open."""
    hold(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("article[aria-busy]")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator("[role=log] > *")).to_have_count(0)
    expect(page.locator("#message")).to_have_value(ASKED)


def test_what_is_asked_while_waiting_is_neither_sent_nor_lost(page: Page) -> None:
    """The page says that it is busy."""
    hold(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    page.fill("#message", "And what does it cost?")
    page.press("#message", "Enter")
    expect(page.locator(STATUS)).to_contain_text("still busy")
    drop(page, {"mine.txt": AGREEMENT})

    expect(page.locator("#message")).to_have_value("And what does it cost?")
    expect(page.locator("[role=log] > *")).to_have_count(1)


# Streaming


def test_blocks_are_shown_as_they_come(page: Page, server: Server) -> None:
    """The turn is busy until the last; then it has the focus and is summed up."""
    beginning, *parts = streamed(server, ASKED)
    page.evaluate(TRICKLE, [[beginning, *parts], False])
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    article = page.locator("[role=log] > article")
    counts = []
    for _ in range(len(parts)):
        page.evaluate("next()")
        counts.append(article.locator(":scope > *").count())
        expect(article).to_have_attribute("aria-busy", "true")
    page.evaluate("next(), next()")

    expect(article).not_to_have_attribute("aria-busy", "true")
    expect(article.locator("h2")).to_be_focused()
    expect(article.locator(".foot")).to_be_visible()
    assert counts == sorted(counts)
    assert counts[1] < counts[-1]


def test_an_emergency_is_shown_and_said_before_the_rest_has_come(page: Page, server: Server) -> None:
    """Nobody waits for an answer about a plan to see the number to call."""
    parts = streamed(server, ALARM)
    page.evaluate(TRICKLE, [parts, True])
    page.fill("#message", ALARM)
    page.press("#message", "Enter")
    page.evaluate("next(), next(), next()")

    expect(page.locator("[role=log] .emergency")).to_be_focused()
    expect(page.locator(STATUS)).to_contain_text("call 911")
    expect(page.locator("article[aria-busy]")).to_be_visible()
    expect(page.locator(".foot")).to_have_count(0)


def test_an_answer_that_breaks_off_goes_on_where_it_was(page: Page, server: Server) -> None:
    """The rest is asked for under the same key, from where it broke off, and nothing is answered twice."""
    sent: list[dict[str, str]] = []

    def breaking(route: Route) -> None:
        sent.append(route.request.headers)
        response = route.fetch()
        body = response.text()
        route.fulfill(response=response, body=body[: len(body) // 2] if len(sent) == 1 else body)

    turns = server.rows()["turns"]
    page.route("**/api/v1/turns", breaking)
    answer = ask(page, ASKED)

    assert server.rows()["turns"] == turns + 1
    assert answer.locator(".foot").count() == answer.locator("h2").count() == 1
    assert sent[0]["idempotency-key"] == sent[1]["idempotency-key"]
    assert re.fullmatch(r"1\.\d+", sent[1]["last-event-id"])


def test_half_an_answer_is_not_left_standing(page: Page, server: Server) -> None:
    """What is missing may be what limits the rest; the question is kept, when three tries have broken off."""
    parts = streamed(server, ASKED)
    page.route(
        "**/api/v1/turns", lambda route: route.fulfill(body="".join(parts[:3]), content_type="text/event-stream")
    )
    page.fill("#message", ASKED)
    page.press("#message", "Enter")

    expect(page.locator("#problem")).to_contain_text("broke off")
    expect(page.locator("[role=log] > *")).to_have_count(0)
    expect(page.locator("#message")).to_have_value(ASKED)


# Errors: each says what to do, keeps the question, and offers to try again what may work the next time

REFUSALS: dict[str, tuple[Callable[[Page], object], str, bool]] = {
    "no network": (
        lambda page: page.route("**/api/v1/turns", lambda route: route.abort()),
        "Check your connection",
        True,
    ),
    "rate limited": (lambda page: refuse(page, "", 429, {"Retry-After": "20"}), "Wait 20 seconds", True),
    "starting": (lambda page: refuse(page, "I am still starting. Try again in a few seconds."), "still starting", True),
    "server error": (lambda page: refuse(page, "", 500), "Something went wrong on our side. Please try again.", True),
    "refused": (lambda page: refuse(page, "This web site may not use this chat.", 403), "may not use", False),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_an_error_says_what_to_do_and_can_be_tried_again(page: Page, kind: str) -> None:
    """In words, as an alert, with the question back in the box and the focus on it."""
    begin, words, again = REFUSALS[kind]
    begin(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")

    expect(page.locator("#problem[role=alert]")).to_contain_text(words)
    expect(page.locator("#message")).to_be_focused()
    expect(page.locator("#message")).to_have_value(ASKED)
    expect(page.locator("#again")).to_be_visible(visible=again)
    if again:
        page.unroute("**/api/v1/turns")
        next_turn(page, lambda: page.click("#again"))
        expect(page.locator("#problem")).to_be_hidden()
        expect(page.locator("#message")).to_have_value("")


def test_no_answer_within_a_minute_is_an_error(page: Page) -> None:
    """The page does not wait for ever."""
    page.clock.install()
    hold(page)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("article[aria-busy]")).to_be_visible()
    page.clock.run_for(61_000)

    expect(page.locator("#problem")).to_contain_text("within a minute")
    expect(page.locator("#again")).to_be_visible()


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page: Page) -> None:
    """The person is told the limit and what to do."""
    page.evaluate(
        """() => {
            const held = new DataTransfer();
            held.items.add(new File([new ArrayBuffer(20 * 1024 * 1024 + 1)], "scan.pdf"));
            dispatchEvent(new DragEvent("drop", { dataTransfer: held, cancelable: true }));
        }"""
    )

    expect(page.locator("#problem")).to_contain_text("scan.pdf is too large. A file may have 20 MB")
    expect(turns(page)).to_have_count(0)


def test_a_message_that_is_too_long_is_kept_and_the_limit_is_named(page: Page) -> None:
    """Nobody has to write it twice; who pasted an agreement learns where it goes."""
    page.fill("#message", "a" * 4001)
    page.press("#message", "Enter")

    expect(page.locator("#problem")).to_contain_text("4000 characters; this has 4001")
    expect(page.locator("#problem")).to_contain_text("Paste the text")
    expect(page.locator("#message")).to_have_value("a" * 4001)


# Several files


def test_all_dropped_agreements_are_read_one_after_the_other(page: Page) -> None:
    """The page says which one the next question is about."""
    drop(page, {"one.txt": AGREEMENT, "two.txt": AGREEMENT.replace("$73", "$99")})
    expect(turns(page)).to_have_count(2)

    expect(page.locator(STATUS)).to_have_text(
        "I have read 2 agreements. Your next question is about the last one, two.txt."
    )
    expect(ask(page, "What does it cost?")).to_contain_text("$99")


def test_a_file_that_cannot_be_read_does_not_keep_the_others_from_it(page: Page) -> None:
    """It is named."""
    drop(page, {"empty.txt": " ", "mine.txt": AGREEMENT})
    expect(turns(page)).to_have_count(1)

    expect(page.locator("#problem")).to_contain_text("empty.txt: ")
    expect(turns(page).locator("h2")).to_contain_text("mine.txt")


def test_more_files_than_are_read_at_a_time_are_counted(page: Page) -> None:
    """Five are read, and the page says so."""
    drop(page, {f"{number}.txt": AGREEMENT for number in range(7)})
    expect(turns(page)).to_have_count(5)

    expect(page.locator("#problem")).to_contain_text("I read 5 files at a time")


# Time


def test_before_a_chat_is_erased_the_page_says_so_and_after_it_what_that_means(page: Page, server: Server) -> None:
    """It can be prolonged; once it is erased nobody who sits down next sees it, and a question opens a new chat."""
    page.clock.install()
    sheet = upload(page)
    gone = sheet.get_attribute("data-conversation")
    page.clock.run_for(56 * 60_000)
    expect(page.locator(STATUS)).to_contain_text("erased in 5 minutes")
    expect(page.locator(STATUS)).to_be_visible()
    page.click("#prolong")
    expect(page.locator(STATUS)).to_contain_text("goes on")
    page.clock.run_for(59 * 60_000)
    expect(sheet).to_be_visible()
    page.clock.run_for(2 * 60_000)
    expect(page.locator(STATUS)).to_contain_text("was erased, here too")
    expect(page.locator("[role=log] > *")).to_have_count(0)
    page.clock.resume()

    assert ask(page, ASKED).get_attribute("data-conversation") != gone


def test_a_chat_that_was_erased_meanwhile_begins_anew(page: Page, server: Server) -> None:
    """Also where the page could not know: the person is told, and asking again opens a new one."""
    first = ask(page, ASKED)
    with closing(server.records()) as records:
        gone = first.get_attribute("data-conversation")
        records.execute("UPDATE conversations SET seen = '2026-01-01 00:00:00' WHERE id = ?", (gone,))
    page.fill("#message", "What does it cost?")
    page.press("#message", "Enter")
    expect(page.locator("#problem")).to_contain_text("Ask again to start a new chat")
    expect(page.locator("#message")).to_have_value("What does it cost?")
    second = next_turn(page, lambda: page.press("#message", "Enter"))

    assert second.get_attribute("data-conversation") != gone


def test_starting_over_leaves_an_empty_page_with_the_focus_in_the_box(page: Page) -> None:
    """It is asked first, except where there is nothing to lose."""
    page.click("#start-over")
    expect(page.locator(STATUS)).to_have_text("This is a new chat.")
    ask(page, ASKED)
    page.click("#start-over")
    expect(page.locator("#sure button:not(.go)")).to_be_focused()
    page.click("#sure .go")

    expect(turns(page)).to_have_count(0)
    expect(page.locator("h1")).to_be_in_viewport()
    expect(page.locator("#message")).to_be_focused()
    expect(page.locator(STATUS)).to_have_text("This is a new chat.")


def test_twenty_turns_stay_in_order_and_the_page_stays_quick(page: Page) -> None:
    """Each turn has its own heading; only the last offers what to ask next."""
    page.select_option("#practice", "juniper-street")
    for number in range(20):
        ask(page, f"How do I cancel, asked the {number}. time?")

    assert page.locator("[role=log] h2").count() == 20
    assert page.locator(".next:visible").count() == 1
    assert len(set(page.locator("[role=log] [id]").evaluate_all("all => all.map(each => each.id)"))) == 20
    expect(turns(page).last.locator("h2")).to_be_in_viewport()


# Taking it along


def test_an_answer_is_copied_as_plain_text_with_quotes_and_sources(page: Page) -> None:
    """Whoever reads it elsewhere sees who said it, when, from where and who paid; the page says that it is copied."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.select_option("#practice", "juniper-street")
    answer = ask(page, "What do I pay each month, and how do I cancel?")
    answer.locator("[data-do=copy]").click()
    expect(page.locator(STATUS)).to_have_text("Copied, with its quotes and sources.")
    expect(answer.locator("[data-do=copy]")).to_be_focused()
    copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("What do I pay each month, and how do I cancel?\n")
    assert "You must give 30 days' notice to leave. [" in copied
    assert re.search(r"“8\.1 The Member may terminate[^”]*written notice\.”\n  \[\d\] 8\. Termination", copied)
    assert re.search(r"^“?Adult, age 19 to 64 \| \$85”?$", copied, re.MULTILINE)
    assert "Sources in this answer\nJuniper Street" in copied
    assert re.search(r"^As of \w+ \d+, 20\d\d\.$", copied, re.MULTILINE)
    assert "Automated, not a person. No clinician checks its answers. Not insurance advice." in copied
    assert "Juniper Street Direct Care pays for this chat." in copied
    assert not re.search(r"Copy|Print|You could ask next|<|\n\n\n", copied)


def test_copying_works_without_a_clipboard_of_the_browsers(page: Page) -> None:
    """Over plain HTTP on a home network there is none."""
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    answer = ask(page, ASKED)
    page.evaluate(
        "addEventListener('copy', () => window.held = getSelection().toString() || document.activeElement.value)"
    )
    answer.locator("[data-do=copy]").click()

    expect(page.locator(STATUS)).to_have_text("Copied, with its quotes and sources.")
    assert ASKED in page.evaluate("held")
    expect(answer.locator("[data-do=copy]")).to_be_focused()


def printed(page: Page, folder: Path) -> str:
    """Print the page as a person's browser would, and return the words on paper."""
    path = folder / "printed.pdf"
    page.pdf(path=path)
    with closing(pypdfium2.PdfDocument(path)) as document:
        return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def test_on_paper_there_is_the_whole_answer_and_no_control(page: Page, tmp_path: Path) -> None:
    """By day and by night it is dark on light; who paid, the date and the sources are on it."""
    page.emulate_media(color_scheme="dark")
    page.select_option("#practice", "juniper-street")
    ask(page, ASKED)
    words = printed(page, tmp_path)

    for wanted in (ASKED, "You must give 30 days", "8.1 The Member may terminate", "Sources in this answer", "As of ",
                   "Automated, not a person", "Not insurance advice", "Juniper Street Direct Care pays"):  # fmt: skip
        assert wanted in words
    for control in (
        "Ask in your own words",
        "Add an agreement",
        "Copy",
        "Print",
        "Start over",
        "You could ask next",
        "Talk to",
    ):
        assert control not in words
    page.emulate_media(media="print", color_scheme="dark")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert max(int(part) for part in re.findall(r"\d+", ink)) < 60


def test_one_answer_can_be_printed_alone_and_what_is_folded_is_printed_too(page: Page, tmp_path: Path) -> None:
    """Afterwards the page is as it was."""
    text = AGREEMENT + "\nA member who cancels must give notice of forty-five (45) days in writing.\n"
    sheet = upload(page, file(text=text + "\nThe monthly fee of $73 is due on the first day.\n"))
    ask(page, "What does it cost?")
    page.evaluate("window.print = () => undefined")
    folded = sheet.locator("details:not([open])")
    words_folded = " ".join(str(folded.locator("blockquote").first.text_content()).split())
    sheet.locator("[data-do=print]").click()
    words = printed(page, tmp_path)

    assert words_folded in words
    assert "What does it cost?" not in words
    expect(folded).to_have_count(sheet.locator("details").count())
    expect(page.locator(".only")).to_have_count(0)


def test_there_is_nothing_to_print_before_the_first_question(page: Page) -> None:
    """The page says so instead of printing itself."""
    page.locator("[data-do=print]").click()

    expect(page.locator(STATUS)).to_have_text("There is nothing to print yet.")


# A person


def test_asking_for_a_person_is_in_sight_at_all_times(page: Page) -> None:
    """So is who speaks and who pays: on a phone, at the end of a long answer, and at 400 % zoom."""
    page.select_option("#practice", "juniper-street")
    ask(page, "Compare Juniper Street with Millbrook Family")
    for width, height in ((1280, 800), (390, 844), (320, 568), (320, 256), (844, 390)):
        page.set_viewport_size({"width": width, "height": height})
        for place in (0, 0.5, 1):
            page.evaluate(f"scrollTo(0, document.documentElement.scrollHeight * {place})")
            for each in (".bar .link", ".bar p:first-child", "#paid-by strong"):
                expect(page.locator(each)).to_be_in_viewport(ratio=1)
        page.focus("#message")
        expect(page.locator("#message")).to_be_in_viewport(ratio=1)
        expect(page.locator("#send")).to_be_in_viewport(ratio=1)
    answer = next_turn(page, page.locator(".bar .link").click)
    expect(answer.locator("a[href^='tel:']")).to_be_visible()


def test_a_request_that_is_answered_with_something_else_is_an_error(page: Page) -> None:
    """A portal of a hotel's network answers everything with its own page."""

    def portal(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<p>Sign in to the network</p>")

    page.route("**/api/v1/*", portal)
    page.fill("#message", ASKED)
    page.press("#message", "Enter")
    expect(page.locator("#problem")).to_contain_text("try again")
    page.set_input_files("#file", files=[FilePayload(name="a.txt", mimeType="text/plain", buffer=b"x")])
    expect(page.locator("#problem")).to_contain_text("try again")
    expect(turns(page)).to_have_count(0)
