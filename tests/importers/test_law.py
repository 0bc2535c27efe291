"""Whatever a file holds, it is read or refused: nothing else, and soon."""

from __future__ import annotations

import time
from collections.abc import Callable
from string import punctuation

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guidegraph.importers.importer import FORMATS, Document
from guidegraph.model.edition import Edition
from guidegraph.model.errors import GuidegraphError
from guidegraph.model.manifest import Manifest


pytestmark = pytest.mark.filterwarnings("ignore::guidegraph.model.errors.GuidegraphWarning")

LETTERS = st.characters(blacklist_categories=("Cs", "Cc"))
PARTS = st.sampled_from([
    "# ", "## ", "### ", "#### ", "- ", "1) ", "2. ", "  ", "\n", "\n\n", "\n", "\t",
    "Value 1) ", "Value 2: ", "Practice: ", "Supervisor roles", "Term: ", "Module 1: ", " / ",
    "[", "]", "(", ")", "[^1]", "[^1]: ", "[a](term/a)", "{#a}", "{#", "}", "\\", "<!--", "-->",
    "a", "B", "(AB)", "é", "\u00a0", "\u2028", "*", "🙂",
])  # fmt: skip
OUTLINES = st.one_of(
    st.text(LETTERS),
    st.lists(PARTS, max_size=40).map("".join),
    st.lists(PARTS, max_size=40).map(lambda parts: "# T\n\n## A\n\n" + "".join(parts)),
)
LAW = settings(max_examples=300, deadline=None, database=None)


def read_bytes(body: bytes) -> Edition | GuidegraphError:
    """The edition that some bytes describe, or why they are refused."""
    try:
        return FORMATS["outline"].read(
            Document(path="a.md", body=body, edition="a", iri="urn:x:a", manifest=Manifest())
        )
    except GuidegraphError as error:
        return error


@LAW
@given(OUTLINES)
def test_reads_or_refuses_any_text(text: str) -> None:
    """
    A text is an outline, or an error says in one short line that begins with the file why not.
    """
    found = read_bytes(text.encode())

    if isinstance(found, GuidegraphError):
        assert str(found).startswith("a.md")
        assert ";" in str(found)
        assert "\n" not in str(found)
    else:
        assert len({item.id for item in found.items}) == len(found.items)
        assert all(item.parent is None or item.parent in found.by_id for item in found.items)


@LAW
@given(st.binary(max_size=200))
def test_reads_or_refuses_any_bytes(body: bytes) -> None:
    """Bytes that are no text are an error too."""

    assert isinstance(read_bytes(body), GuidegraphError | Edition)


@LAW
@given(
    st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\u2028\u2029"))
)
def test_reads_back_literal_text(text: str) -> None:
    """A paragraph whose punctuation is escaped reads back as the text it was written from."""
    words = " ".join(text.split())
    escaped = "".join(f"\\{sign}" if sign in punctuation else sign for sign in words)

    found = read_bytes(f"# T\n\n## A\n\nx{escaped}\n".encode())

    assert isinstance(found, Edition)
    assert f"x{words}" == found.items[1].text
    assert () == found.items[1].links


MEGABYTE = 1_000_000
UNDER = "# T\n\n## A\n\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(text, id=name, marks=pytest.mark.slow if {*"[-"} & {*text} else ())
        for name, text in {
            "brackets": UNDER + "[" * MEGABYTE,
            "number signs": "#" * MEGABYTE,
            "spaces": " " * MEGABYTE,
            "line ends": "\n" * MEGABYTE,
            "backslashes": UNDER + "\\" * MEGABYTE,
            "a long line": UNDER + "a" * MEGABYTE,
            "a long title": "# " + "[" * MEGABYTE,
            "open marks": UNDER + "[^" * (MEGABYTE // 2),
            "open marks with letters": UNDER + "[^a" * (MEGABYTE // 3),
            "open links": UNDER + "[a](" * (MEGABYTE // 4),
            "open links with brackets": UNDER + "[a](()" * (MEGABYTE // 6),
            "one link with many brackets": UNDER + "[a](" + "(b)" * (MEGABYTE // 3),
            "escaped brackets": UNDER + "[\\" * (MEGABYTE // 2),
            "open ids": "# T\n\n## " + "{#" * (MEGABYTE // 2),
            "abbreviations": "# T\n\n## Term: a" + "(AA)" * (MEGABYTE // 4),
            "a long number": "# T\n\n## Value " + "9" * MEGABYTE,
            "nearly a heading": "# T\n\n## practice" + " " * MEGABYTE + "x",
            "a value of dots": "# T\n\n## Value " + "." * MEGABYTE,
            "an entry and then nothing": UNDER + "- a\n" + "\n" * MEGABYTE,
        }.items()
    ],
)
def test_is_done_with_a_megabyte_soon(read: Callable[[str], Edition], text: str) -> None:
    """Time grows with the size of a text, not with its square."""
    start = time.process_time()
    message = ""
    try:
        read(text)
    except GuidegraphError as error:
        message = str(error)

    assert len(message) < 1000
    assert time.process_time() - start < 4


@pytest.mark.slow
@pytest.mark.parametrize("heading", ["## Value 1) A", "## Term: A", "## A"])
def test_time_is_in_step_with_the_number_of_paragraphs(
    read: Callable[[str], Edition], heading: str
) -> None:
    """A description of very many paragraphs is joined once, not anew for each."""
    start = time.process_time()
    edition = read(f"# T\n\n{heading}\n\n" + f"{'a' * 400}\n\n" * 20_000)

    words = " ".join(item.text for item in edition.items if item.text)

    assert 401 * 20_000 - 1 == len(words)
    assert time.process_time() - start < 6
