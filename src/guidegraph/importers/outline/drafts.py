"""Items while an outline is read, and the outline they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guidegraph.importers.outline.blocks import Inline
from guidegraph.model.edition import Association, Item, Link, Note
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place


__all__ = ["Draft", "Drafts", "Outline"]

# The beginning of links to items of the edition; any other target is an address.
_OF_ITEMS = ("value/", "term/", "section/", "module/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """
    The content of an outline: the edition's title, its items in document order, their links.

    *places* has the first line of each item.
    """

    title: str
    title_printed: bool
    items: tuple[Item, ...]
    associations: tuple[Association, ...]
    places: Mapping[str, Place]


@dataclass(slots=True)
class Draft:
    """An item while it is read, with the lines of its words, links and footnote marks."""

    item: Item
    line: int
    words: list[str] = field(default_factory=list)
    length: int = 0  # of the joined words
    links: list[tuple[Link, int]] = field(default_factory=list)  # link, line
    marks: list[tuple[str, str, int, int]] = field(
        default_factory=list
    )  # mark, anchor, offset, line

    def extend(self, words: Inline, line: int) -> None:
        """One more paragraph of the text."""
        start = self.length + 1 if self.words else 0
        self.words.append(words.text)
        self.length = start + len(words.text)
        self.mark(words, "text", line, start)

    def mark(self, words: Inline, anchor: str, line: int, start: int = 0) -> None:
        """The links and footnote marks of some words."""
        self.links += ((link, line) for link in words.links)
        self.marks += ((mark, anchor, start + offset, line) for mark, offset in words.note_marks)


class Drafts:
    """
    The items of an outline in the order of their first words, and its footnotes.

    Args:
        path: the outline as the user named it, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._drafts: dict[str, Draft] = {}
        self._siblings: Counter[tuple[str | None, str]] = Counter()
        self._notes: dict[str, tuple[str, int]] = {}

    def __getitem__(self, item_id: str) -> Item:
        return self._drafts[item_id].item

    def draft(self, item_id: str) -> Draft:
        """An item, to add words to."""
        return self._drafts[item_id]

    def next_of(self, parent: str, type_: str) -> int:
        """The number that the next child of a type will have."""
        return self._siblings[(parent, type_)] + 1

    def add_note(self, mark: str, text: str, line: int) -> None:
        """
        A footnote.

        Raises:
            FormatError: its mark already has one.
        """
        if mark in self._notes:
            raise self._fault(
                line,
                f"footnote {mark!r} is already on line {self._notes[mark][1]}",
                "give each footnote its own mark",
            )
        self._notes[mark] = (text, line)

    def add(self, item: Item, line: int) -> Draft:
        """
        An item, at the next place among its parent's children of its type.

        Raises:
            FormatError: its id is already given.
        """
        if item.id in self._drafts:
            raise self._fault(
                line,
                f"the id {item.id!r} is already on line {self._drafts[item.id].line}",
                "rename one of the two, or give its heading another id: {#name}",
            )
        family = (item.parent, item.type)
        self._siblings[family] += 1
        draft = Draft(replace(item, position=self._siblings[family]), line)
        self._drafts[item.id] = draft
        return draft

    def finish(self, title: tuple[str, bool]) -> Outline:
        """
        The outline that the items make; *title* is the edition's, and whether it is printed.

        Raises:
            FormatError: a footnote is missing, unused or marked twice, or a link leads to no item.
        """
        used: set[str] = set()
        items: list[Item] = []
        associations: list[Association] = []
        for draft in self._drafts.values():
            notes = []
            for mark, anchor, offset, line in draft.marks:
                if mark not in self._notes:
                    raise self._fault(
                        line,
                        f"footnote [^{mark}] is marked here and is nowhere defined",
                        f"write it as '[^{mark}]: …'",
                    )
                if mark in used:
                    raise self._fault(
                        line,
                        f"footnote [^{mark}] is marked a second time",
                        "give each place its own footnote",
                    )
                used.add(mark)
                text = self._notes[mark][0]
                notes.append(Note(mark=mark, text=text, anchor=anchor, offset=offset))
            items.append(
                replace(
                    draft.item,
                    text=" ".join(draft.words) or None,
                    notes=tuple(notes),
                    links=tuple(link for link, _ in draft.links),
                )
            )
            associations += self._associations(draft)
        for mark, (_, line) in self._notes.items():
            if mark not in used:
                raise self._fault(
                    line,
                    f"footnote [^{mark}] has no mark in the text",
                    f"put [^{mark}] where the document prints its mark",
                )
        return Outline(
            title=title[0],
            title_printed=title[1],
            items=tuple(items),
            associations=tuple(associations),
            places={
                id_: Place(path=self.path, line=draft.line) for id_, draft in self._drafts.items()
            },
        )

    def _associations(self, draft: Draft) -> list[Association]:
        item = draft.item
        found = []
        if item.type == "PracticeStatement":
            value = self._drafts[item.parent or ""].item.parent or ""
            found.append(Association(origin=item.id, type="demonstrates", destination=value))
        elif item.type == "SupervisorRole":
            found.append(
                Association(origin=item.id, type="promotes", destination=item.parent or "")
            )
        for link, line in draft.links:
            if link.target.startswith(_OF_ITEMS) and link.target not in self._drafts:
                raise self._fault(
                    line,
                    f"{link.words!r} is linked to {link.target!r}, which is not an item here",
                    "correct the link, or add the item",
                )
            if not link.target.startswith("term/"):
                continue
            found.append(Association(origin=item.id, type="usesTerm", destination=link.target))
        return list(dict.fromkeys(found))

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)
