"""Results as plain data, by the contracts in `docs/schema/`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from guidegraph.registry import Registry
from guidegraph.render.format import kind_of


__all__ = ["plain"]

_DATA: Registry[Callable[[object], dict[str, Any]]] = Registry(
    "result", "guidegraph.render.data", "data"
)


def plain(result: object) -> dict[str, Any]:
    """
    A result as what JSON can hold.

    Raises:
        MisuseError: there is no such form of it.
    """
    return _DATA[kind_of(result).part](result)
