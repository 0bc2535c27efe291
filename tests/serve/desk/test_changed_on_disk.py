"""Editions that are edited while a desk is open."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from guidegraph.model.review import Ledger
from guidegraph.store.journal import change_with_journal
from tests.serve.desk.conftest import TOKEN, Open


def edit(garden: Path, old: str, new: str) -> None:
    """Edit the new edition."""
    file = garden / "2026" / "edition.md"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_no_decision_about_words_that_are_gone(open_desk: Open, garden: Path) -> None:
    """Every step is refused until the page is opened again; the new words have another change."""
    desk = open_desk()
    id_, other = desk.about("tools/2"), desk.about("tools/1")
    desk.decide(other)
    before = desk.session.ledger.read_bytes()
    seen, shape = desk.seen, desk.get("/state")["shape"]
    edit(garden, "kept in the shed", "put into the shed")
    answers = [
        desk.post("/decide", {"changes": {id_: seen[id_]}, "state": "accepted"}),
        desk.post("/decide", {"changes": {other: seen[other]}, "state": "undecided"}),
        desk.post("/pair", {"apart": id_, "shape": shape}),
        desk.post("/undo", {}),
    ]

    assert [409] * 4 == [answer.status_code for answer in answers]
    assert all(answer.json()["changed"] == ["2026"] for answer in answers)
    assert "2026 changed on disk: reload" in answers[0].json()["problem"]
    assert before == desk.session.ledger.read_bytes()
    state = desk.get("/state")
    assert (["2026"], shape) == (state["changed"], state["shape"])

    page = desk.client.get(f"/?token={TOKEN}").text
    assert "put into the" in page
    assert id_ not in desk.get("/state")["seen"]
    assert [] == desk.get("/state")["changed"]
    gone = desk.post("/decide", {"changes": {id_: ""}, "state": "accepted"})
    assert 400 == gone.status_code
    assert 200 == desk.decide(desk.about("tools/2")).status_code


def test_edited_between_a_look_and_the_save(
    open_desk: Open, garden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last look is when the ledger is locked."""
    desk = open_desk()
    id_ = desk.about("tools/1")

    def late(path: Path, change: Callable[[Ledger], Ledger], by: str) -> Ledger:
        edit(garden, "may clean", "might clean")
        return change_with_journal(path, change, by)

    monkeypatch.setattr("guidegraph.serve.desk.session.change_with_journal", late)
    answer = desk.post("/decide", {"changes": {id_: ""}, "state": "accepted"})

    assert 409 == answer.status_code
    assert not desk.ledger


def test_the_same_bytes_are_no_change(open_desk: Open, garden: Path) -> None:
    """A file that was written again, or only touched, is the same."""
    desk = open_desk()
    tag = desk.get("/state")["tag"]
    edit(garden, "may clean", "may clean")
    os.utime(garden / "2026" / "edition.toml", ns=(1, 1))

    assert (
        204 == desk.client.get(f"/state?tag={tag}", headers={"Guidegraph-Token": TOKEN}).status_code
    )
    assert 200 == desk.decide(desk.about("tools/1")).status_code


def test_a_file_that_cannot_be_read_now(open_desk: Open, garden: Path) -> None:
    """Half saved, or away: the page stays as it was and says why; then all goes on."""
    desk = open_desk()
    desk.get("/state")
    toml = (garden / "2026" / "edition.toml").read_bytes()
    (garden / "2026" / "edition.toml").write_bytes(b'issued = "20')
    page = desk.client.get(f"/?token={TOKEN}").text

    assert "edition.toml" in page
    assert "data-changed" in page
    assert "Tomatoes" in page
    assert 409 == desk.decide(desk.about("tools/1")).status_code
    (garden / "2026" / "edition.toml").write_bytes(toml)
    assert [] == desk.get("/state")["changed"]
    assert 200 == desk.decide(desk.about("tools/1")).status_code
