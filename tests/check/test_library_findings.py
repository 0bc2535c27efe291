"""What a check finds in the library that guidegraph ships with."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from guidegraph.api import Library
from guidegraph.model.findings import Finding, Severity


TABLE = Path(__file__).parents[2] / "docs" / "explanation" / "what-we-found.md"
MOST_FALSE = 0.1

# A rule, the document it is found in, and items that a finding names.
KNOWN = [
    ("duplicate-statement", "combined", "value/7/practice/1 value/7/practice/4"),
    ("text-lost-to-a-duplicate", "combined", "value/7/practice/4 value/7/practice/1"),
    ("dropped-without-successor", "2013-peer", "value/7/practice/4"),
    ("dropped-passage", "supervisor", "section/co-supervision"),
    ("near-duplicate-statement", "2013-peer", "value/6/practice/4 value/11/practice/3"),
    ("near-duplicate-statement", "combined", "value/6/practice/4 value/11/practice/3"),
    ("label-differs", "2013-peer", "section/preamble/7 value/3"),
    ("label-differs", "2013-peer", "section/preamble/9 value/5"),
    ("label-differs", "2013-peer", "section/preamble/14 value/10"),
    ("label-differs-from-companion", "combined", "value/1"),
    ("label-differs-from-companion", "combined", "value/7/practice"),
    ("label-differs-from-companion", "combined", "value/9/practice"),
    ("odd-numbering", "supervisor", "value/12"),
    ("lost-bullet", "supervisor", "value/11/role/5"),
    ("terminal-punctuation", "combined", "value/7/role/1"),
    ("missing-sentence-break", "2013-peer", "term/peer-support"),
    ("missing-sentence-break", "combined", "term/peer-support"),
    ("undefined-term", "2013-peer", "term/peer-support"),
    ("undefined-term", "combined", "term/peer-support"),
    ("differing-definitions", "combined", "value/5/role/3 term/cultural-humility"),
    ("differing-definitions", "combined", "value/11 term/transparent"),
    ("glossary-enumeration", "combined", "section/glossary/1 term/advocacy term/transparent"),
    ("unsorted-terms", "combined", "term/peer term/peer-support-relationship"),
    ("inconsistent-role-names", "supervisor", "value/2/role/1 value/6/role/3"),
    ("inconsistent-role-names", "combined", "value/2/role/1 value/6/role/3"),
    ("confusable-word", "combined", "value/9/practice/4"),
    ("near-homograph-change", "combined", "value/9/practice/4"),
    ("near-homograph-change", "combined", "value/11"),
    ("near-homograph-change", "2013-peer", "term/peer-supporter"),
    ("wrong-verb-form", "combined", "value/11"),
    ("number-disagreement", "2013-peer", "section/preamble/3"),
    ("number-disagreement", "2013-peer", "term/peer"),
    ("number-disagreement", "combined", "section/preamble/3"),
    ("subject-slip", "2013-peer", "section/preamble/7"),
    ("subject-slip", "2013-peer", "section/preamble/9"),
    ("subject-slip", "2013-peer", "value/6"),
    ("subject-slip", "2013-peer", "term/peer-supporter"),
    ("conflicting-figures", "combined",
     "section/guidelines-for-peer-supporters/2 section/practice-guidelines/1"),
    ("figures-differ-from-companion", "combined", "section/practice-guidelines/1"),
    ("placeholder-link", "combined", "section/preamble/2"),
    ("placeholder-link", "combined", "term/co-learning"),
    ("mistyped-address", "supervisor", "section/notes/2"),
    ("dangling-reference", "supervisor", "section/co-supervision"),
    ("dangling-reference", "peer-support-course", "module/7/statement/1"),
    ("misspelling", "supervisor", "section/peer-and-non-peer-supervision/1"),
    ("spelling-variants", "2013-peer", "section/introduction/12"),
    ("spelling-variants", "combined", "term/co-optation"),
    ("spelling-variants", "supervisor", "section/mutual-respect-in-supervision/1"),
    ("mixed-quotes", "combined", "value/10"),
    ("leftover-markup", "combined", "section/preamble/2"),
    ("leftover-markup", "combined", "section/development"),
    ("leftover-markup", "combined", "term/cultural-humility"),
    ("foreign-term", "peer-support-course", "module/7/statement/3"),
    ("missing-space", "peer-support-course", "module/7/statement/11"),
]  # fmt: skip


@cache
def findings() -> tuple[Finding, ...]:
    """What all rules find in the whole library."""
    return Library.open().check(on=date(2026, 1, 31)).findings


def rows() -> list[list[str]]:
    """The rows of the table of errors and warnings, cell by cell."""
    _, _, below = TABLE.read_text(encoding="utf-8").partition("## Errors and warnings")
    table, _, _ = below.partition("\n## ")
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


@pytest.mark.parametrize(("rule", "edition", "items"), KNOWN)
def test_known(rule: str, edition: str, items: str) -> None:
    """What is known to be inconsistent is found, by the right rule."""
    found = [each.items for each in findings() if (each.rule, each.edition) == (rule, edition)]

    assert any(set(items.split()) <= set(each) for each in found), found


def test_all_are_judged() -> None:
    """The table in the documentation has every error and warning, and no other."""
    judged = Counter((row[0], row[1], row[2], row[3].split("`")[1]) for row in rows())
    found = Counter(
        (str(each.severity), each.rule, each.edition, each.items[0])
        for each in findings()
        if each.severity is not Severity.INFO
    )

    assert judged == found


def test_few_are_false() -> None:
    """By the judgement in the table, at most one in ten is no real inconsistency."""
    verdicts = Counter(row[5] for row in rows())

    assert {"yes", "no"} >= set(verdicts)
    assert verdicts["no"] <= MOST_FALSE * verdicts.total()
