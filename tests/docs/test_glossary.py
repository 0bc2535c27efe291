"""The glossary explains the words that results use, and can be looked up in."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from guidegraph.model.changes import Aspect, Direction, Facet, Relation, Wording
from guidegraph.model.comments import CommentStatus, Disposition
from guidegraph.model.course import LinkStatus, LinkType
from guidegraph.model.findings import Severity
from guidegraph.model.review import State


ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
ENTRIES = re.findall(r"^\*\*(.+?)\*\*(?: \((.+?)\))?: (.+)$", GLOSSARY, re.MULTILINE)

# A report keeps its findings by status in attributes; those in `findings` have none.
FINDING_STATUSES = ("suppressed", "known")
KINDS: tuple[tuple[type[StrEnum], str], ...] = (
    (Aspect, "aspect"),
    (CommentStatus, "comment status"),
    (Direction, "direction"),
    (Disposition, "disposition"),
    (Facet, "facet"),
    (LinkType, "link"),
    (LinkStatus, "link status"),
    (Relation, "relation"),
    (Severity, "severity"),
    (State, "decision"),
    (Wording, "wording class"),
)
VALUES = [
    *((value.value, name) for kind, name in KINDS for value in kind),
    *((value, "finding status") for value in FINDING_STATUSES),
]


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_values(value: str, kind: str) -> None:
    """Every value that a result can have has an entry that says what kind of value it is."""
    kinds = {name.lower(): said.split(", ") for name, said, _ in ENTRIES}

    assert kind in kinds.get(value.replace("-", " "), [])


def test_order() -> None:
    """The entries are in alphabetical order, and each word has one."""
    names = [name.lower() for name, _, _ in ENTRIES]

    assert sorted(set(names)) == names


def test_form() -> None:
    """Every paragraph but those of the introduction is an entry, in one line."""
    paragraphs = GLOSSARY.strip().split("\n\n")[2:]

    assert len(ENTRIES) == len(paragraphs)
