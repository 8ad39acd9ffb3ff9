"""Colours: how much two contrast by WCAG 2.2, and the nearest shade that contrasts enough to be read."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LEAST = 4.5  # the contrast that text of ordinary size needs (WCAG 2.2, 1.4.3)
BLACK, WHITE = "#000000", "#ffffff"
PATTERN = "^#[0-9a-fA-F]{6}$"


def a_colour(text: str) -> str:
    """Return a colour in lower case. Raises PydanticCustomError if it is none."""
    if not re.fullmatch(PATTERN, text):
        raise PydanticCustomError("colour", 'String should be a colour written as "#rrggbb", such as "#1f6f5c"')
    return text.lower()


Colour = Annotated[str, AfterValidator(a_colour), WithJsonSchema({"type": "string", "pattern": PATTERN})]
"""A colour of the web, "#rrggbb" in lower case."""


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, from 0 for black to 1 for white."""
    red, green, blue = (linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(channel: float) -> float:
    """Return how much light a channel gives, both from 0 to 1."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21; which one is the text makes no difference."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """Return black or white, whichever contrasts more with a colour; it is always enough to be read."""
    return max((BLACK, WHITE), key=lambda text: contrast(colour, text))


def nearest_shade(colour: str, text: str, least: float = LEAST) -> str:
    """Return the shade of a colour, darker or lighter, that is nearest to it and contrasts enough with a text."""
    return next(shade for shade in shades(colour) if contrast(shade, text) >= least)


def shades(colour: str) -> Iterator[str]:
    """Yield a colour, then darker and lighter shades of it in turn, as far as black and white."""
    for step in range(256):
        for end in (0, 255):
            mixed = (round(channel + (end - channel) * step / 255) for channel in channels(colour))
            yield "#" + "".join(f"{channel:02x}" for channel in mixed)


def channels(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of "#rrggbb", each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
