"""Marks of footnotes in the official source whose notes it does not have."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.check.context import EditionContext
from guidegraph.check.text.passages import passages
from guidegraph.model.edition import Item


__all__ = ["LostNote", "lost_notes"]

_MARK = re.compile(r"(?<=[\w.,;:!?”’)])(\*{1,3}|†{1,2}|‡|\[[ivx]{1,5}\]|\[\d{1,3}\])(?=[\s.,;:]|$)")
_MARGIN = 60
_BOLD = re.compile(r"\*\*[^*\n]{1,500}\*\*|(?<![\w*])\*[^*\n]{1,500}\*(?![\w*])")


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNote:
    """A mark without a note: the item it stands in, the words before it, and its place."""

    item: Item
    mark: str
    quote: str
    path: str
    line: int


def lost_notes(context: EditionContext) -> Iterator[LostNote]:
    """The marks in the source that no line begins with again."""
    source, account = context.source, context.account
    if source is None or account is None:
        return
    # What stands between signs of bold or emphasis is no mark.
    text = _BOLD.sub(lambda found: " " * len(found[0]), source.text)
    begins = {line.lstrip().split(" ")[0].rstrip(".:") for line in source.text.splitlines()}
    spans = sorted((span.start, item.id) for item in account.edition.items for span in item.spans)
    for found in _MARK.finditer(text):
        if found[1] in begins:
            continue
        start = source.text.rfind("\n", 0, found.start()) + 1
        before = source.text[max(start, found.start() - _MARGIN) : found.start()]
        place = bisect_right(spans, (found.start(), "\U0010ffff")) - 1
        item = account.edition.by_id[spans[place][1]] if place >= 0 else _bearer(context, before)
        if item is not None:
            yield LostNote(
                item=item,
                mark=found[1],
                quote=before.partition(" ")[2] + found[1] if " " in before else before + found[1],
                path=source.path,
                line=source.line_of(found.start()),
            )


def _bearer(context: EditionContext, words: str) -> Item | None:
    """The item that prints some words, where the account of the source does not tell."""
    return next((each.item for each in passages(context.edition) if words in each.text), None)
