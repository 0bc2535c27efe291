"""Two files that the page sends are the editions of a desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.serve.desk.app import desk_application
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.work import WorkerPool
from tests.serve.desk.conftest import NEW, OLD, PORT, TOKEN, Browser, Desk


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk without editions, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "received"
    folder.mkdir()
    session = DeskSession(
        editors=Library.open().editors(),
        old=(),
        new="",
        ledger=Path(),
        reviewer="A. Reader",
        folder=folder,
    )
    run = WorkerPool(threads=2, waiting=10, seconds=60)
    app = desk_application(session, port=PORT, token=TOKEN, run=run)
    return Desk(session=session, client=Browser(app=app))


def send(desk: Desk, side: str, name: str, text: str) -> int:
    """Send a file; the status of the answer."""
    return desk.client.post(
        "/file",
        params={"side": side, "name": name},
        content=text.encode(),
        headers={"Guidegraph-Token": TOKEN},
    ).status_code


def test_two_files_are_decided_about(empty: Desk, tmp_path: Path) -> None:
    """They are compared, and decisions are in a ledger in the current folder."""
    assert "Open two editions" in empty.client.get(f"/?token={TOKEN}").text
    assert 400 == empty.post("/open", {}).status_code
    assert 200 == send(empty, "old", "rules-2024.md", OLD)
    assert 200 == send(empty, "new", "C:\\texts\\rules-2026.md", NEW)
    assert 6 == empty.post("/open", {}).json()["total"]
    assert "Roses" in empty.client.get("/").text
    empty.decide(*empty.seen)

    assert (tmp_path / "rules-2024--rules-2026.review.tsv").is_file()
    assert 400 == send(empty, "old", "rules-2025.md", OLD)


def test_a_file_that_cannot_be_read_is_said(empty: Desk) -> None:
    """The page says why, and two other files can be chosen."""
    send(empty, "old", "rules-2024.md", OLD)
    send(empty, "new", "rules-2026.xlsx", "no workbook")
    assert empty.post("/open", {}).json()["problem"].startswith("rules-2026.xlsx: not a")
    send(empty, "new", "rules-2026.md", NEW)

    assert 200 == empty.post("/open", {}).status_code


def test_a_large_file_is_refused(empty: Desk) -> None:
    """Before it is read."""
    headers = {"Guidegraph-Token": TOKEN, "Content-Length": "50000001"}
    answer = empty.client.post("/file?side=old&name=a.pdf", content=b"", headers=headers)

    assert 413 == answer.status_code
    assert "larger than 50000000 bytes" in answer.text


@pytest.mark.parametrize("name", ["", "..", ".hidden", "a\x00b", "x" * 300, "/"])
def test_a_name_that_is_none_is_refused(empty: Desk, tmp_path: Path, name: str) -> None:
    """Nothing is written outside the folder of the desk, nor under odd names in it."""
    assert 400 == send(empty, "old", name, OLD)
    assert 400 == send(empty, "../old", "a.md", OLD)
    assert 200 == send(empty, "old", "../../a.md", OLD)

    assert [Path("received/old/a.md")] == [
        path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()
    ]
