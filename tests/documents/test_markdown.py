"""Markdown."""

from bot.documents.markdown import read

AGREEMENT = b"""---
title: hidden
---
# Agreement

The *monthly* fee is [**$95**](https://example.org).
Pay it early.

## Term

1. One year
2. Renews
   - by itself

| Age | Fee |
|-----|----:|
| 0-17 | $25 |

Ends ~~never~~ <span hidden>now</span>.
"""

READ = """\
Agreement

The monthly fee is $95. Pay it early.

Term

1. One year
2. Renews
  \u2022 by itself

Age | Fee
0-17 | $25

Ends <span hidden>now</span>."""


def test_markdown_is_read_without_its_marks() -> None:
    """Front matter goes, headings and tables stay, raw HTML is shown and not obeyed."""
    document = read(AGREEMENT)

    assert document.text == READ


def test_markdown_headings_have_levels_and_exact_spans() -> None:
    """Offsets hold in the text that is left."""
    document = read(AGREEMENT)

    assert [(document.text[it.start : it.end], it.level) for it in document.headings] == [("Agreement", 1), ("Term", 2)]


def test_crossed_out_markdown_is_warned_of() -> None:
    """The same rule as for web pages."""
    assert "crossed out" in read(AGREEMENT).warnings[0]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    """Without a second line of dashes nothing is left out."""
    assert read(b"---\n\nFees are due.").text == "Fees are due."
