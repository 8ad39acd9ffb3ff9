"""What an element's own style does to its words: shown, hidden, or crossed out.

Only what is written on the element counts; style sheets and scripts are not run.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

_HIDES = {  # for good: nothing inside can be shown again
    "display": re.compile(r"none"),
    "opacity": re.compile(r"0|0?\.0\d*"),
    "text-indent": re.compile(r"-\d{3,}.*"),
    "left": re.compile(r"-\d{3,}.*"),
    "top": re.compile(r"-\d{3,}.*"),
}
_TINY = re.compile(r"[01]?(\.\d+)?(px|pt)?|0?\.0\d*r?em|\d(\.\d+)?%|0r?em")
_WHITE = re.compile(
    r"white|snow|ivory|ghostwhite|floralwhite|transparent|#f[\da-f]?f[\da-f]?f[\da-f]?|#[\da-f]{6}00"
    r"|rgba?\(\s*2[45]\d\s*[, ]\s*2[45]\d\s*[, ]\s*2[45]\d\b.*\)|rgba\(.*[, /]\s*0?(\.0\d*)?\s*\)"
)
_NO_BACKGROUND = re.compile(r"none|transparent|inherit|initial|unset|")
CROSSING_OUT = frozenset({"s", "del", "strike"})
"""Elements whose words are crossed out; `u` and `ins` are not."""


_LONGEST = 2_000  # of a style; nobody writes more on one element


@dataclass(frozen=True)
class Look:
    """How words look where they stand; an element passes its look on to what is inside it."""

    gone: bool = False
    tiny: bool = False
    concealed: bool = False
    white: bool = False
    backed: bool = False  # on a background of some colour, where white words can be read
    crossed_out: bool = False

    @property
    def hidden(self) -> bool:
        """Tell whether a reader of the page cannot see the words."""
        return self.gone or self.tiny or self.concealed or (self.white and not self.backed)


VISIBLE = Look()


def look(tag: str, attributes: Mapping[str, str | None], outer: Look) -> Look:
    """Return the look of the words in an element that stands among words of the outer look."""
    style = _declarations(attributes.get("style") or "")
    colour = style.get("color") or (attributes.get("color") or "").lower()
    background = style.get("background-color") or style.get("background") or attributes.get("bgcolor") or ""
    struck = tag in CROSSING_OUT or "line-through" in style.get("text-decoration", "")
    size, visibility = style.get("font-size"), style.get("visibility")
    return replace(
        outer,
        gone=outer.gone
        or "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or any(pattern.fullmatch(style.get(name, "")) for name, pattern in _HIDES.items()),
        tiny=bool(_TINY.fullmatch(size)) if size else outer.tiny,
        concealed=visibility in ("hidden", "collapse") if visibility else outer.concealed,
        white=_is_white(colour) if colour else outer.white,
        backed=outer.backed or not (_NO_BACKGROUND.fullmatch(background) or _is_white(background.lower())),
        crossed_out=outer.crossed_out or struck,
    )


def _declarations(style: str) -> dict[str, str]:
    pairs = (part.partition(":") for part in style[:_LONGEST].lower().replace("!important", "").split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _is_white(colour: str) -> bool:
    return bool(_WHITE.fullmatch(colour.strip()))
