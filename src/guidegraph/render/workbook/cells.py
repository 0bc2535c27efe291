"""Texts of changes as cells: the words of each side marked, and shortened to what a cell holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from guidegraph.export.xlsx import LONGEST, MarkedText
from guidegraph.model.changes import Change, Relation, WordEdit, WordOp
from guidegraph.model.names import visible
from guidegraph.render.details import Details, PropertyLine
from guidegraph.render.phrases import difference_of, words_of


__all__ = ["CellTexts"]

_CUT: Final = " … [shortened]"


@dataclass
class CellTexts:
    """
    Makes the cells of a sheet.

    *shortened* counts the texts that are longer than a cell can be.
    """

    details: Details
    shortened: int = 0

    def side(self, change: Change, *, old: bool) -> MarkedText:
        """
        The texts of the old or the new items of a change, with the words marked that only this side
        has; a name that changed is in front.
        """
        op = WordOp.DELETE if old else WordOp.INSERT
        refs = change.old if old else change.new
        items = [self.details.edition_of(ref, old=old).by_id[ref.id] for ref in refs]
        texts = list(dict.fromkeys(text for item in items if (text := words_of(item))))
        if change.relation in (Relation.ADDED, Relation.DROPPED):
            return self.fitted(_apart([WordEdit(op=op, text=text)] for text in texts))
        name = list(difference_of(change.label_words, op))
        named = [item for item in items if item.text]
        if name and not named:
            return self.fitted(_paragraphs(_words(name), texts))
        moved = [
            each.text
            for each in change.sentences
            if (each.old in change.old if old else each.new in change.new)
        ]
        words = _with_moved(_words(difference_of(change.words, op)), texts, moved, op)
        body = _paragraphs(words, texts)
        return self.fitted([*_joined(name), *_gap(name), *body])

    def properties(self, lines: Iterable[PropertyLine]) -> MarkedText:
        """Properties with other values, each on a line, with what was removed and added."""
        parts = ((WordEdit(op=WordOp.EQUAL, text=f"{line.name}:"), *line.edits) for line in lines)
        return self.fitted(_apart(parts, "\n"))

    def plain(self, text: str) -> str:
        """A text as it is, shortened to what a cell holds."""
        (*_, run) = self.fitted([WordEdit(op=WordOp.EQUAL, text=text)]).runs
        return run.text

    def fitted(self, runs: Iterable[WordEdit]) -> MarkedText:
        """Runs of words shortened to what a cell holds."""
        found: list[WordEdit] = []
        room = LONGEST
        for run in runs:
            text = visible(run.text)
            size = _size(text)
            if size > room:
                self.shortened += 1
                found += _cut(found, text, run.op, room)
                break
            room -= size
            found.append(WordEdit(op=run.op, text=text))
        return MarkedText(tuple(found))


def _size(text: str) -> int:
    """The length in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _cut(before: list[WordEdit], text: str, op: WordOp, room: int) -> Iterator[WordEdit]:
    """What there is room for of a text, with the sign that it is shortened."""
    room -= len(_CUT)
    while room < 0 and before:
        last = before.pop()
        room += _size(last.text)
        text, op = last.text, last.op
    kept = text[: max(0, room)]
    while _size(kept) > room:
        kept = kept[: len(kept) - max(1, (_size(kept) - room) // 2)]
    yield WordEdit(op=op, text=kept)
    yield WordEdit(op=WordOp.EQUAL, text=_CUT)


def _joined(edits: Sequence[WordEdit]) -> Iterator[WordEdit]:
    """Runs with the spaces between them, which belong to what was kept."""
    for number, edit in enumerate(edits):
        if number:
            yield WordEdit(op=WordOp.EQUAL, text=" ")
        yield edit


def _apart(parts: Iterable[Sequence[WordEdit]], sign: str = "\n\n") -> Iterator[WordEdit]:
    for number, part in enumerate(parts):
        if number:
            yield WordEdit(op=WordOp.EQUAL, text=sign)
        yield from _joined(part)


def _gap(name: Sequence[WordEdit]) -> Iterator[WordEdit]:
    if name:
        yield WordEdit(op=WordOp.EQUAL, text="\n")


_Words = Sequence[tuple[WordOp, str]]


def _words(edits: Iterable[WordEdit]) -> _Words:
    return [(edit.op, word) for edit in edits for word in edit.text.split()]


def _with_moved(words: _Words, texts: Sequence[str], moved: Sequence[str], op: WordOp) -> _Words:
    """
    The words of a difference with the sentences that went elsewhere, or came from there, at their
    place in the texts: they are no part of a difference.
    """
    if not moved:
        return words
    whole = [word for text in texts for word in text.split()]
    is_moved = [False] * len(whole)
    for sentence in moved:
        run = sentence.split()
        for start in range(len(whole) - len(run) + 1):
            end = start + len(run)
            if whole[start:end] == run and not any(is_moved[start:end]):
                is_moved[start:end] = [True] * len(run)
                break
    rest = [word for word, away in zip(whole, is_moved, strict=True) if not away]
    if rest != [word for _, word in words]:
        return words
    left = iter(words)
    return [(op, word) if away else next(left) for word, away in zip(whole, is_moved, strict=True)]


def _paragraphs(words: _Words, texts: Sequence[str]) -> Iterator[WordEdit]:
    """
    A difference with the texts that it is of as paragraphs; other texts, those of further old
    editions, are behind it.
    """
    if not words:
        yield from _apart([WordEdit(op=WordOp.EQUAL, text=text)] for text in texts)
        return
    compared = _compared([word for _, word in words], texts)
    ends = {sum(len(text.split()) for text in compared[:end]) for end in range(1, len(compared))}
    runs: list[WordEdit] = []
    for number, (op, word) in enumerate(words):
        if number in ends:
            runs.append(WordEdit(op=WordOp.EQUAL, text="\n\n"))
        elif number:
            is_within = runs[-1].op is op
            runs.append(WordEdit(op=op if is_within else WordOp.EQUAL, text=" "))
        runs.append(WordEdit(op=op, text=word))
    yield from _merged(runs)
    for text in texts:
        if compared and text not in compared:
            yield WordEdit(op=WordOp.EQUAL, text=f"\n\n{text}")


def _compared(words: Sequence[str], texts: Sequence[str]) -> Sequence[str]:
    """Those of some texts whose words a difference has: all, or one of them; else none."""
    if [word for text in texts for word in text.split()] == words:
        return texts
    return next(([text] for text in texts if text.split() == words), [])


def _merged(runs: Iterable[WordEdit]) -> Iterator[WordEdit]:
    op, text = WordOp.EQUAL, ""
    for run in runs:
        if run.op is not op and text:
            yield WordEdit(op=op, text=text)
            text = ""
        op, text = run.op, text + run.text
    if text:
        yield WordEdit(op=op, text=text)
