"""
`docs/schema/openapi.json`: the description of the JSON API, from its operations and the schemas of
what they answer.
"""

from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path, PurePosixPath

from guidegraph.serve.rest.description import described
from guidegraph.serve.rest.service import DESCRIPTION, OPERATIONS


SUFFIX = ".schema.json"
FOLDER = Path(__file__).resolve().parents[2] / "docs/schema"


def generate_openapi() -> tuple[PurePosixPath, str]:
    """The description as JSON."""
    schemas = {
        path.name.removesuffix(SUFFIX): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob(f"*{SUFFIX}"))
    }
    text = json.dumps(
        described(OPERATIONS, schemas, version("guidegraph")), ensure_ascii=False, indent=2
    )
    return PurePosixPath(DESCRIPTION), text + "\n"
