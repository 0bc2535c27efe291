"""Deciding at the desk in a browser, with keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.model.review import State
from guidegraph.serve.desk.session import DeskSession
from tests.browser.axe import violations
from tests.browser.desks import OpenAt, decided, desk, long_library, pressed, running
from tests.browser.reading import DARK, PHONE, Reader


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

INSPECTED = Reader(inspected=True)
# The longest time from a key to the next picture, for some presses of the key.
STALLS = """
async ([key, times]) => {
  const found = [];
  for (let at = 0; at < times; at += 1) {
    const start = performance.now();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    found.push(performance.now() - start);
  }
  return found;
}
"""
SCROLLS = """
async (times) => {
  const found = [];
  for (let at = 1; at <= times; at += 1) {
    const start = performance.now();
    scrollTo(0, document.scrollingElement.scrollHeight * at / times);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    found.push(performance.now() - start);
  }
  return found;
}
"""


def test_all_changes_are_decided_with_keys(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """
    Every change of our own pair is accepted, rejected or deferred by keyboard alone; after a
    restart all of it is there, and can be undone.
    """
    with at_desk("") as at:
        page = open_page(at)
        page.keyboard.type("A. Reader")
        pressed(page, "Enter")
        page.locator("#name").wait_for(state="hidden")
        total = len(at.session.state().reviewed)
        for number in range(1, total + 1):
            if number % 10 == 3:
                pressed(page, "r")
                page.keyboard.type(f"wrong {number}")
                pressed(page, "Enter")
            elif number % 10 == 7:
                pressed(page, "d")
                page.keyboard.type("to ask")
                pressed(page, "Enter")
            else:
                pressed(page, "a")
            decided(page, number)
        states = [each.state for each in at.saved.decisions]
        assert (total, {"A. Reader"}) == (len(states), {e.reviewer for e in at.saved.decisions})
        assert set(State) - {State.UNDECIDED} == set(states)
        assert len([n for n in range(1, total + 1) if n % 10 == 3]) == states.count(State.REJECTED)
        assert "token" not in page.url
    with at_desk() as at:
        page = open_page(at)
        decided(page, total)
        assert 0 == page.locator(".card[data-state=undecided]").count()
        for number in (1, 2, 3):
            pressed(page, "u")
            decided(page, total - number)
        assert total - 3 == len(at.saved.decisions)
        assert 3 == page.locator(".card[data-state=undecided]").count()
        page.reload()
        decided(page, total - 3)


def test_all_fields_with_keys(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """A rationale, a link, another class: the form is opened, filled and saved with keys."""
    with at_desk() as at:
        page = open_page(at)
        pressed(page, "n", "n", "m")
        page.keyboard.type("Easier to read.")
        pressed(page, "Tab")
        page.keyboard.type("https://example.org/issues/7")
        pressed(page, "Tab")
        page.keyboard.type("editorial")
        page.get_by_label("accept", exact=True).focus()
        pressed(page, "Space", "Enter")
        decided(page, 1)
        (decision,) = at.saved.decisions

        assert ("Easier to read.", "https://example.org/issues/7", "editorial") == (
            decision.rationale,
            decision.link,
            str(decision.wording),
        )


def test_a_dropped_item_went_into_another(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """A withdrawn item names where its content is now."""
    with at_desk() as at:
        page = open_page(at)
        page.locator(".card[data-kinds~=dropped]").first.click()
        pressed(page, "m")
        search = page.locator("#decide .search")
        search.focus()
        page.keyboard.type("hope")
        page.locator("#decide option:checked", has_text="hope").wait_for(state="attached")
        pressed(page, "Enter")
        page.locator("#decide [value=accepted]").check()
        page.locator("#decide [type=submit]").click()
        decided(page, 1)

        assert at.saved.decisions[0].into


def test_items_are_paired_with_keys(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """Another partner is searched for and saved; the list is another one, until it is undone."""
    with at_desk() as at:
        page = open_page(at)
        before = page.locator(".card").count()
        page.locator(".card[data-kinds~=dropped]").first.click()
        pressed(page, "w")
        page.locator("#pair .search").nth(1).focus()
        wanted = page.locator(".card[data-kinds~=added]").last.get_attribute("data-values") or ""
        page.keyboard.type(wanted.rpartition("combined:")[2].partition('"')[0])
        pressed(page, "Enter")
        page.locator("#pair [name=reason]").focus()
        page.keyboard.type("the same, said anew")
        pressed(page, "Enter")
        page.locator(".now", has_text="Paired by A. Reader").wait_for()
        assert 1 == len(at.saved.pairings)
        assert page.locator(".card").count() < before
        page.locator(".now").focus()
        pressed(page, "u")
        page.locator(".card").nth(before - 1).wait_for()
        assert not at.saved


def test_two_people_at_two_desks(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """What one decides appears at the other's; who is too late is told, and nothing is lost."""
    with at_desk() as one, at_desk("B. Writer") as other:
        first, second = open_page(one), open_page(other)
        second.route("**/state*", lambda route: route.fulfill(status=204))  # this one hears nothing
        pressed(first, "a")
        decided(first, 1)
        pressed(second, "r")
        second.keyboard.type("no")
        pressed(second, "Enter")
        unsaved = second.locator("#unsaved")
        unsaved.locator("text=A. Reader").wait_for()
        assert [State.ACCEPTED] == [each.state for each in one.saved.decisions]
        unsaved.get_by_role("button", name="Leave theirs").click()
        assert ["A. Reader"] == [each.reviewer for each in one.saved.decisions]
        pressed(second, "a")
        decided(second, 2)
        decided(first, 2)

        assert {"A. Reader", "B. Writer"} == {each.reviewer for each in one.saved.decisions}
        first.locator(".decided", has_text="B. Writer").wait_for()


def test_a_failed_save_is_shown(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """
    Where nothing was saved, the page says so and shows nothing else; what was decided stays there
    until it is saved or discarded, also if the page is loaded again.
    """
    with at_desk() as at:
        page = open_page(at)
        at.session.ledger.parent.mkdir(exist_ok=True)
        at.session.ledger.mkdir()
        pressed(page, "a", "r")
        page.keyboard.type("no")
        pressed(page, "Enter", "a")
        unsaved = page.locator("#unsaved li")
        unsaved.nth(2).wait_for()
        assert 3 == page.locator("#unsaved li", has_text="folder").count()
        assert 3 == page.locator(".card[data-pending=unsaved]:has-text('Not saved')").count()
        assert 0 == page.locator(".card[data-state=accepted]").count()
        decided(page, 0)

        page.reload()
        unsaved.nth(2).wait_for()
        unsaved.nth(2).get_by_role("button", name="Discard").click()
        at.session.ledger.rmdir()
        page.get_by_role("button", name="Try all again").click()
        decided(page, 2)
        page.locator("#unsaved").wait_for(state="hidden")
        assert 0 == page.locator("[data-pending]").count()
        found = {(each.state, each.reason) for each in at.saved.decisions}
        assert {(State.ACCEPTED, ""), (State.REJECTED, "no")} == found


def test_filters(at_desk: OpenAt, open_page: Callable[..., Page]) -> None:
    """Changes are chosen by kind, words and decision; the next one is of those."""
    with at_desk() as at:
        page = open_page(at)
        page.get_by_label("Kind").select_option("kind-added")
        added = page.locator(".card:visible")
        assert 1 < added.count() == page.locator(".card[data-kinds~=kind-added]").count()
        wanted = added.nth(1).get_attribute("data-id") or ""
        pressed(page, "/")
        page.keyboard.type(wanted[:8])
        shown = page.locator(".card:visible")
        assert 1 == shown.count()
        pressed(page, "Escape")
        assert shown.first.evaluate("card => card.classList.contains('now')")
        page.get_by_role("button", name="Show all").click()
        page.locator("[name=whole]").select_option("1")
        page.locator(".calm").first.wait_for()
        assert "66" in str(
            page.evaluate("""[...document.querySelectorAll('.calm')]
              .reduce((sum, each) => sum + each.querySelectorAll('p').length, 0)""")
        )


@pytest.mark.parametrize("reader", [INSPECTED, Reader(inspected=True, colours="dark")])
def test_the_desk_is_accessible(
    at_desk: OpenAt, open_page: Callable[..., Page], reader: Reader
) -> None:
    """axe-core finds nothing on the desk: the list, every form, 320 px wide."""
    with at_desk() as at:
        page = open_page(at, reader)
        found = {"list": violations(page)}
        for key in ("m", "w", "c", "i", "?"):
            pressed(page, key)
            page.locator("dialog[open]").wait_for()
            found[key] = violations(page)
            pressed(page, "Escape")
        page.set_viewport_size({"width": 320, "height": 640})
        found["narrow"] = violations(page)

        assert not {name: each for name, each in found.items() if each}


@pytest.mark.parametrize("reader", [PHONE, DARK])
def test_the_desk_does_not_scroll_sideways(
    at_desk: OpenAt, open_page: Callable[..., Page], reader: Reader
) -> None:
    """Neither the list nor a form is wider than the window."""
    with at_desk() as at:
        page = open_page(at, reader)
        for key in ("", "m", "w", "c", "i", "?"):
            if key:
                pressed(page, key)
                page.locator("dialog[open]").wait_for()
                assert page.evaluate(
                    "(d => d.scrollWidth <= d.clientWidth)(document.querySelector('[open]'))"
                )
            assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
            pressed(page, "Escape")


def test_a_thousand_changes(tmp_path: Path, open_page: Callable[..., Page]) -> None:
    """
    With a thousand changes a step, a decision and a jump of the scroll bar each show their picture
    at once, measured from the key to the next picture that the browser draws.
    """
    editors = Library.open(long_library(tmp_path, 1_000)).editors()
    with desk(editors, tmp_path / "review.tsv", ["2024"], "2026") as at:
        page = open_page(at)
        assert 1_000 <= page.locator(".card").count()
        page.locator(".now").focus()
        steps = sorted(page.evaluate(STALLS, ["n", 60]))
        scrolls = sorted(page.evaluate(SCROLLS, 60))
        pressed(page, "a")
        decided(page, 1)

        # 20 ms on a machine that has nothing else to do; a tenth may be the machine's.
        assert steps[len(steps) // 2] < 90
        assert steps[-7] < 150
        assert scrolls[-7] < 150


def test_two_files_are_opened(
    editors: Editors,
    tmp_path: Path,
    open_page: Callable[..., Page],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two files are chosen and compared, and the first change is decided."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "received").mkdir()
    long_library(tmp_path, 3)
    session = DeskSession(
        editors=editors,
        old=(),
        new="",
        ledger=Path(),
        reviewer="A. Reader",
        folder=tmp_path / "received",
    )
    with running(session) as at:
        page = open_page(at, INSPECTED)
        assert [] == violations(page)
        for side, name in (("old", "2024"), ("new", "2026")):
            file = (tmp_path / name / "edition.md").rename(tmp_path / f"rules {name}.md")
            page.locator(f"[name={side}]").set_input_files(file)
        page.get_by_role("button", name="Compare").click()
        decided(page, 0)
        assert 3 <= page.locator(".card").count()
        pressed(page, "a")
        decided(page, 1)

    assert (tmp_path / "rules 2024--rules 2026.review.tsv").is_file()
