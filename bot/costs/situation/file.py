"""A situation file: YAML or JSON, read with care, because anybody may have written it.

In YAML, `on` is a word and no truth value; a day stays a day; 010 is ten. What stands there twice is an error.
"""

import json
import re
from collections.abc import Hashable, Iterator
from pathlib import Path
from typing import Any

import yaml

from bot.costs.situation import Situation, read_situation
from bot.costs.situation.refusals import plain
from bot.errors import RefusedError

LARGEST = 200_000  # bytes
MOST_VALUES = 50_000
MERGE = "<<"
NARROWED = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:int")
CHECK = "Check colons, quotes, brackets, and that lines begin with spaces, not with tabs, here and just above."
TOO_DEEP = "It is nested too deeply. A situation needs only a few levels."
TOO_MANY = (
    f"It holds more than {MOST_VALUES:,} values, with what its aliases (*name) repeat. A situation needs far fewer."
)


def open_situation(path: Path) -> Situation:
    """Read a situation from a file. Raises RefusedError with a line for each thing that is wrong."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise RefusedError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > LARGEST:
        raise RefusedError(f"{path} is too large: a situation may have {LARGEST // 1000} kB. Is it the right file?")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(f"{path} is not text in UTF-8. Save it as plain text, or give the right file.") from error
    try:
        return read_situation(parsed(text, path.suffix.lower() == ".json"))
    except RecursionError as error:
        raise RefusedError(TOO_DEEP) from error


def parsed(text: str, is_json: bool = False) -> Any:
    """Return what a text in YAML or JSON holds. Raises RefusedError where it is neither."""
    if is_json or text.lstrip().startswith("{"):
        try:
            return json.loads(text, object_pairs_hook=_once)
        except ValueError as error:
            if is_json:
                where = f"in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else "in a number"
                raise RefusedError(
                    f"This is not JSON as it should be, {where}. Check commas, quotes, brackets."
                ) from error
    if yaml.reader.Reader.NON_PRINTABLE.search(text):
        raise RefusedError("The file holds signs that are not text. Save it as plain text, or give the right file.")
    loader = SituationLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        _check(node)
        return loader.construct_document(node)
    except yaml.YAMLError as error:
        raise RefusedError(_told(error)) from error
    except (ValueError, KeyError, AttributeError) as error:  # from what is marked as something that it is not
        raise RefusedError(f"This is not YAML as it should be: take out marks such as !!float. {CHECK}") from error
    finally:
        loader.dispose()


class SituationLoader(yaml.SafeLoader):
    """A safe loader to which only true and false are truth values, and only plain digits whole numbers."""

    # Written anew, because what a class has of its parent's table is the parent's.
    yaml_implicit_resolvers = {  # noqa: RUF012 (as yaml has it)
        first: [(tag, pattern) for tag, pattern in resolvers if tag not in NARROWED]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        """Return a day, or the words where there is no such day."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return node.value

    def construct_whole(self, node: yaml.ScalarNode) -> Any:
        """Return a whole number, or the words where it is longer than any number that is one."""
        try:
            return int(node.value)
        except ValueError:
            return node.value


SituationLoader.add_implicit_resolver(NARROWED[0], re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF"))
SituationLoader.add_implicit_resolver(NARROWED[1], re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
SituationLoader.add_constructor("tag:yaml.org,2002:timestamp", SituationLoader.construct_day)
SituationLoader.add_constructor(NARROWED[1], SituationLoader.construct_whole)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of a JSON file. Raises RefusedError for a key that stands in it twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise RefusedError(f"{plain(key)}: it stands twice in one place. Keep one of them.")
        found[key] = value
    return found


def _check(root: yaml.Node) -> None:
    """Look through nodes before anything is built of them.

    Raises RefusedError for keys that stand twice, for aliases within themselves and for those that repeat too much.
    """
    sizes: dict[yaml.Node, int | None] = {}

    def size(node: yaml.Node) -> int:
        known = sizes.get(node, 0)
        if known is None:
            raise RefusedError(f"Line {node.start_mark.line + 1}: it holds itself, by an alias (*name). Write it out.")
        if known:
            return known
        sizes[node] = None
        if isinstance(node, yaml.MappingNode):
            _have_keys_once(node)
        found = 1 + sum(size(one) for one in _children(node))
        if found > MOST_VALUES:
            raise RefusedError(TOO_MANY)
        sizes[node] = found
        return found

    size(root)


def _children(node: yaml.Node) -> Iterator[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from pair
    elif isinstance(node, yaml.SequenceNode):
        yield from node.value


def _have_keys_once(node: yaml.MappingNode) -> None:
    lines: dict[Hashable, int] = {}
    for key, _ in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise RefusedError(f"Line {line}: a field must be named by a word, not by a list or by other fields.")
        if key.value in lines and key.value != MERGE:
            first = lines[key.value]
            where = f"in line {line}" if line == first else f"in lines {first} and {line}"
            raise RefusedError(f"{plain(key.value)}: it stands twice in one place, {where}. Keep one of them.")
        lines[key.value] = line


def _told(error: yaml.YAMLError) -> str:
    """Say what is wrong with YAML, and where."""
    mark = error.problem_mark or error.context_mark if isinstance(error, yaml.MarkedYAMLError) else None
    line = f"Line {mark.line + 1}: " if mark else ""
    words = str(error)
    if "single document" in words:
        return f"{line}a second document begins here. A file holds one situation: take out --- and what follows it."
    if "undefined alias" in words:
        return f"{line}this repeats by an alias (*name) what has no such name (&name) above. Write it out."
    if isinstance(error, yaml.constructor.ConstructorError):
        return f"{line}a mark with ! or << stands here that a situation does not need. Take it out."
    return f"{line}this is not YAML as it should be. {CHECK}"
