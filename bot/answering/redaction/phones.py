"""Telephone and fax numbers with their extensions, but no public help lines."""

import re
from collections.abc import Iterator, Mapping

from bot.answering.redaction.calls import FICTION, MONEY_CUE, call_of
from bot.answering.redaction.findings import Finding
from bot.answering.redaction.fragments import GROUPS, words

HELP_LINES: Mapping[str, str] = {
    "poison control": "8002221222",
    "Medicare": "8006334227 8774862048 8772672323",
    "marketplace": "8003182596 8558894325",
    "children's cover": "8775437669",
    "domestic violence": "8007997233 8007873224 8663319474",
    "sexual assault, trafficking": "8006564673 8883737888",
    "suicide and crisis": "8002738255 8664887386 8775658860",
    "drugs and mental health": "8006624357",
    "child abuse, new mothers, disasters": "8004224453 8338526262 8009855990",
    "veterans": "8772228387",
    "Social Security": "8007721213 8003250778",
    "taxes": "8008291040",
    "rights of patients and employees": "8664443272 8009853059 8003681019 8005377697 8776966775",
}
HELP = words(" ".join(HELP_LINES.values()))
EXTENSION = r"(?:[\s,;]{0,2}(?:extension|ext|x|\#)[\s.:]{0,2}\d{1,6}(?!\d))?"
TEN = re.compile(
    r"(?<![\w$])(?<!\d[-.])(?<![$]\s)(?P<lead>\+\s?1[-.\s/]{0,3}|001[-.\s]{0,3}|1[-.\s/]{0,3})?"
    r"(?P<open>\(\s?)?(?P<area>\d{3})(?:\s?\))?(?P<one>[-.\s/_]{0,3})(?P<office>\d{3})"
    r"(?P<two>[-.\s/_]{0,3})(?P<line>\d{4})"
    rf"(?![a-wyz\d_])(?![-.]\d){EXTENSION}|(?:(?<=tel)(?P<tel>\.?\d{{10}}))"
)
SEVEN = re.compile(
    rf"(?<![\w$(])(?<![a-z\d]-)(?<!\d\.)(?<!\b\d,)(?<!\b\d\d,)(?<!\b\d{{3}},)(?<![$]\s)(?P<office>[2-9]\d{{2}})"
    rf"(?P<one>\s?-\s?|[.\s])?(?P<line>\d{{4}})(?![a-wyz\d_])(?![-.]\d|,\d{{3}}){EXTENSION}"
)
LOOSE = re.compile(rf"(?<![\w$])(?:\+?1[-.\s]{{1,3}})?\(?\d(?:[-.\s/()]{{0,3}}\d){{9,10}}(?![a-wyz\d_]){EXTENSION}")
ABROAD = re.compile(r"(?<![\w+])\+\s?[2-9]\d{0,2}(?:[-.\s()]{0,3}\d){6,13}(?!\d)")
SPARED = re.compile(
    r"(?:§|\b(?:npi|ein|cpt|ndc|form|sections?|hcpcs|icd|invoice|stat\.?|code|plan\sid|h\.?b\.?|s\.?b\.?))[\s:#.§]{0,4}$"
)
AREA_BEFORE = re.compile(r"[\d(). -]{3,8}$")
SHORTEST_ABROAD = 8  # digits


def phones(text: str) -> Iterator[Finding]:
    """Find telephone and fax numbers with their extensions, but no public help lines."""
    for pattern, is_phone in ((TEN, is_ten), (LOOSE, is_loose), (ABROAD, is_abroad), (SEVEN, is_seven)):
        for found in pattern.finditer(text):
            if is_phone(found):
                yield Finding("phone", found.start(), found.end())


def is_ten(found: re.Match[str]) -> bool:
    """Whether ten digits are a telephone's: by their form, or by what stands around them."""
    if found["tel"]:
        return True
    call = call_of(found, "area", "office", "line")
    area, office, _ = call.groups
    if "".join(call.groups) in HELP or SPARED.search(call.before):
        return False
    plausible = area[0] > "1" and office[0] > "1"
    joints, lead = (found["one"], found["two"]), found["lead"] or ""
    if found["open"] or "+" in lead or all(map(str.strip, joints)):
        return bool(found["open"]) or not call.sums or call.cued
    if any(map(str.strip, joints)):
        return plausible or call.cued
    if any(joints):
        return (plausible and (lead or not call.listed) and not call.money) or call.cued
    return plausible and (not MONEY_CUE.search(call.before) or call.cued)


def is_loose(found: re.Match[str]) -> bool:
    """Whether ten digits in any groups are a telephone's: where they are called so."""
    return call_of(found).called and not is_help_line(found[0])


def is_abroad(found: re.Match[str]) -> bool:
    """Whether it is a number with another country's code."""
    return sum(map(str.isdigit, found[0])) >= SHORTEST_ABROAD


def is_seven(found: re.Match[str]) -> bool:
    """Whether seven digits are a telephone's."""
    call = call_of(found, "office", "line")
    if ("-" not in (found["one"] or "") and not call.called) or call.priced:
        return False
    lead = AREA_BEFORE.search(call.before)
    if (lead and is_help_line(lead[0] + found[0])) or SPARED.search(call.before):
        return False
    return found["office"] == FICTION or not (call.money or call.listed) or call.alone or call.cued


def is_help_line(written: str) -> bool:
    """Whether digits are those of a public help line."""
    return "".join(GROUPS.findall(written)).removeprefix("1") in HELP
