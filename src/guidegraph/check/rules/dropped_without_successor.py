"""
A statement of an earlier edition that is missing, while the rest of its list was kept.

The earlier editions are those that this one revises or derives from. A statement that was merged,
split or moved is not missing.
What was dropped together with its whole list or section is [dropped-passage](dropped-passage.md).

## Why

What was required is no longer required, and nothing shows that this was decided.

## Example

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters do not make false promises or misrepresent themselves.
- Peer supporters build relationships based on integrity.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters build relationships based on integrity.
```

Instead, keep it, or state what replaces it:

```markdown old
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters do not make false promises or misrepresent themselves.
- Peer supporters build relationships based on integrity.
```

```markdown new
## Value 1) HONESTY

### Practice: BE HONEST

- Peer supporters respect privacy and confidentiality.
- Peer supporters do not make promises that are false, nor misrepresent themselves.
- Peer supporters build relationships based on integrity.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import CompanionsContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.companions import dropped


@rule(severity="error", groups=("statements", "editions"))
def check(context: CompanionsContext) -> Iterator[Observation]:
    for loss in dropped(context):
        if loss.from_a_list:
            yield Observation(
                items=tuple(item.id for item in loss.items),
                target=loss.edition.id,
                message=f"has no successor in {context.edition.id}, which kept the other "
                f"{loss.kept} of its list; restore it, or confirm that this is intended",
                quote=loss.items[0].text or loss.items[0].name,
            )
