"""Comparisons over real HTTP: the same as on the command line, and how what is wrong is told."""

import json
from typing import Any

import httpx
import pytest
from served import ROOT, Json, Server, body, refusal

from bot.costs.comparison import compare
from bot.costs.situation import read_situation
from bot.library import open_grounds

pytest_plugins = ["web_fixtures"]

PATH = "/api/v1/compare"
SITUATION: Json = {
    "on": "2026-11-21",
    "plan_year": 2027,
    "years": 1000,
    "members": [{"id": "ana", "age": 42, "use": {"primary_care": 4}}],
    "insurance": [{"id": "silver", "premium": 625, "deductible": 6000, "out_of_pocket_max": 8900, "coinsurance": 0.4}],
    "retainers": [{"id": "juniper", "fee": 85, "enrollment_fee": 75}],
}


def sent(server: Server, content: bytes | str, kind: str = "application/json") -> httpx.Response:
    """Send a body as it is."""
    return server.client.post(PATH, content=content, headers={"Content-Type": kind})


def test_a_situation_is_compared_as_everywhere_else(server: Server) -> None:
    """The answer is the comparison itself, the same each time."""
    here = compare(read_situation(SITUATION), open_grounds(ROOT / "knowledge"))
    first, second = (body(server.client.post(PATH, json=SITUATION)) for _ in range(2))

    assert here.model_dump(mode="json", by_alias=True) == first == second
    assert ["silver", "silver+juniper", "juniper", "neither"] == [one["id"] for one in first["options"]]
    assert {"input", "from", "to", "cheapest", "among"} == set(first["flips"][0])


def test_each_mistake_is_a_line_of_the_detail(server: Server) -> None:
    """As on the command line."""
    wrong = {**SITUATION, "stat": "CO", "months_kept": 30}
    detail = refusal(server.client.post(PATH, json=wrong), 422)

    assert ["months_kept: it must be 24 or less; given: 30.", "stat: there is no such field; did you mean state?"] == [
        line.partition(" Allowed")[0] for line in detail.splitlines()
    ]


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"years": 200_000}, "years: it must be 20000 or less here; given: 200000."),
        (
            {"options": [{"id": "a", "insurance": ["silver", "silver-two"]}]},
            "options.a.insurance: there is no silver-two",
        ),
        ({"plan_year": 2030, "income": 30_000, "benchmark_premium": 500}, "not known for 2030-01-01"),
    ],
    ids=["too many years", "no such plan", "a year not known"],
)
def test_what_cannot_be_compared_is_refused(server: Server, more: Json, words: str) -> None:
    """Whether it is found while reading or while working it out."""
    assert words in refusal(server.client.post(PATH, json={**SITUATION, **more}), 422)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"[]", "Send a JSON object, with the header 'Content-Type: application/json'."),
        (b"null", "Send a JSON object"),
        (b"{", "The body is not JSON."),
        (b"", "The body is missing."),
        (json.dumps({**SITUATION, "income": float("nan")}), "income: it must be an ordinary number; given: nan."),
        (b'{"members": [{"id": "\\ud800"}]}', "members. .id: it holds something that is not text"),
    ],
)
def test_a_body_that_is_no_situation_is_refused(server: Server, content: bytes | str, words: str) -> None:
    """In words, whatever it is."""
    assert words in refusal(sent(server, content), 422)


def test_yaml_is_not_taken_for_json(server: Server) -> None:
    """It is said what to send."""
    assert "Content-Type: application/json" in refusal(sent(server, "on: 2026-11-21", "application/yaml"), 422)


@pytest.mark.parametrize("deep", [b"[" * 60_000, b'{"a":' * 10_000], ids=["lists", "objects"])
def test_what_is_nested_too_deeply_is_refused(server: Server, deep: bytes) -> None:
    """And the server goes on."""
    refusal(sent(server, deep), 400)

    assert 200 == server.client.get("/healthz").status_code


def test_a_body_that_is_too_large_is_refused(server: Server) -> None:
    """Before it is read."""
    refusal(sent(server, b" " * 70_000), 413)


def test_another_site_may_not_compare(server: Server) -> None:
    """As with everything that costs work."""
    foreign = server.client.post(PATH, json=SITUATION, headers={"Origin": "https://evil.example"})

    refusal(foreign, 403)


def test_nothing_of_a_situation_is_kept(server: Server) -> None:
    """Neither in the records nor in the log."""
    before = server.rows()
    wrong: Any = {**SITUATION, "members": [{"id": "zebulon-quill", "age": "old"}]}
    body(server.client.post(PATH, json={**SITUATION, "members": [{"id": "zebulon-quill", "age": 30}]}))
    refusal(server.client.post(PATH, json=wrong), 422)

    assert (before, []) == (server.rows(), server.holds("zebulon-quill"))


def test_the_description_has_the_shape_and_an_example_that_works(server: Server) -> None:
    """Whoever copies the example gets an answer."""
    described = body(server.client.get("/api/v1/openapi.json"))
    operation = described["paths"][PATH]["post"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    (example,) = schema["examples"]
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]

    assert "#/components/schemas/Situation" == schema["$ref"]
    assert {"members", "insurance", "retainers"} <= set(described["components"]["schemas"]["Situation"]["properties"])
    assert "options" in described["components"]["schemas"][answer.rpartition("/")[2]]["properties"]
    assert 4 == len(body(server.client.post(PATH, json=example))["options"])
