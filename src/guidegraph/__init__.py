"""
Editions of guidelines as linked data, and what became of every item between them.

>>> import guidegraph as gg
>>> library = gg.Library.open()
>>> library.edition("combined").value(7).label
'Peer supporters are honest and direct'

Names are imported when they are used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from guidegraph.model.errors import GuidegraphError
    from guidegraph.views import (
        DiffView,
        EditionView,
        ItemView,
        ItemViews,
        Library,
        Table,
        diff,
        read,
    )


__all__ = [
    "DiffView",
    "EditionView",
    "GuidegraphError",
    "ItemView",
    "ItemViews",
    "Library",
    "Table",
    "diff",
    "read",
]

_ELSEWHERE = {"GuidegraphError": "guidegraph.model.errors"}


def __getattr__(name: str) -> Any:
    if name == "diff":
        return import_module("guidegraph.diff")
    if name not in __all__:
        raise AttributeError(f"module 'guidegraph' has no attribute {name!r}")
    return getattr(import_module(_ELSEWHERE.get(name, "guidegraph.views")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Callable(ModuleType):
    """The package `guidegraph.diff`, which is the function `guidegraph.diff` at once."""

    def __call__(self, old: EditionView, new: EditionView) -> DiffView:
        """What became of every item of one edition in another."""
        found: DiffView = import_module("guidegraph.views").diff(old, new)
        return found


class _Package(ModuleType):
    """
    This package: the import of a module in it binds its name here, and one of them is a function.
    """

    def __setattr__(self, name: str, value: object) -> None:
        if name == "diff" and isinstance(value, ModuleType):
            value.__class__ = _Callable
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
