"""
A word that the source marks as a term and that is not in the glossary.

In an edition with a glossary, underlined words count as marked; a part of a term's name is enough
("trauma-informed" for "trauma-informed approach").
An outline that links a word to a term that does not exist cannot be read at all.

## Why

A reader who looks the word up finds nothing.

## Example

```markdown
## Purpose

Offer training on cultural humility.

## GLOSSARY

### Term: PEER

A peer is an equal.
```

```text source
Purpose
Offer training on <u>cultural humility</u>.
GLOSSARY
PEER A peer is an equal.
```

Instead, define it:

```markdown
## Purpose

Offer training on cultural humility.

## GLOSSARY

### Term: CULTURAL HUMILITY

Cultural humility is a process of openness.

### Term: PEER

A peer is an equal.
```

```text source
Purpose
Offer training on <u>cultural humility</u>.
GLOSSARY
CULTURAL HUMILITY Cultural humility is a process of openness.
PEER A peer is an equal.
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import names
from guidegraph.check.text.passages import passages, terms
from guidegraph.language.words import keys
from guidegraph.model.findings import Place


_MARKED = re.compile(r"<u>([^<>]{1,100})</u>")


@rule(severity="error", groups=("glossary",))
def check(context: EditionContext) -> Iterator[Observation]:
    glossary = terms(context.edition)
    if context.source is None or not glossary:
        return
    defined = [f" {' '.join(keys(name))} " for term in glossary for name in names(term)]
    all_ = list(passages(context.edition))
    for found in _MARKED.finditer(context.source.text):
        marked = f" {' '.join(keys(found[1]))} "
        if any(name in marked or marked in name for name in defined):
            continue
        words = " ".join(found[1].split())
        owner = next((each.item for each in all_ if words in each.text), None)
        if owner is not None:
            line = context.source.line_of(found.start())
            yield Observation(
                items=(owner.id,),
                message=f"{words!r} is underlined as a term but is not in the glossary; define "
                "it there",
                quote=words,
                source=Place(path=context.source.path, line=line),
            )
