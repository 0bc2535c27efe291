"""
A file, or shapes, in which a check had nothing to look at.

A vocabulary has nothing to check if no term of SKOS is used in it: it is empty, describes only
classes, or has another namespace than SKOS. Shapes have nothing to check if they select no node.
This rule runs whatever `--select` names, and a baseline does not contain its findings.

## Why

A check that looked at nothing finds nothing, and must not be taken for one that found no mistakes.

## Example

```turtle
@prefix draft: <http://www.w3.org/2008/05/skos#> .
:tea a draft:Concept ; draft:prefLabel "Tea"@en .
```

Instead, use the namespace of SKOS:

```turtle
:tea a skos:Concept ; skos:prefLabel "Tea"@en .
```
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from guidegraph.check.context import ScopeContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary import terms as known
from guidegraph.check.vocabulary.index import Vocabulary, namespace_of
from guidegraph.model.excerpt import clipped, listed
from guidegraph.model.findings import Place


_LONGEST = 120


@rule(severity="error")
def check(context: ScopeContext) -> Iterator[Observation]:
    target = context.target
    problem = None
    if not sum(count for _, count in target.scope):
        problem = _emptiness(context.vocabulary) if context.vocabulary else "there are no items"
    elif not target.rules and not context.idle:
        problem = "none of the selected rules is for this; 'guidegraph rules' lists them"
        if target.unrun:
            problem = "none of the selected rules is run on a vocabulary as large as this"
    if problem:
        yield Observation(
            items=(),
            message=f"nothing was checked: {problem}",
            source=Place(path=target.path, line=1),
        )
    for path, why in context.idle:
        yield Observation(
            items=(),
            message=f"the shapes in {path} checked nothing: {why}; correct them, or leave them out",
            quote=path,
            source=Place(path=path, line=1),
        )


def _emptiness(v: Vocabulary) -> str:
    """Why there is nothing to check in a vocabulary, and what to do."""
    if not v.described:
        return "the file has no statements; give a vocabulary in SKOS"
    if alike := v.lookalikes:
        shown = listed([f"<{clipped(each, _LONGEST)}>" for each in alike])
        return f"the file has no term of SKOS, but {shown}; did you mean <{known.SKOS_NAMESPACE}>?"
    times = Counter[str]()
    for predicate, (subjects, _) in v.columns.items():
        times[namespace_of(predicate)] += len(subjects)
    count = times.total()
    if known.SKOS_NAMESPACE in times:
        return (
            f"no term in <{known.SKOS_NAMESPACE}> is spelt as in SKOS; 'undefined-skos-term' "
            "finds them"
        )
    spaces = [f"<{clipped(space, _LONGEST)}>" for space, _ in times.most_common(3) if space]
    statements = "1 statement has" if count == 1 else f"{count} statements have"
    where = f"in {', '.join(spaces)}" if spaces else "without a namespace (in JSON-LD: no @context)"
    return (
        f"the file has no term of SKOS <{known.SKOS_NAMESPACE}>; its {statements} properties "
        f"{where}"
    )
