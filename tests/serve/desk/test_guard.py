"""Only the browser that opened the printed address may use a desk."""

from __future__ import annotations

import pytest

from tests.serve.desk.conftest import PORT, TOKEN, Open


HOME = f"http://127.0.0.1:{PORT}"


def test_the_address_opens_the_page(open_desk: Open) -> None:
    """The address with the secret gives the page, and a cookie for the next time."""
    desk = open_desk()
    first = desk.client.get(f"/?token={TOKEN}")
    again = desk.client.get("/")

    assert 200 == first.status_code == again.status_code
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert "unsafe" not in first.headers["content-security-policy"]
    assert "no-store" == first.headers["cache-control"]
    assert "access-control-allow-origin" not in first.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "guidelines.example"},
        {"Host": f"guidelines.example:{PORT}"},
        {"Host": "127.0.0.1:1"},
        {"Host": f"localhost.example:{PORT}"},
        {"Origin": "https://guidelines.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": f"https://127.0.0.1:{PORT}"},
        {"Guidegraph-Token": ""},
        {"Guidegraph-Token": "guessed"},
        {"Guidegraph-Token": f"{TOKEN}x"},
        {"Guidegraph-Token": b"\xc3\xa9"},
    ],
)
def test_others_are_refused(open_desk: Open, headers: dict[str, str | bytes]) -> None:
    """A foreign Host, a forged Origin or another secret: nothing is given and nothing saved."""
    desk = open_desk()
    id_ = next(iter(desk.seen))
    asked = {"changes": {id_: ""}, "state": "accepted"}
    sent = {"Guidegraph-Token": TOKEN, "Origin": HOME, **headers}
    written = desk.client.post("/decide", json=asked, headers=sent)
    read = desk.client.get("/state", headers=sent)

    assert 403 == written.status_code == read.status_code
    assert 1 == written.text.count("\n")
    assert not desk.session.ledger.exists()
    assert 200 == desk.post("/decide", asked, Origin=HOME).status_code


def test_a_cookie_is_not_enough_to_write(open_desk: Open) -> None:
    """A form of another site is sent with cookies, but not with the header."""
    desk = open_desk()
    desk.client.get(f"/?token={TOKEN}")
    id_ = next(iter(desk.seen))
    asked = {"changes": {id_: ""}, "state": "accepted"}

    assert 403 == desk.client.post("/decide", json=asked).status_code
    assert 403 == desk.client.post(f"/decide?token={TOKEN}", json=asked).status_code
    assert not desk.session.ledger.exists()


@pytest.mark.parametrize("path", ["/", "/list", "/cards", "/state", "/items", "/nowhere"])
def test_nothing_is_read_without_the_secret(open_desk: Open, path: str) -> None:
    """Texts of a guideline may be confidential."""
    assert 403 == open_desk().client.get(path).status_code


def test_a_large_body_is_refused(open_desk: Open) -> None:
    """What no page sends is not read."""
    answer = open_desk().post("/reviewer", {"name": "x" * 1_000_000})

    assert 413 == answer.status_code


def test_what_is_not_understood_is_refused(open_desk: Open) -> None:
    """One clear line, and nothing saved."""
    desk = open_desk()
    id_ = next(iter(desk.seen))
    wrong: tuple[object, ...] = (
        [],
        {},
        {"changes": {id_: ""}, "state": "perhaps"},
        {"changes": {id_: 1}, "state": "accepted"},
        {"changes": {"0" * 16: ""}, "state": "accepted"},
        {"changes": {id_: ""}, "state": "accepted", "class": "odd"},
        {"changes": {id_: ""}, "state": "accepted", "reason": "x" * 20_000},
        {"changes": {id_: ""}, "state": "accepted", "into": ["nowhere"]},
        {"changes": {id_: ""}, "state": "rejected", "reason": " "},
    )
    for asked in wrong:
        answer = desk.post("/decide", asked)
        assert 400 == answer.status_code, asked
        assert answer.json()["problem"]

    assert not desk.session.ledger.exists()
