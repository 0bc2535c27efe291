"""What can be exported, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import RdfFormat

from guidegraph.api import Library
from guidegraph.exports import ExportCheck, Exports, Profile, VocabularyFile
from guidegraph.graph.catalogue import catalogue_iri
from guidegraph.graph.dataset import Dataset, to_dataset
from guidegraph.model.catalogue import Catalogue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Association, Edition, Item
from guidegraph.model.errors import (
    FormatError,
    GuidegraphWarning,
    MisuseError,
    UnwritableError,
)
from guidegraph.render.format import ResultKind, fitting, problem_of
from tests.comparisons import OLD


pytestmark = pytest.mark.slow  # every format of every thing is written and read back


EXPORTS = Library.open().exports()
HEAD = """@prefix : <http://x/v#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
THEIRS = f"""{HEAD}
:s a skos:ConceptScheme ; :made [ :by "Ann" ] .
:a a skos:Concept ; skos:inScheme :s ; skos:prefLabel "A"@en ; skos:notation "1"^^:code ; :p 5, 05 .
:b a skos:Concept ; skos:inScheme :s ; skos:prefLabel "B"@en, "B"@de-at ; skos:broader :a .
:c a skos:OrderedCollection ; skos:memberList ( :a :b ) .
"""
GRAPHS = f"{HEAD} :g {{ :a a skos:Concept . }} _:h {{ :b a skos:Concept . }} :c a skos:Concept ."
IN_RDF = ["json-ld", "json-ld-expanded", "json-ld-framed", "n-quads", "skos-turtle", "trig"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named as a user in an empty folder names them."""
    monkeypatch.chdir(tmp_path)


def canonical(body: bytes | str, form: RdfFormat) -> pyoxigraph.Dataset:
    """A dataset with its blank nodes called the same, whatever they were called."""
    found = pyoxigraph.Dataset(pyoxigraph.parse(body, format=form))
    found.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return found


@pytest.mark.parametrize(
    ("target", "since", "old", "new"),
    [
        ("2013-peer..combined", (), ["2013-peer"], "combined"),
        ("2013-peer,supervisor..combined", (), ["2013-peer", "supervisor"], "combined"),
        ("combined", ("supervisor",), ["supervisor"], "combined"),
    ],
)
def test_a_diff(target: str, since: tuple[str, ...], old: list[str], new: str) -> None:
    """A diff is named by two dots, by commas between several old editions, or by --since."""
    subject = EXPORTS.subject(target, since)
    assert isinstance(subject, Comparison)

    assert (old, new) == ([edition.id for edition in subject.old], subject.new.id)


def test_a_diff_of_files() -> None:
    """Dots that lead to another folder are no two dots between editions."""
    Path("a").mkdir()
    Path("b.csv").write_text("id,text\nx,One.\n")
    Path("c.csv").write_text("id,text\nx,One two.\n")
    subject = EXPORTS.subject("a/../b.csv..a/../c.csv")
    assert isinstance(subject, Comparison)

    assert (["b"], "c") == ([edition.id for edition in subject.old], subject.new.id)
    assert isinstance(EXPORTS.subject("a/../b.csv"), Edition)


def test_the_library() -> None:
    """
    The library is all editions, the diffs from those they came from, and the description of it.
    """
    subject = EXPORTS.subject("library")
    assert isinstance(subject, Catalogue)
    base = subject.base

    assert [
        f"{base}2013-peer",
        f"{base}combined",
        f"{base}supervisor",
        f"{base}peer-support-course",
        f"{base}combined/changes/2013-peer",
        f"{base}combined/changes/supervisor",
        catalogue_iri(base),
    ] == list(to_dataset(subject).graphs)


def test_an_edition_called_library(tmp_path: Path) -> None:
    """An edition that is called so goes before the library."""
    library = Library.create(tmp_path / "all", title="All", base="https://example.org/")
    folder = tmp_path / "all" / "library"
    folder.mkdir()
    (folder / "edition.toml").touch()
    (folder / "edition.md").write_text("# One\n\n## Aims\n\nPeers help.\n", encoding="utf-8")
    exports = Library.open(tmp_path / "all").exports()

    assert isinstance(library.exports().subject("library"), Catalogue)
    assert "One" == exports.subject("library").title  # type: ignore[union-attr]  # an edition


@pytest.mark.parametrize("form", IN_RDF)
@pytest.mark.parametrize(
    ("name", "source", "syntax"),
    [("v.ttl", THEIRS, RdfFormat.TURTLE), ("v.trig", GRAPHS, RdfFormat.TRIG)],
)
def test_somebody_elses_vocabulary(name: str, source: str, syntax: RdfFormat, form: str) -> None:
    """
    A vocabulary keeps its IRIs, blank nodes, datatypes, lists and languages, and gets no others;
    formats that know graphs keep these, too.
    """
    Path(name).write_text(source)
    subject = EXPORTS.subject(name)
    assert isinstance(subject, VocabularyFile) is (name == "v.trig")
    body = EXPORTS.proven(subject, form)
    given = canonical(source, syntax)
    found = canonical(
        body,
        {
            "j": RdfFormat.JSON_LD,
            "s": RdfFormat.TURTLE,
            "n": RdfFormat.N_QUADS,
            "t": RdfFormat.TRIG,
        }[form[0]],
    )
    if form in ("json-ld-framed", "skos-turtle") and name == "v.trig":
        assert len(given) == len(found) == 3
        return
    if form == "json-ld-framed":
        narrower = "http://www.w3.org/2004/02/skos/core#narrower"
        found = pyoxigraph.Dataset(quad for quad in found if quad.predicate.value != narrower)

    assert given == found
    assert body == EXPORTS.proven(EXPORTS.subject(name), form)


def test_a_vocabulary_as_a_table() -> None:
    """A format for editions takes the edition that the concepts make."""
    Path("v.ttl").write_text(THEIRS)
    body = EXPORTS.proven(EXPORTS.subject("v.ttl"), "csv").decode()

    assert (
        "id,type,notation,label,text,parent,position\n"
        "a,Item,1,A,,,1\nb,Item,,B,,a,1\nc,OrderedCollection,,c,,,2\n"
    ) == body


def test_files_that_no_edition_holds() -> None:
    """Named graphs, an edition of ours with more in it, and RDF without concepts are kept whole."""
    ours = "<http://x/e> a <https://w3id.org/guidegraph/ontology#Edition> . <http://x/e> :p 1 ."
    for name, source in (
        ("g.trig", GRAPHS),
        ("o.ttl", HEAD + ours),
        ("w.ttl", f"{HEAD} :a :p 1 ."),
    ):
        Path(name).write_text(source)
        subject = EXPORTS.subject(name)

        assert isinstance(subject, VocabularyFile)
        assert EXPORTS.proven(subject, "n-quads")


@pytest.mark.parametrize(
    ("name", "source", "message"),
    [
        ("v.jsonld", '{"@context": "https://y/c.jsonld", "@id": "http://x/a"}', "from the network"),
        ("v.rdf", '<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', "document type"),
        ("v.ttl", "<http://x/a> <http://x/p> <<( <http://x/a> <http://x/p> 1 )>> .", "RDF 1.2"),
        ("v.ttl", '<http://x/a> <http://x/p> "x"@en--ltr .', "RDF 1.2"),
        ("v.ttl", "<http://x/a> <http://x/p> .", "v.ttl:1: not Turtle"),
        ("v.nt", "<http://x/a b> <http://x/p> <http://x/c> .", "v.nt:1: not N-Triples"),
    ],
)
def test_refused_vocabularies(name: str, source: str, message: str) -> None:
    """Nothing is fetched, no entity is read, and nothing is dropped in silence."""
    Path(name).write_text(source)

    with pytest.raises(FormatError, match=message):
        EXPORTS.proven(EXPORTS.subject(name), "n-quads")


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        (":a a skos:Concept, skos:ConceptScheme .", "scheme-and-concept"),
        (":a a skos:Concept, skos:Collection .", "collection-and-concept"),
        (':a a skos:Concept ; skos:prefLabel "A" ; skos:altLabel "A" .', "label-in-two-roles"),
        (':a a skos:Concept ; skos:prefLabel "A"@en, "B"@en .', "several-preferred-labels"),
        (
            (
                ":a a skos:Concept ; skos:broader :b ; skos:related :c . :b a skos:Concept ; "
                "skos:broader :c . :c a skos:Concept ."
            ),
            "related-ancestor",
        ),
        (
            ":a a skos:Concept ; skos:exactMatch :b ; skos:broadMatch :b . :b a skos:Concept .",
            "mapping-clash",
        ),
    ],
)
def test_rules_of_skos(source: str, rule: str) -> None:
    """
    What somebody published is written as it is, with a warning where it breaks one of the six
    integrity conditions; what we make of it is refused.
    """
    Path("v.ttl").write_text(HEAD + source)
    subject = EXPORTS.subject("v.ttl")

    with pytest.warns(GuidegraphWarning, match=rf"rules of SKOS .*\({rule}\): http://x/v#a: "):
        assert EXPORTS.proven(subject, "n-triples")
    with pytest.raises(UnwritableError, match=rf"\({rule}\): .*--check none"):
        EXPORTS.proven(subject, "n-triples", Profile.SKOS_CORE)


def test_an_edition_that_breaks_a_rule() -> None:
    """An edition of ours is held to the rules, too."""
    items = (Item(id="a", label="A"), Item(id="b", label="B", parent="a"))
    related = Association(origin="b", type="related", destination="a")
    edition = replace(OLD, items=items, associations=(related,))

    with pytest.raises(UnwritableError, match="related-ancestor"):
        EXPORTS.proven(edition, "skos-turtle")


@pytest.mark.slow
@pytest.mark.parametrize("id_", EXPORTS.workspace.ids)
def test_our_shapes(id_: str) -> None:
    """Our documents conform to our shapes."""
    subject = EXPORTS.subject(id_)

    assert EXPORTS.proven(subject, "trig", conformance=ExportCheck.SHAPES)


def test_shapes_refuse() -> None:
    """An edition that our shapes call wrong is not written where they are asked for."""
    edition = replace(OLD, title="")

    assert EXPORTS.proven(edition, "trig")
    with pytest.raises(UnwritableError, match="it breaks our shapes"):
        EXPORTS.proven(edition, "trig", conformance=ExportCheck.SHAPES)


def test_properties_that_xml_cannot_write() -> None:
    """RDF/XML writes properties as elements, so some cannot be written."""
    Path("v.ttl").write_text("<http://x/a> <http://x/123> 1 .")

    with pytest.raises(UnwritableError, match="property <http://x/123>; use another"):
        EXPORTS.proven(EXPORTS.subject("v.ttl"), "rdf-xml")


def test_profile_of_a_table() -> None:
    """A format that is no RDF has no profiles, and says which do."""
    with pytest.raises(MisuseError, match=r"'csv' has no profiles; .* turtle"):
        EXPORTS.proven(EXPORTS.subject("combined"), "csv", Profile.SKOS_CORE)


def test_a_format_for_something_else() -> None:
    """A format that cannot hold the library is refused, and the message says which can."""
    with pytest.raises(MisuseError, match=r"'xlsx' cannot hold a library; use one of csv, .* trig"):
        EXPORTS.proven(EXPORTS.subject("library"), "xlsx")
    with pytest.raises(MisuseError, match=r"unknown format 'turtl' \(did you mean 'turtle'\?\)"):
        EXPORTS.proven(EXPORTS.subject("combined"), "turtl")


def test_losses_of_graphs() -> None:
    """A syntax without graphs loses their names where there are several; a diff loses its words."""
    edition, diff, library = (
        EXPORTS.subject(target) for target in ("supervisor", "supervisor..combined", "library")
    )
    names = b"Which of 7 graphs a statement is in is not held.\n"

    assert b"" == EXPORTS.losses(edition, "skos-turtle") == EXPORTS.losses(edition, "trig")
    assert EXPORTS.losses(diff, "skos-turtle").startswith(b"Of a diff: The words that differ")
    assert EXPORTS.losses(diff, "trig") == EXPORTS.losses(library, "trig")
    assert EXPORTS.losses(library, "trig") + names == EXPORTS.losses(library, "skos-turtle")


def test_losses_of_a_vocabulary() -> None:
    """A table of somebody else's vocabulary says what of its statements it does not hold."""
    Path("v.ttl").write_text(THEIRS)
    subject = EXPORTS.subject("v.ttl")
    losses = EXPORTS.losses(subject, "csv").decode().splitlines()

    assert "http://x/v#p is not held (2 statements)" in losses
    assert "skos:memberList is not held (1 statement)" in losses
    assert b"" == EXPORTS.losses(subject, "trig")


@pytest.mark.parametrize("form", fitting(ResultKind.DIFF))
def test_diffs_are_read_back(form: str) -> None:
    """Every format of a diff writes ours, and reads it as it was."""
    # CASE wants to know when the new edition was issued, which it does not say.
    subject = EXPORTS.subject("2013-peer..combined", issued="2024")

    assert EXPORTS.proven(subject, form)


@pytest.mark.parametrize(
    ("form", "found", "instead", "problem"),
    [
        ("skos-turtle", b"skos:notation", b"skos:note", "statements differ"),
        ("json-ld", b'"notation": "1', b'"notation": "7', "statements differ"),
        ("rdf-xml", b"<skos:notation>", b"<skos:note>", "it cannot be read"),
        ("csv", b",1.R1,", b",1.R2,", "item 'value/1/role/1' is not the same"),
        ("markdown", b'<a id="value/1">', b"", "item 'value/1' has no anchor"),
        ("graphml", b"<node ", b"<node x='y' ", None),
        ("graphml", b">value/1<", b">value/0<", "its nodes are not the same"),
        ("schema-org-json-ld", b'"@context"', b'"context"', "it has no statements"),
    ],
)
def test_damage_is_noticed(form: str, found: bytes, instead: bytes, problem: str | None) -> None:
    """A file that says something else than the edition is told from one that does not."""
    edition = EXPORTS.subject("supervisor")
    body = Exports.write(edition, form)
    assert found in body
    noticed = problem_of(form, edition, body.replace(found, instead, 1))

    assert problem_of(form, edition, body) is None
    assert (noticed is None) is (problem is None)
    assert (problem or "") in (noticed or "")


def test_labels_of_graphs() -> None:
    """Labels as resources are blank nodes in a vocabulary that is not ours, apart from its own."""
    Path("v.trig").write_text(
        f'{HEAD} :g {{ :a skos:prefLabel "A"@en ; :p [] . }} :h {{ :b skos:prefLabel "B"@en . }}'
    )
    subject = EXPORTS.subject("v.trig")
    body = EXPORTS.proven(subject, "skos-xl").decode()
    assert isinstance(subject, VocabularyFile)

    assert isinstance(subject.dataset, Dataset)
    assert body.count("skosxl:prefLabel [") == body.count("a skosxl:Label") == 2
    assert ":p []" in body


def test_writes_what_it_proves() -> None:
    """What is proven are the bytes that are written without a proof."""
    subject = EXPORTS.subject("supervisor")

    assert Exports.write(subject, "skos-turtle") == Exports.proven(subject, "skos-turtle")
