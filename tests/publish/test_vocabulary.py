"""The site of a vocabulary: all that its source says is on its pages, in each of its languages."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, Triple, parse

from guidegraph.graph.statements import source_graph
from guidegraph.graph.vocab import XSD
from guidegraph.model.edition import Edition, Item, SourceKind
from guidegraph.model.errors import UnknownNameError
from guidegraph.model.names import visible
from guidegraph.model.statement import Role, Statement, StatementKind, leaves
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.site import Site
from guidegraph.store.library import read_file
from tests.publish.holdings import BASE
from tests.publish.pages import read, resolved
from tests.publish.vocabulary import vessels


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the file."""
    return tmp_path_factory.mktemp("vessels")


@pytest.fixture(scope="module")
def site(folder: Path) -> Site:
    """The site as it is built without any option."""
    return vessels(folder)


@pytest.fixture(scope="module")
def edition(site: Site, folder: Path) -> Edition:
    """What the file says."""
    assert site.things
    return read_file(folder / "vessels.ttl")


def page(site: Site, path: str) -> str:
    """A page that is there."""
    document = site.document(path)
    assert document is not None, path
    return document.body().decode()


def shown(source: str) -> str:
    """The words of a page, with its white space as it is."""
    return html.unescape(re.sub(r"<[^>]+>", " ", source))


def missing(source: str, statements: tuple[Statement, ...], known: dict[str, str]) -> list[str]:
    """The properties and values of statements that a page does not have."""
    text, found = shown(source), []
    addresses = {html.unescape(each) for each in re.findall(r'(?:href|title)="([^"]*)"', source)}
    for each in leaves(statements):
        if each.property and each.property not in addresses | {text} and each.property not in text:
            found.append(each.property)
        if each.kind is StatementKind.LITERAL:
            if visible(each.value) not in text:
                found.append(each.value)
        elif each.kind is StatementKind.IRI:
            here = any(
                unquote(address).endswith(known.get(each.value, "–")) for address in addresses
            )
            if not here and each.value not in addresses and each.value not in text:
                found.append(each.value)
    return found


def known_pages(edition: Edition) -> dict[str, str]:
    """The ends of the addresses of the pages of items, by the IRIs that the source gives them."""
    return {edition.iri_of(item.id): f"vessels/{item.id}.html" for item in edition.items} | {
        edition.iri: "vessels.html"
    }


def test_no_statement_about_an_item_is_missing(site: Site, edition: Edition) -> None:
    """Every property and every value that the source has of an item is on its page."""
    known = known_pages(edition)
    lost = {
        item.id: missing(page(site, f"vessels/{item.id}.html"), item.statements, known)
        for item in edition.items
    }

    assert {item.id: [] for item in edition.items} == lost


def test_no_other_statement_is_missing(site: Site, edition: Edition) -> None:
    """What is said of the vocabulary and of other resources is on the page of the edition."""
    source = page(site, "vessels.html")

    assert [] == missing(source, edition.statements, known_pages(edition))
    assert [] == missing(source, edition.residue, known_pages(edition))


def test_a_missing_statement_is_seen(site: Site, edition: Edition) -> None:
    """The test above fails where a page lacks a value, a property or a link."""
    item = edition.by_id["c2"]
    source = page(site, "vessels/c2.html")
    for part in ("punch bowl", "https://example.org/terms#since", "https://elsewhere.example/dish"):
        assert [part] == missing(source.replace(part, "?"), item.statements, known_pages(edition))


def test_the_data_of_a_page_hold_every_statement(site: Site, edition: Edition) -> None:
    """The Turtle of the edition, and that of its items together, hold the triples of the source."""
    whole = graph_of(page(site, "vessels.ttl"))
    wanted = set(source_graph(edition))
    parts: set[str] = set()
    for item in edition.items:
        parts |= {comparable(triple) for triple in graph_of(page(site, f"vessels/{item.id}.ttl"))}
    own = {
        comparable(triple)
        for triple in wanted
        if triple.subject in {NamedNode(edition.iri_of(item.id)) for item in edition.items}
    }

    assert {comparable(triple) for triple in wanted} <= {comparable(triple) for triple in whole}
    assert own <= parts
    assert "punch bowl" in page(site, "vessels/c2.ttl")
    assert "Moved below vessel." in page(site, "vessels/c2.ttl")


def test_a_site_can_be_read_in_each_language(site: Site) -> None:
    """Names, headings and links are in the language of the page, and marked where they are not."""
    german = page(site, "de/vessels/c2.html")

    assert re.search(r'<h1 dir="auto" lang="de">Äpfelschüssel', german)
    assert re.search(
        r'<a class="item"[^>]*><span class="number">1</span> <span[^>]*lang="de">Gefäß', german
    )
    assert '<html lang="de">' in german
    assert '<p class="official" dir="auto" lang="de">Ein rundes' in german
    assert 'hreflang="en"' in german
    assert '<h1 dir="auto" lang="en">bowl' in page(site, "vessels/c2.html")


def test_a_name_in_another_language_is_marked(site: Site) -> None:
    """What is not there in the language of the page is shown in another, and its tag says so."""
    ukrainian = page(site, "uk/vessels/c4.html")

    assert '<html lang="en">' in ukrainian
    assert '<h1 dir="auto" lang="en">goblet' in ukrainian
    assert 'lang="uk">посудина' in ukrainian


@pytest.mark.parametrize("language", ["", "de/", "uk/"])
def test_no_link_is_dead(site: Site, language: str) -> None:
    """The links of the pages in each language lead to pages."""
    dead = {
        (document.path, target.path)
        for document in site.documents()
        if document.media_type == "text/html" and document.path.startswith(language or "vessels")
        for target in resolved(read(document.body().decode()).links, document.path, "")
        if site.document(target.path) is None
    }

    assert set() == dead


def test_pages_are_well_formed(site: Site) -> None:
    """Elements are nested as they are written, in every language; ids are unique."""
    for document in site.documents():
        if document.media_type == "text/html":
            found = read(document.body().decode())

            assert [] == found.faults, document.path
            assert len(found.ids) == len(set(found.ids)), document.path


def test_the_wanted_language_comes_first(folder: Path) -> None:
    """The site opens in the language that is asked for, and speaks it where it can."""
    site = vessels(folder, SiteOptions(language="de"))
    home = page(site, "vessels.html")

    assert '<html lang="de">' in home
    assert "Alle Einträge" in home
    assert '<h1 dir="auto" lang="de">Gefäße' in home
    assert '<html lang="en">' in page(site, "en/vessels.html")


def test_an_unknown_language_is_refused(folder: Path) -> None:
    """A language in which there is nothing is an error that lists the others."""
    with pytest.raises(UnknownNameError, match=r"'xx'.*de"):
        vessels(folder, SiteOptions(language="xx"))


def test_siblings_are_sorted_in_their_language(folder: Path) -> None:
    """Names are sorted without accents, by the language of the page."""
    site = vessels(folder, SiteOptions(language="de"))
    home = page(site, "vessels.html")

    assert home.index("Äpfelschüssel") < home.index("Kelch") < home.index("Tasse")


def test_a_deprecated_item_names_its_successors(site: Site) -> None:
    """The page says at the top what to use instead, and lists say that it is deprecated."""
    source = page(site, "vessels/c4.html")
    banner = re.search(r'<div class="withdrawn".*?</div>', source, re.DOTALL)
    assert banner is not None

    assert "Deprecated." in banner[0]
    assert 'href="../vessels/c3.html"' in banner[0]
    assert 'href="https://elsewhere.example/goblet"' in banner[0]
    assert '<span class="status">deprecated</span>' in page(site, "vessels/c1.html")


def test_collections_are_shown_from_both_sides(site: Site) -> None:
    """A collection lists its members, ordered ones in their order; a member its collections."""
    ordered = page(site, "vessels/set.html")
    members = ordered[ordered.index('class="members"') :]

    assert members.index("vessels/c3.html") < members.index("vessels/c2.html")
    assert {"round things", "on the table"} <= {*links_in(page(site, "vessels/c2.html"))}


def test_several_parents_are_shown(site: Site) -> None:
    """All broader concepts are on the page, and the narrower ones of each."""
    assert {"vessel", "tableware"} <= {*links_in(page(site, "vessels/c2.html"))}
    assert "bowl" in {*links_in(page(site, "vessels/c9.html"))}


def test_search_has_the_labels_of_all_languages(site: Site) -> None:
    """The index of the search has every label with its language, hidden ones too."""
    index = page(site, "assets/search-index.js")

    for label in ("bowl", "Äpfelschüssel", "миска", "basin", "Schale", "bowel", "punch bowl"):
        assert label in index
    assert re.search(r'"uk",\s+"миска"', index)


def test_columns_and_keys_have_their_own_names() -> None:
    """What a table or JSON says is under its own names, with what it says of values in turn."""
    said = (
        Statement(property="Rule text", value="Doors are <locked>.", role=Role.TEXT),
        Statement(property="Owner%", value="Facility\nmanagement"),
        Statement(
            property="contact",
            kind=StatementKind.NODE,
            about=(
                Statement(property="room", value="12", datatype=f"{XSD.NAMESPACE}integer"),
                Statement(
                    property="phones",
                    kind=StatementKind.LIST,
                    about=(Statement(property="", value="110"), Statement(property="", value="")),
                ),
            ),
        ),
    )
    table = Edition(
        id="rules",
        iri=f"{BASE}rules",
        title="Rules",
        source_kind=SourceKind.TABLE,
        items=(
            Item(id="r1", text="Doors are <locked>.", statements=said),
            Item(id="r2", text="Keys.", parent="r1", statements=said),
        ),
    )
    site = site_of(SiteContent(base=BASE, title="R", editions=(table,)), SiteOptions())
    source = page(site, "rules/r1.html")

    assert [] == missing(source, said, {})
    assert "Contains" in source
    assert "&lt;locked&gt;" in source


def links_in(source: str) -> Iterator[str]:
    """The names of items that a page links to."""
    for link in re.findall(r'<a class="item".*?</a>', source, re.DOTALL):
        yield re.findall(r"<span[^>]*>([^<]*)</span>", link)[-1]


def graph_of(text: str) -> set[Triple]:
    """The triples of a document in Turtle."""
    found = Dataset(
        Quad(each.subject, each.predicate, each.object)
        for each in parse(text.encode(), format=RdfFormat.TURTLE)
    )
    found.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return {Triple(each.subject, each.predicate, each.object) for each in found}


def comparable(triple: Triple) -> str:
    """A triple without the names of blank nodes."""
    return re.sub(r"_:\w+", "_:", str(triple))
