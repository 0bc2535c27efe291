"""
A term with two different definitions, both in the glossary or one of them in a statement.

A statement that uses the words of the glossary is not another definition.

## Why

Readers follow the definition that they happen to read.

## Example

```markdown
## Value 1) RESPECT

### Supervisor roles

- Offer training on cultural humility, which is a process of openness and self-reflection.

## GLOSSARY

### Term: CULTURAL HUMILITY

Cultural humility is a process of being egoless, and of lifelong learning from diverse people.
```

Instead, define it once:

```markdown
## Value 1) RESPECT

### Supervisor roles

- Offer training on cultural humility.

## GLOSSARY

### Term: CULTURAL HUMILITY

Cultural humility is a process of being egoless, and of lifelong learning from diverse people.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import definitions, names
from guidegraph.check.text.passages import terms
from guidegraph.language.words import content, keys
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import listed


_SAME = 0.9
"""A definition is the same if at least this share of its words is in the glossary."""


@rule(severity="error", groups=("glossary",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    glossary = terms(context.edition)
    by_name: dict[tuple[str, ...], dict[str, Item]] = {}
    for term in glossary:
        for name in names(term):
            by_name.setdefault(keys(name), {})[term.id] = term
    for same in by_name.values():
        if len({item.text for item in same.values()}) > 1:
            items = list(same.values())
            yield Observation(
                items=tuple(same),
                message=f"{items[0].name!r} has different definitions in "
                f"{listed([item.id for item in items])}; keep one",
                quote=items[-1].text or "",
            )
    for id_, found in definitions(context.edition, glossary).items():
        term = context.edition.by_id[id_]
        official = content(term.text or "")
        for definition in found:
            said = content(definition.text)
            if len(said & official) < _SAME * len(said):
                yield Observation(
                    items=(definition.item.id, id_),
                    message=f"defines {term.name!r} differently from {id_}; refer to the "
                    "glossary, or use its words",
                    quote=definition.text,
                )
