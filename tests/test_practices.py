"""Practices as their folders describe them: what may stand there, what is refused and how, and taking a new one in."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError
from scratch import HARBOR, JUNIPER, PRACTICE, knowledge_folder

from bot.errors import KnowledgeError, RefusedError, UnknownError
from bot.library import open_library, open_practices, practices
from bot.vocabulary import Practice
from bot.vocabulary.colours import BLACK, LEAST, WHITE, contrast, nearest_shade, text_on

ROOT = Path(__file__).parents[1]
KNOWLEDGE = ROOT / "knowledge"
ON = date(2026, 11, 21)
FAQ = "# Questions\n\n## Where do I park?\n\nBehind the house, where there are six spaces.\n"
LISTED = "documents:\n  - {kind: faq, file: faq.md, title: Questions, effective: 2026-01-01}\n"
PROFILE = {"id": "fern", "name": "Fern", "kind": "dpc", "contact": {}, "hours": "", "state": "CO", "paid_by": "Fern"}
GREYS = tuple(f"#{level:02x}{level:02x}{level:02x}" for level in range(0, 256, 5))


def a_practice(**given: Any) -> Practice:
    """Read a practice of these values."""
    return Practice.model_validate({**PROFILE, **given})


def refusal(**given: Any) -> str:
    """Return what is said of a practice of these values, which must be refused."""
    with pytest.raises(ValidationError) as refused:
        a_practice(**given)
    return str(refused.value.errors()[0]["msg"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a knowledge folder of two practices, one with a FAQ."""
    made = knowledge_folder(tmp_path / "knowledge", {"juniper": JUNIPER, "harbor": HARBOR}, {})
    (made / "practices/juniper/faq.md").write_text(FAQ, "utf-8")
    (made / "practices/juniper/practice.yaml").write_text(PRACTICE.format(id="juniper") + LISTED, "utf-8")
    return made


@pytest.fixture
def fern(tmp_path: Path) -> Path:
    """Write a folder that describes a new practice, outside of knowledge/."""
    place = tmp_path / "given" / "fern"
    place.mkdir(parents=True)
    (place / "practice.yaml").write_text(PRACTICE.format(id="fern") + LISTED, "utf-8")
    (place / "agreement.md").write_text(JUNIPER, "utf-8")
    (place / "faq.md").write_text(FAQ, "utf-8")
    return place


def described(folder: Path, more: str, replaced: tuple[str, str] = ("", "")) -> KnowledgeError:
    """Return the error of a knowledge folder in which more is said of juniper."""
    text = PRACTICE.format(id="juniper").replace(*replaced) + more
    (folder / "practices/juniper/practice.yaml").write_text(text, "utf-8")
    with pytest.raises(KnowledgeError) as error:
        open_library(folder)
    return error.value


# Colours


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21, a colour on itself 1, and the grey that guidelines name as just enough is just enough."""
    found = [contrast(BLACK, WHITE), contrast("#777777", "#777777"), contrast("#767676", WHITE)]

    assert found == pytest.approx([21, 1, 4.54], abs=0.005)


@pytest.mark.parametrize("colour", [*GREYS, "#ff0000", "#00ff00", "#0000ff", "#ffff00", "#1f6f5c"])
def test_some_text_can_be_read_on_every_colour(colour: str) -> None:
    """Black or white always contrasts enough, so a practice that gives one colour alone is never refused."""
    assert contrast(colour, text_on(colour)) >= LEAST


@pytest.mark.parametrize("text", [BLACK, WHITE, "#777777", "#ffcc00"])
@pytest.mark.parametrize("colour", ["#7fbfae", "#808080", "#ffffff", "#000000", "#cc3300"])
def test_the_nearest_shade_can_be_read(colour: str, text: str) -> None:
    """Whatever is proposed passes itself, and a colour that passes already is left as it is."""
    shade = nearest_shade(colour, text)

    assert contrast(shade, text) >= LEAST
    assert nearest_shade(shade, text) == shade


def test_the_text_on_a_button_is_black_or_white_unless_it_is_given() -> None:
    """A practice without a colour has none for its text."""
    dark, light, given = a_practice(accent="#1F6F5C"), a_practice(accent="#ffe08a"), a_practice(accent="#ffffff")
    own = a_practice(accent="#ffffff", accent_text="#1f6f5c")

    assert (WHITE, BLACK, BLACK, "#1f6f5c", None) == (
        dark.accent_text,
        light.accent_text,
        given.accent_text,
        own.accent_text,
        a_practice().accent_text,
    )
    assert dark.accent == "#1f6f5c"


def test_two_colours_that_cannot_be_read_are_refused_with_one_that_can() -> None:
    """The error has the contrast that was measured, what is needed, and a shade that a person can write instead."""
    said = refusal(accent="#7fbfae", accent_text="#ffffff")
    shade = said.rpartition(" ")[2]

    assert "a contrast of 2.10, and text needs 4.5" in said
    assert a_practice(accent=shade, accent_text="#ffffff").accent == shade


@pytest.mark.parametrize("colour", ["red", "#fff", "1f6f5c", "#1f6f5g", "#1f6f5c ", "url(x)"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    """The error shows how one is written."""
    assert '"#rrggbb"' in refusal(accent=colour)


def test_a_colour_for_text_alone_is_refused() -> None:
    """It says nothing of what it would stand on."""
    assert "give both" in refusal(accent_text="#ffffff")


# Sites


@pytest.mark.parametrize(
    "site",
    [
        "https://fern.example",
        "https://www.fern-hollow.com:8443",
        "https://xn--mller-kva.de",
        "http://localhost",
        "http://localhost:3000",
        "http://fern.localhost:3000",
        "http://127.0.0.1:8000",
        "http://[::1]:8000",
        "http://fern.test",
        "http://www.fern.example",
    ],
)
def test_a_site_is_named_as_a_browser_names_it(site: str) -> None:
    """Without TLS only where nothing is ever public."""
    assert a_practice(allowed_sites=[site]).allowed_sites == (site,)


@pytest.mark.parametrize(
    ("site", "instead"),
    [
        ("https://x.com/", "https://x.com"),
        ("https://x.com/chat?from=home#top", "https://x.com"),
        ("*.x.com", "https://x.com"),
        ("https://*.x.com", "https://x.com"),
        ("HTTPS://X.com", "https://x.com"),
        ("https://X.com", "https://x.com"),
        ("http://x.com", "https://x.com"),
        ("http://localhost.x.com", "https://localhost.x.com"),
        ("http://10.0.0.1", "https://10.0.0.1"),
        ("http://notatest", "https://notatest"),
        ("x.com:8443", "https://x.com:8443"),
        ("https://x.com:443", "https://x.com"),
        ("https://x.com.", "https://x.com"),
        ("https://somebody@x.com", "https://x.com"),
        ("https://müller.de", "https://xn--mller-kva.de"),
        (" https://x.com", "https://x.com"),
        ("https://x.com\n", "https://x.com"),
    ],
)
def test_a_site_that_is_written_otherwise_is_refused_with_what_to_write(site: str, instead: str) -> None:
    """What is proposed is itself allowed."""
    said = refusal(allowed_sites=[site])

    assert f"write {instead} instead" in said
    assert a_practice(allowed_sites=[instead]).allowed_sites == (instead,)


@pytest.mark.parametrize("site", ["*", "null", "", "https://", "https://x..com", "https://x.com:99999", "javascript:1"])
def test_what_names_no_site_is_refused(site: str) -> None:
    """Nothing is proposed where nothing can be told, but how a site is written."""
    said = refusal(allowed_sites=[site])

    assert "such as https://www.my-practice.com" in said
    assert "instead" not in said


# Retention and contact


@pytest.mark.parametrize("days", [0, 1, 365])
def test_retention_is_a_number_of_days(days: int) -> None:
    """0 is allowed, for a practice that keeps nothing; what is not said is 30."""
    assert (days, 30) == (a_practice(retention_days=days).retention_days, a_practice().retention_days)


@pytest.mark.parametrize("days", [-1, 366, 1.5, True, "30", None])
def test_retention_that_is_no_number_of_days_is_refused(days: Any) -> None:
    """It is never guessed what somebody meant to have kept."""
    assert refusal(retention_days=days).startswith("Input should be")


@pytest.mark.parametrize("contact", ["{}", '{phone: ""}', '{phone: "555-0100", email: " "}'])
def test_a_practice_where_nobody_can_be_reached_is_refused(folder: Path, contact: str) -> None:
    """The file and the key are named."""
    error = described(folder, "", ('{phone: "555-0100"}', contact))

    assert "juniper/practice.yaml: contact: it needs a phone or an email" in str(error)


@pytest.mark.parametrize("line", ["accent: #1f6f5c\n", 'accent: "#1f6f5c"\naccent_text: #ffffff\n'])
def test_a_colour_without_quotation_marks_is_not_lost_unnoticed(folder: Path, line: str) -> None:
    """In YAML it is a comment."""
    assert "put the colour in quotation marks" in str(described(folder, line))


def test_who_pays_must_be_said(folder: Path) -> None:
    """There is no chat that does not say it."""
    error = described(folder, "", ("paid_by: The practice pays for this chat.\n", ""))

    assert "juniper/practice.yaml: paid_by: Field required" in str(error)


# Documents


def test_the_documents_of_a_practice_have_ids_of_their_own(folder: Path) -> None:
    """The membership agreement keeps its id and stands first; what else there is is called by its file."""
    more = "  - {kind: agreement, file: medicare-form.md, title: Medicare contract, effective: 2026-02-01}\n"
    (folder / "practices/juniper/medicare-form.md").write_text(HARBOR, "utf-8")
    (folder / "practices/juniper/practice.yaml").write_text(PRACTICE.format(id="juniper") + LISTED + more, "utf-8")
    library = open_library(folder)
    own = [one for one in library.originals if one.practice == "juniper"]

    assert [
        ("juniper-agreement", "agreement", "juniper family practice: Agreement", date(2026, 1, 1)),
        ("juniper-faq", "faq", "juniper family practice: Questions", date(2026, 1, 1)),
        ("juniper-medicare-form", "agreement", "juniper family practice: Medicare contract", date(2026, 2, 1)),
    ] == [(one.document, one.kind, one.title, one.effective) for one in own]
    assert [one.main_document for one in library.practices] == ["harbor-agreement", "juniper-agreement"]


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("{kind: faq, file: gone.md, title: Q, effective: 2026-01-01}", "documents.0.file: there is no file 'gone.md'"),
        ("{kind: faq, file: ../harbor/agreement.md, title: Q, effective: 2026-01-01}", "documents.0.file: there is no"),
        ("{kind: faq, file: /etc/hostname, title: Q, effective: 2026-01-01}", "documents.0.file: there is no file"),
        ("{kind: faq, file: ., title: Q, effective: 2026-01-01}", "documents.0.file: there is no file '.'"),
        ("{kind: faq, file: link.md, title: Q, effective: 2026-01-01}", "'link.md' only points to a file elsewhere"),
        ("{kind: faq, file: Our FAQ.md, title: Q, effective: 2026-01-01}", "small letters, digits and hyphens"),
        ("{kind: faq, file: agreement.md, title: Q, effective: 2026-01-01}", "'agreement.md' is listed twice"),
        ("{kind: faq, file: agreement.txt, title: Q, effective: 2026-01-01}", "has the same id, 'juniper-agreement'"),
        ("{kind: letter, file: faq.md, title: Q, effective: 2026-01-01}", "documents.0.kind: Input should be"),
        ("{kind: faq, file: faq.md, title: Q}", "documents.0.effective: Field required"),
    ],
)
def test_a_document_that_cannot_be_taken_in_is_named(folder: Path, entry: str, complaint: str) -> None:
    """By file and key, with what to do."""
    place = folder / "practices/juniper"
    (place / "link.md").symlink_to(folder / "practices/harbor/agreement.md")
    for name in ("Our FAQ.md", "agreement.txt"):
        (place / name).write_text(FAQ, "utf-8")

    assert complaint in str(described(folder, f"documents:\n  - {entry}\n"))


def test_an_agreement_may_not_lie_elsewhere(folder: Path) -> None:
    """Not even behind a link of its own name."""
    (folder / "practices/juniper/agreement.md").unlink()
    (folder / "practices/juniper/agreement.md").symlink_to(folder / "practices/harbor/agreement.md")

    assert "agreement.file: 'agreement.md' only points" in str(described(folder, ""))


def test_no_two_practices_share_the_id_of_a_document(folder: Path) -> None:
    """`a` with a file `b-agreement` and `a-b` with its agreement would be one document to everybody."""
    other = folder / "practices/juniper-faq"
    shutil.copytree(folder / "practices/harbor", other)
    (other / "practice.yaml").write_text(PRACTICE.format(id="juniper-faq"), "utf-8")
    shutil.copy(other / "agreement.md", folder / "practices/juniper/faq-agreement.md")
    more = "documents: [{kind: agreement, file: faq-agreement.md, title: More, effective: 2026-01-01}]\n"

    assert "has the same id, 'juniper-faq-agreement'" in str(described(folder, more))


# What is amiss


def test_a_folder_is_described_with_what_to_look_at(folder: Path) -> None:
    """What no site can show, what does not hold yet, and what nobody reads; a wrong folder hides no other."""
    (folder / "practices/juniper/old.pdf").write_bytes(b"%PDF")
    (folder / "practices/empty").mkdir()
    empty, harbor, juniper = practices.described(folder, date(2025, 12, 31))

    assert ("empty", "harbor", "juniper") == (empty.id, harbor.id, juniper.id)
    assert "practice.yaml: cannot be read" in empty.amiss[0]
    assert (
        "allowed_sites: none, so no other site can show this chat.",
        "agreement.md: it holds from 2026-01-01, which is still to come.",
        "faq.md: it holds from 2026-01-01, which is still to come.",
        "old.pdf: practice.yaml does not list it, so nobody reads it.",
    ) == juniper.amiss


def test_an_agreement_that_cannot_be_read_is_amiss(folder: Path) -> None:
    """It is said before the chat is started with it."""
    (folder / "practices/harbor/agreement.md").write_bytes(b"")
    harbor = practices.described(folder, ON)[0]

    assert "harbor/agreement.md" in harbor.amiss[0]


def test_only_a_practice_that_is_there_and_right_can_be_picked(folder: Path) -> None:
    """The error says which there are, or what is wrong."""
    (folder / "practices/harbor/agreement.md").unlink()

    with pytest.raises(UnknownError, match="These are known: harbor, juniper"):
        practices.picked("fern", folder, ON)
    with pytest.raises(KnowledgeError, match=r"there is no file 'agreement\.md'"):
        practices.picked("harbor", folder, ON)


def test_nothing_is_amiss_with_the_practices_that_are_here() -> None:
    """They are what others copy from."""
    assert {} == {one.id: one.amiss for one in practices.described(KNOWLEDGE, ON) if one.amiss}


@pytest.mark.parametrize(
    ("host", "source"),
    [
        (None, "https://HOST/widget.js"),
        ("chat.fern.example", "https://chat.fern.example/widget.js"),
        ("http://localhost:7860", "http://localhost:7860/widget.js"),
    ],
)
def test_the_tag_names_the_chat_the_practice_and_its_colour(host: str | None, source: str) -> None:
    """A practice without a colour leaves it out."""
    plain, coloured = a_practice(), a_practice(accent="#1f6f5c")

    assert practices.tag(plain, host) == f'<script async src="{source}" data-practice="fern"></script>'
    assert practices.tag(coloured, host) == (
        f'<script async src="{source}" data-practice="fern" data-accent="#1f6f5c"></script>'
    )


@pytest.mark.parametrize("host", ['x.com"></script>', "http://x.com", "x.com/chat", ""])
def test_a_tag_leads_to_nothing_but_a_host(host: str) -> None:
    """What is no host never comes to stand in somebody's page."""
    with pytest.raises(RefusedError, match="is not where a chat can be; write https://"):
        practices.tag(a_practice(), host)


# Taking a new one in


def test_a_new_practice_is_taken_in_whole(folder: Path, fern: Path) -> None:
    """What practice.yaml lists is copied, and nothing else; the library then has it."""
    (fern / "notes.txt").write_text("for us", "utf-8")
    place, agreement = practices.take_in(fern, folder)

    assert (folder / "practices/fern", place / "agreement.md") == (place, agreement)
    assert ["agreement.md", "faq.md", "practice.yaml"] == sorted(path.name for path in place.iterdir())
    assert "fern" in {one.id for one in open_practices(folder)}
    assert [] == list(folder.glob(".practice-*"))


def test_a_practice_that_is_there_is_not_replaced(folder: Path, fern: Path) -> None:
    """Neither by a new one nor by itself."""
    practices.take_in(fern, folder)
    (fern / "faq.md").write_text("# Other\n\nOther words.\n", "utf-8")

    with pytest.raises(RefusedError, match="there is a practice 'fern'"):
        practices.take_in(fern, folder)
    with pytest.raises(RefusedError, match="there is a practice 'harbor'"):
        practices.take_in(folder / "practices/harbor", folder)
    assert (folder / "practices/fern/faq.md").read_text("utf-8") == FAQ


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("practice.yaml", PRACTICE.format(id="oak"), "must be the folder's name, 'fern'"),
        ("practice.yaml", PRACTICE.format(id="fern") + "allowed_sites: [https://x.com/]\n", "write https://x.com inst"),
        ("practice.yaml", None, "cannot be read"),
        ("faq.md", None, "there is no file 'faq.md'"),
        ("agreement.md", "", "agreement.md"),
    ],
)
def test_a_wrong_folder_leaves_no_trace(
    folder: Path, fern: Path, file: str, content: str | None, complaint: str
) -> None:
    """It is taken in whole or not at all."""
    before = sorted(folder.rglob("*"))
    (fern / file).unlink()
    if content is not None:
        (fern / file).write_text(content, "utf-8")

    with pytest.raises(KnowledgeError, match=complaint):
        practices.take_in(fern, folder)
    assert before == sorted(folder.rglob("*"))


# On the command line


def run(knowledge: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `app.py practice` on a knowledge folder."""
    command = [sys.executable, ROOT / "app.py", "practice", *arguments]
    environment = {**os.environ, "KNOWLEDGE": str(knowledge), "RECORDS": "sqlite:////nowhere/records.db"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_the_practices_are_listed(folder: Path) -> None:
    """To a person and to a script: names, documents, sites, who pays, how long is kept, what is amiss."""
    text = run(folder).stdout
    [harbor, juniper] = json.loads(run(folder, "--json").stdout)["practices"]

    assert "juniper: juniper family practice" in text
    assert "juniper-faq (faq, faq.md, from 2026-01-01)" in text
    assert "30 days, where a person agrees" in text
    assert ["harbor-agreement"] == [one["id"] for one in harbor["documents"]]
    assert (30, "The practice pays for this chat.") == (juniper["retention_days"], juniper["paid_by"])
    assert juniper["amiss"] == ["allowed_sites: none, so no other site can show this chat."]


def test_one_practice_is_shown_with_its_tag() -> None:
    """As a web editor needs it, and for a script."""
    shown = run(KNOWLEDGE, "juniper-street", "--host", "chat.fern.example").stdout
    body = json.loads(run(KNOWLEDGE, "juniper-street", "--json").stdout)

    assert 'src="https://chat.fern.example/widget.js" data-practice="juniper-street"' in shown.splitlines()[-1]
    assert body["tag"].startswith('<script async src="https://HOST/widget.js"')
    assert body["accent"] in body["tag"]


def test_a_folder_is_added_with_what_to_do_next(folder: Path, fern: Path) -> None:
    """The steps name the practice and its agreement; a second time it is refused in words."""
    body = json.loads(run(folder, "add", fern, "--json").stdout)
    again = run(folder, "add", fern)

    assert ("fern", str(folder / "practices/fern")) == (body["added"], body["folder"])
    assert str(folder / "practices/fern/agreement.md") in body["next"][0]
    assert (2, "") == (again.returncode, again.stdout)
    assert "there is a practice 'fern'" in again.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("add",), "Name the folder"), (("nowhere",), "These are known"), (("add", "/nowhere"), "cannot be read")],
    ids=str,
)
def test_what_cannot_be_done_is_said_in_words(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    """On standard error, with status 2 and no traceback."""
    done = run(folder, *arguments)

    assert (2, "", True, False) == (done.returncode, done.stdout, words in done.stderr, "Traceback" in done.stderr)


def test_the_example_of_the_guide_can_be_used(tmp_path: Path) -> None:
    """Who copies it into a folder has a practice."""
    example = (KNOWLEDGE / "README.md").read_text("utf-8").split("```yaml\n")[1].split("```")[0]
    place = tmp_path / "practices" / "fern-hollow"
    place.mkdir(parents=True)
    (place / "practice.yaml").write_text(example, "utf-8")
    given = yaml.safe_load(example)
    for one in (given["agreement"], *given["documents"]):
        (place / one["file"]).write_text(JUNIPER, "utf-8")
    [read] = open_practices(tmp_path)

    assert (30, "#1f6f5c", "#ffffff") == (read.retention_days, read.accent, read.accent_text)
    assert set(Practice.model_fields) - {"sample"} == set(given) - {"agreement", "documents"}
