"""Whole conversations through the real page: each turn shows what it must, whatever was said before it."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect
from served import Server
from visitor import ask

from bot.costs.amounts import dollars

pytest_plugins = ["web_fixtures"]
pytestmark = pytest.mark.browser

DIALOGUES = yaml.safe_load((Path(__file__).parents[2] / "evals/cases/dialogues.yaml").read_text("utf-8"))
NO_LIMIT = "No limit|Not known"


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda one: str(one["id"]))
def test_a_conversation_goes_through_the_page(page: Page, server: Server, dialogue: dict[str, Any]) -> None:
    """Every turn has its blocks, its options to the dollar and its words, but for what is written down as a gap."""
    page.goto(f"{server.url}/?practice={dialogue.get('practice', '')}")
    wrong = []
    for turn in dialogue["turns"]:
        article = ask(page, turn["say"])
        expect(page.locator("#problem")).to_be_hidden()
        if "gap" not in turn:
            wrong += [f"{turn['say']}: {fault}" for fault in faults(turn.get("expect", {}), article)]

    assert [] == wrong


def faults(expect_: dict[str, Any], article: Locator) -> list[str]:
    """Return what is wrong with a turn as it stands on the page."""
    article.evaluate("one => one.querySelectorAll('details').forEach(each => each.open = true)")
    text = article.inner_text()
    found = [f"no block {kind}" for kind in expect_.get("blocks", ()) if not shows(article, kind)]
    found += [f"does not say {words}" for words in expect_.get("says", ()) if not re.search(words, text, re.IGNORECASE)]
    found += [f"says {words}" for words in expect_.get("never", ()) if re.search(words, text, re.IGNORECASE)]
    rows = [row.inner_text() for row in article.locator("table.options tbody tr").all()]
    for option in expect_.get("options", ()):
        sums = [sum_of(option[name]) for name in ("committed", "worst_case") if name in option]
        if not any(all(re.search(one, row) for one in sums) for row in rows):
            found.append(f"no row with {sums}")
    return found


def sum_of(amount: float | None) -> str:
    """Return a pattern of an amount as the table shows it."""
    return NO_LIMIT if amount is None else rf"{re.escape(dollars(Decimal(str(amount))))}(?![\d,])"


def shows(article: Locator, kind: str) -> bool:
    """Whether a block of a kind stands in a turn."""
    return article.locator(BLOCKS.get(kind, f"[data-block={kind}]")).count() > 0


BLOCKS = {
    "paragraph": "p",
    "notice": ".notice",
    "handoff": ".handoff, .contacts, form",
    "question": ".choices, .result",
    "checklist": "ol",
    "lock_in": ".trap",
    "exit_timeline": "table.exit",
    "term_sheet": "table.fields",
}
"""What shows a block that has no name of its own on the page."""
