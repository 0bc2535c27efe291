"""What the reconciliation service offers, as clients ask it first (Reconciliation API 0.2)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from guidegraph.graph.vocab import SKOS
from guidegraph.serve.reconcile.preview import HEIGHT, WIDTH
from guidegraph.serve.reconcile.queries import BATCH


__all__ = ["manifest"]


def manifest(*, title: str, base: str, url: str, types: list[dict[str, Any]]) -> dict[str, Any]:
    """
    The service manifest.

    Args:
        title: that of the library.
        base: what the IRIs of entities begin with.
        url: the server's address, ending in `/`.
        types: what entities can be.
    """

    def service(path: str) -> dict[str, str]:
        return {"service_url": url.rstrip("/"), "service_path": f"/reconcile/{path}"}

    return {
        "versions": ["0.2"],
        "name": title,
        "identifierSpace": base,
        "schemaSpace": SKOS.Concept,
        "documentation": url,
        "serviceVersion": version("guidegraph"),
        "defaultTypes": types,
        # Clients escape the slashes in ids, and an escaped slash is none in the path of an address.
        "view": {"url": f"{url}reconcile/view?id={{{{id}}}}"},
        "preview": {
            "url": f"{url}reconcile/preview?id={{{{id}}}}",
            "width": WIDTH,
            "height": HEIGHT,
        },
        "suggest": {kind: service(f"suggest/{kind}") for kind in ("entity", "type", "property")},
        "extend": {
            "propose_properties": service("extend/propose"),
            "property_settings": [
                {
                    "name": "limit",
                    "label": "Maximum number of values",
                    "type": "number",
                    "default": 0,
                    "help_text": "fetch at most this many values of the property; 0 means all",
                }
            ],
        },
        "batchSize": BATCH,
    }
