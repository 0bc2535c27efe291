"""Items while an outline is read, and the outline they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from guidegraph.importers.limits import MAX_ID
from guidegraph.importers.outline.attributes import Given
from guidegraph.importers.outline.inline import Inline
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.model.edition import Association, Item, Link, Note
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place
from guidegraph.model.names import sentence_case
from guidegraph.model.statement import Role, Statement


__all__ = ["Draft", "Drafts", "Outline", "titles_of"]

# The beginning of links to items of the edition; any other target is an address.
_OF_ITEMS = ("value/", "term/", "section/", "module/")
# What is counted, and may have the id of a section: `section/loans/2` for "2" below "Loans".
_COUNTED = ("Paragraph", "CourseStatement")


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
    statements: list[Statement] = field(default_factory=list)
    type: str | None = None  # stated, not by its place

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
        self.statements += titles_of(words)


def titles_of(words: Inline) -> list[Statement]:
    """The titles of links and images as statements."""
    return [Statement(property="title", value=title) for title in words.titles]


class Drafts:
    """
    The items of an outline in the order of their first words, and its footnotes.

    Args:
        path: the outline as the user named it, for messages.
        strict: whether a repeated id, and footnotes and links without an end, are errors. In a
            file that is not of our own format they are read as what they are there.
        remarks: gets what was not understood.
    """

    def __init__(self, path: str, remarks: Remarks, *, strict: bool) -> None:
        self.path = path
        self.strict = strict
        self.remarks = remarks
        self._drafts: dict[str, Draft] = {}
        self._siblings: Counter[tuple[str | None, str]] = Counter()
        self._repeated: Counter[str] = Counter()
        self._notes: dict[str, tuple[Inline, int]] = {}
        self._restated = False
        self.numbered: set[str] = set()  # the ids of items whose number is stated

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._drafts

    def __getitem__(self, item_id: str) -> Item:
        return self._drafts[item_id].item

    def draft(self, item_id: str) -> Draft:
        """An item, to add words to."""
        return self._drafts[item_id]

    @property
    def last(self) -> Draft | None:
        """The item that was added last."""
        return next(reversed(self._drafts.values()), None)

    def restate(self, draft: Draft, given: Given, line: int) -> None:
        """
        What a line states of the item that was added last, in place of what was read.

        Raises:
            FormatError: its id is already there, or its parent is not, in our own format.
        """
        item, fields = draft.item, dict(given.fields)
        id_, parent = given.id or item.id, fields.get("parent", item.parent) or None
        problem = ""
        if id_ != item.id and (id_ in self._drafts or len(id_) > MAX_ID):
            problem = f"the id {id_!r} is already there, or too long"
        elif parent is not None and (parent not in self._drafts or parent == item.id):
            problem = f"the parent {parent!r} is no item before this one"
        if problem:
            if self.strict:
                raise self._fault(line, problem, "correct the line")
            self.remarks.add(problem, line, "the line was left out")
            return
        label, name = item.label, item.pref_label
        if given.of_label or "label" in fields:
            label = " ".join(draft.words) if given.of_label else fields["label"]
            name = sentence_case(label) or label
        if given.of_label:
            draft.words.clear()
            draft.length = 0
            draft.marks = [(mark, "label", at, on) for mark, _, at, on in draft.marks]
        del self._drafts[item.id]
        draft.item = replace(
            item,
            id=id_,
            notation=fields.get("notation", item.notation) or None,
            marker=fields.get("marker", item.marker) or None,
            label=label or None,
            pref_label=fields.get("name", name) or None,
            alt_labels=tuple(value for key, value in given.fields if key == "also")
            or item.alt_labels,
            parent=parent,
        )
        draft.statements += given.statements
        draft.type = fields.get("type", draft.type)
        self._drafts[id_] = draft
        self._restated = True
        if "notation" in fields:
            self.numbered.add(id_)

    def state(self, draft: Draft, type_: str) -> None:
        """State the type of an item, which its place does not say."""
        draft.type = type_
        self._restated = True

    def next_of(self, parent: str | None, type_: str) -> int:
        """The number that the next child of a type will have."""
        return self._siblings[(parent, type_)] + 1

    def is_repeated(self, mark: str, line: int) -> bool:
        """
        Whether a footnote's mark already has one.

        Raises:
            FormatError: it has, in our own format.
        """
        if mark in self._notes:
            problem = f"footnote {mark!r} is already on line {self._notes[mark][1]}"
            if self.strict:
                raise self._fault(line, problem, "give each footnote its own mark")
            self.remarks.add(problem, line, "read as a paragraph")
            return True
        return False

    def add_note(self, mark: str, words: Inline, line: int) -> None:
        """A footnote, whose mark has none yet."""
        self._notes[mark] = (words, line)

    def add(self, item: Item, line: int, *, given: bool = False) -> Draft:
        """
        An item, at the next place among its parent's children of its type.

        Where its id is already there, its parent's id comes before it, then a number after it.

        Raises:
            FormatError: its id was *given* by the author and is already there, or is there below
                the same parent, in our own format.
        """
        if item.id in self._drafts:
            problem = f"the id {item.id!r} is already on line {self._drafts[item.id].line}"
            same = self._drafts[item.id].item.parent == item.parent
            if self.strict and (given or same) and item.type not in _COUNTED:
                raise self._fault(
                    line, problem, "rename one of the two, or give its heading another id: {#name}"
                )
            item = replace(item, id=self._free(item))
            if given or (same and item.type not in (*_COUNTED, "Section")):
                self.remarks.add(problem, line, f"this one is {item.id!r}")
        family = (item.parent, item.type)
        self._siblings[family] += 1
        position = self._siblings[family]
        draft = Draft(replace(item, position=position) if position > 1 else item, line)
        self._drafts[item.id] = draft
        return draft

    def _free(self, item: Item) -> str:
        """Another id: `section/lending/examples` for a second `section/examples`."""
        kind, _, name = item.id.partition("/")
        found = item.id
        if item.parent is not None:
            found = f"{kind}/{item.parent.partition('/')[2]}/{name}"
            if len(found) > MAX_ID // 2:
                found = item.id
        base = found
        while found in self._drafts:
            self._repeated[base] += 1
            found = f"{base}-{self._repeated[base] + 1}"
        return found

    def unmarked(self) -> list[tuple[str, Inline, int]]:
        """The footnotes without a mark in the items: mark, words, line."""
        used = {mark for draft in self._drafts.values() for mark, *_ in draft.marks}
        return [
            (mark, words, line) for mark, (words, line) in self._notes.items() if mark not in used
        ]

    def finish(self, title: tuple[str, bool]) -> Outline:
        """
        The outline that the items make; *title* is the edition's, and whether it is printed.

        Raises:
            FormatError: a footnote is missing, unused or marked twice, or a link leads to no item,
                in our own format.
        """
        used: set[str] = set()
        items: list[Item] = []
        associations: list[Association] = []
        for draft in self._drafts.values():
            links = [link for link, _ in draft.links]
            notes = []
            for mark, anchor, offset, line in draft.marks:
                if self.strict:
                    self._check_mark(mark, line, used)
                words = self._notes[mark][0]
                if mark not in used:
                    links += words.links
                    draft.statements += titles_of(words)
                used.add(mark)
                notes.append(Note(mark=mark, text=words.text, anchor=anchor, offset=offset))
            items.append(
                replace(
                    draft.item,
                    type=draft.type or draft.item.type,
                    text=" ".join(draft.words) or None,
                    notes=tuple(notes),
                    links=tuple(links),
                    statements=tuple(_with_values(draft)),
                )
            )
            associations += self._associations(draft)
        for mark, (_, line) in self._notes.items():
            if mark not in used and self.strict:
                raise self._fault(
                    line,
                    f"footnote [^{mark}] has no mark in the text",
                    f"put [^{mark}] where the document prints its mark",
                )
        return Outline(
            title=title[0],
            title_printed=title[1],
            items=tuple(_counted(items) if self._restated else items),
            associations=tuple(associations),
            places={
                id_: Place(path=self.path, line=draft.line) for id_, draft in self._drafts.items()
            },
        )

    def _check_mark(self, mark: str, line: int, used: Container[str]) -> None:
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
                if self.strict:
                    raise self._fault(
                        line,
                        f"{link.words!r} is linked to {link.target!r}, which is not an item here",
                        "correct the link, or add the item",
                    )
                continue
            if not link.target.startswith("term/"):
                continue
            found.append(Association(origin=item.id, type="usesTerm", destination=link.target))
        return list(dict.fromkeys(found))

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _with_values(draft: Draft) -> Iterator[Statement]:
    """The statements of an item; what was read as its text, label or number has that as value."""
    item = draft.item
    for said in draft.statements:
        if said.value or said.role is Role.ATTRIBUTE:
            yield said
            continue
        match said.role:
            case Role.TEXT:
                value = " ".join(draft.words)
            case Role.LABEL:
                value = item.label or item.pref_label or ""
            case Role.NOTATION:
                value = item.notation or ""
            case _:
                value = ""
        yield replace(said, value=value)


def _counted(items: Iterable[Item]) -> Iterator[Item]:
    """Items with their places among their parent's children of their type."""
    siblings: Counter[tuple[str | None, str]] = Counter()
    for item in items:
        family = (item.parent, item.type)
        siblings[family] += 1
        yield replace(item, position=siblings[family])
