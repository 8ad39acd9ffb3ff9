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
TOPICS_FILE = "understanding/topics.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a small folder without a mistake."""
    return knowledge_folder(tmp_path, {"juniper": JUNIPER, "harbor": HARBOR}, {"not-insurance": EXPLAINER})


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
