"""What the rules of a layout profile say about a line or block."""

from __future__ import annotations

from collections.abc import Iterable

from guidegraph.importers.documents.profiles.profile import (
    FurnitureRule,
    HeadingRule,
    LayoutProfile,
    matches,
    normal,
)


__all__ = ["after_announcement", "announces", "is_furniture", "is_heading"]

_STOPS = (".", ";", ",")


def is_furniture(rules: Iterable[FurnitureRule], text: str) -> FurnitureRule | None:
    """The rule that says that words are no content."""
    for rule in rules:
        if any(matches(pattern, text) for pattern in rule.words):
            return rule
    return None


def is_heading(rule: HeadingRule, text: str) -> bool:
    """Whether a text is a heading by its words; one that ends as a sentence does is none."""
    return any(
        matches(pattern, text) and (pattern.endswith(_STOPS) or not text.endswith(_STOPS))
        for pattern in rule.words
    )


def announces(profile: LayoutProfile, text: str) -> bool:
    """Whether a line begins with words that announce a heading, perhaps after a number."""
    return any(
        rule.begins and after_announcement(rule.begins, text) is not None
        for rule in profile.headings
    )


def after_announcement(begins: str, text: str) -> tuple[str, str] | None:
    """The number before announcing words, and the name after them, or nothing."""
    folded = normal(text)
    number = ""
    if not folded.startswith(begins):
        number, _, folded = folded.partition(" ")
        digits = number.rstrip(".),:")
        if not (digits.isdecimal() and folded.startswith(begins)):
            return None
    name = folded[len(begins) :].strip()
    return (number, name) if name else None
