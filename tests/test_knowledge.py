"""The real knowledge folder: it loads, and everything that code can ask it for is there."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any, get_args

import pytest
import yaml
from scratch import KNOWLEDGE

from bot.agreements import USUAL
from bot.answering import composing
from bot.answering.safety import Danger, screen
from bot.answering.sayings import SAYINGS, say
from bot.answering.sheet import Known, sheet
from bot.contracts import termsheet
from bot.documents import formats
from bot.library import Library
from bot.replies import ANSWERS
from bot.retrieval.index import Original
from bot.retrieval.passages import passages
from bot.vocabulary import Document, Revision, Term
from evals import readability

ROOT = Path(__file__).parent.parent
FIELDS = [field.name for field in termsheet.FIELDS]
ROOMS = {path.stem for path in (KNOWLEDGE / "strings" / "en").glob("*.yaml")}
NAME = re.compile(rf"(?:{'|'.join(sorted(ROOMS))})(?:\.[a-z0-9_]+)+")
AGREEMENTS = sorted([*KNOWLEDGE.glob("practices/*/agreement.*"), *(ROOT / "evals/cases/agreements").glob("*.txt")])
# Every kind of value that a field can have, with the form that it takes in a term.
VALUES: Mapping[str, tuple[Any, ...]] = {
    "services": (
        [{"name": "office visits", "state": "included", "limit": None, "insurance_already_pays": False}],
        [
            {"name": "home visits", "state": "extra", "limit": "$80 each", "insurance_already_pays": False},
            {"name": "surgery", "state": "excluded", "limit": None, "insurance_already_pays": False},
            {"name": "imaging", "state": "conflicting", "limit": None, "insurance_already_pays": False},
        ],
    ),
    "services_included": (["office visits"], ["office visits", "stitches"]),
    "services_excluded": (["surgery"],),
    "practice_obligations": ([{"duty": "keep data private", "qualifier": None}, {"duty": "x", "qualifier": "y"}],),
    "remedies_and_complaints": (["mediation"],),
    "fee": (
        [{"amount": 85, "period": "month", "who": ""}],
        [{"amount": 85.5, "period": "month", "who": "adults"}, {"amount": 2400, "period": "year", "who": ""}],
    ),
    "initial_term_months": (0, 1, 3, 12, 24, 18, [1, 12]),
    "auto_renews": (True, False),
    "cancel_notice_days": (0, 1, 30),
    "early_termination_fee": (
        "remaining balance",
        "clawback",
        "months of fees",
        "none",
        "$200",
        "$150 deducted",
        "50% of the remaining balance",
    ),
    "refund_policy": ("none", "prorated", "conditional"),
    "not_insurance_statement": (True,),
    "enrollment_fee": (0, 75, 99.5, "amount not stated"),
    "reenroll_fee_or_wait": ("$200 per member; only if there is space",),
    "price_change_notice_days": (0, 1, 60, "reasonable"),
    "practice_can_terminate_notice_days": (0, 1, 30, "reasonable"),
    "after_hours_access": (True, False, "extra_cost", "varies"),
    "home_visits": (True, False, "extra_cost", "varies"),
    "telemedicine": (True, False, "extra_cost", "varies"),
    "same_day_visits": (True, False, "extra_cost", "varies"),
    "panel_limit": (600, "limited"),
    "visit_length": (30, [30, 60]),
    "medicare_clause": ("opt_out", "not_accepted", "billed", "noncovered_services_only"),
    "arbitration": (True, False),
    "bills_insurance": (True, False, "varies"),
    "practice_kind": ("dpc", "concierge", "hybrid"),
    "parties": (
        {"practice": "Elm Clinic", "patient": "you"},
        {"practice": None, "patient": "Member"},
        {"practice": "Elm Clinic", "patient": None, "employer": "Employer"},
    ),
}


def constants() -> Iterator[tuple[str, str]]:
    """Yield the string constants of the program, with the file of each; parts of f-strings are left out."""
    for path in sorted((ROOT / "bot").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
                yield path.name, node.value


def read(path: Path) -> Document:
    """Read a file."""
    return formats.read(path.read_bytes(), path.name)


def test_the_knowledge_folder_loads(library: Library) -> None:
    """All eight sample practices and the explainers are there, each a document of its own."""
    names = [one.document for one in library.originals]

    assert (8, True, len(names)) == (len(library.practices), len(names) > 10, len(set(names)))


@pytest.mark.parametrize("part", ["label", "asked", "silent", "ask", "next"])
@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_its_sentences(library: Library, field: str, part: str) -> None:
    """A label, how people ask for it, what is said where it is silent, what to ask, and what to do next."""
    said = library.strings.say(f"terms.{field}.{part}")

    assert (True, False) == (len(said) > 3, "{" in said)


@pytest.mark.parametrize("field", FIELDS)
def test_every_value_of_every_field_can_be_said(library: Library, field: str) -> None:
    """Stated, silent and conflicting, whatever the value: a sentence without an unfilled name."""
    values = VALUES[field]
    terms = [Term(field, "silent"), Term(field, "conflicting", list(values))]
    terms += [Term(field, "stated", value) for value in values]
    said = [say(term, library.strings) for term in terms]

    assert [] == [one for one in said if not one.endswith((".", ".”", "!", "?")) or re.search(r"[{}]|None", one)]


def test_every_field_has_a_way_to_be_said() -> None:
    """A field that is read but not said would fail in the middle of an answer."""
    assert (set(FIELDS), set(FIELDS)) == (set(SAYINGS), set(VALUES))


def test_every_sentence_that_the_program_names_is_there(library: Library) -> None:
    """Every dotted constant in bot/ that looks like a name of the catalogue is in it."""
    named = {(file, text) for file, text in constants() if NAME.fullmatch(text) and not text.endswith(".yaml")}
    missing = sorted((file, text) for file, text in named if not library.strings.has(text))

    assert (True, []) == (len(named) > 10, missing)


def test_every_sentence_that_a_template_names_is_there(library: Library) -> None:
    """What templates take from `strings` stands in page.yaml."""
    page = library.strings.find("page")
    templates = sorted((ROOT / "bot/web/templates").glob("*.html"))
    named = {
        (path.name, name)
        for path in templates
        for name in re.findall(r"\bstrings\.([a-z0-9_]+)", path.read_text("utf-8"))
    }

    assert (True, []) == (len(named) > 20, sorted((file, name) for file, name in named if name not in page))


def test_every_fixed_answer_is_there_and_used(library: Library) -> None:
    """Topics that `say`, and calls of `fixed("x")`, have answers.fixed.x.says and .next; no fixed answer is left over."""
    used = {name for name, topic in library.topics.items() if topic.answer == "say"}
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                used |= {str(node.args[0].value)} if name == "fixed" else set()

    assert {f"answers.fixed.{name}.{part}" for name in used for part in ("says", "next")} == set(
        library.strings.names("answers.fixed")
    )


def test_every_sentence_is_text_or_forms_by_number(library: Library) -> None:
    """No entry is a number, a date, or a "yes" that YAML took for true; braces are closed and hold plain names."""
    wrong = []
    for name in library.strings.names():
        entry = library.strings.find(name)
        texts = list(entry.values()) if isinstance(entry, dict) else [entry]
        if name.startswith("safety."):
            continue
        for text in texts:
            if not isinstance(text, str) or not text.strip():
                wrong.append(name)
                continue
            wrong += [
                name for _, field, _, _ in Formatter().parse(text) if field is not None and not field.isidentifier()
            ]

    assert [] == wrong


def test_forms_by_number_have_a_general_one(library: Library) -> None:
    """Where there is a form for one, there is one for the others."""
    entries = {name: library.strings.find(name) for name in library.strings.names()}

    assert [] == [name for name, entry in entries.items() if isinstance(entry, dict) and "other" not in entry]


def test_every_topic_has_examples_and_a_way_to_be_answered(library: Library) -> None:
    """Enough to learn from, none twice, and none that two topics claim."""
    claimed: dict[str, str] = {}
    problems = []
    for name, topic in library.topics.items():
        if len(topic.examples) < 8 or not topic.about or topic.answer not in ANSWERS:
            problems.append(name)
        for example in topic.examples:
            key = " ".join(example.lower().split())
            if key in claimed:
                problems.append(f"{name} and {claimed[key]}: {example}")
            claimed[key] = name

    assert [] == problems


def test_topics_about_terms_are_fields_and_fields_have_topics(library: Library) -> None:
    """A topic that is answered from the term sheet has the name of a field, and each field can be asked for."""
    of_terms = {name for name, topic in library.topics.items() if topic.answer == "term"}
    beside = {field for topic in library.topics.values() for field in topic.fields}

    assert (set(), set(FIELDS)) == (of_terms - set(FIELDS), of_terms | beside)


def test_what_is_offered_next_is_a_topic_with_a_question(library: Library) -> None:
    """Follow-ups name topics that exist, and what code offers by itself has a question in the catalogue."""
    offered = {name.removeprefix("topics.") for name in library.strings.names("topics")}
    companions = {*composing.COMPANIONS, *(name for names in composing.COMPANIONS.values() for name in names), *USUAL}

    assert (set(), set()) == (offered - set(library.topics), companions - offered)


@pytest.mark.parametrize("path", AGREEMENTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_agreement_reads_and_its_terms_can_be_said(library: Library, path: Path) -> None:
    """Every field once, every span an exact stretch of the text, every sentence complete."""
    content = read(path)
    read_ = termsheet.read(content)
    revision = Revision("sha256:" + "0" * 64, "file", path.name, "agreement", content)
    body = sheet(revision, read_, library.references, Known(date(2026, 11, 21)))
    rows = body["terms"]
    places = [place for row in rows for place in (row, *row["also"]) if place["quote"] is not None]

    assert (FIELDS, [place["quote"] for place in places], True) == (
        [row["field"] for row in rows],
        [content.text[place["start"] : place["end"]] for place in places],
        all(row["say"] and (row["quote"] is None) == (row["state"] == "silent") for row in rows),
    )


def test_every_document_has_passages_in_every_section(library: Library) -> None:
    """Each original reads into text and is cut; an explainer's first passage is its short answer."""

    def cut(original: Original) -> int:
        revision = Revision(
            "sha256:" + "0" * 64,
            original.document,
            original.title,
            original.kind,
            read(original.path),
            original.practice,
        )
        return len(passages(revision, original.hint))

    counts = {original.document: cut(original) for original in library.originals}
    assert {} == {name: count for name, count in counts.items() if count < 3}


def test_every_explainer_has_sources_questions_and_a_date_to_review_it() -> None:
    """Sources resolve in sources.yaml, and the date of review comes within a year or so of the last."""
    sources = yaml.safe_load((KNOWLEDGE / "sources.yaml").read_text("utf-8"))
    problems = []
    for path in sorted((KNOWLEDGE / "explainers").glob("*.md")):
        head = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        unknown = [key for key in head["sources"] if key not in sources]
        days = (head["review_by"] - head["reviewed"]).days
        if unknown or not head["sources"] or len(head["asks"]) < 4 or not 0 < days <= 370:
            problems.append((path.name, unknown, days))

    assert [] == problems


def test_every_source_is_used_and_links_safely(library: Library) -> None:
    """An address is https, or there is none."""
    sources = yaml.safe_load((KNOWLEDGE / "sources.yaml").read_text("utf-8"))
    used = {
        key
        for path in (KNOWLEDGE / "explainers").glob("*.md")
        for key in yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["sources"]
    }
    used |= {figure.source for name in library.figures for figure in library.figures.known(name)}
    used |= {key for plan in library.plans.values() for key in (*plan.sources, plan.premium_source) if key}
    used |= {law.source for law in library.laws.values()}
    links = [source["href"] for source in sources.values() if source.get("href")]

    assert (set(), []) == (set(sources) - used, [link for link in links if not link.startswith("https://")])


def test_samples_say_that_they_are_samples(library: Library) -> None:
    """In the first lines of the agreement, in the name of the practice, and in its data."""
    samples = [one for one in library.practices if one.sample]
    texts = {one.practice: read(one.path).text for one in library.originals if one.kind == "agreement"}

    wrong = [one.id for one in samples if "sample" not in texts[one.id][:600].lower() or "(sample)" not in one.name]
    assert (8, []) == (len(samples), wrong)


def test_samples_reach_nobody_real(library: Library) -> None:
    """Telephone numbers and addresses of samples are those that are set aside for examples."""
    problems = [
        one.id
        for one in library.practices
        if one.sample
        and not (
            re.fullmatch(r"555-01\d\d", one.contact.get("phone", "555-0100"))
            and one.contact.get("email", "@x.example").endswith(".example")
            and all(site.endswith(".example") for site in one.allowed_sites)
        )
    ]

    assert [] == problems


@pytest.mark.parametrize("danger", get_args(Danger))
def test_every_danger_has_a_notice_with_somebody_to_reach(library: Library, danger: Danger) -> None:
    """The notice can be shown, and its contacts can be dialled or opened."""
    notice = library.notices[danger]

    wrong = [one.href for one in notice.contacts if not re.match(r"(?:tel|sms|https):", one.href)]
    assert (True, True, []) == (bool(notice.heading and notice.text), bool(notice.contacts), wrong)


def test_the_rules_of_the_emergency_screen_are_sound(library: Library) -> None:
    """They compile, fire on an emergency, and stay silent on a question about a plan."""
    kinds = [screen(text, library.safety) for text in ("I have crushing chest pain", "How much is it a month?")]

    assert ["medical", None] == [alarm and alarm.kind for alarm in kinds]


def test_every_paragraph_of_an_explainer_reads_at_grade_eight_or_lower() -> None:
    """Half of American adults read at about grade eight or below."""
    hard = [f"{one.question}: {one.hardest}" for one in readability.run(KNOWLEDGE) if not one.right]

    assert hard == []


def test_an_explainer_has_200_to_500_words() -> None:
    """Short enough to be read, long enough to say both sides."""
    words = {
        path.stem: len(" ".join(readability.body(path.read_text("utf-8"))).split())
        for path in (KNOWLEDGE / "explainers").glob("*.md")
    }

    assert len(words) >= 40
    assert {name: count for name, count in words.items() if not 200 <= count <= 500} == {}
