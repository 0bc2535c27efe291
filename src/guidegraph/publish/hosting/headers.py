"""
The headers with which every document of a site is handed out.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


__all__ = ["CACHING", "POLICY", "security_headers"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""The Content Security Policy: a page takes nothing from anywhere else."""

CACHING = "public, max-age=600"
"""How long a copy is good: ten minutes, then the server is asked whether it still is."""


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
