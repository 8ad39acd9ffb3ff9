"""The form: where in a summary its questions are answered, and where its services stand with what they cost.

The wording of the questions and of the services is fixed by the federal template, so that they divide any text of it:
tables of any file, the loose lines of a PDF, and what somebody pasted in one paragraph.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.benefits.wording import fold, fold_lines, fused, spaced, trimmed

QUESTIONS = {
    "deductible": fused(r"what is the overall(?: deductible)?"),
    "before": fused(
        r"are there services(?! ?this plan)(?: covered)?(?: before)?(?: you meet)?(?: your)?(?: deductible)?"
    ),
    "other_deductibles": fused(r"are there other(?: deductibles)?(?: for)?(?: specific)?(?: services)?"),
    "limit": fused(
        r"what is the out~of~(?:pocket)?(?: limit)?(?: for)?(?: this)?(?: plan)?|is there an out~of~(?:pocket)?(?: limit)?(?: on)?(?: my)?(?: expenses)?"
    ),
    "limit_excludes": fused(r"what is not included(?: in)?(?: the)?(?: out~of~pocket)?(?: limit)?"),
    "annual_limit": fused(r"is there an overall annual limit(?: on)?(?: what)?(?: the)?(?: plan pays)?"),
    "network": fused(
        r"will you pay less if(?: you)?(?: use a)?(?: network)?(?: provider)?|does this plan use a network(?: of)?(?: providers)?"
    ),
    "referral": fused(r"do (?:you|i) need a referral(?: to)?(?: see)?(?: a)?(?: specialist)?"),
    "excluded": fused(r"are there services this plan doesn't cover"),
}
ENDINGS = re.compile(r"(?:deductible|services|limit|plan|expenses|providers?|specialist|cover|pays)$")
EXPLAINED = fused(  # how the third column begins: the answer ends there
    r"generally, you must pay|you must pay all (?:of )?the costs|this plan covers some items|the out~of~pocket limit is the most|even though you pay these"
    r"|this plan uses a provider network|this plan will pay some|you can see the specialist|you don't have to meet deductible|you do not have to meet deductible"
    r"|see the (?:common medical|chart)|if you have other family members|this plan does not (?:have|use|require)|you will have to meet the|there's no limit on|this limit helps you"
    r"|if you use an in~network|some of the services this plan"
)
TABLE = spaced(
    r"common medical event|services you may need|all copayment and coinsurance costs|if you visit a health care"
)
TABLE_ENDS = spaced(
    r"excluded services|services your plan (?:generally )?does not cover|about these coverage examples|your rights to continue"
)

ROWS = {
    "primary_care": spaced(r"primary care visit(?:s)?(?: to treat an injury(?: or illness)?)?"),
    "specialist": spaced(r"specialist visits?"),
    "preventive": spaced(r"preventive care(?: ?/ ?screening)?(?: ?/ ?immunizations?)?"),
    "test": spaced(r"diagnostic tests?(?: ?\(x~rays?, blood work\))?"),
    "imaging": spaced(r"imaging(?: ?\(ct ?/ ?pet scans, mris?\))?"),
    "generic_drug": spaced(
        r"(?:tier (?:1|one)\W{1,4})?(?:preferred )?generic (?:prescription )?drugs?\)?|tier (?:1|one)\W{1,4}(?:preferred )?generics?\)?"
    ),
    "preferred_drug": spaced(r"(?:tier (?:2|two)\W{1,4})?(?<!non[ -])preferred brand(?:~name)?(?: drugs?)?\)?"),
    "nonpreferred_drug": spaced(r"(?:tier (?:3|three)\W{1,4})?non~preferred (?:brand(?:~name)?(?: drugs?)?|drugs?)\)?"),
    "specialty_drug": spaced(r"(?:tier (?:4|four|5|five)\W{1,4})?(?:preferred )?specialty drugs?\)?"),
    "facility": spaced(r"facility fees?(?: ?\(e\.g\.,?[^)|]{0,60}\))?"),
    "physician": spaced(r"physician ?/ ?surgeon(?: fees?)?"),
    "emergency": spaced(r"emergency room(?: (?:care|services))?"),
    "transport": spaced(r"emergency medical transport(?:ation)?"),
    "urgent_care": spaced(r"urgent care"),
    "mental_health": spaced(r"(?:mental ?/ ?behavioral health )?outpatient services"),
    "other_inpatient": spaced(r"(?:mental ?/ ?behavioral health )?inpatient services"),
    "pregnancy": spaced(r"if you are pregnant|childbirth ?/ ?delivery|prenatal and postnatal"),
    "home": spaced(r"home health care"),
    "therapy": spaced(r"rehabilitation services"),
    "habilitation": spaced(r"(?<![a-z])habilitation services"),
    "nursing": spaced(r"skilled nursing(?: care)?"),
    "equipment": spaced(r"durable medical equipment"),
    "hospice": spaced(r"hospice services?"),
    "children": spaced(r"if your child needs|children's (?:eye|glasses|dental)"),
}
TIERS = {  # where drugs are named by their tiers alone
    "generic_drug": spaced(r"tier (?:1|one)(?! provider| network)(?: drugs?)?"),
    "preferred_drug": spaced(r"tier (?:2|two)(?! provider| network)(?: drugs?)?"),
    "nonpreferred_drug": spaced(r"tier (?:3|three)(?! provider| network)(?: drugs?)?"),
    "specialty_drug": spaced(r"tier (?:4|four)(?! provider| network)(?: drugs?)?"),
}
PRICE = spaced(r"\$ ?\d|\d ?%|no charge|not covered|covered in full|no cost")
STARTING = re.compile(r"(?:^|[\n|])[ \t\u2022*-]*$")  # what stands before the first words of a line or a cell
LEADING = spaced(  # or behind an event, in folded text
    r"(?:or clinic|condition|outpatient surgery|attention|hospital stay|abuse services|health needs|if you (?:visit|have|need|are|become) [a-z ,'/-]{0,90}) $"
)
LINED = 3  # rows that begin lines: the text has kept its lines, and a service named amid one is no row
FEES = ("facility", "physician")  # named twice: of surgery and of a stay
BEHIND = 120
NEAR = 160  # characters: a price stands so close to its service
LONGEST_ROW = 900


@dataclass(frozen=True)
class Row:
    """A service's row: `cells` are the stretches behind its name; loose text is one stretch, not yet told apart."""

    key: str
    start: int
    cells: tuple[tuple[int, int], ...]
    piped: bool


class Form:
    """A summary's text, and its parts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)

    @cached_property
    def lines(self) -> str:
        """The folded text with its line ends."""
        return fold_lines(self.text)

    @cached_property
    def _questions(self) -> list[tuple[int, int, str]]:
        found = ((pattern.search(self.folded), key) for key, pattern in QUESTIONS.items())
        return sorted((match.start(), match.end(), key) for match, key in found if match)

    @cached_property
    def interleaved(self) -> frozenset[str]:
        """The questions with other columns amid their words: what answers them cannot be told."""
        return frozenset(key for start, end, key in self._questions if not ENDINGS.search(self.folded, start, end))

    @cached_property
    def table(self) -> tuple[int, int]:
        """Where the services stand."""
        after = max((end for _, end, _ in self._questions), default=0)
        begins = TABLE.search(self.folded, after) or TABLE.search(self.folded)
        start = begins.start() if begins else after
        ends = TABLE_ENDS.search(self.folded, start)
        return start, ends.start() if ends else len(self.text)

    @cached_property
    def head(self) -> int:
        """Where the header ends, at the first question."""
        return min((start for start, _, _ in self._questions), default=self.table[0])

    def whole_answer(self, key: str) -> tuple[int, int] | None:
        """Return where a question is answered, with the explanation beside; None where it is not asked."""
        asked = next((one for one in self._questions if one[2] == key), None)
        if asked is None:
            return None
        later = [start for start, _, _ in self._questions if start > asked[1]]
        if self.table[0] > asked[1]:
            later.append(self.table[0])
        return asked[1], min(later, default=min(len(self.text), asked[1] + LONGEST_ROW))

    def answer(self, key: str) -> tuple[int, int] | None:
        """Return where the answer to a question stands, None where there is none."""
        whole = self.whole_answer(key)
        if whole is None or key in self.interleaved:
            return None
        start, end = whole
        line = _line_end(self.text, start)
        bar = self.text.find("|", start, min(line, end))
        if bar >= 0:
            cells = [trimmed(self.text, *cell) for cell in _cells(self.text, bar, min(line, end))]
            return next((cell for cell in cells if cell[0] < cell[1]), None)
        explained = EXPLAINED.search(self.folded, start, end)
        start, end = trimmed(self.text, start, explained.start() if explained else end)
        torn = self.folded.startswith("answers", start)  # a column of questions, and below it one of answers
        return (start, end) if start < end and not torn else None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the services, in the order of the text."""
        found = sorted(self._names())
        ends = [*(start for start, _, _ in found), self.table[1]][1:]
        return tuple(
            self._row(key, start, end, ends_at) for (start, end, key), ends_at in zip(found, ends, strict=True)
        )

    def _names(self) -> Iterator[tuple[int, int, str]]:
        """Yield where each service is named; a tier of drugs where nothing else names it."""
        named = {key: list(pattern.finditer(self.folded, *self.table)) for key, pattern in ROWS.items()}
        leading = {key: [one for one in found if self._leads(one)] for key, found in named.items()}
        starting = sum(any(self._starts(one) for one in found) for found in named.values())
        lined = starting >= LINED or not TABLE.search(self.folded)
        for key, found in named.items():
            chosen = self._priced(leading[key] or ([] if lined else found))
            if not chosen and key in TIERS:
                tiers = TIERS[key].finditer(self.folded, *self.table)
                chosen = self._priced([one for one in tiers if self._starts(one)])
            for match in chosen if key in FEES else chosen[:1]:
                yield match.start(), match.end(), key

    def _starts(self, match: re.Match[str]) -> bool:
        return bool(STARTING.search(self.lines[max(0, match.start() - BEHIND) : match.start()]))

    def _leads(self, match: re.Match[str]) -> bool:
        return self._starts(match) or bool(LEADING.search(self.folded[max(0, match.start() - BEHIND) : match.start()]))

    def _priced(self, found: list[re.Match[str]]) -> list[re.Match[str]]:
        """Return those with a price near, or else the first."""
        priced = [one for one in found if PRICE.search(self.folded, one.end(), one.end() + NEAR)]
        return priced or found[:1]

    def _row(self, key: str, start: int, end: int, ends_at: int) -> Row:
        line = min(_line_end(self.text, end), self.table[1])
        bar = self.text.find("|", end, line)
        if bar >= 0:
            return Row(key, start, tuple(_cells(self.text, bar, line)), piped=True)
        return Row(key, start, ((end, min(ends_at, end + LONGEST_ROW)),), piped=False)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _cells(text: str, bar: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the cells behind a bar, up to the end of the row."""
    while bar < end:
        following = text.find("|", bar + 1, end)
        following = end if following < 0 else following
        yield bar + 1, following
        bar = following
