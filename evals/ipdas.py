"""Score Plainterms by the IPDAS checklist for decision aids; `python -m evals.ipdas` writes evals/IPDAS.md.

The scores are judgements of ours, in cases/ipdas.yaml. Each stands beside a check that runs the real conversation: met
(yes, 3 or 4) where the check holds, not met (no, 1 or 2) where it fails. What takes a study with people has no score.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.bootstrap import Plainterms
from bot.deciding.brief import Brief
from bot.deciding.state import ByHand
from bot.vocabulary import (
    Answer,
    Checklist,
    ComparisonBlock,
    LockIn,
    OptionRow,
    Priorities,
    Sentence,
    TradeOff,
    TradeOffs,
    Understood,
    WorthKnowing,
)
from bot.web import render
from evals import readability
from evals.decisions import CASES, comparison_of, opened

TABLE = Path("evals/IPDAS.md")
ABOUT = "explainer-about-this-assistant"
WEIGHTS = {"cost": 3, "access": 2, "certainty": 2, "doctor": 1, "freedom": 1}
EQUAL = (0.8, 1.25)  # words for to words against
PARTS = ("qualifying", "certifying", "quality")
MET = frozenset({"yes", "3", "4"})
SCORED = MET | {"no", "1", "2"}
Kind = TypeVar("Kind")


# What is shown


@dataclass(frozen=True)
class Case:
    """A situation that was told: the answer that compares, what matters asked and weighed, and the brief, as data and as pages."""

    id: str
    practice: str | None
    answer: Answer
    page: str
    matters: Answer
    weighed: Answer
    brief: Brief
    printed: str

    @property
    def table(self) -> ComparisonBlock | None:
        """The comparison."""
        return comparison_of(self.answer)

    @property
    def options(self) -> tuple[OptionRow, ...]:
        """The options that are compared, none where nothing is."""
        return self.table.options if self.table else ()

    @property
    def trade_offs(self) -> tuple[TradeOff, ...]:
        """What each option gives and takes."""
        found = of_kind(self.answer, TradeOffs)
        return found.rows if found else ()

    @property
    def chances(self) -> str:
        """All in which a comparison may speak of chances."""
        if self.table is None:
            return ""
        columns = (" ".join(words) for words in self.table.columns.values())
        verdicts = (f"{one.headline} {one.text}" for one in self.table.verdicts)
        warnings = (" ".join((*one.warnings, *one.says.values())) for one in self.table.options)
        return "\n".join((*self.table.basis, *columns, *self.table.notes, *verdicts, *warnings))


@dataclass(frozen=True)
class Shown:
    """All that the checks look at: situations, what is answered when asked, the chat page, the page of a source, explainers."""

    cases: tuple[Case, ...]
    asked: Mapping[str, tuple[tuple[str, Answer], ...]]
    page: str
    source: str
    explainers: Mapping[str, str]


def of_kind(answer: Answer, kind: type[Kind]) -> Kind | None:
    """Return the first block of a kind."""
    return next((block for block in answer.blocks if isinstance(block, kind)), None)


def shown(plainterms: Plainterms, described: Mapping[str, Any]) -> Shown:
    """Tell every situation in a chat of its own, ask every question, and take what is shown."""
    strings = plainterms.library.strings.find("page")
    asking: Mapping[str, Sequence[str]] = described["questions"]
    cases, asked = [], {name: [(one, alone(plainterms, one)) for one in some] for name, some in asking.items()}
    for each in described["situations"]:
        chat = Chat(plainterms, each["practice"])
        cases.append(told(each, chat, strings))
        if each["id"] == described["ask_after"]:
            for name, some in asking.items():
                asked[name] += [(f"{one} (after a comparison)", chat.say(one)) for one in some]
    practices = [one.model_dump(include={"id", "name", "sample", "paid_by"}) for one in plainterms.library.practices]
    about = next(one for one in plainterms.records.published() if one.document == ABOUT)
    return Shown(
        cases=tuple(cases),
        asked={name: tuple(answers) for name, answers in asked.items()},
        page=render.page(practices=practices, practice=None, paid_by=None, examples=(), strings=strings),
        source=render.source(about, 0, 0, strings, full=True),
        explainers={
            path.stem: path.read_text("utf-8") for path in sorted(plainterms.settings.knowledge.glob("explainers/*.md"))
        },
    )


class Chat:
    """A conversation of its own."""

    def __init__(self, plainterms: Plainterms, practice: str | None) -> None:
        """Open it."""
        self.plainterms, self.practice = plainterms, practice
        self._opening = plainterms.records.open_conversation(practice, keep=False)

    def say(self, message: str) -> Answer:
        """Say something."""
        return self.plainterms.ask(message, self._now(), self.practice)

    def weigh(self) -> Answer:
        """Say what matters how much."""
        return self.plainterms.reconsider(ByHand(changes={}, matters=WEIGHTS, keep=True), self._now())

    def brief(self) -> Brief:
        """Return the decision on one page."""
        return self.plainterms.brief(self._now())

    def _now(self) -> Any:
        return self.plainterms.records.conversation(self._opening.id, self._opening.secret)


def alone(plainterms: Plainterms, question: str) -> Answer:
    """Ask one thing in a chat where nothing else was said."""
    return Chat(plainterms, None).say(question)


def told(each: Mapping[str, Any], chat: Chat, strings: Mapping[str, str]) -> Case:
    """Tell a situation, weigh what matters, and take the brief."""
    answers = [chat.say(turn) for turn in each["turns"]]
    matters, weighed, page = chat.say("What matters most to me?"), chat.weigh(), chat.brief()
    printed = render.brief(page.answer, page.title, page.lead, strings, paid_by=page.paid_by) if page.answer else ""
    rendered = render.answer(answers[-1], each["turns"][-1], strings)
    return Case(each["id"], each["practice"], answers[-1], rendered, matters, weighed, page, printed)


# The checks: each yields what is missing


Check = Callable[[Shown], Iterable[str]]


def lacking(where: str, text: str, *patterns: str) -> Iterator[str]:
    """Yield the patterns that are not in a text."""
    yield from (f"{where}: nothing like {one}" for one in patterns if not re.search(one, text, re.IGNORECASE))


def unanswered(shown: Shown, name: str, *patterns: str) -> Iterator[str]:
    """Yield what is not said when one asks, in any of the wordings, before a comparison or after it."""
    for question, answer in shown.asked[name]:
        yield from lacking(f"{question} – {begun(answer)}", answer.text, *patterns)


def begun(answer: Answer) -> str:
    """Return how an answer begins."""
    return f"“{' '.join(answer.text.split())[:60]}…”"


def problem(shown: Shown) -> Iterator[str]:
    """Q1: a membership is not insurance, said in each comparison; the page says what it is about."""
    yield from lacking("page", shown.page, "insurance alone", "membership")
    for case in shown.cases:
        yield from lacking(case.id, case.answer.text, "not insurance")


def decision(shown: Shown) -> Iterator[str]:
    """Q2: join, or stay as one is."""
    yield from lacking("page", shown.page, "<h1>Join .*, or stay with insurance alone")
    for case in shown.cases:
        yield from lacking(case.id, case.brief.title, "Join .+, or stay as you are")


def options(shown: Shown) -> Iterator[str]:
    """Q3: insurance alone, with a membership, and where care is estimated a membership alone, with its danger."""
    for case in shown.cases:
        estimated = any(one.total for one in case.options)
        needed = {"insurance_only", "retainer_and_insurance", *(["retainer_only"] if estimated else [])}
        yield from (f"{case.id}: no {kind}" for kind in sorted(needed - {one.kind for one in case.options}))
        for one in case.options:
            if one.kind in {"retainer_only", "neither"}:
                said = " ".join((*one.says.values(), *one.warnings))
                yield from lacking(f"{case.id}, {one.name}", said, "no limit", "nothing caps")


def _both_sides(shown: Shown, side: Callable[[TradeOff], tuple[Sentence, ...]]) -> Iterator[str]:
    for case in shown.cases:
        rows = {row.option: side(row) for row in case.trade_offs}
        yield from (f"{case.id}: too little of {one.name}" for one in case.options if len(rows.get(one.id, ())) < 2)
        if not case.options:
            yield f"{case.id}: no options"


def positives(shown: Shown) -> Iterator[str]:
    """Q4: something that is good about each option."""
    yield from _both_sides(shown, lambda row: row.gets)


def negatives(shown: Shown) -> Iterator[str]:
    """Q5: something that is bad about each option."""
    yield from _both_sides(shown, lambda row: row.gives_up)


def living(shown: Shown) -> Iterator[str]:
    """Q6: being seen, the bills, how it feels, losing the doctor."""
    yield from unanswered(
        shown,
        "living",
        r"\b(seen|visits?|reach)\b",
        r"\bbills?\b",
        r"\b(feel|worry|calm|stress)",
        r"\b(leaves|drops|closes)\b",
    )


def equal_detail(shown: Shown) -> Iterator[str]:
    """C1: as many words for as against, of each option and of all."""
    for case in shown.cases:
        rows = [(row.name, words(row.gets), words(row.gives_up)) for row in case.trade_offs]
        for name, gets, gives_up in (*rows, ("all", sum(row[1] for row in rows), sum(row[2] for row in rows))):
            ratio = gets / max(1, gives_up)
            if not EQUAL[0] <= ratio <= EQUAL[1]:
                yield f"{case.id}, {name}: {ratio:.2f} words for to one against"


def words(sentences: Iterable[Sentence]) -> int:
    """Count the words of sentences."""
    return sum(len(one.text.split()) for one in sentences)


OF_TERMS = re.compile(
    r"\b(the practice can|you are told|leaving costs|you may have to|opted out of Medicare\.)", re.IGNORECASE
)
OPEN = re.compile(r"does not say|have not seen|ask\b", re.IGNORECASE)


def cited(shown: Shown) -> Iterator[str]:
    """C2: what is taken from an agreement has its clause, what it leaves open is said, each assumption has its source."""
    for case in shown.cases:
        yield from (f"{case.id}: {one}" for one in _uncited(case))


def _uncited(case: Case) -> Iterator[str]:
    known, raised = of_kind(case.answer, Understood), of_kind(case.answer, WorthKnowing)
    traps = of_kind(case.brief.answer, LockIn) if case.brief.answer else None
    if case.table is None or known is None or raised is None:
        yield "nothing is compared"
        return
    for put in known.inputs:
        if put.given == "document" and not (put.sentence and put.sentence.citations):
            yield f"no clause of {put.label}"
    said = [
        *chain.from_iterable(point.sentences for point in raised.items),
        *chain.from_iterable(one.access for one in case.options),
    ]
    said += [item.sentence for item in traps.items] if traps else []
    access = {each for one in case.options for each in one.access}
    for each in said:
        if not each.citations and (each in access or OF_TERMS.search(each.text)) and not OPEN.search(each.text):
            yield f"no clause behind “{each.text}”"
    for row in case.table.assumptions:
        if not row["source"] or (row["given_by_person"] and row["name"].startswith(case.practice or "-")):
            yield f"no true source of {row['name']}"
    if case.practice is None and (found := re.search("(agreement|terms) (does|do) not[^.]*", case.answer.text)):
        yield f"“{found[0]}”, and no agreement was seen"


def dated(shown: Shown) -> Iterator[str]:
    """C3: the day, on each answer and each brief, and the plan year."""
    for case in shown.cases:
        day = f'<time datetime="{case.answer.as_of.isoformat()}"'
        yield from lacking(f"{case.id}, answer", case.page, day, r"plan year \d{4}")
        yield from lacking(f"{case.id}, brief", case.printed, day, r"Made on \w+ \d+, \d{4}")


def updated(shown: Shown) -> Iterator[str]:
    """C4: who brings it up to date, how often and on what occasion, said when asked, and kept."""
    yield from unanswered(
        shown,
        "updated",
        r"\b(once a|each|every) year|yearly",
        r"\bchange[sd]?\b",
        r"\b(law|price|plan year|new plan)",
        r"\b(makers|team|we) ",
    )
    if re.search("day (it was|of the) last review", shown.explainers.get("about-this-assistant", "")):
        yield from lacking("page of a source", shown.source, r"\b(\w+ \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)")
    for name, text in shown.explainers.items():
        reviewed, due = (head(text).get(key) for key in ("reviewed", "review_by"))
        if not reviewed or not due or not 0 < (due - reviewed).days <= 366:
            yield f"{name}: not due again within a year"
    if not shown.explainers:
        yield "no explainers"


def head(text: str) -> dict[str, Any]:
    """Return the head of an explainer."""
    found: dict[str, Any] = yaml.safe_load(text.split("---\n", 2)[1])
    return found


def unsure(shown: Shown) -> Iterator[str]:
    """C5: good and bad years or that none are estimated, assumptions, a range, and what is not known."""
    for case in shown.cases:
        yield from (
            f"{case.id}, {one.name}: no years"
            for one in case.options
            if len(one.years) < 3 and "no_estimate" not in one.says
        )
        if case.table is None or not (case.table.assumptions or case.table.notes):
            yield f"{case.id}: no assumptions"
        known = of_kind(case.answer, Understood)
        if known is None or not any(one.given in {"assumed", "sample"} for one in known.inputs):
            yield f"{case.id}: nothing is said to be assumed"
    text = "\n".join(case.answer.text for case in shown.cases)
    yield from lacking("situations", text, r"\$[\d,]+ to \$[\d,]+", "does not (say|make it clear)", "not known")


def paid(shown: Shown) -> Iterator[str]:
    """C6: who pays, on the page, on the brief, and when asked."""
    yield from lacking("page", shown.page, 'id="paid-by"', "pays for")
    for case in shown.cases:
        yield from lacking(f"{case.id}, brief", case.printed, re.escape(case.brief.paid_by), "pays for this chat")
    yield from unanswered(shown, "paid", "pays? for|may pay")


def nothing_done(shown: Shown) -> Iterator[str]:
    """K1: what one has now comes first, with good and bad; and what staying means is said when asked."""
    for case in shown.cases:
        if not case.options or not case.options[0].reference or not case.options[0].note:
            yield f"{case.id}: what there is now does not come first"
        if not any(row.reference and row.gets and row.gives_up for row in case.trade_offs):
            yield f"{case.id}: nothing good and bad of what there is now"
    yield from unanswered(
        shown, "nothing", "(nothing changes|you keep|stays? as|staying|yours now)", "no fee|owe no|without a fee"
    )


def side_by_side(shown: Shown) -> Iterator[str]:
    """K2: all options in both tables."""
    for case in shown.cases:
        if len(case.options) < 2 or [one.id for one in case.options] != [row.option for row in case.trade_offs]:
            yield f"{case.id}: not all options are side by side"
        yield from lacking(case.id, case.page, '<table class="options"', '<table class="side gives"')


def likely(shown: Shown) -> Iterator[str]:
    """K3: of so many years so many cost this, or it is said that care is not estimated."""
    for case in shown.cases:
        yield from (
            f"{case.id}: no chance in the column {name}"
            for name in ("good", "typical", "serious")
            if not re.search(r"\d+ of \d+", " ".join(case.table.columns[name] if case.table else ()))
        )
        yield from (
            f"{case.id}, {one.name}: neither years nor why not"
            for one in case.options
            if not one.years and "no_estimate" not in one.says
        )


def group_named(shown: Shown) -> Iterator[str]:
    """K4: age, health and plan year, and whose care the years are drawn from."""
    for case in shown.cases:
        basis = " ".join(case.table.basis) if case.table else ""
        yield from lacking(case.id, basis, r"plan year \d{4}")
        if not case.table or any(one.total for one in case.options):
            yield from lacking(
                case.id, basis, "this age and health", r"\b(public|published|national|federal|people (under|with|in))\b"
            )


FREQUENCY = re.compile(r"\b\d+ (?:in|of|out of) (?P<whole>\d[\d,]*)\b")


def counted(shown: Shown) -> Iterator[str]:
    """K5: counts of years, in one style; no “1 in so many”, no bare “rare”."""
    for case in shown.cases:
        if case.table is None or any(one.total for one in case.options):
            yield from lacking(case.id, case.chances, r"\d+ of 100 \w* ?years")
        for found in re.finditer(r"\b(1 in \d+|\d+ of 10\b|rarely|rare|unlikely|likely)\b", case.chances):
            yield f"{case.id}: “{found[0]}”"


def same_time(shown: Shown) -> Iterator[str]:
    """K6: the same twelve months for every option."""
    for case in shown.cases:
        yield from lacking(case.id, case.answer.text, r"plan year \d{4}", "Months you stay: 12")
        for one in case.options:
            months = {line.workings.split(" ×")[0] for line in one.lines if " ×" in line.workings}
            if months - {"12"}:
                yield f"{case.id}, {one.name}: over {', '.join(sorted(months))} months"


def same_denominator(shown: Shown) -> Iterator[str]:
    """K7: of 100, always."""
    for case in shown.cases:
        found = [match["whole"] for match in FREQUENCY.finditer(case.chances)]
        yield from (f"{case.id}: of {whole}" for whole in found if whole != "100")
        if not found:
            yield f"{case.id}: no chance is given"


def several_views(shown: Shown) -> Iterator[str]:
    """K8: a bar and a number in each cell, and a sentence for each comparison."""
    for case in shown.cases:
        for one in case.options:
            for bar in one.years:
                yield from lacking(
                    f"{case.id}, {one.name}",
                    case.page,
                    rf'<span class="sum">{re.escape(bar.says)}</span>\s*<svg\b',
                )
        if case.table is None or len(case.table.verdicts) < len(case.options) - 1:
            yield f"{case.id}: not every comparison is said in words"


def weighed(shown: Shown) -> Iterator[str]:
    """K9: what matters is asked, offered beside the comparison, and leads to a reasoned end that is left to the person."""
    for case in shown.cases:
        yield from lacking(f"{case.id}, offered", " ".join(case.answer.follow_ups) + case.page, "matters")
        asks = of_kind(case.matters, Priorities)
        yield from (
            f"{case.id}: does not ask about {name}"
            for name in sorted(WEIGHTS.keys() - {one.id for one in (asks.items if asks else ())})
        )
        yield from lacking(f"{case.id}, weighed", case.weighed.text, "because", "the choice is yours")


def steps(shown: Shown) -> Iterator[str]:
    """K10: the steps, as a list, when asked."""
    for question, answer in shown.asked["steps"]:
        found = of_kind(answer, Checklist)
        if found is None or len(found.items) < 4:
            yield f"{question} – no list of steps, but {begun(answer)}"


def questions(shown: Shown) -> Iterator[str]:
    """K11: questions on each brief, and for the insurer when asked."""
    for case in shown.cases:
        found = of_kind(case.brief.answer, Checklist) if case.brief.answer else None
        if found is None or len(found.items) < 3:
            yield f"{case.id}: no questions on the brief"
    text = "\n".join(answer.text for _, answer in shown.asked["ask"])
    yield from lacking("asked what to ask", text, r"\binsurer\b", r"\breferrals?\b", r"\bnotice\b")


def evidence_chosen(shown: Shown) -> Iterator[str]:
    """K18: where the numbers come from, and how sources were chosen, when asked."""
    yield from unanswered(
        shown,
        "numbers",
        r"\b(public|published|studies|surveys|tables)\b",
        r"\b(chose|chosen|looked for|picked|kept|search)",
    )


def evidence_graded(shown: Shown) -> Iterator[str]:
    """K19: how good the evidence is, when asked."""
    yield from unanswered(
        shown, "evidence", r"\b(weak|not (clear|certain|strong|reliably|strict)|do not show)\b", r"\bstud(y|ies)\b"
    )


def makers(shown: Shown) -> Iterator[str]:
    """K20: who made it and what they know, when asked."""
    yield from unanswered(
        shown,
        "made",
        r"\b(made|written|built|wrote|put together) (it |them |this )?by\b",
        r"\b(doctor|clinician|lawyer|expert)\b",
    )


def reading_grade(shown: Shown) -> Iterator[str]:
    """K21: the grade of our own words on each brief, and low enough."""
    for case in shown.cases:
        found = re.search(r"reading grade[^.]*?(\d+(\.\d)?)", " ".join(case.brief.lead) + case.printed, re.IGNORECASE)
        if found is None or not 1 <= float(found[1]) <= readability.HIGHEST:
            yield f"{case.id}: no reading grade on the brief, or too high a one"


CHECKS: Mapping[str, Check] = {
    check.__name__: check
    for check in (
        problem, decision, options, positives, negatives, living,
        equal_detail, cited, dated, updated, unsure, paid,
        nothing_done, side_by_side, likely, group_named, counted, same_time, same_denominator, several_views, weighed,
        steps, questions, evidence_chosen, evidence_graded, makers, reading_grade,
    )
}  # fmt: skip
"""The checks, by the names that the items call them."""


# The verdicts and the table


@dataclass(frozen=True)
class Verdict:
    """An item: its part, its id, whether its score is what its check says, the score, and what the check misses."""

    group: str
    question: str
    right: bool
    score: str
    missing: tuple[str, ...]


def described() -> dict[str, Any]:
    """Return the situations, the questions and the items."""
    found: dict[str, Any] = yaml.safe_load((CASES / "ipdas.yaml").read_text("utf-8"))
    return found


def run() -> Iterator[Verdict]:
    """Judge every item on a program of our own."""
    plainterms = opened()
    try:
        yield from judged(described()["items"], shown(plainterms, described()))
    finally:
        plainterms.close()


def judged(items: Iterable[Mapping[str, Any]], shown: Shown) -> Iterator[Verdict]:
    """Hold each score against its check."""
    for item in items:
        score = str(item["score"])
        missing = tuple(CHECKS[item["check"]](shown)) if "check" in item else ()
        right = score not in SCORED or (score in MET) == (not missing)
        yield Verdict(item["part"], item["id"], right, score, missing)


def table(verdicts: Sequence[Verdict]) -> str:
    """Write what scores and checks disagree in, then what is missing where an item is not met, then the counts."""
    wrong = [f"{one.question} {one.score}: its check says otherwise" for one in verdicts if not one.right]
    lines = [f"{one.question} {one.score}\n    " + "\n    ".join(one.missing[:6]) for one in verdicts if one.missing]
    return "\n".join([*lines, *wrong, "", *counts(verdicts)])


def counts(verdicts: Sequence[Verdict]) -> list[str]:
    """Count, part by part, and list what was not done."""
    scores = {part: [one for one in verdicts if one.group == part and one.score in SCORED] for part in PARTS}
    yes = sum(one.score in MET for one in scores["qualifying"])
    enough = sum(one.score in MET for one in scores["certifying"])
    quality = [int(one.score) for one in scores["quality"]]
    undone = [one.question for one in verdicts if one.score == "not done"]
    apart = [one.question for one in verdicts if one.score == "not applicable"]
    return [
        f"Qualifying: {yes} of {len(scores['qualifying'])} met.",
        f"Certifying: {enough} of {len(scores['certifying'])} that apply at 3 or above.",
        f"Quality: {sum(quality)} of {4 * len(quality)} points in the {len(quality)} items that we could score; {sum(one >= 3 for one in quality)} of them at 3 or above.",
        f"Not done, for it takes studies with people: {', '.join(undone)}.",
        f"Not applicable, for no test is decided on: {', '.join(apart)}.",
    ]


INTRO = """# How far this is a decision aid

Plainterms held against the 44 items of the IPDAS checklist (version 4) for patient decision aids, in our own words.
We scored ourselves; nobody of the [IPDAS Collaboration](http://ipdas.ohri.ca) or from outside has looked at it. An item is met
(yes, 3 or 4) only where its check holds on what the program really says to {cases} people with written situations, and
to {questions} questions, each asked alone and again after a comparison. Eight items take studies with people: none was done, so
they have no score.

Written by `uv run python -m evals.ipdas` from `evals/cases/ipdas.yaml`; change that, not this.
"""


def written(verdicts: Sequence[Verdict], described: Mapping[str, Any]) -> str:
    """Write the table as Markdown."""
    by_id = {one.question: one for one in verdicts}
    intro = INTRO.format(cases=len(described["situations"]), questions=sum(map(len, described["questions"].values())))
    parts = [intro, "\n".join(f"- {line}" for line in counts(verdicts))]
    for part in PARTS:
        rows = [row(item, by_id[item["id"]]) for item in described["items"] if item["part"] == part]
        head = "| | item | what it asks for here | score | why | shown by | check |\n|---|---|---|---|---|---|---|"
        parts.append(f"## {part.capitalize()}\n\n{head}\n" + "\n".join(rows))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def row(item: Mapping[str, Any], verdict: Verdict) -> str:
    """Write the row of an item; a score that its check does not bear out is called so."""
    places = "; ".join(
        f"{one['what']} ([{Path(one['path']).name}](../{one['path']}))" for one in item.get("shown_by", ())
    )
    score = verdict.score if verdict.right else f"{verdict.score}, not borne out"
    cells = (
        item["id"],
        item["item"],
        item["reading"],
        score,
        item["why"],
        places,
        f"`{item['check']}`" if "check" in item else "",
    )
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in cells) + " |"


def bare(case: Case) -> Case:
    """Return a case in which nothing was said: what every check has to find fault with."""
    silent = case.answer.model_copy(update={"blocks": (), "text": "", "citations": (), "follow_ups": ()})
    brief = replace(case.brief, title="", lead=(), paid_by="", answer=silent)
    return replace(case, answer=silent, page="", matters=silent, weighed=silent, brief=brief, printed="")


def main() -> int:
    """Judge, write the table, print what is missing; fail where a score is not borne out."""
    verdicts = list(run())
    TABLE.write_text(written(verdicts, described()), "utf-8")
    print(table(verdicts))
    return 0 if all(one.right for one in verdicts) else 1


if __name__ == "__main__":
    sys.exit(main())
