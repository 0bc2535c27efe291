"""Makes the items of an edition from the blocks of a Markdown file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from guidegraph.importers.headers import is_glossary
from guidegraph.importers.outline.attributes import Given, given_in
from guidegraph.importers.outline.blocks import Block, BlockKind
from guidegraph.importers.outline.drafts import Draft, Drafts, Outline, titles_of
from guidegraph.importers.outline.headings import (
    Heading,
    HeadingSubject,
    heading_of,
    label_of,
    nearly,
)
from guidegraph.importers.outline.inline import Inline, Reference, plain
from guidegraph.importers.outline.remarks import Remarks
from guidegraph.importers.outline.tables import cell_statements, roles_of_columns
from guidegraph.language.enumeration import Numbered, numbered_siblings
from guidegraph.model.edition import Item
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.names import sentence_case, slug, without_abbreviations
from guidegraph.model.statement import Role, Statement


__all__ = ["Outline", "OutlineReader"]

_LONGEST_SLUG = 120
_WORDED = (Role.LABEL, Role.TEXT)
_PARTS = (HeadingSubject.PRACTICE, HeadingSubject.ROLES)


class OutlineReader:
    """
    Reads the blocks of one Markdown file, and keeps track of the open headings.

    A file with the values and practices, or roles, of our authoring format is read strictly.

    Args:
        path: the file as the user named it, for messages.
        blocks: its blocks in order.
        references: the targets of links that are defined on lines of their own.
        remarks: gets what was not understood.
        authored: whether the file was written as Markdown; one that was read from a document of
            another format is never of our authoring format.
    """

    def __init__(
        self,
        path: str,
        blocks: Iterable[Block],
        references: Mapping[str, Reference],
        remarks: Remarks,
        *,
        authored: bool = True,
    ) -> None:
        self.path = path
        self.remarks = remarks
        self.statements: list[Statement] = []
        self._blocks = list(blocks)
        self._references = references
        self._used: set[str] = set()
        self._headings = {
            index: block.heading
            or (
                heading_of(block.text)
                if authored
                else Heading(subject=HeadingSubject.SECTION, label=block.text)
            )
            for index, block in enumerate(self._blocks)
            if block.kind is BlockKind.HEADING
        }
        subjects = {heading.subject for heading in self._headings.values()}
        self._is_ours = not subjects <= {HeadingSubject.SECTION, *_PARTS}
        self.strict = (
            authored and HeadingSubject.VALUE in subjects and not subjects.isdisjoint(_PARTS)
        )
        self._notes = {block.mark or "" for block in self._blocks if block.kind is BlockKind.NOTE}
        self._title: tuple[str, bool] | None = None
        self._drafts = Drafts(path, remarks, strict=self.strict)
        self._course: Counter[str] = Counter()
        self._under: list[tuple[int, str]] = []  # the open headings: level, item id
        self._entries: list[str | None] = []  # the open entries: item id
        self._role_list = False
        self._numbers: dict[int, Numbered] = {}
        self._marked: dict[str | None, list[str]] = {}  # the numbers of the entries of each list

    def read(self) -> Outline:
        """
        The outline that the blocks make.

        Raises:
            FormatError: a block is at a wrong place, or an id is given twice, in our own format.
        """
        title = self._place_of_title()
        if not self.strict:
            sections = [index for index in self._headings if index != title]
            self._numbers = numbered_siblings(
                [
                    (
                        index,
                        self._blocks[index].level,
                        self._words(self._headings[index].label),
                    )
                    for index in sections
                    if self._headings[index].subject is HeadingSubject.SECTION
                    and self._headings[index].printed
                ]
            )
        for index, block in enumerate(self._blocks):
            if index == title:
                self._read_title(block)
            else:
                self._read_block(index, block)
        self._keep_unused()
        outline = self._drafts.finish(self._title or ("", False))
        return replace(outline, items=tuple(map(self._without_repeated_number, outline.items)))

    def _place_of_title(self) -> int | None:
        """The only heading of the first level, if it is the first heading, is the title."""
        first = [index for index in self._headings if self._blocks[index].level == 1]
        if self.strict:
            self._refuse_titles(first)
        begins = next(iter(self._headings), None)
        return first[0] if len(first) == 1 and first[0] == begins else None

    def _refuse_titles(self, first: Sequence[int]) -> None:
        if not first or first[0] != 0:
            block = self._blocks[0]
            raise self._fault(
                block.line, "the outline has no title", "begin it with '# ' and the title"
            )
        if len(first) > 1:
            block = self._blocks[first[1]]
            raise self._fault(
                block.line, f"a second title: {_shown(block.text)}", "use '## ' for a section"
            )

    def _plain(self, marked: str) -> Inline:
        return plain(
            marked, self._references, None if self.strict else self._notes, used=self._used
        )

    def _words(self, marked: str) -> str:
        """A text without marks, whose links are read elsewhere."""
        return plain(marked, self._references, None if self.strict else self._notes).text

    # -- blocks ---------------------------------------------------------------

    def _read_title(self, block: Block) -> None:
        label, printed = label_of(block.text)
        title = self._plain(label)
        if self.strict and (title.links or title.note_marks):
            raise self._fault(
                block.line,
                f"a link or footnote mark in the title: {_shown(block.text)}",
                "leave it out; an edition's title has none",
            )
        if self.strict and not slug(title.text):
            raise self._fault(block.line, "a title without words", "write the edition's title")
        self._keep_targets(title)
        if title.text:
            self._title = (title.text, printed)

    def _keep_targets(self, words: Inline) -> None:
        """Links that no item can have are about the edition."""
        self.statements += (Statement(property="link", value=link.target) for link in words.links)
        self.statements += titles_of(words)

    def _read_block(self, index: int, block: Block) -> None:
        del self._entries[block.depth :]
        match block.kind:
            case BlockKind.HEADING:
                self._read_heading(index, block)
            case BlockKind.NOTE:
                mark = block.mark or ""
                if self._drafts.is_repeated(mark, block.line):
                    self._read_words(replace(block, kind=BlockKind.PARAGRAPH, mark=f"[^{mark}]"))
                else:
                    words = plain(block.text, self._references, notes=(), used=self._used)
                    self._drafts.add_note(mark, words, block.line)
            case BlockKind.TABLE:
                self._read_table(block)
            case BlockKind.ATTRIBUTES:
                self._read_attributes(block)
            case _ if (owner := self._owner_of_text(index, block)) is not None:
                owner.extend(self._plain(block.text), block.line)
            case _:
                self._read_words(block)

    def _owner_of_text(self, index: int, block: Block) -> Draft | None:
        """The item of the heading whose text a paragraph is, as the line after it says."""
        after = self._blocks[index + 1] if index + 1 < len(self._blocks) else None
        if after is None or after.kind is not BlockKind.ATTRIBUTES or not self._under:
            return None
        given = given_in(after.text)
        if block.kind is not BlockKind.PARAGRAPH or given is None or not given.of_text:
            return None
        return self._drafts.draft(self._under[-1][1])

    def _read_attributes(self, block: Block) -> None:
        """What a line states of the item before it."""
        given = given_in(block.text) or Given()
        draft = self._drafts.last
        if draft is None:
            self._read_words(replace(block, kind=BlockKind.PARAGRAPH))
            return
        before = draft.item.id
        self._drafts.restate(draft, given, block.line)
        after = draft.item.id
        if after != before:
            self._under = [(level, after if id_ == before else id_) for level, id_ in self._under]
            self._entries = [after if id_ == before else id_ for id_ in self._entries]

    def _read_heading(self, index: int, block: Block) -> None:
        heading = self._as_meant(block, self._headings[index])
        while self._under and self._under[-1][0] >= block.level:
            self._under.pop()
        self._role_list = heading.subject is HeadingSubject.ROLES
        if heading.subject in _PARTS:
            self._read_part_of_value(block, heading)
            return
        above = self._under[-1][1] if self._under else None
        if (
            self.strict
            and above is not None
            and self._drafts[above].type not in ("Section", "CourseModule")
        ):
            raise self._fault(
                block.line,
                f"{_shown(block.text)} is below {above!r}, which has no sections",
                "use one '#' less",
            )
        item, label = self._headed(heading, above, self._numbers.get(index))
        draft = self._drafts.add(item, block.line, given=heading.id is not None)
        draft.mark(label, "label", block.line)
        self._under.append((block.level, draft.item.id))

    def _as_meant(self, block: Block, heading: Heading) -> Heading:
        """A heading as it is read: in a file of other people, nothing about it is an error."""
        if self.strict:
            self._refuse(block, heading)
            return heading
        if heading.subject in _PARTS:
            value = self._value_over(block)
            if block.heading is not None and value is not None:
                return heading
            given = heading.label if block.heading is not None else ""
            return Heading(subject=HeadingSubject.SECTION, label=given or block.text)
        if self._is_ours and (form := nearly(heading)):
            self.remarks.add(
                f"not quite a heading: {_shown(block.text)}",
                block.line,
                f"read as a section; write {form!r} if it is one",
            )
        if heading.id is None:
            return heading
        name = slug(heading.id.partition(" ")[0])  # classes and other attributes follow
        if heading.subject not in (HeadingSubject.SECTION, HeadingSubject.TERM) or not name:
            return replace(heading, id=None)
        return replace(heading, id=name)

    def _value_over(self, block: Block) -> str | None:
        """The value that a heading is directly below."""
        over = next((id_ for level, id_ in reversed(self._under) if level < block.level), None)
        return over if over is not None and self._drafts[over].type == "CoreValue" else None

    def _refuse(self, block: Block, heading: Heading) -> None:
        """Refuse a heading without words, or with a mistake in its form."""
        if form := nearly(heading):
            raise self._fault(
                block.line,
                f"not quite a heading: {_shown(block.text)}",
                f"write {form!r}, or give it an id, {{#name}}, if it is a section",
            )
        if heading.id is None:
            named = self._plain(heading.label).text.split(" / ")[0]
            if heading.subject is not HeadingSubject.ROLES and not slug(
                without_abbreviations(named)[0]
            ):
                raise self._fault(
                    block.line,
                    f"a heading without words: {_shown(block.text)}",
                    "write its label, or give it an id, {#name}, if it has only these signs",
                )
        elif heading.subject not in (HeadingSubject.SECTION, HeadingSubject.TERM):
            raise self._fault(
                block.line,
                f"an id where none can be chosen: {_shown(heading.id)}",
                "remove it; values, practices, roles and modules are named by their numbers",
            )
        elif slug(heading.id) != heading.id or not heading.id:
            raise self._fault(
                block.line,
                f"{_shown(heading.id)} cannot be an id",
                "use lower-case letters, digits and hyphens",
            )

    def _headed(
        self, heading: Heading, above: str | None, number: Numbered | None
    ) -> tuple[Item, Inline]:
        """The item of a heading, and its label as read."""
        label = self._plain(heading.label)
        digits = str(heading.number)
        match heading.subject:
            case HeadingSubject.VALUE:
                item = Item(id=f"value/{digits}", type="CoreValue", notation=digits)
            case HeadingSubject.MODULE:
                item = Item(id=f"module/{digits}", type="CourseModule", notation=digits)
            case HeadingSubject.TERM:
                return self._term(heading, label, above), label
            case _:
                item = Item(id="", type="Section")
                if number is not None:
                    label = _after(label, len(label.text) - len(number.label))
                    item = replace(item, notation=number.notation)
                    heading = replace(heading, marker=number.printed)
                item = replace(item, id=f"section/{heading.id or _short_slug(label.text)}")
        return (
            replace(
                item,
                marker=heading.marker,
                label=label.text if heading.printed else None,
                pref_label=sentence_case(label.text) or label.text,
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
            id=f"term/{heading.id or _short_slug(first)}",
            type="GlossaryTerm",
            label=label.text if heading.printed else None,
            pref_label=names[0],
            alt_labels=tuple(names[1:]),
            parent=above,
        )

    def _read_part_of_value(self, block: Block, heading: Heading) -> None:
        value = self._under[-1][1] if self._under else None
        if value is None or self._drafts[value].type != "CoreValue":
            raise self._fault(
                block.line,
                f"{_shown(block.text)} is outside a value",
                "put it below a heading such as '## Value 7) LABEL'",
            )
        if heading.subject is HeadingSubject.ROLES:
            self._under.append((block.level, value))
            return
        label = self._plain(heading.label)
        item = Item(
            id=f"{value}/practice",
            type="Practice",
            label=label.text if heading.printed else None,
            pref_label=sentence_case(label.text),
            parent=value,
        )
        self._drafts.add(item, block.line).mark(label, "label", block.line)
        self._under.append((block.level, item.id))

    def _read_words(self, block: Block) -> None:
        above = self._above(block)
        words = self._plain(block.text)
        if above is not None and self._extends(above, block):
            owner = self._drafts.draft(above.id)
            if block.kind is BlockKind.DEFINITION:
                owner.extend(self._plain(block.term), block.line)
            owner.extend(words, block.line)
            return
        if not (words.text or block.mark or block.term or block.language):
            self._keep_targets(words)
            if block.kind is BlockKind.ENTRY:
                self._entries.append(above.id if above else None)
            return
        draft = self._add_statement(above, block)
        draft.extend(words, block.line)
        if block.language:
            draft.statements.append(Statement(property="code", value=block.language))
        if block.task:
            draft.statements.append(Statement(property="task", value=block.task))
        if block.term:
            draft.mark(self._plain(block.term), "label", block.line)
        if block.kind is BlockKind.ENTRY:
            self._entries.append(draft.item.id)

    def _above(self, block: Block) -> Item | None:
        """The item that a block is below: an entry of a list, else the last heading."""
        within = self._entries[block.depth - 1] if 0 < block.depth <= len(self._entries) else None
        if within is not None:
            return self._drafts[within]
        if self._under:
            return self._drafts[self._under[-1][1]]
        if self.strict:
            raise self._fault(
                block.line,
                f"text outside any section: {_shown(block.text)}",
                "put it below a '## ' heading; in [brackets] if the document prints none",
            )
        return None

    def _extends(self, above: Item, block: Block) -> bool:
        """Whether the words of a block are part of the text of the item above it."""
        if above.type not in ("GlossaryTerm", "CoreValue", "Practice"):
            return False
        if not self.strict:
            roles = above.type == "CoreValue" and self._role_list
            return block.kind is BlockKind.PARAGRAPH and not roles
        if above.type == "GlossaryTerm" or (above.type == "CoreValue" and not self._role_list):
            if above.type == "CoreValue" and block.kind is BlockKind.ENTRY:
                raise self._fault(
                    block.line,
                    f"a list entry directly below {above.id!r}: {_shown(block.text)}",
                    "put it below '### Practice: …' or '### Supervisor roles'",
                )
            return True
        if block.kind is BlockKind.PARAGRAPH:
            raise self._fault(
                block.line,
                f"a paragraph where only a list is possible: {_shown(block.text)}",
                "begin it with '- ' or '1) ', or indent it to continue the entry above",
            )
        return False

    def _add_statement(self, above: Item | None, block: Block) -> Draft:
        """The item that a paragraph, entry or row below *above* becomes."""
        item = self._statement(above, block)
        if block.mark is not None:
            item = replace(item, marker=block.mark)
        if block.notation is not None:
            item = replace(item, notation=block.notation)
        if block.numbered and item.notation is None and not self.strict:
            number = (block.mark or "").partition(" ")[0].strip("().")
            item = replace(item, notation=number)
            self._marked.setdefault(item.parent, []).append(number)
        if block.term:
            label = self._words(block.term)
            item = replace(item, label=label, pref_label=sentence_case(label) or label)
        draft = self._drafts.add(self._defined(item) if block.defines else item, block.line)
        if block.defines:
            self._drafts.state(draft, "GlossaryTerm")
        draft.statements += block.statements
        return draft

    def _defined(self, item: Item) -> Item:
        """A term of the glossary of another format; it keeps its id where its own is taken."""
        name, abbreviations = without_abbreviations(item.label or "")
        own = f"term/{_short_slug(name)}"
        return replace(
            item,
            id=item.id if own in self._drafts else own,
            pref_label=sentence_case(name) or name,
            alt_labels=abbreviations,
        )

    def _statement(self, above: Item | None, block: Block) -> Item:
        """The bare item that a paragraph or entry below *above* becomes."""
        if above is None:
            number = self._drafts.next_of(None, "Paragraph")
            return Item(id=f"paragraph/{number}", type="Paragraph")
        if above.type == "CoreValue" and self._role_list:
            number = self._drafts.next_of(above.id, "SupervisorRole")
            return Item(
                id=f"{above.id}/role/{number}",
                type="SupervisorRole",
                notation=f"{above.notation}.R{number}",
                parent=above.id,
            )
        if above.type == "Practice":
            number = self._drafts.next_of(above.id, "PracticeStatement")
            value = self._drafts[above.parent or ""]
            return Item(
                id=f"{above.id}/{number}",
                type="PracticeStatement",
                notation=f"{value.notation}.{number}",
                parent=above.id,
            )
        module = next(
            (id_ for _, id_ in self._under if self._drafts[id_].type == "CourseModule"), None
        )
        if module is not None:
            self._course[module] += 1
            return Item(
                id=f"{module}/statement/{self._course[module]}",
                type="CourseStatement",
                parent=above.id,
            )
        number = self._drafts.next_of(above.id, "Paragraph")
        return Item(id=f"{above.id}/{number}", type="Paragraph", parent=above.id)

    def _read_table(self, block: Block) -> None:
        (first, head), *rows = block.rows
        if not rows:
            for cell in head:
                paragraph = replace(block, kind=BlockKind.PARAGRAPH, line=first, text=cell, rows=())
                self._read_words(paragraph)
            return
        names = [self._plain(cell) for cell in head]
        read = [(line, [self._plain(cell) for cell in cells]) for line, cells in rows]
        roles = roles_of_columns(
            [name.text for name in names], [[cell.text for cell in cells] for _, cells in read]
        )
        glossary = None if self.strict else is_glossary([name.text for name in names])
        if glossary is not None and max(glossary) < len(roles):
            roles = [Role.ATTRIBUTE if each in _WORDED else each for each in roles]
            roles[glossary[0]], roles[glossary[1]] = _WORDED
        for number, (line, cells) in enumerate(read):
            row = replace(block, kind=BlockKind.ENTRY, line=line, text="", rows=())
            if glossary and all(at < len(cells) and cells[at].text for at in glossary):
                row = replace(row, term=block.rows[number + 1][1][glossary[0]], defines=True)
            above = self._above(row)
            if above is not None and self._extends(above, row):
                for words in cells:
                    self._drafts.draft(above.id).extend(words, line)
                continue
            draft = self._add_row(above, row, cells, roles)
            draft.statements += cell_statements(
                [name.text for name in names], [cell.text for cell in cells], roles
            )
            if number == 0:  # the links and the unused names of the header have no row
                for at, name in enumerate(names):
                    draft.mark(replace(name, note_marks=()), "label", first)
                    if name.text and not any(len(each) > at and each[at].text for _, each in read):
                        draft.statements.append(Statement(property=name.text))

    def _add_row(
        self, above: Item | None, row: Block, cells: Sequence[Inline], roles: Sequence[Role]
    ) -> Draft:
        """The item of a row of a table: its text, label and number are in the cells."""
        draft = self._add_statement(above, row)
        for cell, role in zip(cells, roles, strict=False):
            if role is Role.TEXT:
                draft.extend(cell, row.line)
                continue
            if role is Role.LABEL and row.defines:
                draft.item = replace(draft.item, label=cell.text)
            elif role is Role.LABEL and cell.text:
                name = sentence_case(cell.text) or cell.text
                draft.item = replace(draft.item, label=cell.text, pref_label=name)
            elif role is Role.NOTATION and draft.item.notation is None:
                draft.item = replace(draft.item, notation=cell.text or None)
            # A footnote that is marked in another cell has no place in the label or text.
            at = (
                cell.note_marks
                if role is Role.LABEL
                else [(mark, 0) for mark, _ in cell.note_marks]
            )
            anchor = "label" if role is Role.LABEL else "text"
            draft.mark(replace(cell, note_marks=tuple(at)), anchor, row.line)
        return draft

    # -- what is left -----------------------------------------------------------

    def _keep_unused(self) -> None:
        """Footnotes without a mark become paragraphs; targets without a link, statements."""
        if self.strict:
            return
        for mark, words, line in self._drafts.unmarked():
            self.remarks.add("a footnote without a mark", line, "read as a paragraph")
            item = self._statement(None, self._blocks[0])
            self._drafts.add(replace(item, marker=f"[^{mark}]"), line).extend(words, line)
        for name, reference in self._references.items():
            if name not in self._used:
                about = (Statement(property="title", value=reference.title),)
                self.statements.append(
                    Statement(
                        property=name,
                        value=reference.target,
                        about=about if reference.title else (),
                    )
                )

    def _without_repeated_number(self, item: Item) -> Item:
        """An entry without its number if all of its list have the same: Markdown counts them."""
        if item.id in self._drafts.numbered:
            return item
        numbers = self._marked.get(item.parent, ())
        if item.marker and len(numbers) > 1 and len(set(numbers)) == 1:
            return replace(item, notation=None)
        return item

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _after(label: Inline, length: int) -> Inline:
    """A label without the characters at its beginning."""
    return replace(
        label,
        text=label.text[length:],
        note_marks=tuple((mark, max(0, offset - length)) for mark, offset in label.note_marks),
    )


def _short_slug(text: str) -> str:
    """The slug of a label, of some words only if it is long."""
    found = slug(text)
    if len(found) <= _LONGEST_SLUG:
        return found or "unnamed"
    return found[:_LONGEST_SLUG].rpartition("-")[0] or found[:_LONGEST_SLUG]


def _shown(text: str) -> str:
    return repr(clipped(text, 60))
