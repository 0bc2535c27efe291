"""
Marks of footnotes in the official source whose notes it does not have.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.check.context import EditionContext
from guidegraph.model.edition import Item


__all__ = ["LostNote", "lost_notes"]

_MARK = re.compile(r"(?<=[\w.,;:!?”’)])(\*{1,3}|†{1,2}|‡|\[[ivx]{1,5}\]|\[\d{1,3}\])(?=[\s.,;:]|$)")
_BOLD = re.compile(r"\*\*[^*\n]{1,500}\*\*|(?<![\w*])\*[^*\n]{1,500}\*(?![\w*])")


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNote:
    """
    A mark without a note: the item it stands in, the words before it, and its place.
    """

    item: Item
    mark: str
    quote: str
    path: str
    line: int


def lost_notes(context: EditionContext) -> Iterator[LostNote]:
    """
    The marks in the source that no line begins with again.
    """
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
        place = bisect_right(spans, (found.start(), "\U0010ffff")) - 1
        if place >= 0:
            start = source.text.rfind("\n", 0, found.start()) + 1
            yield LostNote(
                item=account.edition.by_id[spans[place][1]],
                mark=found[1],
                quote=source.text[max(start, found.start() - 60) : found.end()],
                path=source.path,
                line=source.line_of(found.start()),
            )
