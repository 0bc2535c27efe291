"""
Comments as Web Annotations, without blank nodes (https://www.w3.org/TR/annotation-vocab/).

What was decided about a comment is an annotation of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from guidegraph.graph.vocab import DCTERMS, OA, RDF, SCHEMA
from guidegraph.model.comments import Comment, CommentRegister
from guidegraph.model.edition import Edition


__all__ = ["comment_iri", "comments_to_graph"]


def comment_iri(edition: Edition, comment: Comment) -> str:
    """
    The IRI of a comment: below the edition's own.
    """
    return f"{edition.iri}/comment/{comment.id}"


def comments_to_graph(register: CommentRegister) -> tuple[Triple, ...]:
    """
    The triples of a register, comment by comment.
    """
    return tuple(
        triple for comment in register.comments for triple in _facts(register.edition, comment)
    )


def _facts(edition: Edition, comment: Comment) -> Iterator[Triple]:
    iri, language = comment_iri(edition, comment), edition.language
    bodies = [("body", comment.body, "commenting"), ("proposed", comment.proposed, "editing")]
    yield _link(iri, RDF.type, OA.Annotation)
    yield _text(iri, DCTERMS.identifier, comment.id)
    yield _link(iri, OA.motivatedBy, f"{OA.NAMESPACE}{comment.motivation}")
    for target in comment.targets:
        yield _link(iri, OA.hasTarget, edition.iri_of(target))
    if not comment.targets:
        yield _link(iri, OA.hasTarget, edition.iri)
    yield _text(iri, SCHEMA.creativeWorkStatus, comment.status.value)
    yield from _bodies(iri, bodies, language)
    if comment.disposition is None:
        return
    decision = f"{iri}/disposition"
    yield _link(decision, RDF.type, OA.Annotation)
    yield _link(decision, OA.motivatedBy, f"{OA.NAMESPACE}replying")
    yield _link(decision, OA.hasTarget, iri)
    decided = [
        ("decision", comment.disposition.value, "classifying"),
        ("reason", comment.reason, "replying"),
    ]
    yield from _bodies(decision, decided, language)


def _bodies(iri: str, bodies: list[tuple[str, str | None, str]], language: str) -> Iterator[Triple]:
    given = [(f"{iri}#{name}", text, purpose) for name, text, purpose in bodies if text]
    for body, _, _ in given:
        yield _link(iri, OA.hasBody, body)
    for body, text, purpose in given:
        yield _link(body, RDF.type, OA.TextualBody)
        yield Triple(NamedNode(body), NamedNode(RDF.value), Literal(text, language=language))
        yield _link(body, OA.hasPurpose, f"{OA.NAMESPACE}{purpose}")


def _link(subject: str, predicate: str, target: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), NamedNode(target))


def _text(subject: str, predicate: str, text: str) -> Triple:
    return Triple(NamedNode(subject), NamedNode(predicate), Literal(text))
