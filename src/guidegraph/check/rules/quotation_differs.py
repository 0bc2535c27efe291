"""
A quotation that does not match its source.

Passages of five or more words in quotation marks, and paragraphs with a footnote at their end, are
compared with all texts of the edition and of those it revises or derives from. A text that is
nearly the same is taken as the source, or as another quotation from it.

## Why

A changed quotation is not a quotation, and a reader who looks it up does not find it.

## Example

```markdown old
## Background

People are seen as objects of treatment rather than human beings with the same rights.
```

```markdown new
## Background

The WHO says: “People are seen as objects of treatment rather than human beings with equal rights.”
```

Instead, quote it exactly:

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
from guidegraph.check.text.references import QuotationSources
from guidegraph.language.words import forms
from guidegraph.model.edition import Item


_SHORTEST = 5


@rule(severity="warning", groups=("facts", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    sources = QuotationSources((context.edition, *context.companions))
    for passage in prose(context.edition):
        for text in _quotations(passage.item):
            said = forms(text)
            if len(said) < _SHORTEST:
                continue
            source = sources.nearest(said, apart_from=(context.edition.id, passage.item.id))
            if source is not None:
                yield Observation(
                    items=(passage.item.id,),
                    message=f"{source.edition} {source.item} has {source.text!r}; quote it exactly",
                    quote=text,
                )


def _quotations(item: Item) -> Iterator[str]:
    text = item.text or ""
    for _, _, words in quoted(text):
        yield words
    # A paragraph with a footnote mark at its very end is a quotation with its source.
    if item.type == "Paragraph" and any(
        note.anchor == "text" and note.offset >= len(text) for note in item.notes
    ):
        yield text
