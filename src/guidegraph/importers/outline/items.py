"""
From the blocks of an outline to the items of an edition.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from guidegraph.importers.outline.blocks import Block, Kind
from guidegraph.importers.outline.headings import Heading, Subject, heading_of, label_of, nearly
from guidegraph.importers.outline.inline import Inline, plain
from guidegraph.model.edition import Association, Item, Link, Note
from guidegraph.model.errors import FormatError
from guidegraph.model.findings import Place
from guidegraph.model.names import sentence_case, slug, without_abbreviations


__all__ = ["Outline", "Reader"]

_OF_ITEMS = ("value/", "term/", "section/", "module/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """
    What an outline says: the edition's title, its items in document order, how they are linked.

    *places* has the line that each item begins on.
    """

    title: str
    title_printed: bool
    items: tuple[Item, ...]
    associations: tuple[Association, ...]
    places: Mapping[str, Place]


@dataclass(slots=True)
class _Draft:
    """
    An item while it is being read, with where its words, links and footnote marks came from.
    """

    item: Item
    line: int
    words: list[str] = field(default_factory=list)
    length: int = 0  # of the words when they are joined
    links: list[tuple[Link, int]] = field(default_factory=list)  # link, line
    marks: list[tuple[str, str, int, int]] = field(
        default_factory=list
    )  # mark, anchor, offset, line

    def extend(self, words: Inline, line: int) -> None:
        """
        One more paragraph of the text.
        """
        start = self.length + 1 if self.words else 0
        self.words.append(words.text)
        self.length = start + len(words.text)
        self.mark(words, "text", line, start)

    def mark(self, words: Inline, anchor: str, line: int, start: int = 0) -> None:
        """
        The links and footnote marks of some words.
        """
        self.links += ((link, line) for link in words.links)
        self.marks += ((mark, anchor, start + offset, line) for mark, offset in words.note_marks)


class Reader:
    """
    Reads the blocks of one outline, keeping track of the heading it stands under.

    Args:
        path: the outline as the user named it, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._title: tuple[str, bool] | None = None
        self._drafts: dict[str, _Draft] = {}
        self._siblings: Counter[tuple[str | None, str]] = Counter()
        self._statements: Counter[str] = Counter()
        self._under: list[tuple[int, str]] = []  # the open headings: level, item id
        self._role_list = False
        self._notes: dict[str, tuple[str, int]] = {}

    def read(self, blocks: Iterable[Block]) -> Outline:
        """
        The outline that the blocks make.

        Raises:
            FormatError: a block where it cannot stand, or an id that is given twice.
        """
        for block in blocks:
            if block.kind is Kind.TITLE:
                self._read_title(block)
            elif self._title is None:
                raise self._fault(
                    block.line, "the outline has no title", "begin it with '# ' and the title"
                )
            elif block.kind is Kind.HEADING:
                self._read_heading(block)
            elif block.kind is Kind.NOTE:
                self._read_note(block)
            else:
                self._read_words(block)
        if self._title is None:
            raise self._fault(
                None, "the outline is empty", "begin it with '# ' and the edition's title"
            )
        return self._finish(self._title)

    # -- blocks ---------------------------------------------------------------

    def _read_title(self, block: Block) -> None:
        if self._title is not None:
            raise self._fault(
                block.line, f"a second title: {_shown(block.text)}", "use '## ' for a section"
            )
        label, printed = label_of(block.text)
        title = plain(label)
        if title.links or title.note_marks:
            raise self._fault(
                block.line,
                f"a link or footnote mark in the title: {_shown(block.text)}",
                "leave it out; an edition's title has none",
            )
        if not slug(title.text):
            raise self._fault(block.line, "a title without words", "write the edition's title")
        self._title = (title.text.strip(), printed)

    def _read_note(self, block: Block) -> None:
        mark = block.mark or ""
        if mark in self._notes:
            raise self._fault(
                block.line,
                f"footnote {mark!r} stands already on line {self._notes[mark][1]}",
                "give each footnote a mark of its own",
            )
        self._notes[mark] = (plain(block.text).text, block.line)

    def _read_heading(self, block: Block) -> None:
        heading = heading_of(block.text)
        self._refuse(block, heading)
        self._role_list = heading.subject is Subject.ROLES
        while self._under and self._under[-1][0] >= block.level:
            self._under.pop()
        if heading.subject in (Subject.PRACTICE, Subject.ROLES):
            self._read_part_of_value(block, heading)
            return
        above = self._under[-1][1] if self._under else None
        if above is not None and self._drafts[above].item.type not in ("Section", "CourseModule"):
            raise self._fault(
                block.line,
                f"{_shown(block.text)} stands below {above!r}, which has no sections",
                "use one '#' less",
            )
        item, label = self._headed(heading, above)
        self._add(item, block.line).mark(label, "label", block.line)
        self._under.append((block.level, item.id))

    def _refuse(self, block: Block, heading: Heading) -> None:
        """
        Complain of a heading that says nothing, or not what it was meant to say.
        """
        if form := nearly(heading):
            raise self._fault(
                block.line,
                f"not quite a heading: {_shown(block.text)}",
                f"write {form!r}, or give it an id, {{#name}}, if it is a section",
            )
        if heading.id is None:
            named = plain(heading.label).text.split(" / ")[0]
            if heading.subject is not Subject.ROLES and not slug(without_abbreviations(named)[0]):
                raise self._fault(
                    block.line,
                    f"a heading without words: {_shown(block.text)}",
                    "write its label, or give it an id, {#name}, if these signs are all it has",
                )
        elif heading.subject not in (Subject.SECTION, Subject.TERM):
            raise self._fault(
                block.line,
                f"an id where it cannot be chosen: {_shown(heading.id)}",
                "remove it; values, practices, roles and modules are named by their numbers",
            )
        elif slug(heading.id) != heading.id or not heading.id:
            raise self._fault(
                block.line,
                f"{_shown(heading.id)} cannot be an id",
                "use lower-case letters, digits and hyphens",
            )

    def _headed(self, heading: Heading, above: str | None) -> tuple[Item, Inline]:
        """
        The item that a heading opens, and its label as read.
        """
        label = plain(heading.label)
        printed = label.text if heading.printed else None
        number = str(heading.number)
        match heading.subject:
            case Subject.VALUE:
                item = Item(id=f"value/{number}", type="CoreValue", notation=number)
            case Subject.MODULE:
                item = Item(id=f"module/{number}", type="CourseModule", notation=number)
            case Subject.TERM:
                return self._term(heading, label, above), label
            case _:
                item = Item(id=f"section/{heading.id or slug(label.text)}", type="Section")
        return (
            replace(
                item,
                marker=heading.marker,
                label=printed,
                pref_label=sentence_case(label.text),
                parent=above,
            ),
            label,
        )

    def _term(self, heading: Heading, label: Inline, above: str | None) -> Item:
        names: list[str] = []
        for name in label.text.split(" / "):
            full, abbreviations = without_abbreviations(name.strip())
            names += (sentence_case(full), *abbreviations)
        first = without_abbreviations(label.text.split(" / ")[0])[0]
        return Item(
            id=f"term/{heading.id or slug(first)}",
            type="GlossaryTerm",
            label=label.text if heading.printed else None,
            pref_label=names[0],
            alt_labels=tuple(names[1:]),
            parent=above,
        )

    def _read_part_of_value(self, block: Block, heading: Heading) -> None:
        value = self._under[-1][1] if self._under else None
        if value is None or self._drafts[value].item.type != "CoreValue":
            raise self._fault(
                block.line,
                f"{_shown(block.text)} stands outside a value",
                "put it below a heading such as '## Value 7) LABEL'",
            )
        if heading.subject is Subject.ROLES:
            self._under.append((block.level, value))
            return
        label = plain(heading.label)
        item = Item(
            id=f"{value}/practice",
            type="Practice",
            label=label.text if heading.printed else None,
            pref_label=sentence_case(label.text),
            parent=value,
        )
        self._add(item, block.line).mark(label, "label", block.line)
        self._under.append((block.level, item.id))

    def _read_words(self, block: Block) -> None:
        if not self._under:
            raise self._fault(
                block.line,
                f"text outside any section: {_shown(block.text)}",
                "put it below a '## ' heading; in [brackets] if the document prints none",
            )
        owner = self._drafts[self._under[-1][1]]
        above = owner.item
        if above.type == "GlossaryTerm" or (above.type == "CoreValue" and not self._role_list):
            if above.type == "CoreValue" and block.kind is Kind.ENTRY:
                raise self._fault(
                    block.line,
                    f"a list entry stands directly below {above.id!r}: {_shown(block.text)}",
                    "put it below '### Practice: …' or '### Supervisor roles'",
                )
            owner.extend(plain(block.text), block.line)
            return
        if above.type in ("Practice", "CoreValue") and block.kind is Kind.PARAGRAPH:
            raise self._fault(
                block.line,
                f"a paragraph where only a list can stand: {_shown(block.text)}",
                "begin it with '- ' or '1) ', or indent it to continue the entry above",
            )
        item = replace(self._statement(above), marker=block.mark)
        self._add(item, block.line).extend(plain(block.text), block.line)

    def _statement(self, above: Item) -> Item:
        """
        The bare item that a paragraph or entry below *above* becomes.
        """
        if above.type == "CoreValue":
            number = self._siblings[(above.id, "SupervisorRole")] + 1
            return Item(
                id=f"{above.id}/role/{number}",
                type="SupervisorRole",
                notation=f"{above.notation}.R{number}",
                parent=above.id,
            )
        if above.type == "Practice":
            number = self._siblings[(above.id, "PracticeStatement")] + 1
            value = self._drafts[above.parent or ""].item
            return Item(
                id=f"{above.id}/{number}",
                type="PracticeStatement",
                notation=f"{value.notation}.{number}",
                parent=above.id,
            )
        module = next(
            (id_ for _, id_ in self._under if self._drafts[id_].item.type == "CourseModule"), None
        )
        if module is not None:
            self._statements[module] += 1
            return Item(
                id=f"{module}/statement/{self._statements[module]}",
                type="CourseStatement",
                parent=above.id,
            )
        number = self._siblings[(above.id, "Paragraph")] + 1
        return Item(id=f"{above.id}/{number}", type="Paragraph", parent=above.id)

    # -- items ----------------------------------------------------------------

    def _add(self, item: Item, line: int) -> _Draft:
        if item.id in self._drafts:
            raise self._fault(
                line,
                f"the id {item.id!r} stands already on line {self._drafts[item.id].line}",
                "rename one of the two, or give its heading an id of its own: {#name}",
            )
        family = (item.parent, item.type)
        self._siblings[family] += 1
        draft = _Draft(replace(item, position=self._siblings[family]), line)
        self._drafts[item.id] = draft
        return draft

    def _finish(self, title: tuple[str, bool]) -> Outline:
        used: set[str] = set()
        items: list[Item] = []
        associations: list[Association] = []
        for draft in self._drafts.values():
            notes = []
            for mark, anchor, offset, line in draft.marks:
                if mark not in self._notes:
                    raise self._fault(
                        line,
                        f"footnote [^{mark}] is marked here and stands nowhere",
                        f"write it as '[^{mark}]: …'",
                    )
                if mark in used:
                    raise self._fault(
                        line,
                        f"footnote [^{mark}] is marked a second time",
                        "give each place a footnote of its own",
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
                    f"footnote [^{mark}] is marked nowhere",
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

    def _associations(self, draft: _Draft) -> list[Association]:
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
                    f"{link.words!r} is linked to {link.target!r}, which is no item here",
                    "correct the link, or add the item",
                )
            if not link.target.startswith("term/"):
                continue
            found.append(Association(origin=item.id, type="usesTerm", destination=link.target))
        return list(dict.fromkeys(found))

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}…")
