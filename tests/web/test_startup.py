"""Starting: pages at once, answers as soon as they can be given, and honest words about what is not there yet."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import ROOT, Beginning, Server, body, refusal, serving, states_until

pytest_plugins = ["web_fixtures"]


def test_the_page_and_the_health_check_answer_before_the_program_is_built(beginning: Beginning) -> None:
    """The database was locked, so that nothing could have been built."""
    assert beginning.health.json() == {"status": "ok"}
    assert beginning.page.status_code == 200
    assert "<h1>" in beginning.page.text
    assert beginning.unready.status_code == 503

    assert beginning.unready.json() == {"status": "starting", "engines": {"program": "starting"}}


def test_a_question_asked_too_early_waits_for_its_answer(beginning: Beginning) -> None:
    """Somebody who is quicker than the server is answered all the same."""
    answer = body(beginning.first_turn)

    assert answer["outcome"] == "answered"
    assert "30 days" in answer["text"]


def test_while_the_index_is_embedded_answers_come_by_keyword_and_say_so(beginning: Beginning) -> None:
    """In data and in words; an answer after the index is complete is also by meaning."""
    later = beginning.server.ask("How do I cancel?", practice="juniper-street")

    early = body(beginning.first_turn)
    assert (early["meta"]["search"], later["meta"]["search"]) == ("keyword", "hybrid")
    assert "by words alone" in early["text"]
    assert "by words alone" not in later["text"]


def test_readiness_names_each_engine_and_how_far_the_index_is(beginning: Beginning) -> None:
    """An operator sees records, embeddings, vectors and index, and the passages that are still to come."""
    assert {frozenset(state) for state in beginning.states} == {
        frozenset({"records", "embeddings", "vectors", "index"})
    }
    assert any("passages" in state["index"] for state in beginning.states)

    assert set(beginning.states[-1].values()) == {"ok"}


def test_the_log_says_when_answers_began(beginning: Beginning) -> None:
    """First by keyword, then with every passage embedded."""
    log = beginning.server.log.read_text("utf-8")

    assert log.index("answering by keyword after") < log.index("passages embedded")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start a server whose knowledge has an unreadable file."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copytree(ROOT / "knowledge", folder / "knowledge")
    (folder / "knowledge/understanding/topics.yaml").write_text("fee: [unclosed", "utf-8")
    with serving(folder, KNOWLEDGE=str(folder / "knowledge"), EMBEDDINGS="none") as server:
        server.await_answer("/healthz")
        refusal(server.turn("How do I cancel?"), 503)  # from here on it has failed
        yield server


def test_a_broken_knowledge_folder_is_told_in_a_plain_sentence(broken: Server) -> None:
    """The page is still served; a question gets a 503 that gives no path away and says when to try again."""
    refused = broken.turn("How do I cancel?")

    detail = refusal(refused, 503)
    assert "cannot answer just now" in detail
    assert "topics.yaml" not in refused.text
    assert refused.headers["retry-after"].isdigit()
    assert broken.client.get("/").status_code == 200


def test_the_reason_stands_in_readiness_and_in_the_log(broken: Server) -> None:
    """Whoever runs the chat finds the file by its name."""
    ready = broken.client.get("/readyz")

    assert ready.status_code == 503
    assert "topics.yaml" in ready.json()["engines"]["program"]
    assert "topics.yaml" in broken.log.read_text("utf-8")


def test_every_address_that_needs_the_program_refuses_alike(broken: Server) -> None:
    """No address answers with a stack or hangs."""
    get = broken.client.get

    refusal(broken.upload("a.txt", b"The monthly fee is $50."), 503)
    refusal(get("/api/v1/practices"), 503)
    refusal(get("/api/v1/conversations/x", headers={"Authorization": "Bearer x"}), 503)
    refusal(get("/sources/juniper-street-agreement/sha256:1"), 503)


def test_without_its_vector_store_the_server_answers_by_keyword_and_says_so(
    beginning: Beginning, tmp_path: Path
) -> None:
    """An engine that is down takes nothing with it but the search by meaning."""
    cache = str(beginning.server.folder / "cache")
    with serving(tmp_path, VECTORS="chroma+http://127.0.0.1:9", CACHE=cache) as server:
        server.await_answer("/readyz")
        answer = server.ask("How do I cancel?", practice="juniper-street")
        engines = states_until(server, lambda engines: engines["vectors"] != "not opened yet")[-1]

    assert answer["outcome"] == "answered"
    assert answer["meta"]["search"] == "keyword"
    assert engines["records"] == "ok"
    assert engines["vectors"] != "ok"
