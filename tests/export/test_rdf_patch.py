"""RDF Patch between two graphs."""

from __future__ import annotations

from dataclasses import replace

import pytest
import rdflib
from hypothesis import given, settings

from guidegraph.graph.build import to_graph
from guidegraph.model.changes import Audit, ChangeSet, Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError
from guidegraph.render.format import written
from tests.comparisons import OLD, reading_rooms
from tests.strategies import editions


def patch_of(*together: Edition) -> str:
    """The patch from the first editions to the last."""
    *old, new = together
    audit = Audit(old_items=0, new_items=0)
    changes = ChangeSet(old=(), new=new.id, changes=(), unchanged=(), audit=audit)
    return written("rdf-patch", Comparison(changes=changes, old=tuple(old), new=new)).decode()


def rows(edition: Edition) -> set[str]:
    """The graph of an edition as rows."""
    return {f"{each.subject} {each.predicate} {each.object} ." for each in to_graph(edition)}


def applied(patch: str, graph: set[str]) -> set[str]:
    """A graph after a patch; what is removed must be there, what is added must not."""
    graph = set(graph)
    for line in patch.removesuffix("\n").split("\n"):
        operation, _, row = line.partition(" ")
        if operation == "D":
            graph.remove(row)
        elif operation == "A":
            assert row not in graph
            graph.add(row)
    return graph


@given(old=editions(), new=editions())
@settings(deadline=None, max_examples=40)
@pytest.mark.slow
def test_apply(old: Edition, new: Edition) -> None:
    """The patch applied to the old graph gives the new one."""
    assert rows(new) == applied(patch_of(old, new), rows(old))


# rdflib's own parsers use what rdflib deprecates.
@pytest.mark.filterwarnings("ignore:.* is deprecated:DeprecationWarning")
def test_rdflib_applies_it() -> None:
    """rdflib's reader of patches gives the same graph."""
    comparison = reading_rooms()
    data = rdflib.Dataset()
    data.parse(data="\n".join(rows(comparison.old[0])), format="nt")
    data.parse(data=written("rdf-patch", comparison), format="patch")
    expected = rdflib.Graph().parse(data="\n".join(rows(comparison.new)), format="nt")

    assert set(expected) == {quad[:3] for quad in data.quads()}


def test_order() -> None:
    """Header, one transaction, all removals before all additions, each sorted."""
    lines = written("rdf-patch", reading_rooms()).decode().splitlines()
    body = lines[3:-1]

    assert ["H id", "H prev", "TX ."] == [line[:6].rstrip(" <") for line in lines[:3]]
    assert "TC ." == lines[-1]
    assert body == [
        *sorted(line for line in body if line.startswith("D ")),
        *sorted(line for line in body if line.startswith("A ")),
    ]


def test_revision() -> None:
    """Between revisions of one edition the patch holds only what differs."""
    items = tuple(
        replace(item, text="No one has to say why.") if item.id == "value/1" else item
        for item in OLD.items
    )
    lines = patch_of(OLD, replace(OLD, items=items)).splitlines()

    assert ["D", "A"] == [line[0] for line in lines[3:-1]]


def test_log() -> None:
    """The id of a patch is the one that the next patch follows; no change has the same twice."""
    second = replace(OLD, title="Guideline, revised")
    third = replace(second, issued="2025")
    first_patch, second_patch = patch_of(OLD, second), patch_of(second, third)

    assert first_patch.splitlines()[0].removeprefix("H id") == (
        second_patch.splitlines()[1].removeprefix("H prev")
    )
    assert 4 == len(patch_of(OLD, OLD).splitlines())


def test_several_old_editions() -> None:
    """A patch changes one graph; for several there is none."""
    with pytest.raises(MisuseError, match="2 old editions \\(2024, 2024\\)"):
        patch_of(OLD, OLD, OLD)
