"""Small libraries to publish."""

from __future__ import annotations

from dataclasses import replace

from guidegraph.model.changes import Comparison, Ref
from guidegraph.model.edition import Association, Edition, Item, Link, Note
from guidegraph.publish.assemble import site_of
from guidegraph.publish.content import SiteContent, SiteOptions
from guidegraph.publish.site import Site
from tests.comparisons import comparison_of, hostile, reading_rooms


__all__ = ["BASE", "holdings_of", "hostile_site", "reading_room", "sloppy"]

BASE = "https://example.org/reading-rooms/"


def holdings_of(comparison: Comparison, base: str = BASE) -> SiteContent:
    """A library of the editions of a comparison."""
    return SiteContent(
        base=base,
        title="Reading rooms",
        editions=(*comparison.old, comparison.new),
        pairs=(comparison,),
    )


def reading_room(wishes: SiteOptions | None = None) -> Site:
    """The site of a small library."""
    return site_of(holdings_of(reading_rooms()), wishes or SiteOptions())


def hostile_site(text: str) -> Site:
    """The site of a library in which every text, name and id is *text*."""
    return site_of(
        replace(holdings_of(_linked(text), "https://example.org/"), title=text), SiteOptions()
    )


def sloppy() -> Edition:
    """An edition whose ids no file system would take as they are."""
    names = (
        "a/../../b",
        "CON",
        "con",
        "x" * 300,
        "é\u0301",
        "a\\b",
        "a?b#c",
        "..",
        "",
        "a//b",
        "A",
    )
    return Edition(
        id="sloppy",
        iri=f"{BASE}sloppy",
        title="Sloppy",
        items=tuple(Item(id=name or "empty/", text=name) for name in names),
    )


def _linked(text: str) -> Comparison:
    """The hostile comparison with notes, links and associations of the same text, too."""
    comparison = hostile(text)
    first, *others = comparison.new.items
    new = replace(
        comparison.new,
        items=(
            replace(
                first,
                alt_labels=(text,),
                notes=(
                    Note(mark=text, text=text, offset=1),
                    Note(mark="2", text=text, anchor="label"),
                ),
                links=(Link(words=text, target=text), Link(words="x", target=f"javascript:{text}")),
                lineage=comparison.new.iri_of(f"thread{text}"),
            ),
            *others,
        ),
        associations=(Association(origin=first.id, type="usesTerm", destination=others[0].id),),
    )
    return _with_plain_names(replace(comparison, new=new))


def _with_plain_names(comparison: Comparison) -> Comparison:
    """
    The comparison with ids and languages of editions that are some: they are checked where a
    library is read.
    """
    names = {edition.id: "old" for edition in comparison.old} | {comparison.new.id: "new"}

    def named(ref: Ref) -> Ref:
        return Ref(edition=names[ref.edition], id=ref.id)

    changes = tuple(
        replace(
            change,
            old=tuple(map(named, change.old)),
            new=tuple(map(named, change.new)),
            duplicate_of=named(change.duplicate_of) if change.duplicate_of else None,
            replaces=tuple(map(named, change.replaces)),
            sentences=tuple(
                replace(each, old=named(each.old), new=named(each.new)) for each in change.sentences
            ),
            closest=change.closest and replace(change.closest, ref=named(change.closest.ref)),
        )
        for change in comparison.changes.changes
    )
    old, new = (
        tuple(replace(edition, id=names[edition.id], language="en") for edition in editions)
        for editions in (comparison.old, (comparison.new,))
    )
    return comparison_of(old, new[0], changes)
