"""How the tables of the tests are written: a verdict as one short string."""

from __future__ import annotations

from guidegraph.diff.wording.classify import classify


__all__ = ["verdict_of"]


def verdict_of(old: str, new: str) -> str:
    """Class, aspects and direction of a difference: "substantive force weakened"."""
    verdict = classify(old, new)
    words = [verdict.wording.value, *(aspect.value for aspect in verdict.aspects)]
    return " ".join([*words, *([verdict.direction.value] if verdict.direction else [])])
