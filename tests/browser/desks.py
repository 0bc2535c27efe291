"""Desks that run, for a browser to open."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from guidegraph.editors import Editors
from guidegraph.model.review import Ledger
from guidegraph.serve.desk.app import desk_application
from guidegraph.serve.desk.session import DeskSession
from guidegraph.serve.run import address_of, listening, server
from guidegraph.serve.settings import ServerSettings
from guidegraph.serve.work import WorkerPool
from guidegraph.store.pairs import read_ledger


if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


__all__ = [
    "PAIR",
    "OpenAt",
    "OpenDesk",
    "decided",
    "desk",
    "long_library",
    "pressed",
    "running",
]

TOKEN = "a-secret-of-the-test"
PAIR = (("2013-peer",), "combined")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDesk:
    """A desk that runs: where, what is decided there, and the browsers that have it open."""

    address: str
    root: str
    session: DeskSession
    contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def saved(self) -> Ledger:
        """What is in its ledger."""
        return read_ledger(self.session.ledger)


OpenAt = Callable[..., AbstractContextManager[OpenDesk]]
"""Opens a desk about our own pair, for a reviewer."""


def decided(page: Page, count: int) -> None:
    """Wait until as many changes are decided."""
    page.locator("#done", has_text=f"{count} of ").wait_for()


def pressed(page: Page, *keys: str) -> None:
    """Press keys one after the other."""
    for key in keys:
        page.keyboard.press(key)


@contextmanager
def desk(
    editors: Editors, ledger: Path, old: Sequence[str], new: str, reviewer: str = "A. Reader"
) -> Iterator[OpenDesk]:
    """A desk in a thread of its own."""
    session = DeskSession(
        editors=editors, old=tuple(old), new=new, ledger=ledger, reviewer=reviewer
    )
    session.state()
    with running(session) as found:
        yield found


@contextmanager
def running(session: DeskSession) -> Iterator[OpenDesk]:
    """A desk that waits for a browser."""
    settings = ServerSettings()
    run = WorkerPool(threads=2, waiting=50, seconds=120)
    with listening("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        app = desk_application(session, port=port, token=TOKEN, run=run)
        serving = server(app, settings)
        thread = Thread(target=lambda: asyncio.run(serving.serve(sockets=[listener])), daemon=True)
        thread.start()
        root = address_of(listener)
        found = OpenDesk(address=f"{root}?token={TOKEN}", root=root, session=session)
        try:
            yield found
        finally:
            for context in found.contexts:  # a page that asks again would find nobody
                context.close()
            serving.should_exit = True
            thread.join(timeout=20)
            run.close()


def long_library(folder: Path, count: int) -> Path:
    """A library of two editions with as many changed statements."""
    (folder / "library.toml").write_text(
        'title = "Long"\nbase = "https://example.org/long/"\n', encoding="utf-8"
    )
    for name, verb in (("2024", "must"), ("2026", "may")):
        (folder / name).mkdir()
        (folder / name / "edition.toml").write_text(f'issued = "{name}"\n', encoding="utf-8")
        lines = ["# Long rules\n"]
        for number in range(count):
            if number % 50 == 0:
                lines.append(f"## Chapter {_word(number)}\n")
            lines.append(
                f"The keeper of {_word(number)} {verb} lock the {_word(number * 7)} room.\n"
            )
        (folder / name / "edition.md").write_text("\n".join(lines), encoding="utf-8")
    return folder


def _word(number: int) -> str:
    """A word of its own for a number."""
    letters = "bdfgklmnprst"
    found = ""
    for _ in range(4):
        number, rest = divmod(number, len(letters))
        found += letters[rest] + "aeiou"[rest % 5]
    return found
