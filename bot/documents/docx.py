"""Word files: set right what only Word shows, then by way of mammoth and HTML.

Before mammoth reads the parts, hidden words are taken out and automatic numbers written in,
for mammoth knows neither. Nothing outside the file is ever fetched.
"""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

import mammoth  # type: ignore[import-untyped]

from bot.documents.archive import packed, xml_parts
from bot.documents.html import add_html
from bot.documents.numbering import Numbering
from bot.documents.text import Draft
from bot.documents.word import SPACE, STRICT, Styles, child_value, is_on, value, w
from bot.vocabulary import Document

TINY = 4
"""In half points: no reader can make out smaller words."""

_BODIES = (w("document"), w("footnotes"), w("endnotes"))
_TRACKED = ("ins", "del", "moveFrom", "moveTo")
_STYLE_MAP = """
p[style-name='Title'] => h1:fresh
p[style-name='title'] => h1:fresh
"""
_WHITE = re.compile(r"(?:f[\da-f]){3}", re.IGNORECASE)
_BACK_ARROW = "↑"  # mammoth's link from a footnote back to its place


def read(data: bytes) -> Document:
    """Read a Word file: its text as if all tracked changes were accepted.

    Raises DocumentError when the archive is unsafe, or there is no text in it.
    """
    draft = Draft()
    parts = xml_parts(data)
    _set_right(parts, draft)
    markup: str = mammoth.convert_to_html(
        packed(parts),
        style_map=_STYLE_MAP,
        include_embedded_style_map=False,
        external_file_access=False,
        convert_image=_no_image,
    ).value
    add_html(draft, markup.replace(f">{_BACK_ARROW}</a>", "></a>"))
    return draft.document()


def _no_image(_: object) -> list[object]:
    return []


def _set_right(parts: dict[str, bytes], draft: Draft) -> None:
    """Rewrite the parts that hold text: no hidden words, and numbers as words."""
    roots = {name: _parse(part) for name, part in parts.items() if name.lower().endswith(".xml")}
    by_length = sorted(roots, key=len, reverse=True)  # so that styles.xml beats stylesWithEffects.xml
    by_tag = {roots[name].tag: roots[name] for name in by_length}
    styles = Styles(by_tag.get(w("styles")))
    numbering = Numbering(by_tag.get(w("numbering")), styles)
    bodies = {name: root for name, root in roots.items() if root.tag in _BODIES}
    hidden = "".join(_take_hidden(root, styles) for root in bodies.values())
    for name, root in bodies.items():
        for paragraph in root.iter(w("p")):
            _write_number(paragraph, numbering)
        for element in root.iter(w("dstrike")):
            element.tag = w("strike")
        if any(next(root.iter(w(name)), None) is not None for name in _TRACKED):
            draft.warn(
                "This file has changes that nobody has accepted yet (Track Changes). It was read as if they "
                "had been accepted; ask for a final copy before you sign."
            )
        parts[name] = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    if words := len(hidden.split()):
        draft.warn(
            f"This file holds words that a reader cannot see (about {words}). They were left out; "
            "ask the practice why they are there."
        )


def _parse(part: bytes) -> Element:
    # Without a document type, which `xml_parts` has refused, there are no entities to attack with.
    return ET.fromstring(part.replace(STRICT.encode(), SPACE.encode()))  # noqa: S314


def _write_number(paragraph: Element, numbering: Numbering) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
        return  # deleted, so that Word does not count it
    label = numbering.label(paragraph)
    if not label:
        return
    if properties is None:
        properties = Element(w("pPr"))
        paragraph.insert(0, properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    none = ET.SubElement(properties, w("numPr"))  # or mammoth would make a list of its own
    ET.SubElement(none, w("ilvl"), {w("val"): "0"})
    ET.SubElement(none, w("numId"), {w("val"): "0"})
    run = Element(w("r"))
    ET.SubElement(run, w("t")).text = f"{label} "
    paragraph.insert(list(paragraph).index(properties) + 1, run)


@dataclass(frozen=True)
class _Around:
    """What surrounds a run and decides whether it can be seen."""

    style: str = ""
    shaded: bool = False


def _take_hidden(root: Element, styles: Styles) -> str:
    """Remove the runs that a reader cannot see; return their words."""
    hidden: list[str] = []
    stack = [(root, _Around(styles.default))]
    while stack:
        element, around = stack.pop()
        around = _inside(element, around, styles)
        kept = []
        for child in element:
            if child.tag == w("r") and _is_hidden(child, around, styles):
                hidden += [text.text or "" for text in child.iter(w("t"))] + [" "]
            else:
                kept.append(child)
        if len(kept) < len(element):
            element[:] = kept
        stack.extend((child, around) for child in kept)
    return "".join(hidden)


def _inside(element: Element, around: _Around, styles: Styles) -> _Around:
    if element.tag == w("p"):
        properties = element.find(w("pPr"))
        style = child_value(properties, "pStyle") or styles.default
        shaded = _is_shaded(properties) or _fills(styles.paragraph(style, "shd"))
        return _Around(style, around.shaded or shaded)
    if element.tag == w("tbl"):  # a table's style may shade any of its cells
        return replace(around, shaded=around.shaded or bool(child_value(element.find(w("tblPr")), "tblStyle")))
    if element.tag == w("tc"):
        return replace(around, shaded=around.shaded or _is_shaded(element.find(w("tcPr"))))
    if element.tag == w("txbxContent"):  # the shape behind a text box may have any colour
        return replace(around, shaded=True)
    return around


def _is_hidden(run: Element, around: _Around, styles: Styles) -> bool:
    own = run.find(w("rPr"))
    run_style = child_value(own, "rStyle")

    def found(name: str) -> Element | None:
        mine = None if own is None else own.find(w(name))
        for inherited in (styles.run(run_style, name), styles.run(around.style, name)):
            mine = inherited if mine is None else mine
        return mine

    size = value(found("sz"))
    shaded = around.shaded or _fills(found("shd")) or is_on(found("highlight"))
    return (
        is_on(found("vanish"))
        or (size.isascii() and size.isdigit() and int(size[:6]) < TINY)
        or (_is_white(value(found("color"))) and not shaded)
    )


def _is_white(colour: str) -> bool:
    return bool(_WHITE.fullmatch(colour))


def _is_shaded(properties: Element | None) -> bool:
    return properties is not None and _fills(properties.find(w("shd")))


def _fills(shading: Element | None) -> bool:
    fill = value(shading, "fill")
    return bool(fill) and fill != "auto" and not _is_white(fill)
