"""
An item whose name in a list of contents differs from its heading.

A list counts as a list of contents if most of its entries are labels of the edition: a list of
values in the introduction, or the contents list that the source prints.
Case, quotation marks and a number in front are ignored.

## Why

Readers search for one name and find the other, and nobody knows which one to quote.

## Example

```markdown
## Introduction

The values are:

1. Peer support is voluntary
2. Peer supports are hopeful
3. Peer support is transparent

## Value 1) PEER SUPPORT IS VOLUNTARY

It is a choice.

## Value 2) PEER SUPPORTERS ARE HOPEFUL

They share hope.

## Value 3) PEER SUPPORT IS TRANSPARENT

All is said.
```

Instead, use the same name:

```markdown
## Introduction

The values are:

1. Peer support is voluntary
2. Peer supporters are hopeful
3. Peer support is transparent

## Value 1) PEER SUPPORT IS VOLUNTARY

It is a choice.

## Value 2) PEER SUPPORTERS ARE HOPEFUL

They share hope.

## Value 3) PEER SUPPORT IS TRANSPARENT

All is said.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.references import enumerations, matched


@rule(severity="warning", groups=("labels",))
def check(context: EditionContext) -> Iterator[Observation]:
    for entries in enumerations(context):
        for entry, item in matched(entries, context.edition):
            yield Observation(
                items=(entry.item.id, item.id) if entry.item else (item.id,),
                message=f"{entry.where} has {entry.text!r} for {item.id}, whose heading is "
                f"{item.label!r}; use the same words",
                quote=entry.text,
            )
