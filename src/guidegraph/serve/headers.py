"""The headers of every answer: what a page may do, who may read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from starlette.types import ASGIApp, Message, Receive, Scope, Send


__all__ = ["PREFLIGHT", "READING", "HeaderMiddleware", "merged", "to_raw"]

READING = ("GET", "HEAD", "OPTIONS")
"""The methods of what can only be read."""

_COMMON: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
            "frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": (
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": (
            "Accept-Ranges, Content-Location, Content-Range, ETag, Link, Location, Retry-After"
        ),
    }
)

PREFLIGHT: Mapping[str, str] = MappingProxyType(
    {
        "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
        "Access-Control-Allow-Headers": (
            "Accept, Content-Type, If-Match, If-None-Match, If-Range, Range"
        ),
        "Access-Control-Max-Age": "86400",
    }
)
"""The answer to a browser that checks whether a page of another site may send a request."""


def to_raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Headers as the protocol takes them."""
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]


_RAW = tuple(to_raw(_COMMON))


class HeaderMiddleware:
    """
    Adds the headers of every answer to answers that do not set them, and answers OPTIONS
    where nothing else does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asks_how = scope["method"] == "OPTIONS"
        turned = False

        async def with_headers(message: Message) -> None:
            nonlocal turned
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                if asks_how and message["status"] == 405:
                    turned = True
                    given = _allowed(given)
                    message = {**message, "status": 204}
                message = {**message, "headers": merged(given)}
            elif turned:
                message = {**message, "body": b""}
            await send(message)

        await self._app(scope, receive, with_headers)


def merged(given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Headers with those of every answer that they do not set."""
    names = {name.lower() for name, _ in given}
    return [*given, *(pair for pair in _RAW if pair[0] not in names)]


def _allowed(given: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a refusal of OPTIONS as those of an answer to it."""
    methods = [value for name, value in given if name.lower() == b"allow"]
    listed = sorted({part.strip() for value in methods for part in value.split(b",")})
    return [(b"allow", b", ".join([*listed, b"OPTIONS"])), *to_raw(PREFLIGHT)]
