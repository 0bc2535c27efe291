"""What robots are told: they may read everything, and where the list of pages is."""

from __future__ import annotations


__all__ = ["robots"]


def robots(url: str | None = None) -> bytes:
    """
    The `robots.txt` (RFC 9309) of a site; *url* is the site's address, ending in `/`, if known.

    Robots only look for it at the root of a host.
    """
    lines = ["User-agent: *", "Allow: /"]
    if url is not None:
        lines += ["", f"Sitemap: {url}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()
