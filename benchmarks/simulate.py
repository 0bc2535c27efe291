"""
Made-up revisions of a real edition whose truth is known: items dropped, added, moved, reworded,
split, merged, pasted twice.
"""

from __future__ import annotations

import random
import re
from typing import Any


__all__ = ["revise"]

Row = dict[str, Any]


def revise(rows: list[Row], seed: int) -> tuple[list[Row], list[Row], set[tuple[str, str]]]:
    """
    An old and a new edition made from *rows*, and the links between them.

    How much is done of each kind is drawn once for each revision, so that some are light and some
    heavy.
    """
    chance = random.Random(seed)
    rate = {
        "hold": chance.uniform(0.02, 0.25),
        "drop": chance.choice([0.01, 0.04, 0.15]),
        "reword": chance.uniform(0.1, 0.9),
        "words": chance.choice([0.2, 0.6, 1.2]),
        "move": chance.choice([0.0, 0.05, 0.2]),
        "split": chance.choice([0.0, 0.03, 0.1]),
        "merge": chance.choice([0.0, 0.03, 0.1]),
        "twice": chance.choice([0.0, 0.01, 0.03]),
        "shuffle": chance.choice([0.0, 0.0, 0.5, 1.0]),
        "unname": chance.choice([0.0, 0.0, 1.0]),
        "regroup": chance.choice([0.0, 0.0, 0.3]),
        "heads": chance.choice([0.0, 0.5, 1.0]),
        "fold": chance.choice([0.1, 0.3]),
    }
    rows = [dict(row) for row in rows]
    if rate["unname"]:
        for row in rows:
            row["label"] = ""
    rows = _with_heads(rows, rate["heads"], chance)
    held = {row["id"] for row in rows if chance.random() < rate["hold"]}
    old = [row for row in rows if row["id"] not in held]
    vocabulary = [word for row in rows for word in row["text"].split()]
    paths = list(dict.fromkeys(tuple(row["path"]) for row in rows))
    renamed = {
        label: _reworded(label, 0.4, vocabulary, chance) if chance.random() < 0.3 else label
        for label in sorted({label for path in paths for label in path})
    }
    heads = {row["head"] for row in old if row.get("head") is not None}
    drafts: list[tuple[list[str], Row]] = []
    folded: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        whole = tuple(row["path"])
        foldable = row.get("head") is None and whole in heads and row["id"] not in held
        if foldable and chance.random() < rate["fold"]:
            folded.setdefault(whole, []).append(row)
    gone = {row["id"] for group in folded.values() for row in group}
    for row in rows:
        if row["id"] in gone:
            continue
        if row["id"] in held:
            drafts.append(([], row))
        elif row.get("head") is not None:
            extra = folded.get(row["head"], [])
            share = chance.uniform(0.2, 0.6)
            texts = [_reworded(one["text"], share, vocabulary, chance) for one in extra]
            start = _reworded(row["text"], rate["words"] / 3, vocabulary, chance)
            text = " ".join([start, *texts])
            drafts.append(([row["id"], *(one["id"] for one in extra)], row | {"text": text}))
        elif chance.random() >= rate["drop"]:
            drafts.extend(_changed(row, rate, vocabulary, chance))
    drafts = _merged(drafts, rate["merge"], chance)
    drafts += [([], dict(row)) for _, row in drafts if chance.random() < rate["twice"]]
    _place(drafts, paths, rate, chance)
    groups: dict[tuple[str, ...], list[tuple[list[str], Row]]] = {}
    for origin, row in drafts:
        groups.setdefault(tuple(row["path"]), []).append((origin, row))
    new: list[Row] = []
    links: set[tuple[str, str]] = set()
    for path in sorted(groups, key=paths.index):
        members = groups[path]
        if chance.random() < rate["shuffle"]:
            chance.shuffle(members)
        for origin, row in members:
            name = f"new:{len(new)}"
            new.append(row | {"id": name, "path": [renamed[label] for label in path]})
            links.update((one, name) for one in origin)
    return old, new, links


def _with_heads(rows: list[Row], rate: float, chance: random.Random) -> list[Row]:
    """
    *rows* with, for some headings, a statement of the heading's name that says in brief what
    stands under it.
    """
    found: list[Row] = []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        path = tuple(row["path"])
        if path and path not in seen:
            seen.add(path)
            if chance.random() < rate:
                under = [other["text"] for other in rows if tuple(other["path"]) == path]
                brief = [
                    " ".join(text.split()[:12]) for text in chance.sample(under, min(3, len(under)))
                ]
                head = {"id": f"head:{len(seen)}", "path": list(path[:-1]), "label": path[-1]}
                found.append(head | {"text": "; ".join(brief), "head": path})
        found.append(row)
    return found


def _changed(
    row: Row, rate: dict[str, float], vocabulary: list[str], chance: random.Random
) -> list[tuple[list[str], Row]]:
    parts = [row["text"]]
    if chance.random() < rate["split"]:
        parts = re.split(r"(?<=[.;])\s+", row["text"])
        if len(parts) > 1:
            middle = len(parts) // 2
            parts = [" ".join(parts[:middle]), " ".join(parts[middle:])]
    drafts = []
    for part in parts:
        text, label = part, row.get("label") or ""
        same = text == label
        if chance.random() < rate["reword"]:
            text = _reworded(text, rate["words"] * chance.random(), vocabulary, chance)
        if same:
            label = text
        elif label and chance.random() < rate["reword"] / 3:
            label = _reworded(label, 0.5, vocabulary, chance)
        drafts.append(([row["id"]], row | {"text": text, "label": label}))
    return drafts


def _reworded(text: str, share: float, vocabulary: list[str], chance: random.Random) -> str:
    words: list[str] = []
    for word in text.split():
        if chance.random() >= share:
            words.append(word)
            continue
        deed = chance.random()
        if deed < 0.4:
            continue
        words.append(chance.choice(vocabulary))
        if deed < 0.65:
            words.append(word)
    return " ".join(words) or text


def _merged(
    drafts: list[tuple[list[str], Row]], rate: float, chance: random.Random
) -> list[tuple[list[str], Row]]:
    found: list[tuple[list[str], Row]] = []
    for origin, row in drafts:
        before = found[-1] if found else None
        if (
            before
            and origin
            and before[0]
            and before[1]["path"] == row["path"]
            and chance.random() < rate
        ):
            texts = [before[1]["text"], row["text"]]
            found[-1] = (before[0] + origin, before[1] | {"text": " ".join(texts)})
        else:
            found.append((origin, row))
    return found


def _place(
    drafts: list[tuple[list[str], Row]],
    paths: list[tuple[str, ...]],
    rate: dict[str, float],
    chance: random.Random,
) -> None:
    goes = {
        path: chance.choice(paths) if chance.random() < rate["regroup"] else path for path in paths
    }
    part = {path: chance.choice([0.5, 1.0]) for path in paths}
    for _, row in drafts:
        path = tuple(row["path"])
        if row.get("head") is None and chance.random() < part.get(path, 0.0):
            row["path"] = list(goes[path])
        if chance.random() < rate["move"] and row.get("head") is None:
            row["path"] = list(chance.choice(paths))
