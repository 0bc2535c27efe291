"""
Who may use the desk: the browser that opened its address, and nobody else.

The address has a secret in it. A page of another site can send requests to this machine, too, by
its own name (DNS rebinding) or in the name of its reader: hence the checks of Host and Origin, and
no write without the secret in a header, which no other page knows.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Mapping
from types import MappingProxyType

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from guidegraph.serve.headers import to_raw


__all__ = ["TOKEN_HEADER", "DeskGuard", "cookie_name"]

TOKEN_HEADER = "guidegraph-token"  # noqa: S105 - its name, not the secret
"""The header in which the page sends the secret."""

_READING = ("GET", "HEAD")
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Content-Security-Policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; "
            "connect-src 'self'; "
            "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
        ),
        "Cache-Control": "no-store",
    }
)
_RAW = tuple(to_raw(_HEADERS))


def cookie_name(port: int) -> str:
    """The name of the cookie with the secret; cookies are shared between ports."""
    return f"guidegraph-desk-{port}"


class DeskGuard:
    """
    Refuses every request that does not come from the desk's own page.

    Args:
        app: the application to protect.
        port: where it listens on this machine.
        token: the secret.
        assets: the paths of what is the same for everybody, and read without the secret.
    """

    def __init__(
        self, app: ASGIApp, *, port: int, token: str, assets: Collection[str] = ()
    ) -> None:
        self._app = app
        self._host = f"127.0.0.1:{port}"
        self._cookie = cookie_name(port)
        self._token = token
        self._assets = frozenset(assets)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_RAW]}
            await send(message)

        problem = self._problem(Request(scope))
        if problem is None:
            await self._app(scope, receive, with_headers)
            return
        await PlainTextResponse(f"{problem}\n", 403)(scope, receive, with_headers)

    def _problem(self, request: Request) -> str | None:
        """What is wrong with a request, if anything is."""
        headers = request.headers
        if headers.getlist("host") != [self._host]:
            return f"this is not the address of the desk; it is http://{self._host}/"
        if any(origin != f"http://{self._host}" for origin in headers.getlist("origin")):
            return "a page of another site may not use the desk"
        if request.method not in _READING:
            if self._is_secret(headers.get(TOKEN_HEADER)):
                return None
        elif request.url.path in self._assets or any(
            map(
                self._is_secret,
                (
                    headers.get(TOKEN_HEADER),
                    request.query_params.get("token"),
                    request.cookies.get(self._cookie),
                ),
            )
        ):
            return None
        return "the secret is missing or old; open the address that 'guidegraph desk' printed"

    def _is_secret(self, given: str | None) -> bool:
        return given is not None and hmac.compare_digest(given.encode(), self._token.encode())
