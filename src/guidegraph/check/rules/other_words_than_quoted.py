"""
A map that quotes other words than its course has now.

## Why

The link was made to a statement that has been rewritten, divided or removed since. Somebody has to
read both texts again, or the course is said to cover what it no longer says.

## Example

```markdown new
# At the desk

## Module 1: Opening

Ring the bell twice when you open the door in the morning.
```

```csv map
statement,item,edition,how,quote
module/1/statement/1,value/1,2024,teaches,Greet all readers who come in.
```

Instead:

```markdown new
# At the desk

## Module 1: Opening

Greet all readers who come in.
```

```csv map
statement,item,edition,how,quote
module/1/statement/1,value/1,2024,teaches,Greet all readers who come in.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.model.course import CourseLink, FoundBy
from guidegraph.model.findings import Place


@rule(severity="warning", groups=("courses",))
def check(context: EditionContext) -> Iterator[Observation]:
    course_map = context.course_map
    if course_map is None:
        return
    for link in course_map.found_by(FoundBy.LIKENESS, FoundBy.CHOICE, FoundBy.NOTHING):
        yield Observation(
            items=_now(link),
            message=f"the map quotes other words than {link.mapped or link.statement} has now; "
            f"{_advice(link)}",
            quote=link.quote or "",
            source=Place(path=course_map.path, line=link.line),
        )


def _now(link: CourseLink) -> tuple[str, ...]:
    return (link.statement,) if link.found_by is FoundBy.LIKENESS else link.candidates


def _advice(link: CourseLink) -> str:
    now = " or ".join(_now(link))
    match link.found_by:
        case FoundBy.LIKENESS:
            moved = f"it seems to be {now}; " if link.mapped else ""
            return f"{moved}read both, and quote it anew"
        case FoundBy.CHOICE:
            return f"it could be {now}; choose one, and quote it"
        case _:
            near = f" (the nearest is {now})" if now else ""
            return f"the course does not say this any more{near}; remove the row, or link another"
