"""The law of the account: a source that was tampered with is never accounted for in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from guidegraph.graph.read import from_graph
from guidegraph.graph.turtle import from_turtle
from guidegraph.model.accounting import Account
from guidegraph.model.edition import Edition
from guidegraph.model.manifest import Layout
from guidegraph.model.source import SourceText
from guidegraph.verify.account import account, with_stale_graph
from guidegraph.verify.words import words_of
from guidegraph.workspace import Workspace


LIBRARY = Workspace.open(Path(__file__).resolve().parents[2] / "editions")
EXAMPLES = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """
    A real document: its edition, source and layout, its committed graph, its furniture's words.
    """

    edition: Edition
    source: SourceText
    layout: Layout
    built: Edition
    words: tuple[tuple[int, int], ...]
    furniture: frozenset[str]

    def account(self, text: str) -> Account:
        """The account of the document if its source were *text*."""
        return account(self.edition, self._with(text), self.layout)

    def verified(self, text: str) -> Account:
        """What `guidegraph verify` says if its source were *text*."""
        return with_stale_graph(self.account(text), self.built, self._with(text), "edition.ttl")

    def same_words(self, text: str) -> bool:
        """Whether *text* has the same words in the same order."""
        before, after = (words_of(form, self.layout)[0] for form in (self.source.text, text))
        return [word.text for word in before] == [word.text for word in after]

    def _with(self, text: str) -> SourceText:
        return SourceText(path="source.txt", text=text)


@cache
def document(id_: str) -> Document:
    """A document of the library."""
    folder = LIBRARY.folder[id_]
    source, layout = folder.source()
    return Document(
        edition=folder.edition(),
        source=source,
        layout=layout,
        built=from_graph(from_turtle(folder.graph_path.read_bytes(), str(folder.graph_path))),
        words=tuple(word.span() for word in re.finditer(r"\S+", source.text)),
        furniture=frozenset(word for entry in layout.furniture for word in entry.words.split()),
    )


documents = st.sampled_from([id_ for id_ in LIBRARY.ids if LIBRARY.has_source(id_)]).map(document)
words = st.from_regex(r"[a-zA-Z•(“][a-z]{0,5}[.,)]?", fullmatch=True)


def run_of(data: st.DataObject, found: Document, most: int = 5) -> tuple[int, int]:
    """A run of words of a document: where it begins and ends, in characters."""
    length = data.draw(st.integers(1, most), label="words")
    first = data.draw(st.integers(0, len(found.words) - length), label="place")
    return found.words[first][0], found.words[first + length - 1][1]


def assert_noticed(found: Document, text: str, touched: Sequence[int]) -> None:
    """
    The account of *text* has a gap within three lines of what was *touched* (characters of it).
    """
    assume(not found.same_words(text))
    result = found.verified(text)
    places = [text.count("\n", 0, place) + 1 for place in touched]
    lines = [gap.line for gap in result.gaps]

    assert not result.complete
    assert min(places) - 3 <= max(lines)
    assert any(abs(line - place) <= 3 for line in lines for place in places), (places, lines)


@given(st.data(), documents)
@settings(deadline=None, max_examples=EXAMPLES)
def test_deleted(data: st.DataObject, found: Document) -> None:
    """Words deleted anywhere are noticed, by the account alone and where they stood."""
    start, end = run_of(data, found)
    text = found.source.text[:start] + found.source.text[end:]

    assert_noticed(found, text, [start])
    assert not found.account(text).complete


@given(st.data(), documents)
@settings(deadline=None, max_examples=EXAMPLES)
def test_duplicated(data: st.DataObject, found: Document) -> None:
    """Words pasted twice are noticed, by the account alone and where they stand."""
    start, end = run_of(data, found)
    source = found.source.text
    text = f"{source[:end]} {source[start:end]}{source[end:]}"

    assert_noticed(found, text, [start, end, end + 1 + end - start])
    assert not found.account(text).complete


@pytest.mark.slow
@given(st.data(), documents, words)
@settings(deadline=None, max_examples=EXAMPLES)
def test_altered(data: st.DataObject, found: Document, word: str) -> None:
    """A word altered is noticed, by the account alone and where it stands."""
    start, end = run_of(data, found, most=1)
    text = found.source.text[:start] + word + found.source.text[end:]

    assert_noticed(found, text, [start])
    assert not found.account(text).complete


@given(st.data(), documents, words)
@settings(deadline=None, max_examples=EXAMPLES)
def test_inserted(data: st.DataObject, found: Document, word: str) -> None:
    """A word inserted is noticed, by the account alone and where it stands."""
    start, _ = run_of(data, found, most=1)
    text = f"{found.source.text[:start]}{word} {found.source.text[start:]}"

    assert_noticed(found, text, [start])
    assert not found.account(text).complete


@pytest.mark.slow
@given(st.data(), documents)
@settings(deadline=None, max_examples=EXAMPLES)
def test_swapped(data: st.DataObject, found: Document) -> None:
    """Two neighbouring words that changed places are noticed where they stand."""
    first = data.draw(st.integers(0, len(found.words) - 2), label="place")
    (start, end), (after, last) = found.words[first : first + 2]
    source = found.source.text
    text = source[:start] + source[after:last] + source[end:after] + source[start:end]

    assert_noticed(found, text + source[last:], [start, last])


@pytest.mark.slow
@given(st.data(), documents)
@settings(deadline=None, max_examples=2 * EXAMPLES)
def test_moved(data: st.DataObject, found: Document) -> None:
    """
    Words moved anywhere are noticed at one of the ends; by the account alone, unless what moved
    is whole passages or furniture.
    """
    start, end = run_of(data, found)
    source = found.source.text
    moved, left = source[start:end], source[:start] + source[end:]
    places = [word.start() for word in re.finditer(r"\S+", left)]
    to = data.draw(st.sampled_from(places), label="to")
    text = f"{left[:to]}{moved} {left[to:]}"

    assert_noticed(found, text, [start, to])
    if found.account(text).complete:
        assert moved.split()[0] in found.furniture or moved.split()[-1] in found.furniture


def test_moved_bullet() -> None:
    """A bullet moved from one entry to another is noticed only against the built graph."""
    found = document("peer-support-course")
    bullets = [start for start, end in found.words if found.source.text[start:end] == "•"]
    source = found.source.text
    without = source[: bullets[-1]] + source[bullets[-1] + 1 :]
    text = f"{without[: bullets[0]]}• {without[bullets[0] :]}"

    assert found.account(text).complete
    assert not found.verified(text).complete
