"""
Editions of guidelines as linked data, and how every item changed between them.

>>> import guidegraph as gg
>>> library = gg.Library.open()
>>> library.edition("combined").value(7).label
'Peer supporters are honest and direct'
>>> len(gg.diff("combined", "combined"))
0

Names are imported when they are used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from guidegraph.api import Library, diff, read
    from guidegraph.model.errors import GuidegraphError, GuidegraphWarning
    from guidegraph.views import (
        DiffView,
        EditionView,
        ItemView,
        ItemViews,
        Picture,
        Table,
        picture,
        written,
    )


__all__ = [
    "DiffView",
    "EditionView",
    "GuidegraphError",
    "GuidegraphWarning",
    "ItemView",
    "ItemViews",
    "Library",
    "Picture",
    "Table",
    "diff",
    "picture",
    "read",
    "written",
]

_HOMES = {
    "GuidegraphError": "guidegraph.model.errors",
    "GuidegraphWarning": "guidegraph.model.errors",
    "Library": "guidegraph.api",
    "diff": "guidegraph.api",
    "read": "guidegraph.api",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'guidegraph' has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "guidegraph.views")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _Package(ModuleType):
    """This package, whose `diff` is a function although a package below it has that name."""

    def __setattr__(self, name: str, value: object) -> None:
        # The import system binds a package below here to its name once it is imported.
        if not (name == "diff" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
