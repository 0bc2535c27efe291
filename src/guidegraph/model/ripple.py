"""What a changed definition touches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from guidegraph.model.changes import Change, Ref
from guidegraph.model.edition import Item


__all__ = ["Consequence", "Ripple", "Use"]


class Consequence(IntEnum):
    """How much the meaning of a text hangs on the term, the most first."""

    OBLIGATION = 0  # a statement or role: what people have to do changes with the term
    DEFINITION = 1  # another definition built on it
    VALUE = 2
    COURSE = 3  # what is taught
    PROSE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """
    An item that uses a term.

    Attributes:
        marked: whether the edition marks it (`gg:usesTerm`).
        times: how often the term's names stand in it.
        quote: the words around the first of them.
        names: the names of the term as they stand there.
    """

    ref: Ref
    item: Item
    consequence: Consequence
    marked: bool
    times: int
    quote: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripple:
    """
    A term, what became of its definition, and what uses it, in order of consequence.

    *old* and *new* are missing where an edition does not have the term.
    """

    old: Item | None
    new: Item | None
    old_edition: str
    new_edition: str
    change: Change | None
    uses: tuple[Use, ...]
