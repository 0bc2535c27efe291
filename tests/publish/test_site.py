"""A site as a whole: what is where, and that nothing in a text gets out of it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, RdfFormat, parse

from guidegraph.graph.build import to_graph
from guidegraph.model.errors import FormatError, UnknownNameError
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.routes import FORMS
from guidegraph.publish.site import Site
from guidegraph.render.format import FORMATS, ResultKind, fitting
from guidegraph.store.site_folder import write_site
from tests.comparisons import HOSTILE, reading_rooms
from tests.publish.holdings import BASE, holdings_of, hostile_site, reading_room, sloppy


SYNTAXES = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


class Page(HTMLParser):
    """The elements of a page with their attributes, and the texts in scripts."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(body.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """The values of an attribute, wherever it stands."""
        return [attrs[name] or "" for _, attrs in self.elements if name in attrs]


def graph_of(body: bytes, media_type: str) -> Dataset:
    """The graph in a document."""
    found = Dataset(parse(body, format=SYNTAXES[media_type], base_iri="https://base.example/"))
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return found


def body_of(site: Site, path: str) -> bytes:
    """The bytes of a document that is there."""
    document = site.document(path)
    assert document is not None, path
    return document.body()


def test_every_form_of_every_thing_is_there() -> None:
    """What is offered can be had, and is of the type that was offered."""
    site = reading_room()
    for thing, forms in site.things.items():
        assert "text/html" == forms[0].media_type, thing
        for form in forms:
            document = site.document(form.path)
            assert document is not None, form.path

            assert form.media_type == document.media_type


def test_every_item_and_change_is_a_thing() -> None:
    """All that has an IRI has documents at it."""
    site = reading_room()
    comparison = reading_rooms()
    iris = [edition.iri for edition in (*comparison.old, comparison.new)]
    iris += [
        edition.iri_of(item.id)
        for edition in (*comparison.old, comparison.new)
        for item in edition.items
    ]
    iris += [f"{comparison.new.iri}/change/{change.id}" for change in comparison.changes.changes]

    assert {iri.removeprefix(BASE) for iri in iris} <= {*site.things}


def test_the_data_of_a_thing_are_the_same_in_every_syntax() -> None:
    """Turtle, JSON-LD, RDF/XML and N-Triples of a thing hold one graph, and it is not empty."""
    site = reading_room()
    for thing, forms in site.things.items():
        found = {
            form.media_type: graph_of(body_of(site, form.path), form.media_type)
            for form in forms
            if form.media_type in SYNTAXES
        }

        assert 4 == len(found), thing
        assert 1 == len({frozenset(map(str, graph)) for graph in found.values()}), thing
        assert 0 < len(found["text/turtle"]), thing


def test_the_data_of_the_items_together_are_the_edition() -> None:
    """Nothing that an edition says of its items is left out of their documents."""
    site = reading_room()
    edition = reading_rooms().new
    said = {
        str(quad.triple)
        for thing, forms in site.things.items()
        if thing.startswith(f"{edition.id}/")
        for quad in parse(body_of(site, forms[1].path), format=RdfFormat.TURTLE)
    }
    own = {str(fact) for fact in to_graph(edition) if fact.subject != NamedNode(edition.iri)}

    assert own <= said


def test_every_export_format_of_an_edition_is_offered() -> None:
    """A new format is on the page of an edition without anybody putting it there."""
    site = reading_room()
    body = body_of(site, "2026.html").decode()
    shown = [
        name
        for name in fitting(ResultKind.EDITION)
        if f"2026{FORMATS[name].suffix_of(ResultKind.EDITION)}" in body
    ]

    assert {"csv", "xlsx", "markdown", "graphml", "case-json"} <= {*shown}


@pytest.mark.parametrize("kind", [ResultKind.EDITION, ResultKind.DIFF, ResultKind.LIBRARY])
def test_no_two_files_have_one_name(kind: ResultKind) -> None:
    """What is offered of one thing ends otherwise than its forms, and than all else of it."""
    offered = [
        FORMATS[name].suffix_of(kind)
        for name in fitting(kind)
        if FORMATS[name].holds[kind].download
    ]
    suffixes = [*offered, *(form.suffix for form in FORMS)]

    assert len(suffixes) == len(set(suffixes))


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_anything_but_text(text: str) -> None:
    """Whatever a library says, a page runs our scripts alone and links to nothing that runs."""
    site = hostile_site(text)
    for document in site.documents():
        body = document.body()
        if document.media_type != "text/html":
            continue
        page = Page(body)
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            assert tag not in {"iframe", "object", "embed", "base", "style", "img"}
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert "assets/" in (attributes.get("src") or "")
        for target in (*page.values("href"), *page.values("src"), *page.values("action")):
            assert not target.strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_library_stays_in_its_folder(tmp_path: Path, text: str) -> None:
    """No id leads a file out of the site, and all of the site can be written."""
    site = hostile_site(text)
    documents = [(document.path, document.body) for document in site.documents()]
    done = write_site(tmp_path / "site", documents)
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]

    assert len(documents) + 1 == len(files)
    assert len(documents) == done.written
    assert ["site"] == [path.name for path in tmp_path.iterdir()]


def test_ids_that_are_no_names_of_files_have_documents(tmp_path: Path) -> None:
    """Dots, devices, capitals and what is too long are no trouble."""
    edition = sloppy()
    site = site_of(SiteContent(base=BASE, title="Sloppy", editions=(edition,)), SiteOptions())
    write_site(tmp_path / "site", [(each.path, each.body) for each in site.documents()])
    things = [thing for thing in site.things if thing.startswith("sloppy/")]

    assert len(edition.items) == len(things)
    for thing in things:
        assert (tmp_path / "site" / site.alternates(thing)[0].path).is_file()


def test_the_same_bytes_every_time() -> None:
    """Two sites of one library are the same, byte for byte."""
    first = {document.path: document.body() for document in reading_room().documents()}
    second = {document.path: document.body() for document in reading_room().documents()}

    assert first == second


def test_an_empty_library_has_a_site() -> None:
    """A library without editions has a first page that says so with an empty list."""
    site = site_of(SiteContent(base=BASE, title="Empty", editions=()), SiteOptions())
    for document in site.documents():
        assert isinstance(document.body(), bytes)

    assert b"Empty" in body_of(site, "index.html")


def test_a_title_and_an_address_of_the_publishers_own() -> None:
    """The site is called as its publisher wants, and pages know where they will be found."""
    site = reading_room(SiteOptions(title="Rooms & books", url="https://rooms.example/books/"))
    page = Page(body_of(site, "2026.html"))
    body = body_of(site, "2026.html").decode()

    assert "Rooms &amp; books" in body
    assert "https://rooms.example/books/2026.html" in page.values("href")
    assert b"https://rooms.example/books/2026.ttl" in body_of(site, "index.ttl")


def test_one_template_can_be_replaced() -> None:
    """A template of the same name stands in for ours, and all others stay."""
    own = '{% extends "layout.html" %}{% block main %}<p>Gone: {{ title }}</p>{% endblock %}'
    site = reading_room(SiteOptions(templates={"not_found.html": own}))

    assert b"<p>Gone: Page not found</p>" in body_of(site, "404.html")
    assert b"Explore" in body_of(site, "index.html")


def test_a_template_that_stands_in_for_none_of_ours() -> None:
    """A misspelt name is said to be one, and which was meant."""
    with pytest.raises(UnknownNameError) as caught:
        reading_room(SiteOptions(templates={"hoem.html": ""}))

    assert "unknown template 'hoem.html': did you mean 'home.html'?" == str(caught.value)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ nothing }}", "home.html: the template cannot be filled: 'nothing' is undefined"),
        ("{% for %}", "home.html:1: the template cannot be filled: Expected an expression"),
        ("{{ ''.__class__.__mro__ }}", "home.html: the template cannot be filled: access to"),
    ],
)
def test_a_template_that_cannot_be_filled(template: str, said: str) -> None:
    """What is wrong with a publisher's template is said with its name; it can reach nothing."""
    site = reading_room(SiteOptions(templates={"home.html": template}))
    with pytest.raises(FormatError) as caught:
        body_of(site, "index.html")

    assert str(caught.value).startswith(said)


def test_an_item_that_says_again_what_another_says() -> None:
    """The page of a duplicate names its twin, and leads there."""
    body = body_of(reading_room(), "2026/value/1/practice/4.html").decode()

    assert "a duplicate of" in body
    assert 'href="../../../../2026/value/1/practice/1.html"' in body


def test_findings_need_a_day() -> None:
    """Without a check there is no page of findings, and there is no link to one."""
    site = site_of(holdings_of(reading_rooms()), SiteOptions())

    assert None is site.document("findings.html")
    assert b"findings.html" not in body_of(site, "index.html")
