"""
A list item that ends otherwise than its siblings: without the full stop they have, or with one.

Paragraphs of running text are not looked at, nor lists that are too short or too mixed to have a
usage, nor the last item of a list that reads on as one sentence.

## Why

It is a slip that readers notice, and where a text was cut off, this is how it shows.

## Example

```markdown
## Value 1) HONESTY

### Supervisor roles

- Establish clear boundaries and expectations
- Promote responsibility and accountability.
- Build trust.
```

Instead:

```markdown
## Value 1) HONESTY

### Supervisor roles

- Establish clear boundaries and expectations.
- Promote responsibility and accountability.
- Build trust.
```
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.passages import is_prose, kin, mending
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import around


_FEWEST = 3
_SHARE = 2 / 3
_CLOSING = "\"'”’»)]"
_ENDS = ".!?…:;"


@rule(severity="warning", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    for siblings in kin(context.edition):
        items = [item for item in siblings if item.text and not is_prose(item)]
        if len(items) < _FEWEST:
            continue
        ends = [_end(item) for item in items]
        bare = [place for place, end in enumerate(ends) if not end]
        stopped = [place for place, end in enumerate(ends) if end == "."]
        if len(stopped) >= _SHARE * len(items):
            yield from _missing(context, [items[place] for place in bare])
        elif len(bare) >= _SHARE * len(items):
            # In a list that reads on as one sentence, the last item ends it.
            for place in stopped:
                if place + 1 < len(items):
                    yield _observed(items[place], "ends in a full stop", "none of its siblings")


def _missing(context: EditionContext, items: Sequence[Item]) -> Iterator[Observation]:
    for item in items:
        text = item.text or ""
        last = text[-30:].partition(" ")[2] or text
        yield Observation(
            items=(item.id,),
            message="ends without punctuation, which its siblings end in; add a full stop",
            quote=around(text, len(text) - 20, len(text)),
            fix=mending(context, item, last, f"{last}."),
        )


def _observed(item: Item, what: str, whose: str) -> Observation:
    return Observation(
        items=(item.id,),
        message=f"{what}, which {whose} has; end them alike",
        quote=around(item.text or "", len(item.text or "") - 20, len(item.text or "")),
    )


def _end(item: Item) -> str:
    text = (item.text or "").rstrip().rstrip(_CLOSING)
    return text[-1] if text and text[-1] in (*_ENDS, ",") else ""
