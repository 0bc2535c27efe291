"""
A list item that ends differently from its siblings: without the full stop they have, or with one.

Paragraphs of running text are not checked, nor are lists that are too short or too mixed, nor the
last item of a list that forms one sentence.

## Why

Readers notice the mistake, and it may show that a text was cut off.

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
from guidegraph.check.text.passages import is_prose, replacement_in, sibling_groups
from guidegraph.model.edition import Item
from guidegraph.model.excerpt import around


_FEWEST = 3
_SHARE = 2 / 3
_CLOSING = "\"'”’»)]"
_ENDS = ".!?…:;。！？؟।"


@rule(severity="warning", groups=("typography",))
def check(context: EditionContext) -> Iterator[Observation]:
    for siblings in sibling_groups(context.edition):
        items = [item for item in siblings if item.text and not is_prose(item)]
        if len(items) < _FEWEST:
            continue
        ends = [_end(item) for item in items]
        bare = [place for place, end in enumerate(ends) if not end]
        stopped = [place for place, end in enumerate(ends) if end == "."]
        if len(stopped) >= _SHARE * len(items):
            yield from _missing(context, [items[place] for place in bare])
        elif len(bare) >= _SHARE * len(items):
            # In a list that forms one sentence, the last item ends it.
            for place in stopped:
                if place + 1 < len(items):
                    text = items[place].text or ""
                    yield Observation(
                        items=(items[place].id,),
                        message="ends with a full stop, unlike its siblings; end them alike",
                        quote=around(text, len(text) - 20, len(text)),
                    )


def _missing(context: EditionContext, items: Sequence[Item]) -> Iterator[Observation]:
    for item in items:
        text = item.text or ""
        last = text[-30:].partition(" ")[2] or text
        yield Observation(
            items=(item.id,),
            message="ends without punctuation, unlike its siblings; add a full stop",
            quote=around(text, len(text) - 20, len(text)),
            fix=replacement_in(context, item, last, f"{last}."),
        )


def _end(item: Item) -> str:
    text = (item.text or "").rstrip().rstrip(_CLOSING)
    return text[-1] if text and text[-1] in (*_ENDS, ",") else ""
