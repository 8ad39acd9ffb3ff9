"""Numbers of payment cards, with what stands beside them: expiry and security code."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import GROUPS

CHAIN = re.compile(r"(?<![\w$])(?<![\d][.,-])\d++(?:[-.\s]{1,3}\d++)*+")
CARD_SIZES: Mapping[str, Collection[int]] = {
    "2": (16,), "3": (14, 15, 16, 19), "4": (13, 16, 19), "5": range(13, 20), "6": range(13, 20),
}  # fmt: skip
CARD_GROUPS = frozenset({(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4), (8, 8)})
CARD_OPENS = frozenset({*range(13, 20), *(shape[0] for shape in CARD_GROUPS)})
CARD_CUE = re.compile(r"\b(?:cards?|visa|mastercard|amex|american express|discover|debit|credit|hsa|fsa)\b")
CARD_NAMED = re.compile(r"\bcard(?:'s)?\s?(?:number|num|no\.?|nr|#)\W{0,3}(?:is\W{1,3}|:)?$")
CARD_SHORTEST, CARD_LONGEST = 13, 19
EXPIRY = r"(?:0?[1-9]|1[0-2])\s?[-/]\s?(?:20)?\d{2}(?!\d)"
EXPIRES = r"(?:exp(?:iry|ires?|iring|iration)?\.?(?:\s(?:date|on))?|valid (?:thru|until|till)|good thru)"
CODE = r"(?:cvv2?|cvc2?|cid|csc|security\scode)"
CARD_BEHIND = re.compile(
    rf"(?:[\s,;/|()]{{0,4}}(?:{EXPIRES}[\s:]{{0,3}})?{EXPIRY}(?:[\s,;/"
    rf"|()]{{0,4}}(?:{CODE}\W{{0,3}}(?:is\s)?)?\d{{3,4}}(?![\d.,/-]*\d))?"
    rf"|[\s,;/|()]{{0,4}}{CODE}\W{{0,3}}(?:is\s)?\d{{3,4}}(?!\d))"
)
CARD_BEFORE = re.compile(rf"\b{EXPIRES}[\s:]{{0,3}}(?P<value>{EXPIRY})")
SECURITY_CODE = re.compile(rf"\b{CODE}\W{{0,3}}(?:is\s|code\s)?(?P<value>\d{{3,4}})(?!\d)")


def cards(text: str) -> Iterator[Finding]:
    """Find numbers of payment cards with what stands beside them: expiry and security code."""
    for chain in CHAIN.finditer(text):
        if chain.end() - chain.start() < CARD_SHORTEST:
            continue
        groups = [(one.start(), one.end()) for one in GROUPS.finditer(text, chain.start(), chain.end())]
        before = text[max(0, chain.start() - 25) : chain.start()]
        at = 0
        while at < len(groups):
            size = groups[at][1] - groups[at][0]
            last = card_end(text, groups, at, before if at == 0 else "") if at == 0 or size in CARD_OPENS else None
            if last is None:
                at += 1
                continue
            start, end = groups[at][0], groups[last][1]
            behind = CARD_BEHIND.match(text, end)
            yield Finding("card", start, behind.end() if behind else end)
            for found in CARD_BEFORE.finditer(text, max(0, start - 50), start):
                yield Finding("card", *found.span("value"))
            at = last + 1
    for found in SECURITY_CODE.finditer(text):
        yield Finding("card", *found.span("value"))


def card_end(text: str, groups: Sequence[tuple[int, int]], at: int, before: str) -> int | None:
    """Return the last group of digits of a card's number that begins with a group, or None."""
    singles = at == 0 and all(end - start == 1 for start, end in groups[: CARD_LONGEST + 1])
    anyhow = singles or CARD_CUE.search(before) is not None
    digits, shape = "", list[int]()
    for last in range(at, min(len(groups), at + CARD_LONGEST)):
        start, end = groups[last]
        if end - start > CARD_LONGEST:
            return None
        digits += text[start:end]
        shape.append(end - start)
        whole = last + 1 == len(groups)
        known = len(shape) == 1 or tuple(shape) in CARD_GROUPS or (anyhow and (whole or not singles))
        if len(digits) > CARD_LONGEST:
            return None
        if not known or len(digits) < CARD_SHORTEST:
            continue
        sized = len(digits) in CARD_SIZES.get(digits[0], ())
        round_sums = len(shape) > 1 and all(text[one[1] - 1] == "0" for one in groups[at : last + 1])
        if (sized and luhn(digits) and not round_sums) or CARD_NAMED.search(before):
            return last
    return None


def luhn(digits: str) -> bool:
    """Whether digits pass the check that payment cards carry (ISO/IEC 7812)."""
    values = [int(digit) for digit in reversed(digits)]
    doubled = (2 * value for value in values[1::2])
    return (sum(values[0::2]) + sum(value - 9 if value > 9 else value for value in doubled)) % 10 == 0
