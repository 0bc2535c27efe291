"""
A number that does not fit its series: a gap, a repetition, or other punctuation than the rest.

Numbers are checked as the document prints them, or else as the edition has them; a number 1 begins
a new series.
In a table or other data, a number that was withdrawn leaves a gap, and the rows may be in any
order: only a repeated number is reported.

## Why

Others quote the numbers; a gap makes them search for something that does not exist.

## Example

```markdown
## Introduction

1. Peer support is voluntary
2. Peer support is transparent
3, Peer support is mutual
5. Peer support is person-driven
```

Instead:

```markdown
## Introduction

1. Peer support is voluntary
2. Peer support is transparent
3. Peer support is mutual
4. Peer support is person-driven
```
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import sibling_groups
from guidegraph.model.edition import Item


_MARKER = re.compile(r"(\W*)(\d{1,6})(\W*)")
_SERIES = 3


@rule(severity="warning", groups=("structure",))
def check(context: EditionContext) -> Iterator[Observation]:
    is_data = context.edition.source_kind is not None
    for siblings in sibling_groups(context.edition):
        yield from _repeated(siblings) if is_data else _order(siblings)
        yield from _punctuation([item for item in siblings if item.marker])


def _order(siblings: Sequence[Item]) -> Iterator[Observation]:
    last: int | None = None
    for item in siblings:
        number = _number(item)
        if number is None:
            continue
        if last is not None and number not in (last + 1, 1):
            what = "repeats the number before it" if number == last else f"follows {last}"
            yield Observation(
                items=(item.id,),
                message=f"the number {number} {what}; change it to {last + 1}, or find what is "
                "missing",
                quote=f"{item.marker or item.notation} {item.name}",
            )
        last = number


def _repeated(siblings: Sequence[Item]) -> Iterator[Observation]:
    first: dict[str, Item] = {}
    for item in siblings:
        number = item.notation or item.marker
        if number and first.setdefault(number, item) is not item:
            before = first[number]
            yield Observation(
                items=(item.id, before.id),
                message=f"has the number {number} of {before.name!r}; give each its own",
                quote=f"{number} {item.name}",
            )


def _number(item: Item) -> int | None:
    """The last part of an item's number, if it is a figure."""
    found = _MARKER.fullmatch(item.marker or "")
    if found:
        return int(found[2])
    tail = (item.notation or "").rpartition(".")[2]
    return int(tail) if tail.isascii() and tail.isdecimal() and len(tail) < 7 else None


def _punctuation(siblings: Sequence[Item]) -> Iterator[Observation]:
    found = [(item, _MARKER.fullmatch(item.marker or "")) for item in siblings]
    styles = Counter((match[1], match[3]) for _, match in found if match)
    if not styles:
        return
    usual, times = styles.most_common(1)[0]
    if times < max(_SERIES, 0.75 * styles.total()):
        return
    for item, match in found:
        if match and (match[1], match[3]) != usual:
            yield Observation(
                items=(item.id,),
                message=f"is numbered {item.marker!r}, while {times} others are like "
                f"'{usual[0]}1{usual[1]}'; use the same punctuation",
                quote=f"{item.marker} {item.name}",
            )
