"""The headers with which every document of a site is handed out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


__all__ = ["CACHING", "SECURITY"]

CACHING = "no-cache"
"""A copy may be kept, and the server is asked each time whether it is still good."""

SECURITY: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
            "form-action 'self'; frame-ancestors 'none'"
        ),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
)
"""What keeps a page from being misused: it takes nothing from anywhere else, and is in no frame."""
