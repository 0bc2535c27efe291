"""
What a library holds, in short.
"""

from __future__ import annotations

from dataclasses import dataclass

from guidegraph.model.edition import Edition


__all__ = ["Catalogue"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """
    The editions and courses of a library (`dcat:Catalog`).
    """

    title: str
    base: str
    editions: tuple[Edition, ...]
