"""The OpenAPI document says what the API does: read as a document, and held against the real server by schemathesis."""

import os
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any
from zlib import crc32

import jsonschema_rs
import pytest
import schemathesis
from fastapi import APIRouter
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, checks
from schemathesis.specs.openapi import checks as openapi_checks
from served import PRACTICES, Json, Server, bearer, body, keys, refusal

from bot.settings import Settings
from bot.web import api as api_rooms
from bot.web.app import create_app

pytest_plugins = ["web_fixtures"]

PATH = "/api/v1/openapi.json"
PROBLEM = "application/problem+json"
EXAMPLES = int(os.environ.get("API_EXAMPLES", "8"))  # requests made up for each operation and kind of request
TOLD = "I am 42 and healthy. I pay $625 a month, deductible $6000, out-of-pocket maximum $8900. Is it worth it?"
OLDER = """1. Fee\n\n$80 a month, billed on the first.\n\n2. Leaving\n\nYou may cancel with 30 days written notice.

3. Term\n\nThe first term is 12 months. If you leave early, you owe the fees of the months that are left.\n"""
OTHER = "1. Fee\n\nThe membership fee is $95 a month.\n\n2. Notice\n\nYou may leave with 60 days written notice.\n"
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.unsupported_method,
    openapi_checks.allow_header_conformance,
    openapi_checks.negative_data_rejection,
]
UNREPEATED = settings(
    max_examples=EXAMPLES, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)


PIECES = st.sampled_from(
    [
        b"--edge\r\n",
        b"--edge--\r\n",
        b'Content-Disposition: form-data; name="file"; filename="mine.txt"\r\n',
        b'Content-Disposition: form-data; name="file"; filename="../../etc/passwd\x00.pdf"\r\n',
        b'Content-Disposition: form-data; name="file"\r\n',
        b'Content-Disposition: form-data; name="conversation_id"\r\n\r\n\xff\x00\r\n',
        b'Content-Disposition: form-data; name="typed"\r\n\r\nperhaps\r\n',
        b'Content-Disposition: form-data; name="state"\r\n\r\nCO\r\n',
        b"Content-Disposition: form-data\r\n",
        b"Content-Type: application/pdf\r\n",
        b"Content-Type: multipart/mixed; boundary=edge\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"\r\n",
        b"%PDF-1.7\r\n1 0 obj\r\n<< /Length 99999999 >>\r\n",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00\r\n",
        b"1. Fee. $80 a month. You may cancel with 30 days written notice.\r\n",
        b"\x00\xff\xfe\xd8\x00\r\n",
    ]
) | st.binary(max_size=40)
FORM_TYPES = st.sampled_from(
    [
        "multipart/form-data; boundary=edge",
        'multipart/form-data; boundary="edge"; charset=utf-16',
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain",
    ]
)


@pytest.fixture(scope="module")
def document(server: Server) -> Json:
    """Fetch the document as anybody does."""
    return body(server.client.get(PATH))


@pytest.fixture(scope="module")
def opened(server: Server) -> Json:
    """Open a conversation that has all that can be asked for: an agreement, turns, a comparison, a reply."""
    added = server.add("harbor.docx", (PRACTICES / "harbor-lane/agreement.docx").read_bytes())
    server.ask(TOLD, **keys(added))
    path = f"/api/v1/conversations/{added['conversation_id']}/replies/{added['document']['revision']}/fee"
    body(server.client.put(path, json={"text": "It is $80.", "wrote": "2026-05-02"}, headers=bearer(added)))
    return added


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Yield each operation with its path and method."""
    for path, found in document["paths"].items():
        for method, operation in found.items():
            yield path, method, operation


# The document


def test_it_holds_every_route_of_the_api_and_no_page(document: Json) -> None:
    """Health is in it; pages, the chat on other sites and what is static are not."""
    rooms = [import_module(f"{api_rooms.__name__}.{found.name}") for found in iter_modules(api_rooms.__path__)]
    routes = {
        (route.path, method.lower())
        for room in rooms
        for route in getattr(room, "router", APIRouter()).routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }

    assert routes == {(path, method) for path, method, _ in operations(document)}
    assert {"/healthz", "/readyz", "/api/v1/turns"} <= set(document["paths"])
    assert not [path for path in document["paths"] if path.startswith(("/embed", "/widget", "/static", "/brief"))]


def test_it_is_a_valid_document_of_openapi(document: Json) -> None:
    """By the schema of OpenAPI 3.1 itself, and with what a reader looks for first."""
    schemathesis.openapi.from_dict(document).validate()

    assert ("Plainterms", "1") == (document["info"]["title"], document["info"]["version"])


def test_every_operation_says_what_it_is_and_how_it_fails(document: Json) -> None:
    """A summary, a name of its own, an example, and problems in one shape alone."""
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    for path, method, operation in operations(document):
        place = f"{method} {path}"
        assert 10 < len(operation["summary"]) < 120, place
        errors = {status: answer for status, answer in operation["responses"].items() if status >= "400"}
        problems = {status for status, answer in errors.items() if PROBLEM in answer["content"]}
        assert {"403", "500"} <= problems, place
        assert set(errors) - problems == ({"503"} if path == "/readyz" else set()), place
        schemas = {str(errors[status]["content"][PROBLEM]["schema"]) for status in problems}
        assert schemas == {"{'$ref': '#/components/schemas/Problem'}"}, place
        for status in problems & {"429", "503"}:
            assert errors[status]["headers"]["Retry-After"]["required"], place
        body_statuses = {"400", "413", "422"} if "requestBody" in operation else set()
        assert body_statuses <= problems, place
    assert "HTTPValidationError" not in str(document)


def test_every_example_has_the_shape_that_it_is_an_example_of(document: Json) -> None:
    """Each answer with a body has one in each form, and each request with a body."""
    for path, method, operation in operations(document):
        answers = operation["responses"].get("200", {"content": {}})["content"]
        assert answers or "204" in operation["responses"], (method, path)
        refused = [answer["content"].get(PROBLEM) for answer in operation["responses"].values() if "content" in answer]
        asked = operation.get("requestBody", {"content": {}})["content"]
        for shown in (*answers.values(), *asked.values(), *filter(None, refused)):
            (example,) = shown["schema"].get("examples") or [shown["example"]]
            schema = {**shown["schema"], "components": document["components"]}
            assert [] == list(jsonschema_rs.validator_for(schema).iter_errors(example)), (method, path)


def test_who_copies_the_example_of_a_request_gets_an_answer(server: Server, document: Json, opened: Json) -> None:
    """Each body is sent as it stands, to a conversation that is there."""
    sent = 0
    for path, method, operation in operations(document):
        for kind, shown in operation.get("requestBody", {"content": {}})["content"].items():
            (example,) = shown["schema"].get("examples") or [shown["example"]]
            sent_as: Json = {"json": example}
            if kind != "application/json":
                text = {name: str(value) for name, value in example.items() if name != "file"}
                sent_as = {"files": {"file": ("mine.txt", example["file"].encode())}, "data": text}
            where = path.format(name=opened["conversation_id"], revision=opened["document"]["revision"], about="fee")
            answer = server.client.request(method, where, headers=bearer(opened), **sent_as)
            assert answer.status_code == 200, (path, answer.text)
            sent += 1

    assert sent == 7


def test_the_document_tells_of_secrets_sites_and_repeated_requests(document: Json) -> None:
    """Its introduction in words, each of them again where it matters."""
    info, components = document["info"], document["components"]
    headers = {
        operation["operationId"]: {one["name"] for one in operation["parameters"] if one["in"] == "header"}
        for _, _, operation in operations(document)
    }
    guarded = {path for path, _, operation in operations(document) if operation.get("security") == [{"secret": []}]}

    for word in ("secret", "Origin", "Idempotency-Key", "Last-Event-ID", "keep", "20 MB", "Retry-After", "RFC 9457"):
        assert word in info["description"]
    assert {"secret": "bearer"} == {name: one["scheme"] for name, one in components["securitySchemes"].items()}
    assert guarded == {path for path in document["paths"] if path.startswith("/api/v1/conversations/")}
    assert all("Origin" in found for found in headers.values())
    assert "Authorization" not in set().union(*headers.values())
    assert {"turns", "agreements"} == {name for name, found in headers.items() if "Idempotency-Key" in found}
    resumed = {name for name, found in headers.items() if "Last-Event-ID" in found}
    streams = {
        operation["operationId"]
        for _, _, operation in operations(document)
        if "text/event-stream" in operation["responses"].get("200", {}).get("content", {})
    }
    assert resumed == streams == {"turns", "turn", "reconsider", "agreements"}
    events = document["paths"]["/api/v1/turns"]["post"]["description"]
    assert all(f"- `{name}`: " in events for name in ("block", "answer", "error"))


# The API


def aimed_at(case: Case[Any], opened: Json) -> None:
    """Turn a made-up request to a conversation that is there, with its secret and from no site."""
    there = {"name": opened["conversation_id"], "revision": opened["document"]["revision"], "about": "fee"}
    case.path_parameters.update({name: there[name] for name in case.path_parameters.keys() & there.keys()})
    case.headers.pop("Origin", None)
    case.headers.update(bearer(opened))


def form_of(case: Case[Any]) -> str:
    """Pick one of the forms that an operation can answer in, by what stands in the request: the same one every time."""
    answer = case.operation.definition.raw["responses"].get("200", {"content": {"*/*": {}}})
    forms: list[str] = list(answer["content"])
    return forms[crc32(repr((case.body, case.query, case.path_parameters)).encode()) % len(forms)]


described = schemathesis.openapi.from_dict(create_app(Settings()).openapi())


@described.parametrize()
@UNREPEATED
def test_the_api_does_what_its_document_says(case: Case[Any], server: Server, opened: Json) -> None:
    """Whatever is sent, of the documented kind or not, is answered with a documented status, form, header and shape."""
    accept = {"Accept": form_of(case)}
    case.validate_response(case.call(server.url, headers=accept, timeout=60), checks=CHECKS)
    if case.path.startswith("/api/v1/conversations/") and case.operation.definition.raw["operationId"] != "erase":
        aimed_at(case, opened)
        case.validate_response(case.call(server.url, headers=accept, timeout=60), checks=CHECKS)


def test_a_sheet_beside_other_papers_has_the_shape_that_is_documented(server: Server, document: Json) -> None:
    """What changed since an older text, and where another paper disagrees, are made up by no tool."""
    schema = {"$ref": "#/components/schemas/OwnSheet", "components": document["components"]}
    older = server.add("older.txt", OLDER.encode())
    server.add("other.txt", OTHER.encode(), **keys(older))
    newer = server.add(
        "newer.txt", OLDER.replace("$80", "$90").replace("you owe", "nobody owes").encode(), **keys(older)
    )

    for sheet in (older, newer):
        assert [] == list(jsonschema_rs.validator_for(schema).iter_errors(sheet))
    assert newer["changes"][0]["terms"]
    assert newer["contradictions"]


@given(kind=FORM_TYPES, pieces=st.lists(PIECES, max_size=12))
@UNREPEATED
def test_no_upload_of_broken_parts_breaks_anything(
    server: Server, document: Json, kind: str, pieces: list[bytes]
) -> None:
    """Whatever stands between the edges of a form is read, or refused with a documented problem."""
    answer = server.client.post("/api/v1/agreements", content=b"".join(pieces), headers={"Content-Type": kind})
    documented = document["paths"]["/api/v1/agreements"]["post"]["responses"]

    assert str(answer.status_code) in documented.keys() - {"500", "503"}, answer.text
    if answer.status_code != 200:
        assert refusal(answer, answer.status_code)


@given(data=st.sampled_from(["{", "[]", "1", '{"message": "a"', "null", '"\\ud800"', '{"\\ud800": 1}', "[" * 2_000]))
@UNREPEATED
def test_what_is_no_json_is_refused_everywhere(server: Server, document: Json, opened: Json, data: str) -> None:
    """By each operation with such a body, with a documented problem."""
    there = {"name": opened["conversation_id"], "revision": opened["document"]["revision"], "about": "fee"}
    headers = {"Content-Type": "application/json"} | bearer(opened)
    for path, method, operation in operations(document):
        if "application/json" in operation.get("requestBody", {"content": {}})["content"]:
            for content in (data.encode(), data.encode("utf-16"), data.encode() + b"\xff"):
                answer = server.client.request(method, path.format(**there), headers=headers, content=content)
                assert str(answer.status_code) in operation["responses"].keys() - {"500", "503"}, path
                if answer.status_code != 200:
                    assert refusal(answer, answer.status_code)
