"""Word's XML: names, styles, and the properties that paragraphs and runs inherit from them."""

from collections.abc import Iterator
from functools import cache, cached_property
from xml.etree.ElementTree import Element

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"

_OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """Return the full name of an element or attribute of Word's own."""
    return f"{{{SPACE}}}{name}"


def value(element: Element | None, name: str = "val") -> str:
    """Return an attribute of Word's own, "" without it."""
    return "" if element is None else element.get(w(name), "")


def is_on(element: Element | None) -> bool:
    """Tell whether a switch such as `<w:vanish/>` is there and on."""
    return element is not None and value(element) not in _OFF


def child_value(element: Element | None, name: str) -> str:
    """Return the value of a child element, "" without it."""
    return "" if element is None else value(element.find(w(name)))


class Styles:
    """The styles of a document by id; `root` is its `w:styles`, None without."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self.run = cache(self._run)
        self.paragraph = cache(self._paragraph)

    @cached_property
    def _by_id(self) -> dict[str, Element]:
        styles = [] if self._root is None else self._root.findall(w("style"))
        return {value(style, "styleId"): style for style in styles}

    @cached_property
    def default(self) -> str:
        """The id of the style of paragraphs that name none."""
        return next((name for name, style in self._by_id.items() if _is_default(style)), "")

    def chain(self, style: str) -> Iterator[Element]:
        """Yield a style, the style it is based on, and so on."""
        seen: set[str] = set()
        while style in self._by_id and style not in seen:
            seen.add(style)
            yield self._by_id[style]
            style = child_value(self._by_id[style], "basedOn")

    def _run(self, style: str, name: str) -> Element | None:
        """Return a property of runs, such as `color`, as a style or its ancestors set it."""
        return self._find(style, "rPr", name)

    def _paragraph(self, style: str, name: str) -> Element | None:
        """Return a property of paragraphs, such as `numPr`, as a style or its ancestors set it."""
        return self._find(style, "pPr", name)

    def _find(self, style: str, group: str, name: str) -> Element | None:
        path = f"{w(group)}/{w(name)}"
        found = (it.find(path) for it in self.chain(style))
        return next((it for it in found if it is not None), None)


def _is_default(style: Element) -> bool:
    return value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on")
