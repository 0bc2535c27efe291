"""
Comments as Web Annotations, without blank nodes (https://www.w3.org/TR/annotation-vocab/).

The decision about a comment is an annotation of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from guidegraph.graph.triples import link_to, plain_text, words_in
from guidegraph.graph.vocab import DCTERMS, OA, RDF, SCHEMA
from guidegraph.model.comments import Comment, CommentRegister
from guidegraph.model.edition import Edition


__all__ = ["comment_iri", "comments_to_graph"]


def comment_iri(edition: Edition, comment: Comment) -> str:
    """The IRI of a comment: below the edition's own."""
    return f"{edition.iri}/comment/{comment.id}"


def comments_to_graph(register: CommentRegister) -> tuple[Triple, ...]:
    """The triples of a register, comment by comment."""
    return tuple(
        triple for comment in register.comments for triple in _facts(register.edition, comment)
    )


def _facts(edition: Edition, comment: Comment) -> Iterator[Triple]:
    iri, language = comment_iri(edition, comment), edition.language
    bodies = [("body", comment.body, "commenting"), ("proposed", comment.proposed, "editing")]
    yield link_to(iri, RDF.type, OA.Annotation)
    yield plain_text(iri, DCTERMS.identifier, comment.id)
    yield link_to(iri, OA.motivatedBy, f"{OA.NAMESPACE}{comment.motivation}")
    for property_, value in (
        (DCTERMS.created, comment.date),
        (DCTERMS.type, comment.type),
    ):
        if value:
            yield plain_text(iri, property_, str(value))
    for target in comment.targets:
        yield link_to(iri, OA.hasTarget, edition.iri_of(target))
    if not comment.targets:
        yield link_to(iri, OA.hasTarget, edition.iri)
    yield plain_text(iri, SCHEMA.creativeWorkStatus, comment.status.value)
    yield from _bodies(iri, bodies, language)
    if comment.disposition is None:
        return
    decision = f"{iri}/disposition"
    yield link_to(decision, RDF.type, OA.Annotation)
    yield link_to(decision, OA.motivatedBy, f"{OA.NAMESPACE}replying")
    yield link_to(decision, OA.hasTarget, iri)
    decided = [
        ("decision", comment.disposition.value, "classifying"),
        ("reason", comment.reason, "replying"),
    ]
    yield from _bodies(decision, decided, language)


def _bodies(iri: str, bodies: list[tuple[str, str | None, str]], language: str) -> Iterator[Triple]:
    given = [(f"{iri}#{name}", text, purpose) for name, text, purpose in bodies if text]
    for body, _, _ in given:
        yield link_to(iri, OA.hasBody, body)
    for body, text, purpose in given:
        yield link_to(body, RDF.type, OA.TextualBody)
        yield words_in(body, RDF.value, text, language)
        yield link_to(body, OA.hasPurpose, f"{OA.NAMESPACE}{purpose}")
