"""What is served is the site."""

from __future__ import annotations

import pytest

from guidegraph.api import Library
from guidegraph.publish.content import SiteOptions
from guidegraph.serve.run import context_of


pytestmark = pytest.mark.slow  # the whole library is checked and compared


async def _run(*_: object) -> object:
    raise NotImplementedError


def test_a_server_has_the_pages_of_the_site_and_says_what_it_answers() -> None:
    """The server hands out every page there is, the findings too, and each leads to SPARQL."""
    context = context_of(Library.open(), "http://127.0.0.1:1/", _run, SiteOptions(title="Ours"))  # type: ignore[arg-type]  # nothing is run
    page = context.site.document("findings.html")
    assert page is not None
    body = page.body().decode()

    assert "Ours" == context.site.title
    assert '<a href="sparql">' in body
    assert '<a href="api/openapi.json">' in body
