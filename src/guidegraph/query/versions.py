"""The versions of one item in several editions, to show them in one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from guidegraph.language.words import folded
from guidegraph.model.changes import Ref
from guidegraph.model.edition import Edition, Item
from guidegraph.model.hits import OtherVersion


__all__ = ["ages", "grouped_versions", "other_versions"]


def ages(editions: Sequence[Edition]) -> Mapping[str, int]:
    """A number for each edition: 0 if no other came from it, larger the more generations did."""
    origins = {
        edition.id: (*edition.provenance.revision_of, *edition.provenance.derived_from)
        for edition in editions
    }
    found = dict.fromkeys(origins, 0)
    for _ in origins:
        changed = False
        for newer, older in origins.items():
            for origin in older:
                if origin in found and found[origin] <= found[newer] < len(origins):
                    found[origin] = found[newer] + 1
                    changed = True
        if not changed:
            break
    return found


def grouped_versions(
    refs: Iterable[Ref], items: Mapping[Ref, Item], same: Mapping[Ref, Ref] | None = None
) -> list[list[Ref]]:
    """
    Some items, versions of one item together: those of one lineage, then those with the same words.

    A group has at most one item of each edition. Groups are in the order of their first items.

    Args:
        same: one item for each of those that are known to be versions of each other.
    """
    groups: list[list[Ref]] = []
    by_lineage: dict[tuple[str, str], list[Ref]] = {}
    for ref in refs:
        item = items[ref]
        known = (same or {}).get(ref)
        version = f"{known.edition}:{known.id}" if known else ""
        key = ("version", version) if known else ("lineage", item.lineage or "")
        group = by_lineage.get(key, []) if key[1] else []
        if group and all(ref.edition != other.edition for other in group):
            group.append(ref)
            continue
        groups.append([ref])
        if key[1]:
            by_lineage.setdefault(key, groups[-1])
    found: list[list[Ref]] = []
    by_words: dict[tuple[str, str], list[Ref]] = {}
    for group in groups:
        said = (items[group[0]].type, words_of(items[group[0]]))
        before = by_words.get(said)
        if before and not {ref.edition for ref in before} & {ref.edition for ref in group}:
            before += group
            continue
        found.append(group)
        by_words.setdefault(said, group)
    return found


def other_versions(
    chosen: Ref, group: Sequence[Ref], items: Mapping[Ref, Item]
) -> tuple[OtherVersion, ...]:
    """The items of a group beside the one that is shown, and whether their words are the same."""
    said = words_of(items[chosen])
    return tuple(
        OtherVersion(ref=ref, same_words=words_of(items[ref]) == said)
        for ref in group
        if ref != chosen
    )


def words_of(item: Item) -> str:
    """The words of an item, to see whether another has the same."""
    return folded(" ".join(part for part in (item.pref_label or item.label, item.text) if part))
