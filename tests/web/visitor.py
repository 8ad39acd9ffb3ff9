"""What a person does on the chat page, for the tests that watch it."""

from collections.abc import Callable

from playwright.sync_api import FilePayload, Locator, Page, Route, expect

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


def drop(page: Page, files: dict[str, str]) -> None:
    """Drop files, each with its text, on the page."""
    transfer = page.evaluate_handle(
        """files => {
            const held = new DataTransfer();
            for (const [name, text] of Object.entries(files)) held.items.add(new File([text], name));
            return held;
        }""",
        files,
    )
    page.dispatch_event("body", "dragover", {"dataTransfer": transfer})
    expect(page.locator(".drop")).to_be_visible()
    page.dispatch_event("body", "drop", {"dataTransfer": transfer})


def paste(page: Page, text: str) -> None:
    """Paste the text of an agreement."""
    page.locator("[data-do=paste]:visible").first.click()
    page.fill("#pasted", text)
    page.click("#paste .go")


def refuse(page: Page, detail: str, status: int = 503, headers: dict[str, str] | None = None) -> None:
    """Let the next turns be refused with these words, or with none."""

    def answer(route: Route) -> None:
        body = {"detail": detail} if detail else {}
        route.fulfill(status=status, content_type="application/problem+json", json=body, headers=headers)

    page.route("**/api/v1/turns", answer)


def hold(page: Page) -> list[Route]:
    """Let the next turns wait for as long as the test does; return them as they come."""
    held: list[Route] = []

    def keep(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/turns", keep)
    return held
