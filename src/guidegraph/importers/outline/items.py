"""Makes the items of an edition from the blocks of an outline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from guidegraph.importers.outline.blocks import (
    Block,
    BlockKind,
    Heading,
    HeadingSubject,
    Inline,
    heading_of,
    label_of,
    nearly,
    plain,
)
from guidegraph.importers.outline.drafts import Drafts, Outline
from guidegraph.model.edition import Item
from guidegraph.model.errors import FormatError
from guidegraph.model.excerpt import clipped
from guidegraph.model.names import sentence_case, slug, without_abbreviations


__all__ = ["Outline", "OutlineReader"]


class OutlineReader:
    """
    Reads the blocks of one outline, and keeps track of the open headings.

    Args:
        path: the outline as the user named it, for messages.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._title: tuple[str, bool] | None = None
        self._drafts = Drafts(path)
        self._statements: Counter[str] = Counter()
        self._under: list[tuple[int, str]] = []  # the open headings: level, item id
        self._role_list = False

    def read(self, blocks: Iterable[Block]) -> Outline:
        """
        The outline that the blocks make.

        Raises:
            FormatError: a block is at a wrong place, or an id is given twice.
        """
        for block in blocks:
            if block.kind is BlockKind.TITLE:
                self._read_title(block)
            elif self._title is None:
                raise self._fault(
                    block.line, "the outline has no title", "begin it with '# ' and the title"
                )
            elif block.kind is BlockKind.HEADING:
                self._read_heading(block)
            elif block.kind is BlockKind.NOTE:
                self._read_note(block)
            else:
                self._read_words(block)
        if self._title is None:
            raise self._fault(
                None, "the outline is empty", "begin it with '# ' and the edition's title"
            )
        return self._drafts.finish(self._title)

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
        self._drafts.add_note(block.mark or "", plain(block.text).text, block.line)

    def _read_heading(self, block: Block) -> None:
        heading = heading_of(block.text)
        self._refuse(block, heading)
        self._role_list = heading.subject is HeadingSubject.ROLES
        while self._under and self._under[-1][0] >= block.level:
            self._under.pop()
        if heading.subject in (HeadingSubject.PRACTICE, HeadingSubject.ROLES):
            self._read_part_of_value(block, heading)
            return
        above = self._under[-1][1] if self._under else None
        if above is not None and self._drafts[above].type not in ("Section", "CourseModule"):
            raise self._fault(
                block.line,
                f"{_shown(block.text)} is below {above!r}, which has no sections",
                "use one '#' less",
            )
        item, label = self._headed(heading, above)
        self._drafts.add(item, block.line).mark(label, "label", block.line)
        self._under.append((block.level, item.id))

    def _refuse(self, block: Block, heading: Heading) -> None:
        """Refuse a heading without words, or with a mistake in its form."""
        if form := nearly(heading):
            raise self._fault(
                block.line,
                f"not quite a heading: {_shown(block.text)}",
                f"write {form!r}, or give it an id, {{#name}}, if it is a section",
            )
        if heading.id is None:
            named = plain(heading.label).text.split(" / ")[0]
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

    def _headed(self, heading: Heading, above: str | None) -> tuple[Item, Inline]:
        """The item of a heading, and its label as read."""
        label = plain(heading.label)
        printed = label.text if heading.printed else None
        number = str(heading.number)
        match heading.subject:
            case HeadingSubject.VALUE:
                item = Item(id=f"value/{number}", type="CoreValue", notation=number)
            case HeadingSubject.MODULE:
                item = Item(id=f"module/{number}", type="CourseModule", notation=number)
            case HeadingSubject.TERM:
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
        if value is None or self._drafts[value].type != "CoreValue":
            raise self._fault(
                block.line,
                f"{_shown(block.text)} is outside a value",
                "put it below a heading such as '## Value 7) LABEL'",
            )
        if heading.subject is HeadingSubject.ROLES:
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
        self._drafts.add(item, block.line).mark(label, "label", block.line)
        self._under.append((block.level, item.id))

    def _read_words(self, block: Block) -> None:
        if not self._under:
            raise self._fault(
                block.line,
                f"text outside any section: {_shown(block.text)}",
                "put it below a '## ' heading; in [brackets] if the document prints none",
            )
        owner = self._drafts.draft(self._under[-1][1])
        above = owner.item
        if above.type == "GlossaryTerm" or (above.type == "CoreValue" and not self._role_list):
            if above.type == "CoreValue" and block.kind is BlockKind.ENTRY:
                raise self._fault(
                    block.line,
                    f"a list entry directly below {above.id!r}: {_shown(block.text)}",
                    "put it below '### Practice: …' or '### Supervisor roles'",
                )
            owner.extend(plain(block.text), block.line)
            return
        if above.type in ("Practice", "CoreValue") and block.kind is BlockKind.PARAGRAPH:
            raise self._fault(
                block.line,
                f"a paragraph where only a list is possible: {_shown(block.text)}",
                "begin it with '- ' or '1) ', or indent it to continue the entry above",
            )
        item = replace(self._statement(above), marker=block.mark)
        self._drafts.add(item, block.line).extend(plain(block.text), block.line)

    def _statement(self, above: Item) -> Item:
        """The bare item that a paragraph or entry below *above* becomes."""
        if above.type == "CoreValue":
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
            self._statements[module] += 1
            return Item(
                id=f"{module}/statement/{self._statements[module]}",
                type="CourseStatement",
                parent=above.id,
            )
        number = self._drafts.next_of(above.id, "Paragraph")
        return Item(id=f"{above.id}/{number}", type="Paragraph", parent=above.id)

    # -- items ----------------------------------------------------------------

    def _fault(self, line: int | None, problem: str, advice: str) -> FormatError:
        return FormatError(self.path, line, problem, advice)


def _shown(text: str) -> str:
    return repr(clipped(text, 60))
