"""A decision over HTTP, on the real server: what is set by hand, the brief, the reminder."""

import pytest
from served import Json, Server, bearer, refusal

pytest_plugins = ["web_fixtures"]

TOLD = "I'm 42, my silver plan is 450 a month, 6000 deductible, 9000 out-of-pocket max. Is it worth joining?"


@pytest.fixture(scope="module")
def opened(server: Server) -> Json:
    """Tell a situation in a conversation, and return its answer."""
    return server.ask(TOLD, practice="juniper-street")


def path(opened: Json, last: str) -> str:
    """Return an address of the conversation."""
    return f"/api/v1/conversations/{opened['conversation_id']}/{last}"


def test_a_setting_is_tried_without_a_turn_and_kept_with_one(server: Server, opened: Json) -> None:
    """What is tried comes as parts and leaves nothing; what is kept is counted from then on."""
    headers = bearer(opened)
    tried = server.client.post(
        path(opened, "comparison"),
        json={"changes": {"insurance.premium": 500}},
        headers={**headers, "Accept": "text/html"},
    )
    again = server.client.post(
        path(opened, "comparison"), json={"keep": True, "label": "Again"}, headers=headers
    ).json()
    kept = server.client.post(
        path(opened, "comparison"), json={"changes": {"insurance.premium": 500}, "keep": True}, headers=headers
    ).json()

    assert 'data-block="comparison"' in tried.text
    assert "$6,000" in tried.text
    assert [5400, 6000] == [reference(one) for one in (again, kept)]
    assert again["turn"] + 1 == kept["turn"]


def reference(answer: Json) -> float:
    """Return what the option held now costs for sure."""
    [block] = [one for one in answer["blocks"] if one["kind"] == "comparison"]
    return float(block["options"][0]["committed"])


@pytest.mark.parametrize("changes", [{"nonsense": 1}, {"insurance.premium": -1}, {"coverage": "moon"}])
def test_what_cannot_be_set_is_refused(server: Server, opened: Json, changes: Json) -> None:
    """With the name of what was wrong."""
    response = server.client.post(path(opened, "comparison"), json={"changes": changes}, headers=bearer(opened))

    assert next(iter(changes)) in refusal(response, 422)


def test_the_brief_and_its_reminder_need_the_secret(server: Server, opened: Json) -> None:
    """They come to whoever has it, and to nobody else."""
    page = server.client.get(path(opened, "brief"), headers={**bearer(opened), "Accept": "text/html"})
    reminder = server.client.get(path(opened, "notice"), headers=bearer(opened))

    assert "Juniper Street" in page.text
    assert reminder.text.startswith("BEGIN:VCALENDAR")
    for last in ("brief", "notice"):
        assert server.client.get(path(opened, last), headers={"Authorization": "Bearer wrong"}).status_code in {
            403,
            404,
        }
    assert opened["conversation_id"] not in server.client.get("/brief").text
