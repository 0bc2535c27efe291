"""What a changed definition affects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from guidegraph.model.changes import Change, Ref
from guidegraph.model.edition import Item
from guidegraph.model.records import Tabular


__all__ = ["Consequence", "Ripple", "TermUse"]


class Consequence(IntEnum):
    """How much the meaning of a text depends on the term, most important first."""

    OBLIGATION = 0  # a statement or role: what people have to do changes with the term
    DEFINITION = 1  # another definition built on it
    VALUE = 2
    COURSE = 3  # what is taught
    PROSE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TermUse:
    """
    An item that uses a term.

    Attributes:
        marked: whether the edition marks it (`gg:usesTerm`).
        times: how often it has a name of the term.
        quote: the words around the first of them.
        names: the names of the term as they are written there.
        changed: words of the item that changed in the definition of the term.
    """

    ref: Ref
    item: Item
    consequence: Consequence
    marked: bool
    times: int
    quote: str
    names: tuple[str, ...]
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripple(Tabular):
    """
    A term, how its definition changed, and what uses it, most important first: what also uses
    words that changed in the definition, then all other items, each by consequence.

    *old* or *new* is missing if an edition does not have the term.
    """

    old: Item | None
    new: Item | None
    old_edition: str
    new_edition: str
    change: Change | None
    uses: tuple[TermUse, ...]

    def entries(self) -> Iterable[object]:
        """The items that use the term."""
        for use in self.uses:
            yield {
                "item": use.ref,
                "type": use.item.type,
                "consequence": use.consequence,
                "marked": use.marked,
                "times": use.times,
                "quote": use.quote,
                "names": use.names,
                "changed": use.changed,
            }
