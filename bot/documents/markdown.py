"""Markdown, by way of HTML; raw HTML in it is shown as it is written, not obeyed."""

import re

from markdown_it import MarkdownIt

from bot.documents.html import add_html
from bot.documents.plain import decode
from bot.documents.text import Draft
from bot.vocabulary import Document

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


def read(data: bytes) -> Document:
    """Read a Markdown file, its front matter left out. Raises DocumentError when it is no text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    draft = Draft()
    add_html(draft, markdown.render(_FRONT_MATTER.sub("", decode(data))))
    return draft.document()
