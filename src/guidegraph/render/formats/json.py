"""Results as JSON, by the contracts in `docs/schema/`."""

from __future__ import annotations

import json

from guidegraph.render.plain import plain
from guidegraph.render.renderer import Page


__all__ = ["render"]


def render(result: object, page: Page) -> str:  # noqa: ARG001 - every format has a page
    """A result as JSON, indented, ending with a line end."""
    return json.dumps(plain(result), ensure_ascii=False, indent=2) + "\n"
