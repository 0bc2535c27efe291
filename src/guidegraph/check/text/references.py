"""References of a text: quotations, footnotes, and lists that name other items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from guidegraph.check.context import EditionContext
from guidegraph.check.text.passages import passages, prose
from guidegraph.language.words import Word, content, forms, words
from guidegraph.model.edition import Edition, Item


__all__ = [
    "ListEntry",
    "LostNote",
    "QuotationSources",
    "QuotedPassage",
    "enumerations",
    "lost_notes",
    "matched",
    "same_name",
]

_GRAM = 3
_LIKE = 0.75
_MOST = 10
_LONGEST_QUOTATION = 400
_MARK = re.compile(r"(?<=[\w.,;:!?”’)])(\*{1,3}|†{1,2}|‡|\[[ivx]{1,5}\]|\[\d{1,3}\])(?=[\s.,;:]|$)")
_MARGIN = 60
_BOLD = re.compile(r"\*\*[^*\n]{1,500}\*\*|(?<![\w*])\*[^*\n]{1,500}\*(?![\w*])")
_NUMBER = re.compile(r"\s*(?:(\d{1,4})\s{0,3}[.):,]|[•*-])?\s*")
_PAGE = re.compile(r"(?:(?<!\s)(?:\s{2,}+|\t)|(?<!\.)\.{3,}+\s*+)\d{1,5}\s*+$")
_LONGEST_ENTRY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedPassage:
    """A part of an item's text."""

    edition: str
    item: str
    text: str


class QuotationSources:
    """The passages of some editions, indexed by three words in a row."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._passages: list[tuple[str, str, str, tuple[Word, ...]]] = []
        self._by_gram: dict[tuple[str, ...], list[tuple[int, int]]] = {}
        for edition in editions:
            for passage in prose(edition):
                said = words(passage.text)
                for at in range(len(said) - _GRAM + 1):
                    gram = tuple(word.form for word in said[at : at + _GRAM])
                    places = self._by_gram.setdefault(gram, [])
                    if len(places) < _MOST:
                        places.append((len(self._passages), at))
                self._passages.append((edition.id, passage.item.id, passage.text, said))

    def nearest(self, said: tuple[str, ...], apart_from: tuple[str, str]) -> QuotedPassage | None:
        """The passage that is nearly the same, or nothing if there is none or one is the same."""
        best, found = _LIKE, None
        tried: set[tuple[int, int]] = set()
        for offset in range(min(len(said), _LONGEST_QUOTATION) - _GRAM + 1):
            for number, at in self._by_gram.get(said[offset : offset + _GRAM], ()):
                start = max(0, at - offset)
                edition, item, text, there = self._passages[number]
                if (edition, item) == apart_from or (number, start) in tried:
                    continue
                tried.add((number, start))
                stretch = there[start : start + len(said)]
                these = tuple(word.form for word in stretch)
                if these == said:
                    return None
                head, tail = said[:_LONGEST_QUOTATION], these[:_LONGEST_QUOTATION]
                like = SequenceMatcher(None, head, tail, autojunk=False)
                if like.quick_ratio() > best and like.ratio() > best:
                    best = like.ratio()
                    whole = text[stretch[0].start : stretch[-1].end]
                    found = QuotedPassage(edition=edition, item=item, text=whole)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNote:
    """A mark without a note: its item, the words before it, and its place."""

    item: Item
    mark: str
    quote: str
    path: str
    line: int


def lost_notes(context: EditionContext) -> Iterator[LostNote]:
    """The marks in the source without a line that begins with them."""
    source, account = context.source, context.account
    if source is None or account is None:
        return
    # Signs of bold or emphasis are not marks.
    text = _BOLD.sub(lambda found: " " * len(found[0]), source.text)
    begins = {line.lstrip().split(" ")[0].rstrip(".:") for line in source.text.splitlines()}
    spans = sorted((span.start, item.id) for item in account.edition.items for span in item.spans)
    for found in _MARK.finditer(text):
        if found[1] in begins:
            continue
        start = source.text.rfind("\n", 0, found.start()) + 1
        before = source.text[max(start, found.start() - _MARGIN) : found.start()]
        place = bisect_right(spans, (found.start(), "\U0010ffff")) - 1
        item = account.edition.by_id[spans[place][1]] if place >= 0 else _item_with(context, before)
        if item is not None:
            yield LostNote(
                item=item,
                mark=found[1],
                quote=before.partition(" ")[2] + found[1] if " " in before else before + found[1],
                path=source.path,
                line=source.line_of(found.start()),
            )


def _item_with(context: EditionContext, words: str) -> Item | None:
    """The item with some words, if the account of the source does not show it."""
    return next((each.item for each in passages(context.edition) if words in each.text), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListEntry:
    """An entry of a list: its number, its words, and its item, if it is one."""

    number: str
    text: str
    where: str
    item: Item | None = None


def enumerations(context: EditionContext) -> Iterator[Sequence[ListEntry]]:
    """The lists of short entries in an edition, and the lists of contents in its source."""
    for children in context.edition.children.values():
        run: list[ListEntry] = []
        for child in children:
            number = "".join(filter(str.isdigit, child.marker or ""))
            if number and child.text and len(child.text) <= _LONGEST_ENTRY and not child.label:
                run.append(ListEntry(number=number, text=child.text, where=child.id, item=child))
                continue
            yield from _long(run)
            run = []
        yield from _long(run)
    account = context.account
    for span in account.edition.furniture if account else ():
        yield from _long([_line(line) for line in span.exact.splitlines() if line.strip()])


def _long(entries: list[ListEntry]) -> Iterator[Sequence[ListEntry]]:
    if len(entries) > 2:
        yield entries


def _line(line: str) -> ListEntry:
    start = _NUMBER.match(line)
    text = _PAGE.sub("", line[start.end() if start else 0 :]).strip()
    return ListEntry(number=(start[1] if start else "") or "", text=text, where="the contents list")


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same except for case and punctuation."""
    return forms(one) == forms(other)


def matched(entries: Sequence[ListEntry], edition: Edition) -> Iterator[tuple[ListEntry, Item]]:
    """
    The entries whose words differ from the label of their item, each with the item.

    The items are those of the type that has most of the entries as labels. An entry is matched by
    its number, or, if it has none, by its words.
    """
    by_type: dict[str, list[Item]] = {}
    for item in edition.items:
        if item.label:
            by_type.setdefault(item.type, []).append(item)
    for items in by_type.values():
        names = {forms(item.label or "") for item in items}
        named = [entry for entry in entries if forms(entry.text) in names]
        if 2 * len(named) < len(entries) or len(named) < 2:
            continue
        numbered = {item.notation: item for item in items if item.notation}
        for entry in entries:
            if forms(entry.text) in names:
                continue
            found = numbered.get(entry.number) if entry.number else _nearest(entry.text, items)
            if found is not None and content(entry.text) & content(found.label or ""):
                yield entry, found
        return


def _nearest(text: str, items: Sequence[Item]) -> Item | None:
    shared, nearest = 0, None
    for item in items:
        in_common = len(content(text) & content(item.label or ""))
        if 2 * in_common > len(content(item.label or "")) and in_common > shared:
            shared, nearest = in_common, item
    return nearest
