"""The heat maps of a coverage."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from defusedxml.ElementTree import fromstring

from guidegraph.course.coverage import coverage
from guidegraph.model.coverage import CoverageReport
from guidegraph.render.format import RenderOptions, written
from tests.comparisons import HOSTILE
from tests.course.builders import COURSE, FATES, LINKS, NEW


SVG = "{http://www.w3.org/2000/svg}"


def report(text: str | None = None) -> CoverageReport:
    """A coverage in which every name and text is hostile, if there is such a text."""
    course, edition = COURSE, NEW
    if text is not None:
        items = tuple(replace(item, pref_label=text, text=text) for item in NEW.items)
        edition = replace(NEW, title=text, items=items)
        modules = tuple(
            replace(item, pref_label=text) if item.type != "CourseStatement" else item
            for item in COURSE.items
        )
        course = replace(COURSE, title=text, items=modules)
    return CoverageReport(now=coverage(course, LINKS, edition, {"old": FATES}))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.found.append(tag)


def elements(page: str) -> list[str]:
    """The elements of a page."""
    parser = _Elements()
    parser.feed(page)
    return parser.found


def drawn(picture: bytes) -> set[tuple[str, ...]]:
    """The kinds of elements of a picture with their attributes; a text can be several lines."""
    root = fromstring(picture.decode())
    return {(node.tag, *sorted({*node.keys()} - {"font-weight"})) for node in root.iter()}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup(text: str) -> None:
    """Whatever the texts say, the page and the picture have the same elements."""
    page = written("html", report(text), RenderOptions()).decode()
    picture = written("svg", report(text), RenderOptions()).decode()

    assert elements(written("html", report(), RenderOptions()).decode()) == elements(page)
    assert drawn(written("svg", report(), RenderOptions())) == drawn(picture.encode())


def test_the_picture_says_in_words_what_it_shows() -> None:
    """A picture has a title and a description, and each cell says how deep it is."""
    root = fromstring(written("svg", report(), RenderOptions()).decode())
    words = [node.text for node in root.iter(f"{SVG}text")]

    assert "What How to run a room covers of new" == root.findtext(f"{SVG}title")
    assert "Not covered: statements (3)" in (root.findtext(f"{SVG}desc") or "")
    assert {"4\xa0taught", "1\xa0mentioned"} <= set(words)
