"""Which old items became which new ones, before anything is said about how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from guidegraph.model.changes import Ref


__all__ = ["Alignment", "Group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """
    Old and new items that belong together; one side is empty for an item that stays alone.

    *confidence* is from 0 to 1; *evidence* says what it rests on, by name, each from 0 to 1.
    """

    old: tuple[Ref, ...] = ()
    new: tuple[Ref, ...] = ()
    confidence: float = 1.0
    evidence: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """An alignment of editions: each of their items is in exactly one group."""

    groups: tuple[Group, ...]
