"""
Several names for one role: peer supporter, peer specialist, peer support worker …

The names come from a list of names in use for one role. If the glossary defines each of them,
nothing is reported.

## Why

Readers do not know whether two names mean two roles, and a search for one misses the other.

## Example

```markdown
## Purpose

Peer supporters share hope. A peer specialist is honest. Peer workers are trained.
```

Instead, use one:

```markdown
## Purpose

Peer supporters share hope. A peer supporter is honest. Peer supporters are trained.
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegraph.check.context import EditionContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.text.glossary import uses
from guidegraph.check.text.passages import terms
from guidegraph.language.lexicon import groups
from guidegraph.language.words import keys


@rule(severity="warning", groups=("words", "glossary"), languages=("en",))
def check(context: EditionContext) -> Iterator[Observation]:
    group_of = {keys(name): group[0] for group in groups("role_names") for name in group}
    name_of = {keys(name): name for group in groups("role_names") for name in group}
    times: dict[str, Counter[str]] = {}
    where: dict[str, dict[str, None]] = {}
    for name, passage in uses(context.edition, name_of):
        if passage.field == "note":
            continue
        times.setdefault(group_of[keys(name)], Counter())[name] += 1
        where.setdefault(name, {})[passage.item.id] = None
    defined = {keys(term.name) for term in terms(context.edition)}
    for counts in times.values():
        names = [name for name, _ in counts.most_common()]
        if len(names) < 2 or all(keys(name) in defined for name in names):
            continue
        rarer = names[1:]
        listed = ", ".join(f"{name} ({counts[name]})" for name in names)
        # The rarest come first: they are the quickest to fix.
        items = dict.fromkeys(id_ for name in reversed(rarer) for id_ in where[name])
        yield Observation(
            items=tuple(items),
            message=f"one role has {len(names)} names: {listed}; choose one, or define each",
            quote=listed,
        )
