"""Limits: the sums of a deductible or an out-of-pocket limit, each with whose it is and where it counts."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal

from bot.benefits.wording import MONEY, MOST, dollars, spaced

Label = Literal["who", "network", "kind"]
LABELS: dict[Label, dict[str, str]] = {
    "who": {
        "couple": r"\bdouble|\bcouple|two~person|employee ?(?:\+|&|and) ?(?:spouse|one\b|1\b)",
        "family": r"family(?! members?\b)|household|(?:two|2) or more|employee ?(?:\+|&|and) ?\w+",
        "person": r"(?:family )?members?\b|individual|person|single|self~only|\bself\b|enrollee|employee(?! ?(?:\+|&|and))|\bee only\b|subscriber|per insured",
    },
    "network": {
        "in": r"in~network (?:and|&|/|or) out~of~network|network (?:and|&|/|or) non~network|tier (?:1|one) (?:and|&|/) tier (?:2|two)|tiers (?:1|one) (?:and|&) (?:2|two)",
        "out": r"out~of~network|\bnon~(?:network|participating|preferred|plan|contracted)\b|out~of~area",
        "other": r"\btier (?:2|3|two|three)\b",
        "inside": r"\bin~network|\bnetwork|\bparticipating|\bpreferred|\bplan provider|\btier (?:1|one)\b|\bcontracted",
    },
    "kind": {
        "drug": r"prescription|pharmacy|\bdrugs?\b|\brx\b",
        "medical": r"\bmedical\b",
        "other": r"hospital|admission|dental|vision|maternity|equipment|emergency",
    },
}
TOKEN = spaced(
    "|".join(
        [f"(?P<money>{MONEY})"]
        + [f"(?P<{label}_{name}>{pattern})" for label, names in LABELS.items() for name, pattern in names.items()]
    )
)
INSIDE = ("in", "inside")
MEMBERS = (2, 3)  # times a member's limit: what a second sum without a name is taken for the family's
NO_MORE = spaced(r"(?:does not|doesn't|do not|don't) (?:apply|count|include)|not subject to|excluding|except")
NONE_AT_ALL = spaced(r"(?:no\b|none|not applicable|n ?/ ?a\b|there (?:is|are) no|does not apply|unlimited)")
MARK = re.compile(r"[;,.]")
BESIDE = re.compile(r"[ :(-]*(?:(?!and\b|or\b|but\b)[a-z]+[ :(-]*){0,2}")


@dataclass(frozen=True)
class Amount:
    """A sum as it is written, with the labels that it has."""

    value: float
    start: int
    end: int
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def who(self) -> str | None:
        """A person's or a family's."""
        return self.labels.get("who")

    @property
    def network(self) -> str | None:
        """Where it counts."""
        return self.labels.get("network")

    @property
    def kind(self) -> str | None:
        """Of what care it is."""
        return self.labels.get("kind")


@dataclass(frozen=True)
class _Token:
    kind: str
    name: str
    start: int
    end: int


def amounts(folded: str, start: int, end: int) -> tuple[Amount, ...]:
    """Return the sums that a cell names, in its order; those behind "does not apply" are none."""
    stop = NO_MORE.search(folded, start, end)
    matches = list(TOKEN.finditer(folded, start, stop.start() if stop and stop.start() > start else end))
    tokens = [_token(match) for match in matches]
    found = [
        Amount(dollars(match["amount"]), match.start(), match.end()) for match in matches if match["money"] is not None
    ]
    for label in LABELS:
        names = _assigned(folded, [one for one in tokens if one.kind in ("money", label)])
        found = [
            replace(one, labels={**one.labels, label: names[one.start]}) if one.start in names else one for one in found
        ]
    return tuple(one for one in found if one.value <= MOST)


def of(found: Sequence[Amount], who: str) -> list[Amount]:
    """Return the sums of a member or of a family that count in the network."""
    inside = [one for one in found if one.network in INSIDE] or [one for one in found if one.network is None]
    named = [one for one in inside if one.who == who]
    if named or any(one.who for one in inside):
        return named
    return _unnamed(inside, who)


def _unnamed(found: Sequence[Amount], who: str) -> list[Amount]:
    """Tell sums apart that nothing names: the second is the family's where it is twice or three times the first."""
    values = list(dict.fromkeys(one.value for one in found))
    if len(values) == 1:
        return [found[0]] if who == "person" or found[0].value == 0 else []
    if len(values) == len(MEMBERS) and values[1] in [values[0] * times for times in MEMBERS]:
        return [next(one for one in found if one.value == values[0 if who == "person" else 1])]
    return []


def _token(match: re.Match[str]) -> _Token:
    group = match.lastgroup or ""
    if match["money"] is not None:
        return _Token("money", "", match.start(), match.end())
    kind, _, name = group.partition("_")
    return _Token(kind, name, match.start(), match.end())


def _assigned(folded: str, tokens: Sequence[_Token]) -> dict[int, str]:
    """Give each sum its label: those before the first sum stand before theirs, others behind."""
    ahead = bool(tokens) and tokens[0].kind != "money"
    names: dict[int, str] = {}
    current, waiting = "", list[_Token]()
    for at, token in enumerate(tokens):
        if token.kind == "money":
            names |= {token.start: current} if ahead else {}
            waiting.append(token)
            continue
        ahead = ahead or (at > 0 and _opens(folded, tokens[at - 1 : at + 2]))
        names |= {} if ahead else {one.start: token.name for one in waiting}
        current, waiting = token.name, []
    return names | _paired(tokens)


def _opens(folded: str, around: Sequence[_Token]) -> bool:
    """Whether a label begins a new part of a cell: a mark stands before it, and its sum right behind."""
    if len(around) < len(("before", "label", "behind")) or around[2].kind != "money":
        return False
    before, label, behind = around
    return bool(MARK.search(folded, before.end, label.start) and BESIDE.fullmatch(folded, label.end, behind.start))


def _paired(tokens: Sequence[_Token]) -> dict[int, str]:
    """Read "$3,000/$6,000 individual/family" and the other way round: two sums beside two labels."""
    names: dict[int, str] = {}
    for at in range(len(tokens) - 3):
        four = tokens[at : at + 4]
        is_money = [one.kind == "money" for one in four]
        if any(b.start - a.end > 4 for a, b in list(pairwise(four))[::2]):
            continue
        money, labels = (four[:2], four[2:]) if is_money[0] else (four[2:], four[:2])
        if is_money in ([True, True, False, False], [False, False, True, True]) and labels[0].name != labels[1].name:
            names |= {one.start: label.name for one, label in zip(money, labels, strict=True)}
    return names
