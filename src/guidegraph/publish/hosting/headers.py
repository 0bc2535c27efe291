"""
The headers with which every document of a site is handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


__all__ = ["CACHING", "POLICY", "security_headers"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""The Content Security Policy: a page takes nothing from anywhere else."""

CACHING = "no-cache"
"""A copy may be kept, and the server is asked each time whether it is still good."""


def security_headers(policy: str) -> Mapping[str, str]:
    """
    What keeps a page from being misused, with a Content Security Policy.
    """
    return MappingProxyType(
        {
            "Content-Security-Policy": policy,
            "Referrer-Policy": "strict-origin-when-cross-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }
    )
