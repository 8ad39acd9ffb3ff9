"""What is found in a text: identifiers at their places, of which none lies within another."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """An identifier at `[start, end)` of a plain text, and what stands for it; `black` is the part to black out."""

    kind: str
    start: int
    end: int
    says: str = ""
    black: tuple[int, int] | None = None

    @property
    def instead(self) -> str:
        """What stands in place of it."""
        return self.says or f"[{self.kind}]"


@dataclass(frozen=True)
class Blackout:
    """A text of the same length without its identifiers, and how many there were of each kind ("ssn": 2)."""

    text: str
    counts: Mapping[str, int]


def apart(findings: Iterable[Finding]) -> list[Finding]:
    """Keep of findings that share characters the one that was found first, and put them in order."""
    taken = bytearray()
    kept = []
    for one in findings:
        taken.extend(bytes(max(0, one.end - len(taken))))
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)
