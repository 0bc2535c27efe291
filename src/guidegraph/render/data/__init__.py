"""Results as plain data, one part of the program to a file; `data` knows all its types."""

from __future__ import annotations

from typing import Final


SCHEMAS: Final = "https://w3id.org/guidegraph/schema"
"""What the identifiers of the contracts begin with."""
