"""The JSON API, and its OpenAPI description."""

from guidegraph.serve.rest.service import OPERATIONS, routes


__all__ = ["OPERATIONS", "routes"]
