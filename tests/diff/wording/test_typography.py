"""Marks between words."""

from __future__ import annotations

import pytest

from tests.diff.wording.cases import verdict_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kindness, warmth and dignity", "kindness, warmth, and dignity", "typographic"),
        ("medical services, but do offer", "medical services but do offer", "typographic"),
        (
            "engage, when desired by those they support, in candid",
            "engage when desired by those they support, in candid",
            "typographic",
        ),
        (
            "In a relationship each person gives and takes",
            "In a relationship, each person gives and takes",
            "typographic",
        ),
        (
            "power, including that of a peer affects all",
            "power, including that of a peer, affects all",
            "typographic",
        ),
        ("SUPPORT CHOICE", "Support choice", "typographic"),
        ("the “solid” draft", 'the "solid" draft', "typographic"),
        ("what’s wrong", "what's wrong", "typographic"),
        ("need -- to give", "need — to give", "typographic"),
        ("need – to give", "need, to give", "typographic"),
        ("Research &amp; practice", "Research & practice", "typographic"),
        ("ﬁrst aid", "first aid", "typographic"),
        ("e\u0301tude", "\u00e9tude", "typographic"),
        ("codes and standards..", "codes and standards.", "typographic"),
        ("build trust", "build trust.", "typographic"),
        ("• build trust", "build trust;", "typographic"),
        ("over 1,000 peers", "over 1000 peers", "typographic"),
        ("pages 5-10", "pages 5–10", "typographic"),
        ("in the U.S.", "in the US", "typographic"),
        ("98.5% agreed", "98.5 % agreed", "typographic"),
        ("see https://example.org/a.", "see https://example.org/a", "typographic"),
        ("staff who work at night", "staff, who work at night", "substantive scope"),
        ("tools, which help", "tools that help", "substantive scope other"),
        (
            "training materials, tools and rooms",
            "training, materials, tools and rooms",
            "substantive scope",
        ),
        ("Is it clear?", "Is it clear.", "substantive other"),
        ("Do not stop work", "Do not stop. Work", "substantive other"),
        ("Staff (nurses) report", "Staff nurses report", "substantive other"),
        ("pages 5-10", "pages 5, 10", "substantive quantity"),
        ("10² plans", "102 plans", "substantive quantity"),
        ("see https://example.org/a", "see https://example.org/b", "substantive other"),
        ("You must report", "You MUST report", "substantive force strengthened"),
        ("they tell us", "they tell US", "substantive confusable"),
    ],
)
def test_marks(old: str, new: str, expected: str) -> None:
    """A mark is typography unless it changes how the words are read."""
    actual = verdict_of(old, new)

    assert expected == actual
