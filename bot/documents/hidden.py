"""Words of a PDF's page that are in its text layer, but that a reader of the page cannot see."""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as engine  # type: ignore[import-untyped]

TINY = 2.0
"""In points: no reader can make out smaller words."""

NEAR_WHITE = 240
"""Of 255, for red, green and blue alike."""

_UNSEEN = (engine.FPDF_TEXTRENDERMODE_INVISIBLE, engine.FPDF_TEXTRENDERMODE_CLIP)
_OUTLINED = (engine.FPDF_TEXTRENDERMODE_STROKE, engine.FPDF_TEXTRENDERMODE_STROKE_CLIP)


@dataclass(frozen=True)
class _Box:
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return max(0.0, self.right - self.left) * max(0.0, self.top - self.bottom)

    def meets(self, other: "_Box") -> "_Box":
        """Return the part that both boxes cover; its area is 0 if there is none."""
        return _Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )


@dataclass(frozen=True)
class _Backdrop:
    """Something coloured that white words can be read on; `form` is the drawing it is part of."""

    box: _Box
    form: int


def picture_share(page: pdfium.PdfPage) -> float:
    """Return how much of a page its largest picture covers, from 0 to 1."""
    whole = _Box(*page.get_bbox())
    images = (item for item in page.get_objects([engine.FPDF_PAGEOBJ_IMAGE]) if not item.level)
    return max((_box(item).meets(whole).area for item in images), default=0.0) / (whole.area or 1.0)


def hidden_words(page: pdfium.PdfPage, layer: pdfium.PdfTextPage) -> int:
    """Count the words that are drawn invisible, white on white, tiny, or off the page."""
    hidden = set(_hidden_objects(page))
    if not hidden:
        return 0
    characters = (
        chr(engine.FPDFText_GetUnicode(layer, index))
        if _address(engine.FPDFText_GetTextObject(layer, index)) in hidden
        else " "
        for index in range(layer.count_chars())
    )
    return len("".join(characters).split())


def _hidden_objects(page: pdfium.PdfPage) -> Iterator[int]:
    """Yield the addresses of the text objects that nobody can see; what is drawn first lies below."""
    whole = _Box(*page.get_bbox())
    backdrops: list[_Backdrop] = []
    for item in page.get_objects():
        if item.type != engine.FPDF_PAGEOBJ_TEXT:
            if _is_backdrop(item):
                backdrops.append(_Backdrop(_box(item), _form(item)))
        elif _is_unseen(item) or _is_off(item, whole) or (_is_white(item) and not _is_backed(item, backdrops)):
            yield _address(item.raw)


def _is_unseen(item: pdfium.PdfObject) -> bool:
    return engine.FPDFTextObj_GetTextRenderMode(item) in _UNSEEN or 0 < _size(item) < TINY or not _colour(item)[3]


def _size(item: pdfium.PdfObject) -> float:
    """Return the height of letters in points, as the page shows them."""
    size = ctypes.c_float()
    engine.FPDFTextObj_GetFontSize(item, size)
    scale, layer = 1.0, item
    while layer is not None:
        matrix = layer.get_matrix()
        scale *= math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        layer = layer.container
    return abs(size.value) * scale


def _is_off(item: pdfium.PdfObject, whole: _Box) -> bool:
    return not item.level and _box(item).area > 0 and not _box(item).meets(whole).area


def _is_white(item: pdfium.PdfObject) -> bool:
    return min(_colour(item)[:3]) >= NEAR_WHITE


def _colour(item: pdfium.PdfObject) -> tuple[int, ...]:
    """Return red, green, blue and opacity of the letters, or of their outlines if that is all there is."""
    outlined = engine.FPDFTextObj_GetTextRenderMode(item) in _OUTLINED
    ask = engine.FPDFPageObj_GetStrokeColor if outlined else engine.FPDFPageObj_GetFillColor
    return _parts(item, ask) or (0, 0, 0, 255)


def _is_backdrop(item: pdfium.PdfObject) -> bool:
    if item.type != engine.FPDF_PAGEOBJ_PATH:
        return bool(item.type in (engine.FPDF_PAGEOBJ_IMAGE, engine.FPDF_PAGEOBJ_SHADING))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    engine.FPDFPath_GetDrawMode(item, fill, stroke)
    colour = _parts(item, engine.FPDFPageObj_GetFillColor)
    return bool(fill.value) and colour is not None and colour[3] > 0 and min(colour[:3]) < NEAR_WHITE


def _is_backed(item: pdfium.PdfObject, backdrops: list[_Backdrop]) -> bool:
    box, form = _box(item), _form(item)
    return any(below.form == form and below.box.meets(box).area > box.area / 2 for below in backdrops)


def _parts(item: pdfium.PdfObject, ask: Callable[..., int]) -> tuple[int, ...] | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    return tuple(part.value for part in parts) if ask(item, *parts) else None


def _box(item: pdfium.PdfObject) -> _Box:
    return _Box(*item.get_bounds())


def _form(item: pdfium.PdfObject) -> int:
    return 0 if item.container is None else _address(item.container.raw)


def _address(pointer: "ctypes._Pointer[ctypes.Structure]") -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0
