"""Editions in schema.org terms and of CTDL-ASN."""

from __future__ import annotations

import json
from dataclasses import replace

import pyoxigraph
import pytest
import rdflib

from guidegraph.api import Library
from guidegraph.graph.comments import comments_to_graph
from guidegraph.model.comments import Comment, CommentRegister, CommentStatus, Disposition
from guidegraph.model.edition import Item
from guidegraph.render.format import written
from tests.comparisons import HOSTILE, OLD


LIBRARY = Library.open()
RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
FORMS = ("schema-org-json-ld", "ctdl-asn-json-ld")


def triples(body: bytes | str, syntax: pyoxigraph.RdfFormat) -> set[str]:
    """The triples of a document, each as text."""
    return {str(quad.triple) for quad in pyoxigraph.parse(body, format=syntax)}


@RDFLIB
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("id_", LIBRARY.ids)
def test_means_the_same_to_all(id_: str, form: str) -> None:
    """Two processors read the same triples, without the network and without blank nodes."""
    body = LIBRARY.export(id_, form)
    graph = rdflib.Graph().parse(data=body, format="json-ld")
    found = triples(body, pyoxigraph.RdfFormat.JSON_LD)

    assert found == triples(graph.serialize(format="nt"), pyoxigraph.RdfFormat.N_TRIPLES)
    assert not any("_:" in triple for triple in found)
    assert len(found) > 100


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile(text: str, form: str) -> None:
    """No text can end the script element that a page embeds the document in."""
    body = written(form, replace(OLD, title=text, items=(Item(id="a", text=text),)))

    assert not set(b"<>&") & set(body)
    assert text in json.dumps(json.loads(body), ensure_ascii=False) or json.loads(body)


@RDFLIB
def test_a_course_teaches() -> None:
    """A course is a Course whose parts teach the terms of the guideline."""
    graph = rdflib.Graph().parse(
        data=LIBRARY.export("peer-support-course", "schema-org-json-ld"), format="json-ld"
    )
    schema = rdflib.Namespace("https://schema.org/")
    base = "https://w3id.org/guidegraph/peer-support/"

    assert (rdflib.URIRef(f"{base}peer-support-course"), rdflib.RDF.type, schema.Course) in graph
    assert (
        rdflib.URIRef(f"{base}peer-support-course/module/7/statement/3"),
        schema.teaches,
        rdflib.URIRef(f"{base}2013-peer/value/1"),
    ) in graph


def test_a_decided_comment() -> None:
    """What was decided about a comment is an annotation of the comment, with its reason."""
    comment = Comment(
        id="c1",
        body="Say more.",
        status=CommentStatus.CLOSED,
        disposition=Disposition.REJECTED,
        reason="It is long enough.",
    )
    register = CommentRegister(edition=OLD, comments=(comment,))
    oa = "http://www.w3.org/ns/oa#"
    facts = {
        (str(fact.subject), str(fact.predicate), str(fact.object))
        for fact in comments_to_graph(register)
    }
    iri = f"<{OLD.iri}/comment/c1>"
    decision = f"<{OLD.iri}/comment/c1/disposition>"

    assert (iri, f"<{oa}hasTarget>", f"<{OLD.iri}>") in facts
    assert (decision, f"<{oa}hasTarget>", iri) in facts
    assert (decision, f"<{oa}motivatedBy>", f"<{oa}replying>") in facts
    assert '"rejected"@en' in {fact[2] for fact in facts}
    assert triples(written("comments-turtle", register), pyoxigraph.RdfFormat.TURTLE) == triples(
        written("comments-json-ld", register), pyoxigraph.RdfFormat.JSON_LD
    )
