"""The numbers that Word sets before paragraphs: "7.2", "(a)", "ARTICLE IV".

A Word file holds no such number; each is counted from the list's definition, as Word does.
"""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from bot.documents.numerals import Numeral, numeral
from bot.documents.word import Styles, child_value, is_on, value, w

LONGEST = 60
"""Of a number with the words around it; a longer one is nobody's list."""

_LEVELS = 9
_FORMS: dict[str, Numeral] = {
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
_PLACE = re.compile(r"%([1-9])")
_SMALL_NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False  # all numbers in figures, whatever the levels above use
    restarts: bool = True
    style: str = ""  # paragraphs of this style stand on this level


@dataclass(frozen=True)
class _Place:
    """Where a paragraph stands: in which list, on which level from 0."""

    list: str
    level: int


class Numbering:
    """The lists of a document and how far each has counted; `root` is its `w:numbering`."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {} if root is None else {value(a, "abstractNumId"): a for a in root.iter(w("abstractNum"))}
        self._lists = {} if root is None else {value(n, "numId"): n for n in root.iter(w("num"))}
        self._levels: dict[str, list[_Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[_Place] = set()

    def label(self, paragraph: Element) -> str:
        """Count a paragraph, in document order, and return what Word sets before it, "" if nothing."""
        place = self._place(paragraph)
        if place is None or place.list not in self._lists:
            return ""
        levels = self._levels_of(place.list)
        counts = self._count(place, levels)
        level = levels[place.level]
        if level.form == "bullet":
            return "•"
        text = _PLACE.sub(lambda found: _written(int(found[1]) - 1, level, levels, counts), level.text)
        return text.strip()[:LONGEST]

    def _place(self, paragraph: Element) -> _Place | None:
        properties = paragraph.find(w("pPr"))
        style = child_value(properties, "pStyle") or self._styles.default
        own = None if properties is None else properties.find(w("numPr"))
        inherited = self._styles.paragraph(style, "numPr")
        list_ = child_value(own, "numId") or child_value(inherited, "numId")
        if not list_ or list_ == "0":
            return None
        level = child_value(own, "ilvl")
        if not level:
            linked = (str(i) for i, it in enumerate(self._levels_of(list_)) if style and it.style == style)
            level = next(linked, child_value(inherited, "ilvl"))
        return _Place(list_, min(_integer(level, 0), _LEVELS - 1))

    def _count(self, place: _Place, levels: list[_Level]) -> list[int | None]:
        """Count one on; lists of one definition count together, unless one is told to start anew."""
        counts = self._counts.setdefault(self._definition(place.list), [None] * _LEVELS)
        if place not in self._begun:
            self._begun.add(place)
            if (start := self._start_anew(place)) is not None:
                counts[place.level] = start - 1
        before = counts[place.level]
        counts[place.level] = levels[place.level].start if before is None else before + 1
        for deeper in range(place.level + 1, _LEVELS):
            if levels[deeper].restarts:
                counts[deeper] = None
        for higher in range(place.level):
            if counts[higher] is None:
                counts[higher] = levels[higher].start
        return counts

    def _start_anew(self, place: _Place) -> int | None:
        for override in self._lists[place.list].findall(w("lvlOverride")):
            start = child_value(override, "startOverride")
            if value(override, "ilvl") == str(place.level) and start:
                return _integer(start, 1)
        return None

    def _definition(self, list_: str) -> str:
        """Return the id of a list's definition, by way of a list style if it names one."""
        abstract = child_value(self._lists.get(list_), "abstractNumId")
        link = child_value(self._abstract.get(abstract), "numStyleLink")
        linked = child_value(self._styles.paragraph(link, "numPr"), "numId") if link else ""
        return child_value(self._lists.get(linked), "abstractNumId") or abstract

    def _levels_of(self, list_: str) -> list[_Level]:
        if list_ not in self._levels:
            levels = [_Level()] * _LEVELS
            definition = self._abstract.get(self._definition(list_))
            own = self._lists.get(list_)
            found = [] if definition is None else definition.findall(w("lvl"))
            found += [] if own is None else own.findall(f"{w('lvlOverride')}/{w('lvl')}")
            for element in found:
                levels[min(_integer(value(element, "ilvl"), 0), _LEVELS - 1)] = _level(element)
            self._levels[list_] = levels
        return self._levels[list_]


def _level(element: Element) -> _Level:
    return _Level(
        start=_integer(child_value(element, "start"), 1),
        form=child_value(element, "numFmt") or "decimal",
        text=child_value(element, "lvlText"),
        legal=is_on(element.find(w("isLgl"))),
        restarts=child_value(element, "lvlRestart") != "0",
        style=child_value(element, "pStyle"),
    )


def _written(place: int, level: _Level, levels: list[_Level], counts: list[int | None]) -> str:
    count, form = counts[place], levels[place].form
    if count is None or form == "none":
        return ""
    return numeral(count, "1" if level.legal else _FORMS.get(form, "1"))


def _integer(text: str, otherwise: int) -> int:
    return int(text) if _SMALL_NUMBER.fullmatch(text) else otherwise
