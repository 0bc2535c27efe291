"""
A word that was replaced by one that sounds or looks almost like it: complementary, complimentary.

Statements are compared with their counterparts in earlier editions. A change is reported if a
single word was changed and its neighbours were not: into a word that is listed as easily confused
with it, or that differs by two letters or an ending. Other tenses and spellings of a word are not
reported, nor are corrections of listed misspellings.
If the context shows that the earlier word was the mistake, the finding belongs to the earlier
edition.

## Why

Such a change is seldom intended: one of the two is a mistake, and no spelling checker finds it.

## Example

```markdown old
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters do not diagnose, but do offer a complementary service.
```

```markdown new
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters do not diagnose, but do offer a complimentary service.
```

Instead, keep the word:

```markdown old
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters do not diagnose, but do offer a complementary service.
```

```markdown new
## Value 1) EQUALITY

### Practice: EMBODY EQUALITY

- Peer supporters do not diagnose but do offer a complementary service.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.companions import WordUsage
from guidegraph.language.spelling import is_slip
from guidegraph.language.words import words
from guidegraph.model.changes import Change, WordEdit, WordOp


@rule(severity="warning", groups=("words", "editions"), languages=("en",))
def check(context: CompanionsContext) -> Iterator[Observation]:
    editions = {each.id: each for each in (*context.companions, context.edition)}
    usage = WordUsage(editions.values())
    for change in context.comparison.changes.changes:
        if not change.new or not change.old:
            continue
        before, after = change.old[0], change.new[0]
        old_item = editions[before.edition].by_id[before.id]
        new_item = context.edition.by_id[after.id]
        for old, new in dict.fromkeys(_pairs(change)):
            if not is_slip(old.casefold(), new.casefold()):
                continue
            if usage.prefers_new(old, old_item, new, new_item):
                yield Observation(
                    items=(before.id,),
                    target=before.edition,
                    message=f"{old!r} is {new!r} in {context.edition.id} {after.id}, which fits "
                    "better; it seems to be a mistake here",
                    quote=f"{old} → {new}",
                )
            else:
                yield Observation(
                    items=(after.id,),
                    message=f"{old!r} of {before.edition} {before.id} became {new!r}; "
                    "one of the two is a mistake, check which",
                    quote=f"{old} → {new}",
                )


def _pairs(change: Change) -> Iterator[tuple[str, str]]:
    """The single words that were replaced by single words."""
    for edits in (change.words, change.label_words):
        for place, edit in enumerate(edits):
            if edit.op is not WordOp.DELETE or place + 1 == len(edits):
                continue
            if edits[place + 1].op is WordOp.INSERT:
                old, new = _bare(edit), _bare(edits[place + 1])
                if len(old) == len(new):
                    differing = [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]
                    if len(differing) == 1:
                        yield differing[0]


def _bare(edit: WordEdit) -> list[str]:
    return [word.text for word in words(edit.text)]
