"""A situation file is read as it was meant, and what is wrong with it is named."""

from datetime import date
from pathlib import Path

import pytest

from bot.costs.situation import Situation
from bot.costs.situation.file import LARGEST, open_situation
from bot.errors import RefusedError

HEAD = "on: 2026-11-21\nmembers: [{id: ana, age: 42}]\n"
JSON = '{"on": "2026-11-21", "members": [{"id": "ana", "age": 42}]}'
LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdef", "bcdefg", strict=True)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{name}: &{name} {{<<: [{', '.join([f'*{before}'] * 9)}]}}\n"
    for before, name in zip("abcdef", "bcdefg", strict=True)
)


def opened(folder: Path, text: str | bytes, name: str = "home.yaml") -> Situation:
    """Read a file of this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return open_situation(path)


def refusal(folder: Path, text: str | bytes, name: str = "home.yaml") -> str:
    """Return what is said of a file that cannot be read."""
    with pytest.raises(RefusedError) as refused:
        opened(folder, text, name)
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("home.yaml", HEAD),
        ("home.yaml", "\ufeff" + HEAD),
        ("home.yaml", f"# ours\n---\n{HEAD}"),
        ("home.yml", '"on": "2026-11-21"\nmembers:\n  - id: ana\n    age: 42\n'),
        ("home.yaml", "{on: 2026-11-21, members: [{id: ana, age: 42}]}"),
        ("home.json", JSON),
        ("home.json", JSON.replace(" ", "\n\t")),
        ("home", JSON.replace(" ", "\n\t")),
        ("home", HEAD),
    ],
)
def test_yaml_and_json_say_the_same(tmp_path: Path, name: str, text: str) -> None:
    """With `on` a word in both, quoted or not, and a day a day."""
    situation = opened(tmp_path, text, name)

    assert (date(2026, 11, 21), 2026, 42) == (situation.on, situation.plan_year, situation.members[0].age)


def test_only_true_and_false_are_truth_values(tmp_path: Path) -> None:
    """Yes and no are still understood where a truth value must stand; elsewhere they are words."""
    more = "retainers: [{id: on, name: no, fee: 3, auto_renews: yes, bills_insurance: off}, {id: y, fee: 3, auto_renews: False}]\n"
    first, second = opened(tmp_path, HEAD + more).retainers

    assert ("on", "no", True, False) == (first.id, first.name, first.auto_renews, first.bills_insurance)
    assert ("y", False) == (second.id, second.auto_renews)


def test_a_number_that_begins_with_nought_is_no_octal_one(tmp_path: Path) -> None:
    """010 is ten."""
    assert 10 == opened(tmp_path, HEAD.replace("42", "010")).members[0].age


def test_aliases_may_spare_writing_something_twice(tmp_path: Path) -> None:
    """Also merged, with one of the values otherwise."""
    members = "[{id: ana, use: &use {lab: 2}}, {id: ben, use: *use}, {id: cy, use: {<<: *use, xray: 3}}]"
    situation = opened(tmp_path, f"on: 2026-11-21\nmembers: {members}")

    assert [{"lab": 2}, {"lab": 2}, {"lab": 2, "xray": 3}] == [one.use for one in situation.members]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "A situation holds fields with values"),
        ("- a\n- b\n", "A situation holds fields with values"),
        ("hello", "A situation holds fields with values"),
        (HEAD + "on: 2026-11-22\n", "on: it stands twice in one place, in lines 1 and 3. Keep one of them."),
        (HEAD + "tax: {state: 0.1, state: 0.2}\n", "state: it stands twice in one place, in line 3."),
        (HEAD + "'on': 2026-11-22\n", "on: it stands twice"),
        (HEAD + "---\n" + HEAD, "Line 3: a second document begins here."),
        (HEAD + "tax: {\n", "Line 4: this is not YAML as it should be. Check"),
        ("members:\n\t- id: ana\n", "Line 2: this is not YAML as it should be. Check"),
        (HEAD + "income: *much\n", "Line 3: this repeats by an alias (*name) what has no such name (&name) above."),
        ("a: &a [*a]\n", "Line 1: it holds itself, by an alias (*name)."),
        ("a: &a {<<: *a}\n", "Line 1: it holds itself"),
        (LAUGHS, "It holds more than 50,000 values, with what its aliases (*name) repeat."),
        (MERGES, "It holds more than 50,000 values"),
        ("[" * 20_000, "It is nested too deeply."),
        ("? [on]\n: 2026-11-21\n", "Line 1: a field must be named by a word"),
        ("on: !!python/object/apply:os.getcwd []\n", "Line 1: a mark with ! or << stands here"),
        ("on: !!float soon\n", "take out marks such as !!float"),
        ("on: \0", "The file holds signs that are not text."),
        (b"on: \xe9t\xe9", "home.yaml is not text in UTF-8."),
        ("on: 2026-13-41\nmembers: [{id: ana}]", "on: it must be a date, such as 2026-11-21; given: “2026-13-41”."),
        (f"on: 2026-11-21\nmembers: [{{id: ana, age: {'1' * 5000}}}]", "members.ana.age: it must be a"),
        (HEAD + "income: .nan\n", "income: it must be an ordinary number; given: nan."),
        (HEAD + "1: one\n", "1: there is no such field."),
        (HEAD + "incom: 5\nstate: Texas\n", "incom: there is no such field; did you mean income?"),
    ],
)
def test_what_is_wrong_with_a_yaml_file_is_said(tmp_path: Path, text: str | bytes, words: str) -> None:
    """Where it is, and what to do about it."""
    assert words in refusal(tmp_path, text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("null", "A situation holds fields with values"),
        ('{"on": }', "This is not JSON as it should be, in line 1. Check commas, quotes, brackets."),
        (JSON + "x", "in line 1"),
        ('{"on": "2026-11-21", "on": "2026-11-22"}', "on: it stands twice in one place. Keep one of them."),
        ("[" * 100_000, "It is nested too deeply."),
        (JSON.replace("42", "1" * 5000), "This is not JSON as it should be, in a number."),
        (JSON.replace("42", "NaN"), "members.ana.age: it must be an ordinary number; given: nan."),
    ],
)
def test_what_is_wrong_with_a_json_file_is_said(tmp_path: Path, text: str, words: str) -> None:
    """The same for the other way of writing."""
    assert words in refusal(tmp_path, text, "home.json")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """One byte more is too much, and what has no end is not waited for."""
    text = HEAD + "#" * (LARGEST - len(HEAD))

    assert 42 == opened(tmp_path, text).members[0].age
    assert "may have 200 kB" in refusal(tmp_path, text + "#")
    with pytest.raises(RefusedError, match="too large"):
        open_situation(Path("/dev/zero"))


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    """A folder, and a file that is not there."""
    for path in (tmp_path, tmp_path / "nothing.yaml"):
        with pytest.raises(RefusedError) as refused:
            open_situation(path)
        assert f"{path} cannot be read: " in str(refused.value)
