"""
Gold files as editions: the items of each side, with the headings of their paths as parent items.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guidegraph.model.edition import Edition, Item


__all__ = ["SHAPES", "Gold", "edition_of", "folder", "standard_of"]

SHAPES = ("sections", "nested", "flat")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """
    A pair of editions with its publisher's record.

    *links* are index-free: pairs of item ids; *weak* ones are neither required nor wrong.
    """

    name: str
    standard: str
    content: dict[str, Any]
    links: frozenset[tuple[str, str]]
    weak: frozenset[tuple[str, str]]


def folder(path: Path) -> list[Gold]:
    """The alignment gold files of a folder, by name."""
    found = []
    names = [file.stem for file in sorted(path.glob("*.json"))]
    for file in sorted(path.glob("*.json")):
        content = json.loads(file.read_text(encoding="utf-8"))
        if "gold" not in content or "old" not in content:
            continue
        links: set[tuple[str, str]] = set()
        weak: set[tuple[str, str]] = set()
        for entry in content["gold"]:
            pairs = {(one, two) for one in entry["old"] for two in entry["new"]}
            (weak if entry.get("weak") else links).update(pairs)
        found.append(
            Gold(
                name=file.stem,
                standard=standard_of(file.stem, names),
                content=content,
                links=frozenset(links),
                weak=frozenset(weak - links),
            )
        )
    return found


def standard_of(name: str, names: list[str]) -> str:
    """
    The standard a file is about: the shortest name in the folder that is a prefix of its own.

    >>> standard_of("cip_2010_2020_titles", ["cip_2010_2020", "cip_2010_2020_titles"])
    'cip_2010_2020'
    """
    return min((other for other in names if name.startswith(other)), key=len)


def edition_of(name: str, rows: list[dict[str, Any]], shape: str = "sections") -> Edition:
    """
    One side of a gold file as an edition.

    Args:
        shape: "sections", every label of a path is a heading of its own; "nested", an item that
            bears the
            label of a path is the parent itself; "flat", no headings.
    """
    items: list[Item] = []
    headings: dict[tuple[str, ...], str] = {}
    for row in rows:
        parent = None
        path = tuple(row["path"]) if shape != "flat" else ()
        for depth in range(1, len(path) + 1):
            key = path[:depth]
            if key not in headings:
                headings[key] = f"{name}:heading:{len(headings)}"
                items.append(Item(id=headings[key], label=key[-1], parent=parent))
            parent = headings[key]
        items.append(
            Item(
                id=row["id"],
                label=row.get("label") or None,
                text=re.sub(r"\s+", " ", row["text"]),
                parent=parent,
            )
        )
        if shape == "nested" and row.get("label"):
            headings.setdefault((*path, row["label"]), row["id"])
    return Edition(id=name, iri=f"urn:x-gold:{name}", title=name, items=tuple(items))
