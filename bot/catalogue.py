"""The catalogue of what the program says: all its sentences by name, one folder a language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.errors import KnowledgeError


@dataclass(frozen=True)
class Catalogue:
    """Sentences by dotted name. A sentence may hold {names} to fill, or forms by the number `n`: one, other."""

    entries: Mapping[str, Any]

    def say(self, name: str, /, **values: object) -> str:
        """Return a sentence with its {names} filled; what fills them is never read as a template.

        Raises KnowledgeError if there is no such sentence or a name is not given.
        """
        entry = self.find(name)
        if isinstance(entry, Mapping):
            entry = entry.get("one" if values.get("n") == 1 else "other")
        if not isinstance(entry, str):
            raise KnowledgeError(f"strings: {name!r} is not a sentence.")
        try:
            return entry.format_map(values).strip()
        except (KeyError, ValueError, IndexError) as error:
            raise KnowledgeError(f"strings: {name!r} needs {error}.") from error

    def has(self, name: str) -> bool:
        """Whether there is an entry of this name."""
        try:
            self.find(name)
        except KnowledgeError:
            return False
        return True

    def find(self, name: str) -> Any:
        """Return the entry of this name. Raises KnowledgeError if there is none."""
        entry: Any = self.entries
        for part in name.split("."):
            if not isinstance(entry, Mapping) or part not in entry:
                raise KnowledgeError(f"strings: there is no {name!r}.")
            entry = entry[part]
        return entry

    def names(self, within: str = "") -> Iterator[str]:
        """Yield the names of all sentences, or of those within an entry."""
        entry = self.find(within) if within else self.entries
        for key, value in entry.items():
            name = f"{within}.{key}" if within else str(key)
            if isinstance(value, Mapping) and not {"one", "other"} >= set(value):
                yield from self.names(name)
            else:
                yield name
