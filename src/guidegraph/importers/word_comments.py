"""
Comments that people made in a Word document of an edition, such as one that `diff --format
docx-tracked` wrote: each on the item that its paragraph is.

The document is read with our own tracked changes accepted, and those of people rejected; a
paragraph that is no item so is looked for as it was before our changes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from guidegraph.importers.documents.word.package import Package
from guidegraph.language.proposals import plain_words
from guidegraph.model.clauses import clause_of, label_of
from guidegraph.model.comments import AttachedBy, Comment, CommentStatus, LeftOutRow
from guidegraph.model.edition import Edition
from guidegraph.model.excerpt import beginning


if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["comments_beside", "comments_in_docx"]

_OURS: Final = frozenset(["guidegraph", "guidegraph (items)"])
_COME: Final = frozenset(["ins", "moveTo"])
_GONE: Final = frozenset(["del", "moveFrom"])
_CHANGES: Final = {
    "ins": "inserted",
    "del": "deleted",
    "moveTo": "moved here",
    "moveFrom": "moved away",
    "rPrChange": "changed the look of words",
    "pPrChange": "changed the look of a paragraph",
}
_NO_WORDS: Final = frozenset(["pPr", "rPr", "instrText", "sdtPr"])


@dataclass(slots=True)
class _Paragraph:
    """A paragraph: its words with our changes, those without them, and those that are gone."""

    line: int
    text: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)  # author, what, words
    item: str | None = None


@dataclass(slots=True)
class _Anchor:
    """Where a comment is: its place, its paragraphs, the words it is on, those that are gone."""

    place: tuple[int, int]
    paragraphs: list[_Paragraph] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def comments_in_docx(
    path: str, body: bytes, edition: Edition
) -> tuple[tuple[Comment, ...], tuple[LeftOutRow, ...]] | None:
    """
    The comments of people in a Word document, and their tracked changes as what is none; nothing
    if it has neither.

    Raises:
        FormatError: it is no Word document.
    """
    package = Package(path, body)
    part = package.named("comments")
    said = list(part) if part is not None else []
    document = _Document(package.body)
    _identify(document.paragraphs, edition)
    comments = tuple(_Comments(package, document, edition).comments(said))
    left_out = tuple(_left_out(document, said, edition))
    return (comments, left_out) if said or left_out else None


def comments_beside(path: str, body: bytes) -> Iterator[LeftOutRow]:
    """The Word comments in a document that has a commenting table, which are not read as such."""
    part = Package(path, body).named("comments")
    for each in part if part is not None else ():
        words = f"{each.get('author', '')}: {' '.join(_words(each).split())}"
        why = "a Word comment beside the commenting table"
        yield LeftOutRow(line=0, why=why, words=beginning(words, 200))


class _Document:
    def __init__(self, body: Element) -> None:
        self.paragraphs: list[_Paragraph] = []
        self.anchors: dict[str, _Anchor] = {}
        self._open: dict[str, _Anchor] = {}
        self._letters = 0  # of the current paragraph, so far
        self._flow(body)

    def _flow(self, body: Element) -> None:
        waiting = [body]
        while waiting:
            element = waiting.pop()
            if element.tag == "p":
                self._paragraph(element)
            elif element.tag == "commentRangeStart":
                self._start(element)
            elif element.tag == "commentRangeEnd":
                self._open.pop(element.get("id", ""), None)
            else:
                waiting += reversed(element)

    def _start(self, element: Element) -> None:
        self._open[element.get("id", "")] = self._anchor(element)

    def _anchor(self, element: Element) -> _Anchor:
        here = _Anchor(place=(len(self.paragraphs), self._letters))
        return self.anchors.setdefault(element.get("id", ""), here)

    def _paragraph(self, element: Element) -> None:
        paragraph = _Paragraph(line=len(self.paragraphs) + 1)
        self.paragraphs.append(paragraph)
        self._letters = 0
        for mark in element.iterfind("pPr/rPr/*"):
            if mark.tag in _CHANGES and not _is_ours(mark):
                paragraph.changes.append((mark.get("author", ""), mark.tag, ""))
        for mark in element.iterfind("pPr/pPrChange"):
            if not _is_ours(mark):
                paragraph.changes.append((mark.get("author", ""), mark.tag, ""))
        self._inside(element, paragraph)

    def _inside(self, element: Element, paragraph: _Paragraph) -> None:
        """
        The words of a paragraph; each element waits with whether its words are there, and whether
        they were before our changes.
        """
        waiting = [(each, True, True) for each in reversed(element)]
        while waiting:
            one, there, was = waiting.pop()
            if one.tag in ("t", "delText", "tab", "br", "noBreakHyphen"):
                words = {"tab": " ", "br": " ", "noBreakHyphen": "-"}.get(one.tag, one.text or "")
                (paragraph.text if there else paragraph.gone).append(words)
                if was:
                    paragraph.before.append(words)
                self._letters += len(words)
                for anchor in self._open.values():
                    (anchor.words if there else anchor.gone).append(words)
                    _note(anchor, paragraph)
            elif one.tag == "commentRangeStart":
                self._start(one)
                _note(self.anchors[one.get("id", "")], paragraph)
            elif one.tag == "commentRangeEnd":
                self._open.pop(one.get("id", ""), None)
            elif one.tag == "commentReference":
                anchor = self._anchor(one)
                if not anchor.paragraphs:
                    _note(anchor, paragraph)
            elif one.tag in _COME | _GONE:
                ours = _is_ours(one)
                if not ours:
                    words = "".join(
                        each.text or "" for each in one.iter() if each.tag in ("t", "delText")
                    )
                    paragraph.changes.append((one.get("author", ""), one.tag, words))
                kept = there and (one.tag in _COME) == ours
                had = was and one.tag in _GONE
                waiting += ((each, kept, had) for each in reversed(one))
            elif one.tag == "rPr":
                if (mark := one.find("rPrChange")) is not None and not _is_ours(mark):
                    paragraph.changes.append((mark.get("author", ""), mark.tag, ""))
            elif one.tag not in _NO_WORDS:
                waiting += ((each, there, was) for each in reversed(one))


def _note(anchor: _Anchor, paragraph: _Paragraph) -> None:
    if not anchor.paragraphs or anchor.paragraphs[-1] is not paragraph:
        anchor.paragraphs.append(paragraph)


def _is_ours(mark: Element) -> bool:
    return mark.get("author", "") in _OURS


def _identify(paragraphs: list[_Paragraph], edition: Edition) -> None:
    """Find the item that each paragraph is, by its words, the next one in order first."""
    known: dict[str, list[int]] = {}
    for at, item in enumerate(edition.items):
        number = (item.marker or item.notation or "").strip()
        texts = [item.text or "", f"{number} {item.text or ''}"]
        for label in {item.label or "": 0, label_of(item): 0}:
            texts += (label, f"{number} {label}")
        texts += (f"{each.property} {each.value}" for each in item.attributes)
        for text in dict.fromkeys(map(plain_words, texts)):
            if text and text != plain_words(number):
                known.setdefault(text, []).append(at)
    last = -1
    for paragraph in paragraphs:
        states = ["".join(paragraph.text), "".join(paragraph.before)]
        if not states[0].strip():  # what moved away, or was deleted, and is at another place
            states.append("".join(paragraph.gone))
        found = (known.get(plain_words(words)) for words in states)
        places = next(filter(None, found), [])
        if places:
            at = next((at for at in places if at >= last), places[0])
            paragraph.item = edition.items[at].id
            last = at if "".join(paragraph.text).strip() else last


class _Comments:
    def __init__(self, package: Package, document: _Document, edition: Edition) -> None:
        self.document = document
        self.edition = edition
        extended = package.named("commentsExtended")
        entries = list(extended) if extended is not None else []
        self.done = {each.get("paraId") for each in entries if each.get("done") in ("1", "true")}
        self.above = {each.get("paraId"): each.get("paraIdParent") for each in entries}

    def comments(self, said: list[Element]) -> Iterator[Comment]:
        by_paragraph = {
            each.get("paraId"): comment for comment in said for each in comment.iter("p")
        }
        people = [each for each in said if each.tag == "comment" and not _is_ours(each)]
        people.sort(key=lambda each: self._order(each, by_paragraph))
        ids: dict[int, str] = {}
        counts: Counter[str] = Counter()
        for line, comment in enumerate(people, start=1):
            author = " ".join(comment.get("author", "").split())
            initials = "".join(filter(str.isalnum, comment.get("initials", ""))).upper()
            made = "".join(word[0] for word in author.split() if word[0].isalnum()).upper()
            prefix = (initials or made)[:10]
            prefix = prefix if prefix.isascii() and prefix else "C"
            counts[prefix] += 1
            ids[id(comment)] = f"{prefix}-{counts[prefix]}"
            yield self._comment(comment, line, author, ids, by_paragraph)

    def _order(
        self, comment: Element, by_paragraph: dict[str | None, Element]
    ) -> tuple[tuple[int, int], list[tuple[str, ...]]]:
        """
        Where a comment stands among the others: by its place in the document, an answer after what
        it answers. The numbers in the file count for nothing: programs change them.
        """
        thread = [comment]
        while (above := self._above(thread[-1], by_paragraph)) is not None and above not in thread:
            thread.append(above)
        anchors = (self.document.anchors.get(each.get("id", "")) for each in reversed(thread))
        place = next((each.place for each in anchors if each is not None), None)
        said = [
            (each.get("date") or "", each.get("author") or "", _words(each))
            for each in reversed(thread)
        ]
        return place or (len(self.document.paragraphs) + 1, 0), list(said)

    def _above(self, comment: Element, by_paragraph: dict[str | None, Element]) -> Element | None:
        """The comment that a comment answers."""
        own = [each.get("paraId") for each in comment.iter("p")]
        above = next((self.above[each] for each in own if each and self.above.get(each)), None)
        return by_paragraph.get(above) if above else None

    def _comment(
        self,
        comment: Element,
        line: int,
        author: str,
        ids: dict[int, str],
        by_paragraph: dict[str | None, Element],
    ) -> Comment:
        own = [each.get("paraId") for each in comment.iter("p")]
        parent = self._above(comment, by_paragraph)
        nowhere = _Anchor(place=(0, 0))
        anchor = self.document.anchors.get(comment.get("id", ""), nowhere)
        if not anchor.paragraphs and parent is not None:
            anchor = self.document.anchors.get(parent.get("id", ""), anchor)
        body = _words(comment)
        found = Comment(
            id=ids[id(comment)],
            body=body,
            member=author or None,
            date=(comment.get("date") or "")[:10] or None,
            quote=" ".join("".join(anchor.words).split()) or None,
            status=CommentStatus.CLOSED
            if any(p in self.done for p in own if p)
            else CommentStatus.OPEN,
            reply_to=ids.get(id(parent)) if parent is not None else None,
            line=line,
        )
        warnings = []
        if parent is not None and _is_ours(parent):
            warnings.append(f"an answer to our note “{beginning(_words(parent), 60)}”")
        targets = tuple(
            dict.fromkeys(each.item for each in anchor.paragraphs if each.item is not None)
        )
        if targets:
            return replace(
                found, targets=targets, attached_by=AttachedBy.PLACE, warnings=tuple(warnings)
            )
        gone = " ".join("".join(anchor.gone).split())
        if gone and not found.quote:
            warnings.append(f"on words that are not in {self.edition.id}: “{beginning(gone, 60)}”")
        else:
            warnings.append(f"on a paragraph that is not an item of {self.edition.id}")
        return replace(found, attached_by=AttachedBy.NOTHING, warnings=tuple(warnings))


def _words(comment: Element) -> str:
    lines = (
        " ".join("".join(t.text or "" for t in each.iter("t")).split())
        for each in comment.iter("p")
    )
    return "\n".join(filter(None, lines))


def _left_out(document: _Document, said: list[Element], edition: Edition) -> Iterator[LeftOutRow]:
    for each in said:
        if _is_ours(each):
            yield LeftOutRow(line=0, why="our own notes on the changes")
    for paragraph in document.paragraphs:
        item = edition.by_id.get(paragraph.item or "")
        place = f"{clause_of(edition, item)}: " if item else ""
        for author, what, words in paragraph.changes:
            about = f" “{beginning(' '.join(words.split()), 160)}”" if words.strip() else ""
            if not about and what in _COME | _GONE:
                about = " the end of a paragraph"
            yield LeftOutRow(
                line=paragraph.line,
                why=f"a tracked change of {author or 'somebody'}, not a comment",
                words=f"{place}{_CHANGES[what]}{about}",
            )
