"""
The expected words of a source: an edition as text flows, and the state of the reading of each.

A page has several text flows side by side: prose and descriptions, practices, roles, footnotes.
Each flow is read in order; a source may change flows only where one of their passages ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import pairwise

from guidegraph.model.edition import Edition, Item, Note
from guidegraph.model.errors import MisuseError
from guidegraph.model.manifest import Interruption, Layout, NoteMarks


__all__ = ["Cursor", "PassagePart", "SourcePassage", "TextFlow", "joined", "text_flows"]

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class TextFlow(IntEnum):
    """The text flows, in the order in which they are tried."""

    MAIN = 0
    PRACTICES = 1
    ROLES = 2
    NOTES = 3


@dataclass(slots=True)
class SourcePassage:
    """
    Adjacent words of one item, in one text flow.

    *roles* says for each word what it is ("marker", "label", "text", "note", "title");
    *cuts* are the places (numbers of words) where a declared interruption separates them;
    *block* numbers the value (or other top item) it belongs to; its columns end together.
    """

    owner: str
    flow: TextFlow
    block: int
    words: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    cuts: set[int] = field(default_factory=set)

    def add(self, text: str, role: str) -> None:
        """More words at the end."""
        words = text.split()
        self.words += words
        self.roles += [role] * len(words)


def text_flows(edition: Edition, layout: Layout) -> dict[TextFlow, list[SourcePassage]]:
    """
    The passages that an edition's source is expected to consist of, flow by flow.

    Raises:
        MisuseError: an interruption names an item or words that the edition does not have.
    """
    found: dict[TextFlow, list[SourcePassage]] = {flow: [] for flow in TextFlow}
    if edition.title_printed:
        title = SourcePassage("title", TextFlow.MAIN, 0)
        title.add(edition.title, "title")
        found[TextFlow.MAIN].append(title)
    for passage in _passages(edition, layout.note_marks):
        if passage.words:
            found[passage.flow].append(passage)
    for interruption in layout.interruptions:
        _cut(edition, found, interruption)
    return found


def _passages(edition: Edition, style: NoteMarks) -> Iterator[SourcePassage]:
    block = 0
    for item in edition.items:
        if item.parent is None or item.type == "CoreValue":
            block += 1
        yield from _item_passages(item, block, style)
    numbered = {note.mark: note for item in edition.items for note in item.notes}
    for mark in sorted(numbered, key=_note_order):
        passage = SourcePassage(f"note {mark}", TextFlow.NOTES, 0)
        passage.add(_printed(mark, style), "note")
        passage.add(numbered[mark].text, "note")
        yield passage


def _item_passages(item: Item, block: int, style: NoteMarks) -> Iterator[SourcePassage]:
    flow = TextFlow.MAIN
    if item.type in ("Practice", "PracticeStatement"):
        flow = TextFlow.PRACTICES
    elif item.type == "SupervisorRole":
        flow = TextFlow.ROLES
    head = SourcePassage(item.id, flow, block)
    head.add(item.marker or "", "marker")
    head.add(_marked(item.label or "", item.notes, "label", style), "label")
    body = SourcePassage(item.id, flow, block) if item.label else head
    body.add(_marked(item.text or "", item.notes, "text", style), "text")
    yield head
    if body is not head:
        yield body


def _marked(text: str, notes: tuple[Note, ...], anchor: str, style: NoteMarks) -> str:
    """A text with the marks of its footnotes where they are printed."""
    here = [note for note in notes if note.anchor == anchor]
    for note in reversed(here):
        text = text[: note.offset] + _printed(note.mark, style) + text[note.offset :]
    return text


def _printed(mark: str, style: NoteMarks) -> str:
    return mark.translate(_SUPERSCRIPT) if style is NoteMarks.SUPERSCRIPT else mark


def _note_order(mark: str) -> tuple[int, int, str]:
    return (0, int(mark), "") if mark.isdecimal() else (1, 0, mark)


def _cut(
    edition: Edition, found: dict[TextFlow, list[SourcePassage]], interruption: Interruption
) -> None:
    before, after = interruption.before.split(), interruption.after.split()
    places = []
    for passages in found.values():
        for passage in passages:
            if passage.owner != interruption.item:
                continue
            for place in range(len(before), len(passage.words) - len(after) + 1):
                if (
                    passage.words[place - len(before) : place] == before
                    and passage.words[place : place + len(after)] == after
                ):
                    places.append((passage, place))
    if len(places) != 1:
        raise MisuseError(
            f"edition {edition.id!r}: the interruption {interruption.before!r} / "
            f"{interruption.after!r} is {len(places)} times in {interruption.item!r}; "
            "quote words that are there exactly once"
        )
    passage, place = places[0]
    passage.cuts.add(place)


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePart:
    """
    The words of a passage up to the next place where the source may change flows.

    *passage* is the number of the passage in its flow, *text* the words as `joined` writes them.
    """

    owner: str
    block: int
    passage: int
    words: Sequence[str]
    roles: Sequence[str]
    text: str


class Cursor:
    """
    The state of the reading of a text flow.

    Attributes:
        again: the place in the source from which the current part, which was not recognised, is
            compared again.
        beginning: the numbers of the passages that begin with three words, by those words.
        last: the number of the last passage.
    """

    def __init__(self, passages: Sequence[SourcePassage]) -> None:
        self._pieces: list[PassagePart] = []
        self._heads: list[int] = []
        self._here = 0
        self.again = 0
        self.beginning: dict[tuple[str, ...], list[int]] = {}
        self.last = len(passages) - 1
        for number, passage in enumerate(passages):
            self._heads.append(len(self._pieces))
            self._pieces += _pieces(passage, number)
            words = self.head(number).words
            if len(words) > 2:
                self.beginning.setdefault(tuple(words[:3]), []).append(number)

    @property
    def current(self) -> PassagePart | None:
        """What is expected next, or nothing at the end of the flow."""
        return self._pieces[self._here] if self._here < len(self._pieces) else None

    @property
    def passage(self) -> int:
        """The number of the next passage."""
        return self.last + 1 if self.current is None else self.current.passage

    @property
    def begun(self) -> int:
        """The block of the last passage that was read, 0 at the start."""
        if self.current is not None and self._here > self._heads[self.passage]:
            return self.current.block
        return self._pieces[self._here - 1].block if self._here else 0

    def head(self, passage: int) -> PassagePart:
        """The first part of a passage."""
        return self._pieces[self._heads[passage]]

    def advance(self, words: int) -> None:
        """Go on after this many words of the current part."""
        piece = self._pieces[self._here]
        if words < len(piece.words):
            rest = piece.words[words:]
            self._pieces[self._here] = PassagePart(
                owner=piece.owner,
                block=piece.block,
                passage=piece.passage,
                words=rest,
                roles=piece.roles[words:],
                text=joined(rest),
            )
        else:
            self._here += 1
        self.again = 0

    def drop(self) -> tuple[str, tuple[str, ...]]:
        """Give up what is left of the current passage: its owner, and the words."""
        owner, passage = self._pieces[self._here].owner, self.passage
        words: list[str] = []
        while (piece := self.current) is not None and piece.passage == passage:
            words += piece.words
            self._here += 1
        self.again = 0
        return owner, tuple(words)


def joined(words: Sequence[str]) -> str:
    r"""
    Words as one text, with a line end behind each, to compare runs of them at once.

    >>> joined(["we", "share"])
    'we\nshare\n'
    """
    return "".join(f"{word}\n" for word in words)


def _pieces(passage: SourcePassage, number: int) -> list[PassagePart]:
    stops = [0, *sorted(passage.cuts), len(passage.words)]
    return [
        PassagePart(
            owner=passage.owner,
            block=passage.block,
            passage=number,
            words=passage.words[start:end],
            roles=passage.roles[start:end],
            text=joined(passage.words[start:end]),
        )
        for start, end in pairwise(stops)
    ]
