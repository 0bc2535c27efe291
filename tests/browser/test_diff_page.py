"""A diff in one file: on a phone, and on paper."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING

import pytest

from guidegraph.model.changes import Comparison
from guidegraph.render.format import RenderOptions, written
from guidegraph.render.standing import numbers_of
from guidegraph.workspace import Workspace
from tests.browser.reading import PHONE, Opening
from tests.browser.sites import Sites


if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser

# Half of what it was before it had a layout of its own for paper.
_PAGES = 17
_MILLIMETRE = 96 / 25.4
_SMALLEST = 9 * 96 / 72
_WIDTH = 182  # of the text on A4, in millimetres
# The texts that are smaller than may be, and the elements that are cut off.
_SMALL = """
(least) => [...document.querySelectorAll("body *")].filter((each) =>
  each.checkVisibility() && !each.closest(".said") &&
  [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
  parseFloat(getComputedStyle(each).fontSize) < least - 0.01
).map((each) => each.outerHTML.slice(0, 120))
"""
_CUT = """
() => [...document.querySelectorAll("body *")].filter((each) => each.checkVisibility() &&
  !each.closest(".said, .skip") && (each.getBoundingClientRect().right > innerWidth + 1 ||
    each.getBoundingClientRect().left < -1)).map((each) => each.outerHTML.slice(0, 120))
"""


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    """Our own pair."""
    return Workspace.open().diff(["2013-peer"], "combined")


@pytest.fixture(scope="module")
def address(sites: Sites, comparison: Comparison) -> str:
    """The page of our own pair, in a file."""
    page = sites.folder / "diff.html"
    page.write_bytes(written("html", comparison, RenderOptions()))
    return page.as_uri()


def test_on_a_phone_what_matters_is_first(address: str, open_for: Opening) -> None:
    """What to look at first is above the counts, the filters and the parts; filters are closed."""
    page = open_for(address, PHONE)
    tops = [
        page.locator(name).evaluate("each => each.getBoundingClientRect().top")
        for name in ("#first", "#summary", "#filters", "#parts", ".part >> nth=0", "#clauses")
    ]

    assert sorted(tops) == tops
    assert not page.get_by_role("combobox", name="Kind").is_visible()
    page.get_by_text("Filters").click()
    page.get_by_role("combobox", name="Kind").select_option("meaning")
    assert 12 == page.locator(".change:visible").count()


def test_paper_has_every_change(address: str, comparison: Comparison, open_for: Opening) -> None:
    """All changes are on paper with number and id, also those that a screen folds."""
    page = open_for(address)
    body, pages = _printed(page)

    assert pages <= _PAGES
    numbers = numbers_of(comparison)
    for change in comparison.changes.changes:
        assert change.id in body
        assert str(numbers[change.id]) in body
    assert "Filters" not in body
    assert "Show all" not in body
    assert "Index of clauses" in body


def test_paper_says_what_was_chosen(address: str, open_for: Opening) -> None:
    """A choice is printed as such, and says so."""
    page = open_for(f"{address}#kind=lost")
    body, _ = _printed(page)

    assert "Showing 1 of 132 changes. Kind: dropped (1)." in " ".join(body.split())


def test_paper_is_legible(address: str, open_for: Opening) -> None:
    """No text is smaller than 9 points, and nothing is cut off at the edge of the paper."""
    page = open_for(address)
    page.set_viewport_size({"width": round(_WIDTH * _MILLIMETRE), "height": 1000})
    page.emulate_media(media="print")

    assert [] == page.evaluate(_SMALL, _SMALLEST)
    assert [] == page.evaluate(_CUT)


def test_paper_has_every_word_of_a_redline(
    sites: Sites, comparison: Comparison, open_for: Opening
) -> None:
    """Unchanged text, which a screen folds, is printed; a heading is larger than what is below."""
    path = sites.folder / "redline.html"
    path.write_bytes(written("redline", comparison))
    page = open_for(path.as_uri())
    body = _signs(_printed(page)[0])
    folded = page.locator("details.same .words").all_text_contents()

    assert len(folded) > 20
    assert [] == [words for words in folded if _signs(words) not in body]
    page.emulate_media(media="print")
    sizes = [
        page.locator(f".line.change {name}").first.evaluate(
            "each => parseFloat(getComputedStyle(each).fontSize)"
        )
        for name in ("h2", "h3", ".words")
    ]
    assert sorted(sizes, reverse=True) == sizes


def _signs(text: str) -> str:
    """A text without white space and ligatures, which paper may have at other places."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _printed(page: Page) -> tuple[str, int]:
    """The words on paper, and how many pages it takes."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return "\n".join(each.extract_text() for each in reader.pages), len(reader.pages)
