"""The sheet of an agreement in a real browser: traps, costs, days, laws, questions and answers."""

import re
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect
from served import PRACTICES
from visitor import next_turn, turns, upload

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

STATUS = "[role=status]"


def sample(page: Page, name: str = "juniper-street/agreement.md") -> Locator:
    """Add the agreement of a sample practice."""
    path = PRACTICES / name
    return upload(page, FilePayload(name=path.name, mimeType="text/plain", buffer=path.read_bytes()))


def test_the_sheet_begins_with_what_matters_most(page: Page) -> None:
    """The result, then the traps with sign and word; those that weigh little unfold."""
    sheet = sample(page)
    expect(sheet.locator(".result")).to_contain_text("may cost or bind you")
    expect(sheet.locator(".result")).to_contain_text("Leaving costs up to $935")
    expect(sheet.locator(".trap.high .grave").first).to_be_visible()
    expect(sheet.locator(".trap.high .grave").first).to_contain_text("▲ High")
    low = sheet.locator(".trap.low").first
    expect(low).to_be_hidden()
    sheet.get_by_text("more that weigh little").click()
    expect(low).to_be_visible()


def test_the_clause_of_a_trap_opens_in_its_source(page: Page) -> None:
    """Exactly its words are marked."""
    sheet = sample(page)
    figure = sheet.locator(".trap .quote").first
    figure.locator(".link").click()
    expect(page.locator("#source mark").first).to_be_in_viewport()
    marked = "".join("".join(page.locator("#source mark").all_text_contents()).split())

    assert marked == "".join(figure.locator("blockquote").inner_text().split())


def test_leaving_costs_are_a_table_with_bars_and_workings(page: Page) -> None:
    """The sum stands beside each bar; the workings unfold."""
    sheet = sample(page)
    rows = sheet.locator(".exit tbody tr")

    expect(rows.first).to_contain_text("Month 1")
    expect(rows.first).to_contain_text("$935")
    expect(rows.last).to_contain_text("Months 12 to 24")
    assert rows.first.locator("rect").get_attribute("width") == "100.0%"
    sheet.get_by_text("How this is worked out").click()
    expect(sheet.get_by_text("11 × $85 = $935.")).to_be_visible()


def test_state_and_billing_show_other_laws_and_leave_the_rest_as_it_is(page: Page) -> None:
    """What is unfolded or half written stays; the focus stays on the button."""
    sheet = sample(page)
    sheet.get_by_text("more that weigh little").click()
    sheet.locator(".answer summary").first.click()
    sheet.locator(".answer textarea").first.fill("half an answ")
    before = sheet.locator(".law").all_inner_texts()
    sheet.locator("[name=state]").select_option("WA")
    sheet.locator("[name=bills_insurance]").select_option("false")
    sheet.locator("[data-form=laws] button").click()
    expect(page.locator(STATUS)).to_have_text("The laws are shown anew.")
    sheet = turns(page).first

    assert sheet.locator(".law").all_inner_texts() != before
    expect(sheet.locator(".law", has_text="Washington").first).to_be_visible()
    expect(sheet.locator("[name=state]")).to_have_value("WA")
    expect(sheet.locator("[name=bills_insurance]")).to_have_value("false")
    expect(sheet.locator("[data-form=laws] button")).to_be_focused()
    expect(sheet.locator(".trap.low").first).to_be_visible()
    expect(sheet.locator(".answer textarea").first).to_have_value("half an answ")


def test_the_last_day_of_notice_is_worked_out_and_goes_into_a_calendar(page: Page, tmp_path: Path) -> None:
    """The reminder is a file of the same day; other parts of the sheet can change meanwhile."""
    sheet = sample(page)
    sheet.locator("[name=leaving]").fill("2031-05-01")
    sheet.locator("[data-form=deadline] button").click()
    expect(sheet.locator(".due h4")).to_have_text("Give notice by Monday, March 31, 2031")
    expect(page.locator(STATUS)).to_have_text("Give notice by Monday, March 31, 2031")
    sheet.locator("[data-form=laws] button").click()
    expect(page.locator(STATUS)).to_have_text("The laws are shown anew.")
    with page.expect_download() as download:
        page.get_by_text("Add to my calendar").click()
    download.value.save_as(tmp_path / "notice.ics")

    assert download.value.suggested_filename == "notice.ics"
    assert "DTSTART;VALUE=DATE:20310331" in (tmp_path / "notice.ics").read_text("utf-8")


def test_a_day_that_cannot_be_worked_out_says_what_is_missing(page: Page) -> None:
    """Where it can be given; given, it is worked out."""
    sheet = sample(page, "harbor-lane/agreement.docx")
    sheet.locator("[name=leaving]").fill("2031-06-01")
    sheet.locator("[data-form=deadline] button").click()
    expect(sheet.locator(".due")).to_contain_text("first day of the membership is not known")
    expect(page.locator("#problem")).to_be_hidden()
    sheet.locator("[name=start]").fill("2030-06-01")
    sheet.locator("[data-form=deadline] button").click()
    expect(sheet.locator(".due h4")).to_contain_text("Give notice by")


def test_what_the_practice_answered_is_kept_beside_the_term_and_can_be_removed(page: Page) -> None:
    """The focus goes back to its question."""
    sheet = sample(page)
    first = sheet.locator(".checklist li").first
    first.locator("summary").click()
    first.locator("textarea").fill("Nothing after month 6.\nPromised.")
    first.locator("[name=wrote]").fill("2026-05-02")
    first.get_by_text("Keep this answer").click()
    expect(page.locator(STATUS)).to_have_text("Kept. It stands beside the term.")
    first = page.locator(".checklist li").first
    expect(first.locator(".answer summary")).to_be_focused()
    kept = page.locator(".wrote", has_text="The practice wrote on May 2, 2026. This is not in the agreement.")
    expect(kept).to_have_count(2)
    expect(page.locator(".trap .wrote")).to_contain_text("Nothing after month 6.")
    first.get_by_text("Remove this answer").click()
    expect(page.locator(STATUS)).to_have_text("Removed.")
    expect(page.locator(".wrote")).to_have_count(0)
    expect(page.locator(".checklist li").first.locator(".answer summary")).to_be_focused()


def test_after_the_chat_was_started_over_a_sheet_of_before_is_gone(page: Page) -> None:
    """And a chat that was erased on the server says so instead of keeping an answer nowhere."""
    sheet = sample(page)
    page.evaluate("document.querySelector('.sheet').dataset.conversation = 'another'")
    sheet.locator("[data-form=laws] button").click()

    expect(page.locator("#problem")).to_contain_text("was erased with its chat")


def test_the_questions_can_be_copied_and_mailed(page: Page) -> None:
    """The same numbered words."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sheet = sample(page)
    question = re.sub(r"\s+", " ", sheet.locator(".checklist li").first.inner_text()).split(" The practice answered")[0]
    sheet.get_by_text("Copy the questions").click()
    expect(page.locator(STATUS)).to_have_text("The questions are copied.")

    assert f"1. {question}" in page.evaluate("navigator.clipboard.readText()")
    href = str(sheet.get_by_text("E-mail them").get_attribute("href"))
    assert href.startswith("mailto:?subject=Questions%20before%20I%20sign&body=Before%20I%20sign")


def test_a_copied_sheet_has_its_traps_and_quotes_and_no_controls(page: Page) -> None:
    """As an answer has."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sample(page).locator(".foot [data-do=copy]").click()
    expect(page.locator(STATUS)).to_have_text("Copied, with its quotes and sources.")
    copied = page.evaluate("navigator.clipboard.readText()")

    assert "High: Rest of the term due" in copied
    assert "Month 1 | $935" in copied
    for control in ("Show where", "Work out", "I don't know", "Keep this answer", "E-mail"):
        assert control not in copied


def test_on_paper_the_sheet_is_whole_and_has_no_controls(page: Page, tmp_path: Path) -> None:
    """What is folded is printed, too."""
    sheet = sample(page)
    hidden = str(sheet.locator(".trap.low p").first.text_content())
    page.pdf(path=tmp_path / "sheet.pdf")
    with pypdfium2.PdfDocument(tmp_path / "sheet.pdf") as document:
        words = " ".join(" ".join(one.get_textpage().get_text_range() for one in document).split())

    assert hidden in words
    assert "11 × $85 = $935." in words
    for control in (
        "Show where it stands",
        "Work out the day",
        "Show the laws",
        "The practice answered",
        "E-mail them",
    ):
        assert control not in words


# What cannot be read


def test_what_cannot_be_read_can_be_typed_clause_by_clause(page: Page) -> None:
    """Each box becomes a part with its heading; the sheet says that it was typed, and the boxes are empty again."""
    page.set_input_files("#file", files=[FilePayload(name="me.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 x")])
    expect(page.locator("#otherwise")).to_be_visible()
    page.locator("#otherwise [data-do=type]").click()
    page.get_by_label("Fee", exact=True).fill("The monthly membership fee is $73 for each adult.")
    page.get_by_label("Leaving and notice").fill("You may cancel at any time with forty-five (45) days written notice.")
    sheet = next_turn(page, page.locator("#type .go").click)

    expect(sheet.locator("h2")).to_contain_text("Typed by you")
    expect(sheet.locator(".notice").first).to_contain_text("Typed by you: ")
    expect(sheet.locator(".terms.stated")).to_contain_text("$73")
    expect(sheet.locator(".terms.stated")).to_contain_text("45 days")
    expect(page.locator("#problem")).to_be_hidden()
    assert page.locator("#type textarea").evaluate_all("all => all.map(each => each.value).join('')") == ""


def test_empty_boxes_send_nothing(page: Page) -> None:
    """Neither does cancelling."""
    for button in (".go", "button:not(.go)"):
        page.locator("[data-do=type]:visible").first.click()
        page.locator("#type").locator(button).click()
        expect(page.locator("#type")).to_be_hidden()
    expect(turns(page)).to_have_count(0)
    expect(page.locator("[role=log] article")).to_have_count(0)
