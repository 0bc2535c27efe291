"""
A list item that is printed without a bullet, while the others of its list have one.

The official source is checked. Items are compared with those directly before and after them: if
the extraction lost the bullets of a whole table cell, none is reported.

## Why

Without its bullet an item reads as the end of the one before it, and is not counted as an item.

## Example

```markdown
### Item: SUPERVISOR ROLES

- Describe the benefits of supervision.
- Use plain language in all interactions.
- Reinforce the role of peer support.
```

```text source
SUPERVISOR ROLES

• Describe the benefits of supervision.
• Use plain language in all interactions.
Reinforce the role of peer support.
```

Instead, print it:

```markdown
### Item: SUPERVISOR ROLES

- Describe the benefits of supervision.
- Use plain language in all interactions.
- Reinforce the role of peer support.
```

```text source
SUPERVISOR ROLES

• Describe the benefits of supervision.
• Use plain language in all interactions.
• Reinforce the role of peer support.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import sibling_groups
from guidegraph.model.edition import Item
from guidegraph.model.findings import Place


_BULLETS = frozenset("•‣◦▪▫■□●○∙·–—*-+➢➤\uf0b7\uf0a7\uf0d8")


@rule(severity="warning", groups=("structure", "typography"))
def check(context: EditionContext) -> Iterator[Observation]:
    account, source = context.account, context.source
    if account is None or source is None:
        return
    bullets = {span.end for span in account.edition.furniture if span.exact.strip() in _BULLETS}
    if not bullets:
        return
    for siblings in sibling_groups(account.edition):
        items = [item for item in siblings if item.text and item.spans and not item.marker]
        for run in _runs(items, source.text):
            marked = [_has_bullet(item, source.text, bullets) for item in run]
            if 2 * sum(marked) <= len(run):
                continue
            for item, has in zip(run, marked, strict=True):
                # What ends in a colon introduces the list.
                if not has and not (item.text or "").endswith(":"):
                    line = source.line_of(item.spans[0].start)
                    yield Observation(
                        items=(item.id,),
                        message=f"has no bullet, unlike {sum(marked)} of the {len(run)} "
                        "items around it; add one",
                        quote=item.spans[0].exact[:80],
                        source=Place(path=source.path, line=line),
                    )


def _has_bullet(item: Item, text: str, bullets: set[int]) -> bool:
    at = item.spans[0].start
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at in bullets


def _runs(items: Sequence[Item], text: str) -> Iterator[list[Item]]:
    """The items that directly follow one another, with nothing but a bullet between."""
    run: list[Item] = []
    for item in items:
        if run and text[run[-1].spans[-1].end : item.spans[0].start].strip() not in ("", *_BULLETS):
            yield run
            run = []
        run.append(item)
    if run:
        yield run
