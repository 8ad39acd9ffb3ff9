"""Reading a knowledge folder: what is right is read, and what is wrong is named with its file and key."""

from datetime import date
from pathlib import Path

import pytest
from scratch import EXPLAINER, HARBOR, JUNIPER, PRACTICE, SOURCES, TOPICS, knowledge_folder

from bot.errors import KnowledgeError
from bot.library import open_library, open_practices, open_strings
from bot.vocabulary import HOUSE

PRACTICE_FILE = "practices/juniper/practice.yaml"
EXPLAINER_FILE = "explainers/not-insurance.md"
FIGURES_FILE = "figures/hsa.yaml"
PLAN_FILE = "insurance/silver-2026.yaml"
LAW_FILE = "laws/ne-71-9504.yaml"
TOPICS_FILE = "understanding/topics.yaml"
FIGURES = """reviewed: 2026-11-21
review_by: 2027-01-31
figures:
  contribution:
    label: Most that may go in
    unit: dollars a year
    yearly: true
    values:
      - {year: 2026, value: 4400, source: a-source}
      - {year: 2027, value: 4500, source: a-source}
"""
PLAN = """reviewed: 2026-11-21
review_by: 2027-01-15
tier: silver
year: 2026
as_of: 2026; 2027 plans differ
illustrative: false
sources: [a-source]
plan: {id: silver-2026, name: Silver, deductible: 6000, out_of_pocket_max: 8900, coinsurance: 0.4}
"""
LAW = """reviewed: 2026-11-21
review_by: 2027-05-31
id: ne-71-9504
jurisdiction: NE
cite: Nebraska Revised Statutes 71-9504
title: Direct primary care agreements
reaches: dpc
seen: in part
source: a-source
as_of: 2016
check_before_use: Read the current text.
requires:
  - {kind: refund, says: Fees that are not earned are returned., days: 30}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a small folder without a mistake."""
    folder = knowledge_folder(tmp_path, {"juniper": JUNIPER, "harbor": HARBOR}, {"not-insurance": EXPLAINER})
    for file, text in ((FIGURES_FILE, FIGURES), (PLAN_FILE, PLAN), (LAW_FILE, LAW)):
        (folder / file).parent.mkdir()
        (folder / file).write_text(text, "utf-8")
    return folder


def test_a_folder_is_read_whole(folder: Path) -> None:
    """Practices in order, their agreements with dates, explainers with how people ask for them, topics."""
    library = open_library(folder)

    rows = [(one.document, one.kind, one.title, one.practice, one.hint, one.effective) for one in library.originals]
    assert (
        ["harbor", "juniper"],
        [
            ("harbor-agreement", "agreement", "harbor family practice: Agreement", "harbor", "", date(2026, 1, 1)),
            ("juniper-agreement", "agreement", "juniper family practice: Agreement", "juniper", "", date(2026, 1, 1)),
            (
                "explainer-not-insurance",
                "explainer",
                "Is a membership insurance?",
                HOUSE,
                "do I still need a health plan",
                date(2026, 11, 21),
            ),
        ],
        ["fee", "cancel_notice_days"],
    ) == ([one.id for one in library.practices], rows, list(library.topics))


def test_practices_can_be_read_alone(folder: Path) -> None:
    """A page that lists them needs nothing else of the folder."""
    (folder / "sources.yaml").unlink()

    assert ["harbor", "juniper"] == [one.id for one in open_practices(folder)]


def test_a_language_that_is_not_there_is_named(folder: Path) -> None:
    """There is no falling back to another language unnoticed."""
    with pytest.raises(KnowledgeError, match="there is no catalogue for the language 'tlh'"):
        open_strings(folder, "tlh")


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        (PRACTICE_FILE, PRACTICE.format(id="other"), "id: 'other' must be the folder's name, 'juniper'."),
        (PRACTICE_FILE, PRACTICE.format(id="Juniper!"), "id: String should match pattern"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper").replace("GA", "Georgia"), "state: String should match"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper") + "ranking: first\n", "ranking: Extra inputs are not permitted"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper").replace("hours", "ours"), "hours: Field required"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper").replace("agreement.md", "a.pdf"), "there is no file 'a.pdf'"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper").replace("agreement.md", "../harbor/agreement.md"), "beside it"),
        (PRACTICE_FILE, PRACTICE.format(id="juniper") + "allowed_sites: ['*']\n", "allowed_sites.0: String should"),
        (PRACTICE_FILE, "- a list\n", "it must hold keys and values"),
        (PRACTICE_FILE, "id: [unclosed\n", "while parsing"),
        (PRACTICE_FILE, "", "it must hold keys and values"),
        (EXPLAINER_FILE, "No head.\n", "it must begin with a head"),
        (EXPLAINER_FILE, "---\nid: x\n", "it must begin with a head"),
        (EXPLAINER_FILE, EXPLAINER.replace("[a-source]", "[a-source, dead-key]"), "sources: dead-key: not in sources"),
        (EXPLAINER_FILE, EXPLAINER.replace("id: not-insurance", "id: other"), "id: 'other' must be the file's name"),
        (EXPLAINER_FILE, EXPLAINER.replace("2027-11-20", "soon"), "review_by: Input should be a valid date"),
        ("sources.yaml", SOURCES.replace("2026-11-21", "lately"), "a-source.retrieved: Input should be a valid date"),
        (TOPICS_FILE, TOPICS.replace("answer: term", "answer: poem", 1), "fee.answer: Input should be 'term'"),
        (TOPICS_FILE, TOPICS + "  cues: ['(unclosed']\n", "cancel_notice_days.cues: Value error, '(unclosed' is not"),
        (TOPICS_FILE, TOPICS + "refund:\n  about: money back\n  examples: []\n", "refund.examples: Tuple should have"),
        ("understanding/safety.yaml", "signs: {}\n", "Field required"),
        (
            FIGURES_FILE,
            FIGURES.replace("source: a-source", "source: gone"),
            "values.0.source: Value error, 'gone' is not",
        ),
        (FIGURES_FILE, FIGURES.replace("dollars a year", "doubloons"), "figures.contribution.unit: Input should be"),
        (
            FIGURES_FILE,
            FIGURES.replace("2027, value", "2026, value"),
            "values: Value error, two entries hold on 2026-01-01",
        ),
        (FIGURES_FILE, FIGURES.replace("2027-01-31", "2026-11-20"), "review_by: Value error, it must come after"),
        (FIGURES_FILE, FIGURES.replace("review_by", "reviewed_by"), "review_by: Field required"),
        (FIGURES_FILE, FIGURES.replace("contribution:", "Contribution!:"), "String should match pattern"),
        (
            FIGURES_FILE,
            FIGURES + FIGURES.partition("figures:\n")[2],
            "the key 'contribution' stands here again, first in",
        ),
        (
            PLAN_FILE,
            PLAN.replace("id: silver", "id: gold"),
            "plan.id: 'gold-2026' must be the file's name, 'silver-2026'",
        ),
        (PLAN_FILE, PLAN.replace("[a-source]", "[]"), ": Value error, it needs `sources`"),
        (
            PLAN_FILE,
            PLAN.replace("[a-source]", "[gone]"),
            "sources.0: Value error, 'gone' is not a key of sources.yaml",
        ),
        (LAW_FILE, LAW.replace("id: ne", "id: nx"), "id: 'nx-71-9504' must be the file's name, 'ne-71-9504'"),
        (LAW_FILE, LAW.replace("source: a-source", "source: gone"), "source: Value error, 'gone' is not a key"),
        (LAW_FILE, LAW.replace("are returned", "are void"), "requires.0.says: Value error, 'void' judges"),
        ("care/model.yaml", "dispersion: steep\n", "Field required"),
        ("care/silver-2026.yaml", "tier: tin\n", "Field required"),
        ("sources.yaml", SOURCES + SOURCES, "the key 'a-source' stands here again, first in line 1"),
        ("strings/en/terms.yaml", "just text\n", "it must hold keys and values"),
        ("strings/en/safety.yaml", "medical: {heading: x}\n", "medical.text: Field required"),
    ],
)
def test_what_is_wrong_is_named_with_its_file_and_key(folder: Path, file: str, text: str, complaint: str) -> None:
    """One mistake at a time: the sentence begins with the file and says which key and what to mend."""
    (folder / file).write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as caught:
        open_library(folder)
    named = folder / ("strings" if file == "strings/en/safety.yaml" else file)

    assert (True, True) == (str(caught.value).startswith(str(named)), complaint in str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    "file",
    ["sources.yaml", TOPICS_FILE, "understanding/safety.yaml", "understanding/dangers.yaml", "strings/en/safety.yaml"],
)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    """Whoever deletes a file is told which."""
    (folder / file).unlink()
    with pytest.raises(KnowledgeError) as caught:
        open_library(folder)

    assert Path(file).stem in str(caught.value)


@pytest.mark.parametrize("file", ["sources.yaml", PRACTICE_FILE, EXPLAINER_FILE, "strings/en/page.yaml"])
def test_a_file_in_another_encoding_is_named(folder: Path, file: str) -> None:
    """An editor on Windows may save in another encoding: that is said, not raised as a UnicodeDecodeError."""
    (folder / file).write_bytes(b"title: caf\xe9\n")
    with pytest.raises(KnowledgeError) as caught:
        open_library(folder)

    assert str(caught.value).startswith(f"{folder / file}: it is not UTF-8 text")


def test_no_practice_may_be_named_like_the_house(tmp_path: Path) -> None:
    """Its agreement would count as what everybody shares."""
    folder = knowledge_folder(tmp_path, {HOUSE: JUNIPER}, {})
    with pytest.raises(KnowledgeError, match="is the owner of what all practices share"):
        open_library(folder)


def test_windows_line_ends_are_read(folder: Path) -> None:
    """A file that went through Windows is the same file."""
    for file in (EXPLAINER_FILE, PRACTICE_FILE):
        path = folder / file
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert 3 == len(open_library(folder).originals)


def test_figures_plans_and_laws_are_read(folder: Path) -> None:
    """Each by its name, and each file with the day of its review."""
    library = open_library(folder)
    contribution = library.figures.on("hsa.contribution", date(2027, 1, 1))

    assert (4500, ["silver-2026"], ["ne-71-9504"], date(2027, 1, 15)) == (
        contribution.amount,
        list(library.plans),
        list(library.laws),
        library.reviews[PLAN_FILE],
    )


@pytest.mark.parametrize(
    ("day", "stale"),
    [
        (date(2026, 12, 31), []),
        (date(2027, 1, 1), [(PLAN_FILE, "year")]),
        (date(2027, 1, 15), [(PLAN_FILE, "year")]),
        (date(2027, 1, 16), [(PLAN_FILE, "year"), (PLAN_FILE, "review_by")]),
        (date(2027, 2, 1), [(PLAN_FILE, "year"), (PLAN_FILE, "review_by"), (FIGURES_FILE, "review_by")]),
        (
            date(2028, 1, 1),
            [
                (PLAN_FILE, "year"),
                (PLAN_FILE, "review_by"),
                (FIGURES_FILE, "review_by"),
                (LAW_FILE, "review_by"),
                (EXPLAINER_FILE, "review_by"),
                (FIGURES_FILE, "contribution"),
            ],
        ),
    ],
)
def test_what_is_out_of_date_on_a_day_is_listed(folder: Path, day: date, stale: list[tuple[str, str]]) -> None:
    """From the day after the last good one, the longest overdue first."""
    assert stale == [(one.file, one.key) for one in open_library(folder).stale(day)]


def test_what_is_out_of_date_says_what_to_do(folder: Path) -> None:
    """With the file and the key."""
    said = [str(one) for one in open_library(folder).stale(date(2028, 1, 1))]

    assert "figures/hsa.yaml: contribution: known until 2027-12-31; add an entry for 2028." in said
    assert "insurance/silver-2026.yaml: year: a plan of 2026; add one of 2027, or remove it." in said
