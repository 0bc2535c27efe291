"""The digest of a graph: the same for the same statements, whatever their order and blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, Triple


__all__ = ["digest"]


def digest(triples: Iterable[Triple]) -> str:
    """
    The SHA-256 of the canonical N-Quads of a graph (RDFC-1.0, https://www.w3.org/TR/rdf-canon/).

    >>> digest([])
    'rdfc-1.0-sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    graph = Dataset(Quad(each.subject, each.predicate, each.object) for each in triples)
    graph.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} .\n" for quad in graph)
    return f"rdfc-1.0-sha256:{hashlib.sha256(''.join(lines).encode()).hexdigest()}"
