"""What the check of a site says of our own address, over the real server."""

from pathlib import Path

import pytest
from served import serving


@pytest.mark.parametrize(
    ("proxies", "told", "scheme"),
    [
        ("127.0.0.1", "https", "https"),
        ("127.0.0.1", "javascript", "http"),
        ("", "https", "http"),
        ("10.0.0.0/8", "https", "http"),
    ],
)
def test_whether_we_are_reached_by_https_only_a_trusted_proxy_says(
    tmp_path: Path, proxies: str, told: str, scheme: str
) -> None:
    """The tag to paste names the address that browsers know, and the practice's colour; a tag of http would load nothing on a page of https."""
    asked = {"practice": "juniper-street", "site": "https://juniper-street.example"}
    headers = {"Accept": "application/json", "Host": "chat.example", "X-Forwarded-Proto": told}
    with serving(tmp_path, EMBEDDINGS="none", TRUSTED_PROXIES=proxies) as server:
        server.await_answer("/healthz")
        found = server.client.get("/embed/check", params=asked, headers=headers).json()

    assert found["ok"] is True
    assert found["tag"] == (
        f'<script async src="{scheme}://chat.example/widget.js" data-practice="juniper-street" data-accent="#1f6f5c"></script>'
    )
