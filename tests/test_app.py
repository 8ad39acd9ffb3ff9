"""The command line as people and scripts use it: each command in a process of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
JUNIPER = KNOWLEDGE / "practices/juniper-street/agreement.md"
TEXT = "The monthly membership fee is $73 for each adult.\n\nYou may cancel at any time with 45 days written notice.\n"
PATIENCE = 60


@dataclass(frozen=True)
class Home:
    """A folder in which the program keeps its data."""

    folder: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """Return the environment of a command; by keyword alone unless it says otherwise, because that is quicker."""
        own = {
            "RECORDS": f"sqlite:///{self.folder}/records.db",
            "VECTORS": f"chroma:{self.folder}/chroma",
            "CACHE": f"{self.folder}/cache",
            "EMBEDDINGS": "none",
            "PORT": "0",
        }
        return {**os.environ, **own, **settings}

    def run(self, *arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        command = [sys.executable, ROOT / "app.py", *arguments]
        environment = self.environment(**settings)
        return subprocess.run(
            command, env=environment, cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE, check=False
        )

    def json(self, *arguments: str | Path, **settings: str) -> Any:
        """Run one command that must succeed, and return the one JSON document that it prints."""
        done = self.run(*arguments, "--json", **settings)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refusal(self, *arguments: str | Path, **settings: str) -> str:
        """Run one command that must be refused, and return what it says: in words, and not as its result."""
        done = self.run(*arguments, **settings)
        assert done.returncode == 2, done.stderr
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
        return done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home with an agreement of one's own in it."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "mine.txt").write_text(TEXT, "utf-8")
    (folder / "picture.pdf").write_bytes(b"\x89PNG\r\n\x1a\n")
    return Home(folder)


# ask


def test_ask_answers_as_one_json_document(home: Home) -> None:
    """It is the Answer of the API, its quotes exactly those of the agreement."""
    answer = home.json("ask", "How do I cancel?", "--practice", "juniper-street")
    text = JUNIPER.read_text("utf-8")

    assert answer["outcome"] == "answered"
    assert answer["meta"]["search"] == "keyword"
    for citation in answer["citations"]:
        assert citation["quote"] in text


def test_ask_answers_a_person_in_words_and_goes_on_as_it_says(home: Home) -> None:
    """The last line is the option that goes on with the conversation."""
    first = home.run("ask", "How do I cancel?", "--practice", "juniper-street")
    *answer, option = first.stdout.strip().splitlines()
    later = home.json("ask", "and if I leave early?", option.strip("()"))

    assert "30 days" in answer[0]
    assert later["turn"] == 2
    assert {citation["document"] for citation in later["citations"]} == {"juniper-street-agreement"}


def test_ask_reads_an_agreement_of_ones_own_also_later_in_a_conversation(home: Home) -> None:
    """It is what the question is about, and the next agreement what later ones are about."""
    first = home.json("ask", "How do I cancel?", "--agreement", "mine.txt")
    conversation = f"--conversation={first['conversation_id']}"
    second = home.json("ask", "How do I cancel?", "--agreement", JUNIPER, conversation)

    assert "45 days" in first["text"]
    assert "30 days" in second["text"]
    assert (first["turn"], second["turn"]) == (1, 2)
    assert len(first["secret"]) >= 32
    assert second["secret"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--practice", "nowhere"), "juniper-street"),
        (("--conversation", "nowhere"), "Start a new one"),
        (("--agreement", "picture.pdf"), "picture"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_ask_says_in_words_what_it_cannot_do(home: Home, arguments: tuple[str, ...], words: str) -> None:
    """One sentence on standard error, nothing on standard output, and status 2."""
    assert words in home.refusal("ask", "How do I cancel?", *arguments)


# terms


def test_terms_prints_the_term_sheet_as_one_json_document(home: Home) -> None:
    """Stated terms have their words; nothing is kept, so no data folder is needed."""
    sheet = home.json("terms", JUNIPER, RECORDS="sqlite:////nowhere/records.db")
    terms = {term["field"]: term for term in sheet["terms"]}

    assert terms["cancel_notice_days"]["value"] == 30
    assert terms["cancel_notice_days"]["quote"] in JUNIPER.read_text("utf-8")
    assert sheet["document"]["title"] == "agreement.md"


def test_terms_reads_to_a_person(home: Home) -> None:
    """A line for each term, with its words below it."""
    shown = home.run("terms", "mine.txt").stdout

    assert "Membership fee: The membership fee is $73 a month" in shown
    assert "“You may cancel at any time with 45 days written notice.”" in shown


def test_terms_against_an_older_text_tells_what_changed(home: Home) -> None:
    """As part of the one document, and as text below the sheet; without an older text nothing is said of changes."""
    (home.folder / "newer.txt").write_text(TEXT.replace("45 days", "60 days"), "utf-8")
    changes = home.json("terms", "newer.txt", "--against", "mine.txt")["changes"]
    shown = home.run("terms", "newer.txt", "--against", "mine.txt").stdout

    assert [(row["field"], row["from"]["value"], row["to"]["value"]) for row in changes["terms"]] == [
        ("cancel_notice_days", 45, 60)
    ]
    assert "- “You may cancel at any time with 45 days written notice.”" in shown
    assert "changes" not in home.json("terms", "newer.txt")
    assert "nowhere.txt" in home.refusal("terms", "newer.txt", "--against", "nowhere.txt")


@pytest.mark.parametrize(("file", "words"), [("nowhere.txt", "nowhere.txt"), ("picture.pdf", "picture")])
def test_terms_says_in_words_what_it_cannot_read(home: Home, file: str, words: str) -> None:
    """One sentence on standard error, and status 2."""
    assert words in home.refusal("terms", file)


# compare


HOUSEHOLD = """on: 2026-11-21
plan_year: 2027
years: 1000
members: [{id: ana, age: 42, use: {primary_care: 4}}]
insurance: [{id: silver, premium: 625, deductible: 6000, out_of_pocket_max: 8900, coinsurance: 0.4}]
retainers: [{id: juniper, fee: 85, enrollment_fee: 75}]
"""


@pytest.fixture(scope="module")
def household(home: Home) -> Path:
    """Return a situation file."""
    path = home.folder / "household.yaml"
    path.write_text(HOUSEHOLD, "utf-8")
    return path


def test_compare_prints_the_comparison_as_one_json_document(home: Home, household: Path) -> None:
    """What is paid for certain is exact; nothing is kept, so no data folder is needed."""
    comparison = home.json("compare", household, RECORDS="sqlite:////nowhere/records.db")
    committed = {option["id"]: option["committed"] for option in comparison["options"]}

    assert committed == {"silver": 7500, "silver+juniper": 8595, "juniper": 1095, "neither": 0}
    assert comparison["as_of"] == "2026-11-21"
    assert "arithmetic" not in comparison
    assert all("from" in flip for flip in comparison["flips"])


def test_compare_reads_to_a_person(home: Home, household: Path) -> None:
    """First what it rests on, last that it is no advice."""
    shown = home.run("compare", household).stdout

    assert "Plan year 2027, 12 months, for ana (42)." in shown.splitlines()[1]
    assert re.search(r"^silver with juniper +\$8,595 ", shown, re.MULTILINE)
    assert "not advice" in shown.splitlines()[-1]


def test_compare_shows_two_drawn_years_of_an_option(home: Home, household: Path) -> None:
    """As part of the one document, and as text below the comparison."""
    years = home.json("compare", household, "--arithmetic", "silver")["arithmetic"]
    shown = home.run("compare", household, "--arithmetic", "silver").stdout

    assert [(year["option"], year["which"], len(year["months"])) for year in years] == [
        ("silver", "median", 12),
        ("silver", "p90", 12),
    ]
    assert "A typical year with “silver alone”" in shown
    assert "silver, silver+juniper, juniper, neither" in home.refusal("compare", household, "--arithmetic", "gold")


def test_compare_names_each_mistake_on_a_line(home: Home, household: Path) -> None:
    """The field, what was given and what is allowed."""
    wrong = HOUSEHOLD.replace("premium", "premum").replace("fee: 85", "fee: -85")
    (home.folder / "wrong.yaml").write_text(wrong, "utf-8")
    lines = home.refusal("compare", "wrong.yaml").splitlines()

    assert [line.partition(":")[0] for line in lines] == ["insurance.silver.premum", "retainers.juniper.fee"]
    assert "did you mean premium?" in lines[0]
    assert lines[1].endswith("it must be 0 or more; given: -85.")
    assert "nowhere.yaml" in home.refusal("compare", "nowhere.yaml")


# index


def test_index_embeds_what_is_new_and_nothing_twice(tmp_path: Path) -> None:
    """Its progress goes to standard error, its result alone to standard output."""
    small = tmp_path / "knowledge"
    others = [path.name for path in (KNOWLEDGE / "practices").iterdir() if path.name != "juniper-street"]
    shutil.copytree(KNOWLEDGE, small, ignore=shutil.ignore_patterns(*others, "[a-m]*.md"))
    (small / "practices/juniper-street/agreement.md").write_text(TEXT, "utf-8")
    (small / "practices/juniper-street/faq.md").write_text("# Questions\n\nYou can park behind the house.\n", "utf-8")
    topics = small / "understanding/topics.yaml"
    few = list(yaml.safe_load(topics.read_text("utf-8")).items())[:5]
    topics.write_text(yaml.safe_dump({name: topic | {"explainers": []} for name, topic in few}), "utf-8")
    home, settings = Home(tmp_path), {"EMBEDDINGS": "minilm", "KNOWLEDGE": str(small)}
    first = home.run("index", "--json", **settings)
    second = home.json("index", **settings)

    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["embedded"] > 0
    assert set(json.loads(first.stdout)["state"].values()) == {"ok"}
    assert re.search(r"reading the documents: (\d+) of \1\n", first.stderr)
    assert second["embedded"] == 0


def test_index_fails_where_the_index_cannot_be_built(home: Home) -> None:
    """A script that builds it must notice."""
    assert "EMBEDDINGS=nonsense is not known" in home.refusal("index", EMBEDDINGS="nonsense")


def test_index_warns_of_knowledge_that_is_out_of_date(tmp_path: Path) -> None:
    """On standard error for a person, and in the document for a script."""
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    law = tmp_path / "knowledge/laws/ne-71-9504.yaml"
    dates = "reviewed: 2019-05-31\nreview_by: 2020-05-31\n"
    law.write_text(re.sub(r"reviewed: .*\nreview_by: .*\n", dates, law.read_text("utf-8")), "utf-8")
    done = Home(tmp_path).run("index", "--json", KNOWLEDGE=str(tmp_path / "knowledge"))
    warning = (
        "laws/ne-71-9504.yaml: review_by: to be read again by 2020-05-31, against its sources; "
        "then set `reviewed` and `review_by` anew."
    )

    assert done.returncode == 0, done.stderr
    assert f"knowledge/{warning}" in done.stderr
    assert warning in json.loads(done.stdout)["stale"]


# schemas


def test_schemas_are_written_into_the_knowledge_folder(tmp_path: Path) -> None:
    """The files are named, one a kind."""
    written = Home(tmp_path).json("schemas", KNOWLEDGE=str(tmp_path))["written"]

    assert written == [str(path) for path in map(Path, written) if path.parent == tmp_path / "schemas"]
    assert {path.name for path in (KNOWLEDGE / "schemas").glob("*.json")} == {Path(path).name for path in written}


# serve


def test_serve_says_where_it_is_and_stops_when_told(home: Home) -> None:
    """Its address is true also for a port that the system chose; Ctrl-C leaves no traceback."""
    command = [sys.executable, str(ROOT / "app.py"), "serve"]
    with subprocess.Popen(command, env=home.environment(), stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline().rpartition(" ")[2].strip()
        with httpx.Client(transport=httpx.HTTPTransport(retries=8)) as client:
            health = client.get(f"{address}/healthz")
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()

    assert health.status_code == 200
    assert process.returncode == 0
    assert "Traceback" not in rest


# All commands


@pytest.mark.parametrize(
    ("arguments", "settings", "words"),
    [
        (("index",), {"PORT": "99999"}, "setting port"),
        (("index",), {"RECORDS": "nonsense"}, "RECORDS"),
        (("index",), {"KNOWLEDGE": "/nowhere"}, "/nowhere"),
        (("serve",), {"KNOWLEDGE": "/nowhere"}, "/nowhere"),
        (("nonsense",), {}, "invalid choice"),
        (("ask",), {}, "question"),
    ],
    ids=str,
)
def test_a_wrong_setting_or_command_is_named(
    home: Home, arguments: tuple[str, ...], settings: dict[str, str], words: str
) -> None:
    """No command starts with what cannot be, and none ends in a traceback."""
    assert words in home.refusal(*arguments, **settings)


def test_a_broken_file_of_knowledge_is_named(tmp_path: Path) -> None:
    """The message has the file and the key."""
    shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    (tmp_path / "knowledge/practices/juniper-street/practice.yaml").write_text("id: juniper-street\n", "utf-8")

    told = Home(tmp_path).refusal("index", KNOWLEDGE=str(tmp_path / "knowledge"))
    assert "juniper-street/practice.yaml: name: Field required." in told


def test_help_names_every_command(home: Home) -> None:
    """Each with one sentence."""
    shown = home.run("--help").stdout

    for command in ("serve", "ask", "terms", "compare", "index", "schemas"):
        assert re.search(rf"^ +{command} +[A-Z].+", shown, re.MULTILINE)
