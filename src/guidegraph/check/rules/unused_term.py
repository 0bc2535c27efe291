"""
A term that the glossary defines and nothing uses.

Its names are searched for in all other texts and labels, in the singular and plural and in any
case, and among the terms that items are linked to.

## Why

Either the definition is not needed, or the text uses another name.

## Example

```markdown
## Value 1) RESPECT

Each person is treated with dignity.

## GLOSSARY

### Term: DIGNITY

Dignity is what nobody can take from a person.

### Term: CO-LEARNING

Co-learning is to learn something together.
```

Instead, use it or remove it:

```markdown
## Value 1) RESPECT

Each person is treated with dignity, and co-learning is welcome.

## GLOSSARY

### Term: DIGNITY

Dignity is what nobody can take from a person.

### Term: CO-LEARNING

Co-learning is to learn something together.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import names, uses
from guidegraph.check.text.passages import terms
from guidegraph.language.words import keys


@rule(severity="warning", groups=("glossary",), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    edition = context.edition
    glossary = terms(edition)
    wanted = {keys(name): term.id for term in glossary for name in names(term) if keys(name)}
    used = {link.destination for link in edition.associations if link.type == "usesTerm"}
    for id_, passage in uses(edition, wanted):
        if passage.item.id != id_:
            used.add(id_)
    for term in glossary:
        if term.id not in used:
            yield Observation(
                items=(term.id,),
                message=f"{term.name!r} is defined and not used; use it, or remove it",
                quote=term.name,
            )
