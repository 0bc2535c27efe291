"""Diffs as Markdown."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from guidegraph.model.changes import Change, Comparison, Priority, Ref, Relation, priority_of
from guidegraph.model.edition import Edition, Item
from guidegraph.model.errors import MisuseError
from guidegraph.model.markdown import code, escaped
from guidegraph.model.report import RuleBook
from guidegraph.render.format import RenderOptions, written
from guidegraph.render.phrases import spaced
from tests.comparisons import HOSTILE, comparison_of, hostile, reading_rooms
from tests.golden_files import golden


MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ALLOWED = {
    *("h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "blockquote", "ul", "li"),
    *("strong", "em", "s", "code"),
}


def markdown(comparison: Comparison, page: RenderOptions = RenderOptions()) -> str:  # noqa: B008 - it is frozen
    """The comparison as Markdown."""
    return written("markdown", comparison, page).decode()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(text: str) -> _Reader:
    """The tags and texts of what Markdown shows."""
    reader = _Reader()
    reader.feed(MARKDOWN.render(text))
    reader.close()
    return reader


def ids(text: str) -> list[str]:
    """The ids of the changes shown."""
    return re.findall(r"· change `([0-9a-f]{16})`", text)


def test_golden() -> None:
    """A small diff reads as a person has judged it."""
    actual = markdown(reading_rooms())

    assert golden("reading-rooms.md", actual) == actual


def test_golden_short() -> None:
    """With little room the least important changes are left out, and the text says so."""
    actual = markdown(reading_rooms(), RenderOptions(max_chars=1600))

    assert golden("reading-rooms-short.md", actual) == actual


def test_everything() -> None:
    """With everything asked for, each change is shown once."""
    comparison = reading_rooms()
    shown = ids(markdown(comparison, RenderOptions(everything=True)))

    assert sorted(change.id for change in comparison.changes.changes) == sorted(shown)


def test_type_is_folded() -> None:
    """Without that, purely typographic changes are counted and not shown."""
    comparison = reading_rooms()
    grave = [
        change.id
        for change in comparison.changes.changes
        if priority_of(change) is not Priority.TYPESET
    ]
    text = markdown(comparison)

    assert sorted(grave) == sorted(ids(text))
    assert "1 purely typographic change" in text


def test_summary() -> None:
    """A summary has the counts and no changes."""
    text = markdown(reading_rooms(), RenderOptions(summary=True))

    assert not ids(text)
    assert "| 1 | dropped |" in text


def test_omitted() -> None:
    """Changes that were not asked for are mentioned, and exactly the others shown."""
    comparison = reading_rooms()
    kept = comparison.changes.changes[2:4]
    chosen = replace(
        comparison,
        changes=replace(comparison.changes, changes=kept, hidden=comparison.changes.changes[:7]),
    )
    text = markdown(chosen)

    assert sorted(change.id for change in kept) == sorted(ids(text))
    assert "7 more changes were not asked for" in text


@given(room=st.integers(900, 4000))
def test_room(room: int) -> None:
    """
    The text never exceeds the room, leaves out no grave change before a lesser one, and is cut
    between changes.
    """
    comparison = reading_rooms()
    text = markdown(comparison, RenderOptions(max_chars=room, everything=True))
    shown = {*ids(text)}
    grave = sorted(comparison.changes.changes, key=priority_of)
    whole = markdown(comparison, RenderOptions(everything=True))

    assert len(text) <= room
    assert {change.id for change in grave[: len(shown)]} == shown
    assert all(
        block in whole
        for block in text.split("\n\n")
        if "`guidegraph diff" not in block
        and not block.startswith("**Not all")
        and "too long" not in block
    )


def test_room_counts_as_browsers_do() -> None:
    """A character beyond the basic plane takes the room of two."""
    text = markdown(hostile("😀" * 200), RenderOptions(max_chars=3500))

    assert len(text.encode("utf-16-le")) // 2 <= 3500


def test_no_room_at_all() -> None:
    """Room too small for the counts is misuse, and the message says what would do."""
    with pytest.raises(MisuseError, match=r"200 characters are too few.* allow [0-9]+ or more"):
        markdown(reading_rooms(), RenderOptions(max_chars=200))


def test_a_giant_does_not_hide_the_rest() -> None:
    """A change too long for its share of the room is named, and the others are shown."""
    old = Edition(id="a", iri="x:a", title="A", items=(Item(id="1", text="word " * 2000),))
    new = Edition(id="b", iri="x:b", title="B", items=(Item(id="2", text="Another."),))
    dropped = Change(relation=Relation.DROPPED, old=(Ref(edition="a", id="1"),))
    added = Change(relation=Relation.ADDED, new=(Ref(edition="b", id="2"),))
    text = markdown(comparison_of([old], new, [dropped, added]), RenderOptions(max_chars=4000))

    assert [dropped.id, added.id] == ids(text)
    assert "too long to show here" in text


def test_other_results() -> None:
    """Markdown is for diffs."""
    with pytest.raises(MisuseError, match="the format 'markdown' cannot hold rules; use one of"):
        written("markdown", RuleBook(cards=()))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str) -> None:
    """No text becomes markup, a link or a picture."""
    found = read(markdown(hostile(text)))

    assert found.tags <= ALLOWED
    assert found.attributes <= {"style"}  # the alignment of table columns


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_is_shown(text: str) -> None:
    """What a reader sees is the text, on one line, with control characters made visible."""
    shown = "".join(read(escaped(text)).texts).replace("\u200b", "").strip("\n")
    expected = re.sub(
        "[\u202a-\u202e\u2066-\u2069]", lambda x: f"⟨U+{ord(x[0]):04X}⟩", spaced(text)
    )

    assert expected == shown


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_shown(text: str) -> None:
    """The same of any text, in a heading, removed, added, and as code."""
    expected = re.sub(
        "[\u202a-\u202e\u2066-\u2069]", lambda x: f"(U+{ord(x[0]):04X})", spaced(text)
    )
    for form in (f"### {escaped(text)}", f"> a {escaped(text)}", code(text)):
        found = read(form)
        shown = "".join(found.texts).replace("\u200b", "").strip("\n")

        assert found.tags <= {"h3", "p", "blockquote", "code"}
        assert expected.replace("\u200b", "") in shown or not expected.strip()


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("@name", "@&#8203;name"),
        ("a@b.org", "a@&#8203;b.org"),
        ("#12", r"\#&#8203;12"),
        ("GH-12", "GH&#8203;-12"),
        ("https://x.org", "https:&#8203;//x.org"),
        ("www.x.org", "www&#8203;.x.org"),
        (":smile:", ":&#8203;smile:"),
        ("0123abcd", "012&#8203;3abcd"),
        ("effaced", "effaced"),
        ("at 9:30", "at 9:30"),
    ],
)
def test_not_alive(text: str, dead: str) -> None:
    """What code hosts make links of after reading the Markdown is broken; other words are not."""

    assert dead == escaped(text)
