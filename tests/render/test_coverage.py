"""The heat maps of a coverage."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import chain

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook

from guidegraph.course.coverage import coverage
from guidegraph.model.changes import Ref
from guidegraph.model.course import CourseLink, CourseMap, LinkType
from guidegraph.model.coverage import CoverageReport
from guidegraph.model.edition import Item
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
    assert {"3\xa0taught", "1\xa0mentioned"} <= set(words)


def wide(modules: int, values: int = 1) -> CoverageReport:
    """A coverage of many modules, each of which teaches the first item of every value."""
    heads = tuple(
        Item(id=f"m{at}", type="CourseModule", pref_label=f"Module number {at} with a long name")
        for at in range(1, modules + 1)
    )
    statements = tuple(
        Item(id=f"{head.id}/1", type="CourseStatement", text="Greet readers.", parent=head.id)
        for head in heads
    )
    course = replace(COURSE, items=tuple(chain.from_iterable(zip(heads, statements, strict=True))))
    tops = tuple(
        Item(id=f"value/{at}", type="CoreValue", notation=str(at), pref_label=f"Value {at} matters")
        for at in range(1, values + 1)
    )
    edition = replace(NEW, items=tops, associations=())
    links = [
        CourseLink(
            statement=statement.id,
            item=Ref(edition="new", id=top.id),
            how=LinkType.TEACHES,
            extra=(("level", "I"),),
        )
        for statement in statements
        for top in tops
    ]
    found = coverage(course, links, edition, {})
    return CoverageReport(now=found, map=CourseMap(links=tuple(links)))


@pytest.mark.parametrize(("modules", "values", "pages"), [(3, 8, 1), (12, 12, 1), (40, 30, None)])
def test_the_picture_is_pages_of_a4_in_which_everything_has_its_place(
    modules: int, values: int, pages: int | None
) -> None:
    """No text is outside its page, no name is cut, and no cell is missing."""
    root = fromstring(written("svg", wide(modules, values)).decode())
    _, _, width, height = (float(number) for number in root.attrib["viewBox"].split())
    shown = round(float(root.attrib["height"]) / 794)
    texts = list(root.iter(f"{SVG}text"))
    words = " ".join(node.text or "" for node in texts)

    assert pages in (shown, None)
    assert 1123 / 794 == pytest.approx(width / (height / shown), rel=0.01)
    assert float(root.attrib["width"]) / width > 0.68
    for node in texts:
        size = float(node.get("font-size", root.attrib["font-size"]))
        x, y = float(node.attrib["x"]), float(node.attrib["y"])
        assert x + len(node.text or "") * size * 0.56 <= width
        assert y <= height
    assert modules * values <= [node.text for node in texts].count("1\xa0taught")
    for at in (1, modules):
        assert f"Module number {at} with" in re.sub(r"\s+", " ", words)
    assert "…" not in words


def test_a_page_of_many_modules_has_several_tables() -> None:
    """Twelve modules beside each other at most; the last table has the totals."""
    page = written("html", wide(30)).decode()

    assert 3 == page.count('<table class="heat"')
    assert 1 == page.count('<th scope="col" role="columnheader">in all</th>')
    assert 30 == page.count('<td role="cell" class="teaches">')


def test_the_workbook_has_a_sheet_for_each_thing_to_do() -> None:
    """A coloured matrix whose heads stay, items to filter, the lists, the map with all columns."""
    book = load_workbook(BytesIO(written("xlsx", wide(2, 2))))
    matrix, items, taught = (book[name] for name in ("Matrix", "Items", "Taught, not assessed"))

    assert [
        "Matrix",
        "Items",
        "Gaps",
        "Taught, not assessed",
        "Assessed, not taught",
        "Overlaps",
        "Levels",
        "Map",
        "Summary",
    ] == book.sheetnames
    assert "B2" == matrix.freeze_panes
    assert ("1\xa0taught", "FF2171B5") == (matrix["B2"].value, matrix["B2"].fill.fgColor.rgb)
    assert "2 of 2" == matrix["E4"].value
    assert items.auto_filter.ref
    assert "taught but not assessed; covered by several statements" == items["I2"].value
    assert ["value/1", "value/2"] == [taught["A2"].value, taught["A3"].value]
    assert ["level", "I"] == [book["Map"]["K1"].value, book["Map"]["K2"].value]
    assert 4 == book["Levels"]["E2"].value


def test_a_table_says_what_is_to_do_about_each_item() -> None:
    """One row for each item: counts, lists, further columns, and a cell for each module."""
    head, first, _ = csv.reader(StringIO(written("csv", wide(2, 2)).decode()))
    row = dict(zip(head, first, strict=True))

    assert ("2", "0") == (row["taught"], row["assessed"])
    assert "taught but not assessed; covered by several statements" == row["lists"]
    assert "I 2" == row["level (rows of the map)"]
    assert "m2/1 teaches" == row["Module number 2 with a long name"]


def test_text_shows_modules_in_blocks_that_fit() -> None:
    """No line is longer than the page, and every module has its column."""
    lines = written("text", wide(12, 2), RenderOptions(width=80)).decode().splitlines()

    assert max(map(len, lines)) <= 80
    assert 26 == sum(line.count("1\xa0taught") for line in lines)
    assert any(line.startswith("TAUGHT BUT NOT ASSESSED: values (2)") for line in lines)
