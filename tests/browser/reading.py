"""How somebody reads a page in a browser, and what a page may not do meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal


if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request


__all__ = ["DARK", "PHONE", "SHOWN", "Opening", "Reader", "Watch", "open_context"]

SHOWN = "element => element.checkVisibility({ visibilityProperty: true })"
"""Whether an element is shown, as a function of a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """
    How somebody reads.

    *inspected* pages may be given scripts by a test, which their policy would forbid.
    """

    width: int = 1280
    height: int = 900
    colours: Literal["dark", "light"] = "light"
    scripts: bool = True
    forced_colours: bool = False
    inspected: bool = False


DARK = Reader(colours="dark")
PHONE = Reader(width=320, height=640)

Opening = Callable[..., "Page"]
"""Opens an address for a reader, and gives the page."""


@dataclass(kw_only=True)  # no slots: Playwright keeps notes on what it calls
class Watch:
    """
    What pages did that they may not do: speak to the console, fail, leave the site.

    *roots* is what the addresses of the site begin with.
    """

    roots: tuple[str, ...]
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch the pages of a context."""
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("console", self._said)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("dialog", lambda dialog: self._dialog(dialog.message, dialog.dismiss))

    def _request(self, request: Request) -> None:
        if not request.url.startswith(self.roots):
            self.complaints.append(f"off the site: {request.url[:200]}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the reader went on before it came
            self.complaints.append(f"failed: {request.url[:200]} {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        where = message.location["url"][:200]
        self.complaints.append(f"console: {message.type}: {message.text[:400]} ({where})")

    def _dialog(self, message: str, dismiss: Callable[[], None]) -> None:
        self.complaints.append(f"dialog: {message}")
        dismiss()


def open_context(browser: Browser, reader: Reader) -> BrowserContext:
    """A context of the browser in which somebody reads."""
    context = browser.new_context(
        viewport={"width": reader.width, "height": reader.height},
        color_scheme=reader.colours,
        java_script_enabled=reader.scripts,
        forced_colors="active" if reader.forced_colours else "none",
        bypass_csp=reader.inspected,
        locale="en-GB",
        timezone_id="UTC",
    )
    context.set_default_timeout(15_000)
    return context
