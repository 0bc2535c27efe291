"""Results as plain data, by the contracts in `docs/schema/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry


__all__ = ["plain"]

# The data of a result come from the module that is named after the module of its type.
_DATA: Registry[Callable[[object], dict[str, Any]]] = Registry(
    "result", "guidegraph.render.data", "data"
)


def plain(result: object) -> dict[str, Any]:
    """
    A result as what JSON can hold.

    Raises:
        MisuseError: there is no such form of it.
    """
    kind = type(result).__module__.rpartition(".")[2]
    if kind not in _DATA:
        raise MisuseError(f"there is no JSON for a {type(result).__name__}; use another format")
    return _DATA[kind](result)
