"""What a desk exchanges with others: files that are dropped on it, its server, the disk."""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.export.ledger import to_ledger
from guidegraph.model.review import State
from guidegraph.serve.desk.session import DeskSession
from tests.browser.axe import violations
from tests.browser.desks import OpenAt, decided, desk, long_library, pressed, running
from tests.browser.reading import Reader


if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


pytestmark = pytest.mark.browser

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial"
DROP = """
([files, place]) => {
  const data = new DataTransfer();
  for (const [name, text] of Object.entries(files)) {
    data.items.add(new File([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))], name));
  }
  const fields = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector(place).dispatchEvent(new DragEvent("drop", fields));
}
"""


def drop(page: Page, files: Mapping[str, bytes], place: str = "main") -> None:
    """Drop files on a page."""
    coded = {name: base64.b64encode(body).decode() for name, body in files.items()}
    page.evaluate(DROP, [coded, place])


def test_a_ledger_is_dropped(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """
    It is shown first; what contradicts is settled with a key; it is saved, and taken back as one.
    """
    with at_desk("B. Writer") as other:
        ids = list(other.session.state().order)[:3]
        steps = ((State.REJECTED, ids[:1], "a duty"), (State.ACCEPTED, ids[1:], ""))
        for state, some, reason in steps:
            seen = dict.fromkeys(some, "")
            other.session.decide({"changes": seen, "state": state, "reason": reason})
        theirs = to_ledger(other.saved)
        other.session.undo()
        other.session.undo()
    with at_desk() as at:
        page = open_page(at, Reader(inspected=True))
        pressed(page, "a", "a")
        decided(page, 2)
        before = at.session.ledger.read_bytes()
        drop(page, {"theirs.tsv": theirs})
        shown = page.locator("#take-in")
        shown.get_by_text("1 decision is new").wait_for()
        assert "rejected by B. Writer" in shown.locator(".conflict").inner_text()
        assert "accepted by A. Reader" in shown.locator(".conflict").inner_text()
        assert [] == violations(page)
        assert before == at.session.ledger.read_bytes()
        shown.locator("button", has_text="Save 1 decision").wait_for()
        pressed(page, "ArrowDown")
        shown.locator("button", has_text="Save 2 decisions").wait_for()
        page.set_viewport_size({"width": 320, "height": 640})
        assert shown.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
        assert [] == violations(page)
        page.set_viewport_size({"width": 1280, "height": 900})
        pressed(page, "Enter")
        decided(page, 3)
        found = {each.change: (each.state, each.reviewer) for each in at.saved.decisions}
        assert (State.REJECTED, "B. Writer") == found[ids[0]]
        assert (State.ACCEPTED, "A. Reader") == found[ids[1]]

        pressed(page, "u")
        decided(page, 2)
        assert before == at.session.ledger.read_bytes()
        with page.expect_download() as download:
            page.get_by_text("Download your decisions").click()
        assert "2013-peer--combined.review.tsv" == download.value.suggested_filename
        assert before == Path(download.value.path()).read_bytes()
        drop(page, {"a.tsv": theirs, "b.tsv": theirs})
        page.locator("#problem", has_text="2 were dropped").wait_for()
        drop(page, {"a.zip": b"PK\x05\x06" + bytes(18)})
        shown.locator(".fault", has_text="a.zip").wait_for()


def test_no_key_is_lost_while_a_step_is_saved(
    at_desk: OpenAt, open_page: Callable[..., Page]
) -> None:
    """What is pressed while the desk is slow is done in its order, in forms, too."""
    with at_desk() as at:
        page = open_page(at)

        def slow(route: Route) -> None:
            page.wait_for_timeout(150)
            route.continue_()

        for path in ("**/decide", "**/undo"):
            page.route(path, slow)
        pressed(page, "a", "a", "r")
        page.keyboard.type("wrong")
        pressed(page, "Enter", "a", "u", "d")
        page.keyboard.type("ask Ana")
        pressed(page, "Enter", "a")
        decided(page, 5)

        ids = list(at.session.state().order)
        found = {each.change: (each.state.value, each.reason) for each in at.saved.decisions}
        wanted = ["accepted", "accepted", "rejected", "deferred", "accepted"]
        assert wanted == [found[id_][0] for id_ in ids[:5]]
        assert ["wrong", "ask Ana"] == [found[ids[2]][1], found[ids[3]][1]]


def test_the_server_is_gone(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """The page says so, and saves what it has when the desk answers again."""
    with at_desk() as at:
        page = open_page(at)
        for path in ("**/decide", "**/state*"):
            page.route(path, lambda route: route.abort("aborted"))
        pressed(page, "a", "a")
        page.locator("#unsaved li", has_text="does not answer").nth(1).wait_for()
        assert not at.saved
        for path in ("**/decide", "**/state*"):
            page.unroute(path)
        page.get_by_role("button", name="Try all again").click()
        decided(page, 2)
        assert 2 == len(at.saved.decisions)


def test_an_edition_is_edited(tmp_path: Path, open_page: Callable[..., Page]) -> None:
    """
    The page says so; nothing is decided about words that are gone, and what was decided about
    others is still there.
    """
    editors = Library.open(long_library(tmp_path, 3)).editors()
    with desk(editors, tmp_path / "review.tsv", ["2024"], "2026") as at:
        page = open_page(at, Reader(inspected=True))
        file = tmp_path / "2026" / "edition.md"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(" may lock", " might lock", 1), encoding="utf-8")
        page.locator("#changed", has_text="2026 changed on disk: reload").wait_for()
        pressed(page, "a", "a")
        page.locator("#unsaved li", has_text="changed on disk").nth(1).wait_for()
        assert not at.saved
        assert [] == violations(page)
        page.get_by_role("button", name="Reload").click()
        page.locator("#unsaved li", has_text="not there any more").wait_for()
        assert "might lock" in page.locator(".card").first.inner_text()
        page.get_by_role("button", name="Discard").first.click()
        page.get_by_role("button", name="Try again").click()
        decided(page, 1)
        assert at.saved.decisions[0].change in at.session.state().reviewed


@pytest.fixture
def opening(editors: Editors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskSession:
    """A desk without editions."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "received").mkdir()
    return DeskSession(
        editors=editors,
        old=(),
        new="",
        ledger=Path(),
        reviewer="A. Reader",
        folder=tmp_path / "received",
    )


def test_two_files_of_two_formats_are_dropped(
    opening: DeskSession, open_page: Callable[..., Page]
) -> None:
    """
    A PDF and a Word document in one drop, in any order; and what is dropped by mistake is said.
    """
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("rules.txt", "Readers keep quiet.")
    old = (TUTORIAL / "rules-2019.pdf").read_bytes()
    new = (TUTORIAL / "rules-2026.docx").read_bytes()
    with running(opening) as at:
        page = open_page(at, Reader(inspected=True))
        problem = page.locator("#problem")
        drop(page, dict.fromkeys("abc", b"x"))
        problem.get_by_text("3 files were dropped").wait_for()
        drop(page, {"rules-2026.zip": archive.getvalue(), "rules-2019.pdf": old})
        page.get_by_role("button", name="Compare").click()
        problem.get_by_text("rules-2026.zip: not a format").wait_for()
        drop(page, {"rules-2026.docx": new, "rules-2019.pdf": old})
        page.locator("#said", has_text="rules-2019.pdf is the old edition").wait_for()
        assert [] == violations(page)
        page.get_by_role("button", name="Swap").click()
        assert ["rules-2026.docx"] == page.locator("[name=old]").evaluate(NAMES)
        page.get_by_role("button", name="Swap").click()
        page.get_by_role("button", name="Compare").click()
        decided(page, 0)
        assert 6 == page.locator(".card").count()


NAMES = "input => [...input.files].map((file) => file.name)"
LARGE = """
() => {
  const data = new DataTransfer();
  for (const name of ["old draft.pdf", "a new draft.pdf"]) {
    data.items.add(new File([new Uint8Array(name.startsWith("old") ? 50_000_001 : 10)], name));
  }
  const fields = { dataTransfer: data, bubbles: true, cancelable: true };
  document.querySelector("main").dispatchEvent(new DragEvent("drop", fields));
}
"""


def test_a_large_file_is_refused_with_words(
    opening: DeskSession, open_page: Callable[..., Page]
) -> None:
    """Before anything is sent; the words of the names say which edition is the old one."""
    with running(opening) as at:
        page = open_page(at)
        page.evaluate(LARGE)
        assert ["old draft.pdf"] == page.locator("[name=old]").evaluate(NAMES)
        page.get_by_role("button", name="Compare").click()
        page.locator("#problem", has_text="old draft.pdf has 51 MB; the desk opens").wait_for()
        assert [] == list((opening.folder or Path()).iterdir())


def test_find_and_print(tmp_path: Path, open_page: Callable[..., Page]) -> None:
    """What is far off is found by the browser's own search, and is on paper."""
    editors = Library.open(long_library(tmp_path, 300)).editors()
    with desk(editors, tmp_path / "review.tsv", ["2024"], "2026") as at:
        page = open_page(at, Reader(inspected=True))
        last = page.locator(".card .words").last
        word = (last.text_content() or "").split(" lock the ")[1].split()[0]
        page.evaluate("scrollTo(0, 0); getSelection().removeAllRanges()")
        assert page.evaluate("word => find(word)", word)
        assert page.evaluate("scrollY > 3 * innerHeight")
        page.emulate_media(media="print")
        shown = "card => getComputedStyle(card).contentVisibility"
        assert "visible" == page.locator(".card").last.evaluate(shown)
        assert page.locator(".dock").is_hidden()


def test_focus_and_announcements(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """The first tab stops lead to the changes and to the buttons; progress is announced."""
    with at_desk() as at:
        page = open_page(at)
        said = page.locator("[role=status]#said")
        pressed(page, "a")
        said.get_by_text("Saved: accepted. 1 of 132 decided.").wait_for()
        page.locator("body").evaluate("() => document.activeElement.blur()")
        for name in ("changes", "dock"):
            page.evaluate("() => { document.activeElement.blur(); scrollTo(0, 0); }")
            page.locator(f".skip[href='#{name}']").focus()
            pressed(page, "Enter")
            assert name == page.evaluate("document.activeElement.id")
        pressed(page, "Tab")
        assert "previous" == page.evaluate("document.activeElement.dataset.do")
        pressed(page, "?")
        assert page.evaluate("document.activeElement.closest('dialog').id") == "help"
        keys = page.locator("#help dt").all_inner_texts()
        buttons = page.locator("[aria-keyshortcuts]").evaluate_all(
            "all => all.flatMap((each) => each.getAttribute('aria-keyshortcuts').split(' '))"
        )
        assert set(buttons) <= set(" ".join(keys).split())
        pressed(page, "Escape")
        assert "previous" == page.evaluate("document.activeElement.dataset.do")
