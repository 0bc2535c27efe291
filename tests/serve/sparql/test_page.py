"""The page to write queries on."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest

from guidegraph.query.named import named_queries
from tests.serve.conftest import Serve, Served


pytestmark = pytest.mark.slow  # every example runs


HTML = "text/html,application/xhtml+xml,*/*;q=0.8"
EVIL = "<script>alert(1)</script>\"'</textarea><img src=x onerror=alert(1)>"


class Parsed(HTMLParser):
    """The elements of a page, the links in it, and what is written in its field and cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        """Note what is in it."""
        self.texts.setdefault(self._inside, []).append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self._inside = ""

    def hrefs(self) -> list[str]:
        """Where the page leads."""
        return [found.get("href") or "" for tag, found in self.elements if tag == "a"]

    def check(self) -> None:
        """Nothing in the page runs."""
        for tag, attributes in self.elements:
            assert tag not in ("img", "iframe", "style"), tag
            assert tag != "script" or attributes == {"src": "./assets/theme.js"}
            assert not [name for name in attributes if name.startswith("on") or name == "style"]
        unsafe = ("javascript", "data")
        assert not [href for href in self.hrefs() if href.lower().startswith(unsafe)]


def ask(server: Served, **fields: str) -> tuple[int, Parsed]:
    """The page for some fields."""
    answer = server.ask(f"/sparql?{urlencode(fields)}", accept=HTML)
    page = Parsed(answer.text)
    page.check()
    return answer.status_code, page


def test_a_page_without_a_query(served: Served) -> None:
    """A browser gets a form with a label, an example that runs, and links to the others."""
    status, page = ask(served)
    labels = [found["for"] for tag, found in page.elements if tag == "label"]

    assert 200 == status
    assert ["query"] == labels
    assert {f"sparql?example={name}" for name in named_queries()} <= set(page.hrefs())
    assert "SELECT" in "".join(page.texts["textarea"])


@pytest.mark.parametrize("name", named_queries())
def test_every_example_runs(served: Served, name: str) -> None:
    """Each example fills the field, and is answered as it stands there."""
    _, page = ask(served, example=name)
    # The line break after <textarea> is not part of what is in it.
    text = "".join(page.texts["textarea"]).removeprefix("\n")
    status, answered = ask(served, query=text)

    assert text.startswith("# ")
    assert 200 == status
    assert "Result" in answered.texts["h2"]


def test_an_answer_as_a_table(served: Served) -> None:
    """Terms stand in cells; what has a page here leads to it; every format is a link away."""
    query = (
        "SELECT ?s ?l { ?s a <https://w3id.org/guidegraph/ontology#CoreValue> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> ?l } ORDER BY ?s LIMIT 2"
    )
    status, page = ask(served, query=query)

    assert 200 == status
    assert ["s", "l"] == page.texts["th"]
    assert "./2013-peer/value/1" in page.hrefs()
    csv = next(href for href in page.hrefs() if href.endswith("format=csv"))
    assert served.ask(f"/{csv}", accept=HTML).text.startswith("s,l\n")


def test_rows_on_the_page_are_bounded(serve: Serve) -> None:
    """The page says that there are more."""
    with serve(rows_shown=5) as server:
        _, page = ask(server, query="SELECT ?s { ?s ?p ?o }")

    assert "Only the first 5 are shown." in page.texts["p"]


@pytest.mark.parametrize(
    "query",
    [
        EVIL,
        f"SELECT * {{ ?s ?p '''{EVIL}''' }}",
        f"SELECT ('''{EVIL}''' AS ?x) {{}}",
        "SELECT (IRI('javascript:alert(1)') AS ?x) (IRI('data:text/html,x') AS ?y) {}",
        "SELECT (STRLANG('x', 'en') AS ?x) {}",
        f"CONSTRUCT {{ <http://x> <http://x> '''{EVIL}''' }} {{}}",
        f"ASK {{ ?s ?p '''{EVIL}''' }}",
        f"SELECT * {{ SERVICE <http://x/{EVIL}> {{}} }}",
        f"#{EVIL}\nLOAD <http://x>",
    ],
)
def test_no_query_runs_in_the_page(served: Served, query: str) -> None:
    """The query and whatever it finds or is refused for are text."""
    _, page = ask(served, query=query)

    assert query.replace("\r", "") in "".join(page.texts["textarea"])


def test_no_other_field_runs_in_the_page(served: Served) -> None:
    """The same holds for the fields besides."""
    for field in ("example", "format", "default-graph-uri", "named-graph-uri"):
        ask(served, query="ASK {}", **{field: EVIL})
        ask(served, **{field: EVIL})


def test_says_what_is_wrong(served: Served) -> None:
    """A mistake is shown beside the query, which is kept."""
    status, page = ask(served, query="SELECT * { ?s ?p")

    assert 400 == status
    assert "not SPARQL 1.1 at the caret" in "".join(page.texts["p"])
    assert "SELECT * { ?s ?p" in "".join(page.texts["textarea"])


def test_has_a_style(served: Served) -> None:
    """The page's style sheet is there."""
    assert served.ask("/sparql.css").headers["content-type"].startswith("text/css")
