"""The words of a block while they are read piece by piece: links, marks of notes, looks."""

from __future__ import annotations

from guidegraph.importers.documents.laid import Style, Words
from guidegraph.importers.documents.raised import with_raised
from guidegraph.model.edition import Link


__all__ = ["Pieces"]


class Pieces:
    """Pieces of text that make the words of one block, with white space as in their file."""

    def __init__(self) -> None:
        # text, its style, its link, whether it is raised (1) or lowered (-1)
        self._found: list[tuple[str, Style, str | None, int]] = []
        self._notes: list[tuple[str, int]] = []  # mark, how many pieces before it
        self._links: list[str] = []
        self._any = False  # whether there are words or marks

    def __bool__(self) -> bool:
        return self._any

    @property
    def linked(self) -> list[tuple[str, bool]]:
        """The pieces, each with whether it is in a link."""
        return [(text, link is not None) for text, _, link, _ in self._found]

    def add(self, text: str, style: Style, shift: int = 0) -> None:
        """Add words, which may be raised (1) or lowered (-1)."""
        self._any = self._any or bool(text.strip())
        self._found.append((text, style, self._links[-1] if self._links else None, shift))

    def note(self, mark: str) -> None:
        """Add the mark of a note."""
        self._any = True
        self._notes.append((mark, len(self._found)))

    def begin_link(self, target: str) -> None:
        """What follows is in a link."""
        self._links.append(target)

    def end_link(self) -> None:
        """What follows is outside the innermost link."""
        if self._links:
            self._links.pop()

    def continue_links(self, later: Pieces) -> None:
        """The links that are open are open in *later* pieces too."""
        later._links = self._links

    def words(self) -> Words:
        """The words with single spaces."""
        parts: list[str] = []
        length = 0
        space = False  # whether white space waits for words after it
        ends: list[int] = []  # the length after each piece
        links: list[tuple[str, int, int]] = []  # target, begin and end
        raised: list[tuple[int, int, bool]] = []
        for text, _, target, shift in self._found:
            begin = length
            words = text.split()
            if words:
                if length and (space or text[0].isspace()):
                    parts.append(" ")
                    length += 1
                    begin = length
                joined = " ".join(words)
                parts.append(joined)
                length += len(joined)
                space = text[-1].isspace()
            else:
                space = space or bool(text)
            ends.append(length)
            if shift and length > begin:
                if raised and raised[-1][1:] == (begin, shift > 0):
                    begin_raised = raised.pop()[0]
                else:
                    begin_raised = begin
                raised.append((begin_raised, length, shift > 0))
            if target is not None and length > begin:
                if links and links[-1][0] == target and begin - links[-1][2] <= 1:
                    links[-1] = (target, links[-1][1], length)
                else:
                    links.append((target, begin, length))
        whole, moved = with_raised("".join(parts), raised)
        return Words(
            text=whole,
            links=tuple(
                Link(words=whole[moved(begin) : moved(end)], target=to) for to, begin, end in links
            ),
            notes=tuple((mark, moved(ends[at - 1]) if at else 0) for mark, at in self._notes),
        )

    def style(self) -> Style:
        """How all words, or for the size most of them, look."""
        seen = [(len(text.strip()), style) for text, style, _, _ in self._found if text.strip()]
        if not seen:
            return Style()
        _, longest = max(seen, key=lambda each: each[0])
        return Style(
            font=longest.font,
            size=longest.size,
            bold=all(style.bold for _, style in seen),
            italic=all(style.italic for _, style in seen),
            underlined=all(style.underlined for _, style in seen),
            capitals=longest.capitals,
            centred=all(style.centred for _, style in seen),
            colour=longest.colour,
            indent=longest.indent,
            name=longest.name,
        )
