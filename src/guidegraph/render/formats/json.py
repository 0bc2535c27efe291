"""
Results as JSON, by the contracts in `docs/schema/`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from guidegraph.model.errors import MisuseError
from guidegraph.registry import Registry
from guidegraph.render.renderer import Page


__all__ = ["render"]

# The data of a result come from the module that is named after the module of its type.
_DATA: Registry[Callable[[object], dict[str, Any]]] = Registry(
    "result", "guidegraph.render.data", "data"
)


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """
    A result as JSON, indented, ending with a line end.
    """
    kind = type(result).__module__.rpartition(".")[2]
    if kind not in _DATA:
        raise MisuseError(f"there is no JSON for a {type(result).__name__}; use another format")
    return json.dumps(_DATA[kind](result), ensure_ascii=False, indent=2) + "\n"
