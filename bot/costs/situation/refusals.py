"""What is wrong with a situation, said to the person who wrote it: where, what is allowed, what was given.

A line a mistake. Nothing in it speaks of the types of the program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from math import isfinite
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process, utils

LONGEST = 60  # characters that are repeated of what was given
ALIKE = 65  # of 100: how like a name has to be to be meant
GREAT = 1e15  # a number from which on its digits tell nobody anything
MOST_LINES = 30
KINDS = ("plan", "program")  # steps that stand in no file, after the place in a list: which kind of thing it is

SAYS: Mapping[str, str] = {
    "bool_parsing": "it must be true or false",
    "bool_type": "it must be true or false",
    "dict_type": "it must hold names with values, such as `primary_care: 4`",
    "model_attributes_type": "it must hold fields with values, such as `{example}`",
    "model_type": "it must hold fields with values, such as `{example}`",
    "multiple_of": "it must be a multiple of {multiple_of}",
    "string_too_long": "it is too long; at most {max_length} characters are allowed",
    "string_too_short": "it must not be empty",
    "string_unicode": "it holds something that is not text",
    "string_type": "it must be text; put it in quotes",
    "too_long": "it holds {actual_length}; at most {max_length} are allowed",
    "too_short": "it is empty; it needs at least one",
    "tuple_type": "it must be a list, such as [first, second]",
}
"""What pydantic finds wrong, by its name for it, in words for a person."""

FAMILIES: Mapping[str, str] = {
    "date_": "it must be a date, such as 2026-11-21",
    "int_": "it must be a whole number in digits alone, such as 12",
    "float_": "it must be a number in digits alone, such as 85.50",
    "decimal_": "it must be a number in digits alone, such as 85.50",
    "finite_": "it must be an ordinary number",
}
"""The same, by how its names begin."""

PATTERNS: Mapping[str, str] = {
    "state": "it must be the two capital letters of a state, such as CO",
    "options": "it may have letters, digits, dots, hyphens and plus signs, such as silver+juniper",
}
"""What a text must look like, by the field, or the list that it stands in."""

EXAMPLES: Mapping[str, str] = {"early_exit": "kind: none", "tax": "federal: 0.22", "retainer_effect": "care: 0"}
"""What may stand within a field, by its name; elsewhere an id."""

IDS = "it may have letters, digits, dots, hyphens and underscores, such as silver-plan"


def refusals(error: ValidationError, data: Mapping[str, Any], shapes: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    """Yield a line for each mistake. `shapes` are what stands under a name, and under "" the whole."""
    said: dict[str, str] = {}
    for one in error.errors(include_url=False):
        if one["type"] == "too_short" and one["input"]:
            continue  # of the rest nothing was right, which is said of each
        if one["loc"] == ("plan_year",) and data.get("plan_year") is None and one["type"] == "int_parsing":
            continue  # it is that of `on`, of which this is said
        kind = (one["ctx"]["discriminator"].strip("'"),) if _is_of_no_kind(one) else ()
        place = path((*one["loc"], *kind), data)
        said.setdefault(place, f"{place}: {_what(one, shapes)}" if place else _what(one, shapes))
    yield from said.values()


def _is_of_no_kind(one: ErrorDetails) -> bool:
    """Whether something does not say rightly of which kind it is."""
    return one["type"].startswith("union_tag") and isinstance(one["input"], Mapping)


def in_short(lines: Iterable[str]) -> str:
    """Put the first of some lines together, and say how many more there are."""
    listed = list(lines)
    rest = len(listed) - MOST_LINES
    return "\n".join(listed[:MOST_LINES] + ([f"There are {rest} more like these."] if rest > 0 else []))


def untrue(data: Any) -> Iterator[str]:
    """Yield a line for each true or false where a number or words have to stand; it would count as 1 or 0."""
    stack: list[tuple[tuple[int | str, ...], Any]] = [((), data)]
    while stack:
        where, value = stack.pop()
        if isinstance(value, bool):
            yield f"{path(where, data)}: it must not be {_given(value)}; give a number or words."
        elif isinstance(value, Mapping):
            stack += [((*where, key), one) for key, one in value.items() if key not in YES_OR_NO]
        elif isinstance(value, list):
            stack += [((*where, number), one) for number, one in enumerate(value)]


YES_OR_NO = ("hsa_eligible", "bills_insurance", "auto_renews", "renews", "fees")
"""Fields that may be true or false, and `fees`, which are as a reader of agreements left them."""


def _what(one: ErrorDetails, shapes: Mapping[str, type[BaseModel]]) -> str:
    """Say what is wrong in one place."""
    if named := _of_names(one, shapes):
        return named
    kind, given = one["type"], one["input"]
    if kind == "value_error" and not isinstance(given, str | int | float | date):
        return f"{_rule(one)}."
    return f"{_rule(one)}; given: {_given(given)}."


def _of_names(one: ErrorDetails, shapes: Mapping[str, type[BaseModel]]) -> str:
    """Say what is wrong with a name, or a word that must be one of some; nothing where it is something else."""
    given, context, needed = one["input"], one.get("ctx", {}), "it is missing, and is needed"
    match one["type"]:
        case "missing":
            return f"{needed}."
        case "union_tag_not_found" if isinstance(given, Mapping):
            kinds = [name for name, shape in shapes.items() if _default(shape, "kind") == name]
            return f"{needed}; it must be one of {', '.join(kinds)}."
        case "extra_forbidden" | "invalid_key":
            allowed = fields(one["loc"], shapes)
            return f"there is no such field{meant(str(one['loc'][-1]), allowed)} Allowed: {', '.join(allowed)}."
        case "literal_error":
            return _one_of(given, _names(context["expected"]))
        case "union_tag_invalid":
            return _one_of(context["tag"], _names(context["expected_tags"]))
    return ""


def _rule(one: ErrorDetails) -> str:
    """Say what something must be."""
    kind, context, steps = one["type"], one.get("ctx", {}), [str(step) for step in one["loc"]]
    match kind:
        case "value_error":
            return one["msg"].removeprefix("Value error, ").rstrip(".")
        case "string_pattern_mismatch":
            return next((PATTERNS[step] for step in steps if step in PATTERNS), IDS)
        case "greater_than_equal" | "less_than_equal":
            return _bound(kind, one["input"], context)
    begins = (words for start, words in FAMILIES.items() if kind.startswith(start))
    words = SAYS.get(kind) or next(begins, SAYS["model_type"] if "tag" in kind else "it is not of the right kind")
    return words.format(**{"example": EXAMPLES.get(steps[-1], "id: ana"), **context})


def _default(shape: type[BaseModel], field: str) -> Any:
    """Return what a field is where nothing is given."""
    return shape.model_fields[field].default if field in shape.model_fields else None


def _bound(kind: str, given: Any, context: Mapping[str, Any]) -> str:
    """Say how great or small a number may be."""
    if isinstance(given, float) and not isfinite(given):
        return FAMILIES["finite_"]
    if kind == "greater_than_equal":
        return f"it must be {_number(context['ge'])} or more"
    most = context["le"]
    share = most <= 1 and isinstance(given, int | float) and 1 < given <= 100
    return f"it must be {_number(most)} or less" + (f"; {_number(given)} percent is {given / 100:g}" if share else "")


def _one_of(given: Any, allowed: Sequence[str]) -> str:
    """Say what is allowed, and which of it may be meant."""
    end = meant(given, allowed) if isinstance(given, str) else "."
    return f"it must be one of {', '.join(allowed)}; given: {_given(given)}{end}"


def meant(given: str, allowed: Iterable[str]) -> str:
    """End a sentence with the name that is most like what was given; with nothing where none is like it."""
    found = process.extractOne(given, allowed, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=ALIKE)
    return f"; did you mean {found[0]}?" if found else "."


def _names(quoted: str) -> list[str]:
    """Return the names in 'a', 'b' or 'c'."""
    return quoted.split("'")[1::2]


def fields(place: Sequence[int | str], shapes: Mapping[str, type[BaseModel]]) -> list[str]:
    """Name the fields of the thing that a place is in."""
    within = [shapes[step] for step in map(str, place[:-1]) if step in shapes]
    shape = within[-1] if within else shapes[""]
    return [field.alias or name for name, field in shape.model_fields.items()]


def path(place: Sequence[int | str], data: Any) -> str:
    """Name a place by the ids of what it is in, and leave out what only the types know."""
    return plain(".".join(_steps(place, data)))


def _steps(place: Sequence[int | str], data: Any) -> Iterator[str]:
    for before, step in pairwise(("", *place)):
        held = data if isinstance(data, Mapping) else {}
        if (
            (isinstance(before, int) and step in KINDS)
            or step == "[key]"
            or (step not in held and step == held.get("kind"))
        ):
            continue
        in_list = isinstance(data, list | tuple) and isinstance(step, int)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        named = data.get("id") if in_list and isinstance(data, Mapping) else None
        yield str(named or (int(step) + 1 if in_list else step))


def _given(value: Any) -> str:
    """Write what was given: a list and what holds fields by what they are."""
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, bool | int | date):
        return plain(str(value).lower())
    shapes = ((type(None), "nothing"), (Mapping, "fields with values"), (list | tuple, "a list"))
    return next((words for shape, words in shapes if isinstance(value, shape)), f"“{plain(str(value))}”")


def _number(value: float) -> str:
    """Write a number as a person would."""
    small = isinstance(value, float) and isfinite(value) and abs(value) < GREAT
    return f"{value:.15g}" if small else plain(str(value))


def plain(text: str) -> str:
    """Shorten a text, on one line and without signs that a terminal would obey."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text[: 2 * LONGEST])
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
