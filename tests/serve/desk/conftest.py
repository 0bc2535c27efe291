"""A small library, and desks to decide about its two editions at."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from guidegraph.api import Library
from guidegraph.model.changes import Ref
from guidegraph.model.review import Ledger
from guidegraph.serve.desk.app import desk_application
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.work import WorkerPool
from guidegraph.store.pairs import read_ledger


PORT = 8765
TOKEN = "a-secret-of-the-test"
OLD = """# Rules of the garden

## Tools

Members must clean every spade after use.

Ladders are stored in the shed.

The wheelbarrow is shared by all members.

## Plants

Roses are cut in March.

Beans need a pole.
"""
NEW = """# Rules of the garden

## Tools

Members may clean every spade after use.

Ladders are kept in the shed.

## Plants

Beans need a pole

Tomatoes need a roof and much water.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """Sends requests to an application, and keeps its cookies."""

    app: ASGIApp
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str, **rest: Any) -> httpx.Response:
        """What comes back."""
        return asyncio.run(self._sent("GET", path, rest))

    def post(self, path: str, **rest: Any) -> httpx.Response:
        """The same, for what changes something."""
        return asyncio.run(self._sent("POST", path, rest))

    async def _sent(self, method: str, path: str, rest: dict[str, Any]) -> httpx.Response:
        transport = httpx.ASGITransport(app=self.app)
        async with httpx.AsyncClient(
            transport=transport, base_url=f"http://127.0.0.1:{PORT}", cookies=self.cookies
        ) as client:
            found = await client.request(method, path, **rest)
            self.cookies.update(client.cookies)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A desk: its session, and a browser that opened its address."""

    session: DeskSession
    client: Browser

    def get(self, path: str) -> Any:
        """What the page is given."""
        return self.client.get(path, headers={"Guidegraph-Token": TOKEN}).json()

    def post(self, path: str, asked: object, **headers: str) -> httpx.Response:
        """What comes back for a step."""
        return self.client.post(path, json=asked, headers={"Guidegraph-Token": TOKEN, **headers})

    @property
    def seen(self) -> dict[str, str]:
        """The changes with what the page has seen of their decisions."""
        found: dict[str, str] = self.get("/state")["seen"]
        return found

    def decide(self, *ids: str, state: str = "accepted", **rest: object) -> httpx.Response:
        """Decide about changes as they are now."""
        seen = self.seen
        asked = {"changes": {id_: seen[id_] for id_ in ids}, "state": state, **rest}
        return self.post("/decide", asked)

    def about(self, item: str) -> str:
        """The id of the change of an item of the old edition."""
        ref = Ref(edition="2024", id=f"section/{item}")
        found = self.session.state().change_of([ref])
        assert found is not None
        return found

    @property
    def ledger(self) -> Ledger:
        """What was saved."""
        return read_ledger(self.session.ledger)


Open = Callable[..., Desk]


@pytest.fixture
def garden(tmp_path: Path) -> Path:
    """A library of two editions."""
    (tmp_path / "library.toml").write_text(
        'title = "Garden"\nbase = "https://example.org/garden/"\n', encoding="utf-8"
    )
    for name, text in (("2024", OLD), ("2026", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "edition.toml").write_text(f'issued = "{name}"\n', encoding="utf-8")
        (tmp_path / name / "edition.md").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def open_desk(garden: Path) -> Open:
    """Opens a desk of somebody; each has read the library for itself."""

    def opened(reviewer: str = "A. Reader") -> Desk:
        editors = Library.open(garden).editors()
        session = DeskSession(
            editors=editors,
            old=("2024",),
            new="2026",
            ledger=editors.workspace.ledger_path(["2024"], "2026"),
            reviewer=reviewer,
        )
        run = WorkerPool(threads=2, waiting=10, seconds=60)
        app = desk_application(session, port=PORT, token=TOKEN, run=run)
        return Desk(session=session, client=Browser(app=app))

    return opened
