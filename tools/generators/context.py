"""
`src/guidegraph/graph/context.py`: the JSON-LD context, inside the package that writes JSON-LD.
"""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from pprint import pformat

from generators import _ontology


PATH = PurePosixPath("src/guidegraph/graph/context.py")

HEAD = '''"""
The JSON-LD context of editions.

Generated from `ontology/context.jsonld` by `python tools/gen.py`; a change made here is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final


__all__ = ["CONTEXT"]

CONTEXT: Final[Mapping[str, Any]] = MappingProxyType(
'''


def generate_context() -> tuple[PurePosixPath, str]:
    """The context as a constant, in the order of the file."""
    text = (_ontology.FOLDER / "context.jsonld").read_text(encoding="utf-8")
    context = json.loads(text)["@context"]
    shown = pformat(context, indent=4, width=96, sort_dicts=False).replace("'", '"')
    body = shown.removeprefix("{").removesuffix("}").strip()
    lines = "\n".join(f"        {line.strip()}" for line in body.splitlines())
    return PATH, f"{HEAD}    {{\n{lines},\n    }}\n)\n"
