"""What a library holds, as JSON."""

from __future__ import annotations

from collections import Counter
from typing import Any

from guidegraph.model.catalogue import Catalogue
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data"]


def _data_of_catalogue(result: Catalogue) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/editions/1",
        "title": result.title,
        "base": result.base,
        "editions": [
            {
                "edition": edition.id,
                "iri": edition.iri,
                "type": edition.type,
                "title": edition.title,
                "issued": edition.issued,
                "items": len(edition.items),
                "types": dict(sorted(Counter(item.type for item in edition.items).items())),
            }
            for edition in result.editions
        ],
    }


data = by_type({Catalogue: _data_of_catalogue})
