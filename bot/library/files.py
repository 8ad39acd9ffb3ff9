"""A file of knowledge/: read, parsed and checked; what is wrong is an error with the file and the key."""

from collections.abc import Container
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from bot.errors import KnowledgeError
from bot.vocabulary import Frozen

T = TypeVar("T", bound=Frozen)
Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class OneOfEach(Loader):  # type: ignore[misc, valid-type]  # whichever of the two this machine has
    """A YAML loader that does not let the second of two equal keys win unnoticed."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Build a mapping. Raises ConstructorError if a key stands in it twice."""
        lines: dict[str, int] = {}
        for key, _ in node.value:
            first = lines.setdefault(key.value, key.start_mark.line + 1) if isinstance(key, yaml.ScalarNode) else None
            if first not in (None, key.start_mark.line + 1):
                problem = f"the key {key.value!r} stands here again, first in line {first}"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
        built: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return built


def read(path: Path) -> dict[str, Any]:
    """Read a YAML file that holds a mapping. Raises KnowledgeError if it does not."""
    return parsed(text_of(path), path)


def text_of(path: Path) -> str:
    """Read a text file. Raises KnowledgeError if it is not there or not UTF-8."""
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise KnowledgeError(f"{path}: cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path}: it is not UTF-8 text: {error}.") from error


def parsed(text: str, path: Path) -> dict[str, Any]:
    """Parse YAML that must be a mapping in which no key stands twice."""
    try:
        value = yaml.load(text, Loader=OneOfEach)  # noqa: S506 (it is a safe one)
    except yaml.YAMLError as error:
        raise KnowledgeError(f"{path}: {error}") from error
    if not isinstance(value, dict):
        raise KnowledgeError(f"{path}: it must hold keys and values.")
    return value


def checked(model: type[T], value: Any, path: Path, key: str = "", sources: Container[str] | None = None) -> T:
    """Check a value against its model, and its sources against those that are listed.

    Raises KnowledgeError with file, key and what is wrong.
    """
    try:
        return model.model_validate(value, context=sources)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (key, *first["loc"]) if part != "")
        raise KnowledgeError(f"{path}: {place}{': ' if place else ''}{first['msg']}.") from error
