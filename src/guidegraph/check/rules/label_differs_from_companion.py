"""
An item that has a different name in a companion document.

Labels are compared with those of the counterparts in the editions that this one derives from;
case, quotation marks and punctuation are ignored.
An edition that this one revises is not a companion: a revision may choose another name.

## Why

A reader of both documents does not know whether they mean the same item.

## Example

```markdown old
## Value 1) HONESTY

### Practice: ADDRESS DIFFICULT SITUATIONS

- Peer supporters respect privacy and confidentiality.
- Peer supporters build relationships based on integrity.
```

```markdown new
## Value 1) HONESTY

### Practice: ADDRESS DIFFICULT ISSUES

- Peer supporters respect privacy and confidentiality.
- Peer supporters build relationships based on integrity.
```

Instead, use the same name in both:

```markdown old
## Value 1) HONESTY

### Practice: ADDRESS DIFFICULT ISSUES

- Peer supporters respect privacy and confidentiality.
- Peer supporters build relationships based on integrity.
```

```markdown new
## Value 1) HONESTY

### Practice: ADDRESS DIFFICULT ISSUES

- Peer supporters respect privacy and confidentiality.
- Peer supporters build relationships based on integrity.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.references import same_name


_HEADINGS = ("Section",)


@rule(severity="warning", groups=("labels", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    revised = context.edition.provenance.revision_of
    companions = {
        companion.id: companion for companion in context.companions if companion.id not in revised
    }
    for change in context.comparison.changes.changes:
        if len(change.new) != 1:
            continue
        new = context.edition.by_id[change.new[0].id]
        for ref in change.old:
            if ref.edition not in companions:
                continue
            old = companions[ref.edition].by_id[ref.id]
            if not (old.label and new.label) or old.type != new.type or old.type in _HEADINGS:
                continue
            if not same_name(old.label, new.label):
                yield Observation(
                    items=(new.id,),
                    message=f"has the name {new.label!r} here and {old.label!r} in {ref.edition} "
                    f"({old.id}); use the same words",
                    quote=new.label,
                )
