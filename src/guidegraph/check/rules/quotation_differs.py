"""
A quotation that does not match its source.

Compared are passages in quotation marks, of five words and more, and paragraphs with a footnote at
their end, with all that the edition and those it revises or derives from say. What is nearly the
same is taken for the source, or for another quotation from it.

## Why

A quotation that was touched is none, and a reader who looks it up does not find it.

## Example

```markdown old
## Background

People are seen as objects of treatment rather than human beings with the same rights.
```

```markdown new
## Background

The WHO says: “People are seen as objects of treatment rather than human beings with equal rights.”
```

Instead, quote it as it stands:

```markdown old
## Background

People are seen as objects of treatment rather than human beings with the same rights.
```

```markdown new
## Background

The WHO says: “People are seen as objects of treatment rather than human beings with the same
rights.”
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import quoted
from guidegraph.check.text.passages import prose
from guidegraph.check.text.references import Sources
from guidegraph.language.words import forms
from guidegraph.model.edition import Item


_SHORTEST = 5


@rule(severity="warning", groups=("facts", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    sources = Sources((context.edition, *context.companions))
    for passage in prose(context.edition):
        for text in _quotations(passage.item):
            said = forms(text)
            if len(said) < _SHORTEST:
                continue
            source = sources.nearest(said, apart_from=(context.edition.id, passage.item.id))
            if source is not None:
                yield Observation(
                    items=(passage.item.id,),
                    message=f"{source.edition} {source.item} has {source.text!r}; "
                    "quote it as it stands",
                    quote=text,
                )


def _quotations(item: Item) -> Iterator[str]:
    text = item.text or ""
    for _, _, words in quoted(text):
        yield words
    # A paragraph whose footnote mark stands at its very end is a quotation with its source.
    if item.type == "Paragraph" and any(
        note.anchor == "text" and note.offset >= len(text) for note in item.notes
    ):
        yield text
