"""
Chromium, and the sites that it opens.

Without Playwright or Chromium these tests are skipped and say what is missing, but not where
`GUIDEGRAPH_CHROMIUM` names a browser: there, as in CI, a browser that cannot be used is a failure.
"""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from guidegraph.api import Library
from guidegraph.editors import Editors
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent
from tests.browser.desks import PAIR, OpenAt, OpenDesk, desk
from tests.browser.reading import Opening, Reader, Watch, open_context
from tests.browser.sites import Sites, bundled_holdings, hostile_site, wishes, write_pages
from tests.publish.vocabulary import vessels


if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


_NAMES = ("chromium", "chromium-browser", "google-chrome")
# A browser of root's without a graphics card, which asks nobody about anything.
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """A browser without a window."""
    if "browser" not in pytestconfig.option.markexpr:
        pytest.skip(f"not asked for: 'pytest -m browser' runs it; {_lacking() or 'all is there'}")
    if lacking := _lacking():
        if "GUIDEGRAPH_CHROMIUM" in os.environ:
            pytest.fail(lacking)
        pytest.skip(lacking)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=_executable(), headless=True, args=_SWITCHES
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def holdings(chromium: Browser) -> SiteContent:
    """The bundled library with all that is known of it."""
    return bundled_holdings()


@pytest.fixture(scope="session")
def sites(holdings: SiteContent, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    """
    The pages of the bundled library's site, of the hostile one and of one of a vocabulary, on the
    disk and on a server.
    """
    folder = tmp_path_factory.mktemp("sites").resolve()
    write_pages(site_of(holdings, wishes("bundled")), folder / "bundled")
    write_pages(hostile_site(), folder / "hostile")
    write_pages(vessels(folder), folder / "vessels")
    handler = functools.partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield Sites(folder=folder, origin=f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture
def watch(sites: Sites) -> Watch:
    """Watches the pages of a test."""
    return Watch(roots=(sites.folder.as_uri(), sites.origin))


@pytest.fixture
def open_for(chromium: Browser, watch: Watch) -> Iterator[Opening]:
    """Opens an address for a reader; in the end, nothing may have been complained of."""
    contexts: dict[Reader, BrowserContext] = {}

    def opened(address: str, reader: Reader | None = None) -> Page:
        reader = reader or Reader()
        if reader not in contexts:
            contexts[reader] = open_context(chromium, reader)
            watch.over(contexts[reader])
        page = contexts[reader].new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts.values():
        context.close()

    assert [] == watch.complaints


@pytest.fixture(scope="module")
def editors() -> Editors:
    """The bundled library; decisions are saved elsewhere."""
    return Library.open().editors()


@pytest.fixture
def at_desk(editors: Editors, tmp_path: Path) -> OpenAt:
    """Desks about our own pair, with one ledger."""
    return lambda reviewer="A. Reader": desk(
        editors, tmp_path / "2013-peer--combined" / "review.tsv", *PAIR, reviewer
    )


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a desk for a reader; in the end, nothing may have been complained of."""
    watches: list[Watch] = []

    def opened(at: OpenDesk, reader: Reader | None = None) -> Page:
        context = open_context(chromium, reader or Reader())
        at.contexts.append(context)
        watches.append(Watch(roots=(at.root, "data:")))
        watches[-1].over(context)
        page = context.new_page()
        page.goto(at.address, timeout=60_000)
        page.locator("body:not([aria-busy])").wait_for()
        return page

    yield opened
    # A browser writes every request that was refused to its console.
    refused = ("409 (Conflict)", "400 (Bad Request)")
    complaints = [each for watch in watches for each in watch.complaints]
    said = [each for each in complaints if not any(status in each for status in refused)]
    assert [] == said


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing of it."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Nothing."""


def _lacking() -> str | None:
    """What is missing to run these tests, and how to have it."""
    for name in ("playwright", "axe_playwright_python"):
        if find_spec(name) is None:
            return f"{name} is not installed: pip install -c constraints.txt -e '.[browser]'"
    if _executable() is None:
        return f"none of {', '.join(_NAMES)} is found: install Debian's chromium"
    return None


def _executable() -> str | None:
    named = os.environ.get("GUIDEGRAPH_CHROMIUM")
    found = (shutil.which(name) for name in ((named,) if named else _NAMES))
    return next(filter(None, found), None)
