"""The concept-level diff of stored editions as readable text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.concepts import (
    ConceptChange,
    ConceptDiff,
    ConceptEdit,
    ConceptFacet,
    ConceptMatch,
    ConceptName,
    ConceptValue,
    RepeatedEdit,
    key_of,
)
from guidegraph.model.excerpt import beginning
from guidegraph.render.format import RenderOptions
from guidegraph.render.text.screen import drawing


__all__ = ["draw"]

_MOST = 20
_MOST_VALUES = 6
_LENGTH = 100
_NEST = 4

_PHRASES: Mapping[ConceptFacet, str] = MappingProxyType(
    {
        ConceptFacet.REMOVED: "removed",
        ConceptFacet.MERGED: "merged into another concept",
        ConceptFacet.REPLACED: "replaced by a new concept",
        ConceptFacet.DEPRECATED: "deprecated",
        ConceptFacet.RESTORED: "no longer deprecated",
        ConceptFacet.ADDED: "added",
        ConceptFacet.RENAMED: "likely the same under another IRI",
        ConceptFacet.RELABELLED: "relabelled",
        ConceptFacet.RENUMBERED: "with another notation",
        ConceptFacet.MOVED: "moved",
        ConceptFacet.NOTES: "with other notes",
        ConceptFacet.MAPPINGS: "with other mappings",
        ConceptFacet.OTHER: "with other statements",
    }
)
_STYLES = {
    ConceptFacet.REMOVED: "grave",
    ConceptFacet.MERGED: "notable",
    ConceptFacet.REPLACED: "notable",
    ConceptFacet.DEPRECATED: "notable",
    ConceptFacet.ADDED: "good",
}
_DATES = frozenset({"dcterms:modified", "schema:dateModified"})
_WHOLE = (ConceptFacet.REMOVED, ConceptFacet.ADDED)


def _concepts(diff: ConceptDiff, page: RenderOptions) -> Iterator[RenderableType]:
    """The counts; what many concepts have in common; then the concepts, grouped by what differs."""
    yield Text(f"{diff.old} → {diff.new}", style="title")
    yield from _counts(diff)
    common = () if page.everything else tuple(_common(diff))
    if common:
        yield Text("")
        yield Text("IN MANY CONCEPTS", style="title")
        for each in common:
            tag = f"@{each.language}" if each.language else ""
            verb = "removed from" if not each.adds else "changed in" if each.removes else "added to"
            name = _property(each.property)
            yield Text(f"  {name}{tag} {verb} {each.concepts:,} concepts")
        yield Text("  This is not repeated below; see it with --all", style="quiet")
    if page.summary:
        return
    hidden = {
        (each.facet, each.property, each.language, each.removes, each.adds) for each in common
    }
    for facet in ConceptFacet:
        shown = [
            (change, edits)
            for change in diff.changes
            if (edits := _edits(change, facet, hidden)) is not None
        ]
        yield from _group(_heading(diff, facet, len(shown)), facet, shown, page)
    others = [(change, change.edits) for change in diff.others]
    yield from _group(f"NOT ABOUT A CONCEPT ({len(others):,})", ConceptFacet.OTHER, others, page)


def _heading(diff: ConceptDiff, facet: ConceptFacet, shown: int) -> str:
    """A facet, with how many concepts are below it, and how many only have what many have."""
    partly = sum(
        1
        for change in diff.changes
        if facet in change.facets and facet not in _WHOLE and change.old and change.new
    )
    if shown < partly:
        return f"{facet.value.upper()} ({shown:,}, and {partly - shown:,} only as in many concepts)"
    return f"{facet.value.upper()} ({shown:,})"


def _counts(diff: ConceptDiff) -> Iterator[Text]:
    yield _count(diff.old_concepts, "concepts before")
    yield _count(diff.new_concepts, "concepts after")
    for facet, number in diff.counts.items():
        yield _count(number, _PHRASES[facet], _STYLES.get(facet, ""))
    yield _count(diff.unchanged, "concepts compared triple by triple, no difference")
    if diff.others:
        yield _count(len(diff.others), "other resources with differences")
    for each in diff.renamings:
        yield Text(
            f"IRIs of {each.concepts:,} concepts changed: {each.before}… → {each.after}…; "
            "these were compared under their new IRIs"
        )
    if diff.aligned_by is not None:
        words = {ConceptMatch.WORDS: "their words", ConceptMatch.LABELS: "equal labels"}
        pairs = sum(change.match is diff.aligned_by for change in diff.changes)
        yield Text(
            "The remaining removed and added concepts were paired by "
            f"{words.get(diff.aligned_by, diff.aligned_by.value)}; pairs found: {pairs:,}"
        )
    account = diff.account
    accounted = [f"{account.concepts:,} about concepts"]
    if account.elsewhere:
        accounted.append(f"{account.elsewhere:,} about other resources")
    if account.renamed:
        accounted.append(f"{account.renamed:,} on each side with nothing but other IRIs")
    yield Text(
        f"{account.removed:,} triples removed, {account.added:,} added: {', '.join(accounted)}"
    )
    undecided = diff.undecided
    if undecided.removed or undecided.added:
        names = ", ".join(map(_short, undecided.subjects[:_MOST_VALUES])) or "blank nodes only"
        more = len(undecided.subjects) - _MOST_VALUES
        yield Text(
            f"UNDECIDED: {undecided.removed:,} old and {undecided.added:,} new triples were not "
            "compared, because their blank nodes are too symmetric; they are about "
            f"{names}{f' and {more:,} more' if more > 0 else ''}",
            style="grave",
        )


def _count(number: int, words: str, style: str = "") -> Text:
    return Text.assemble(f"{number:>9,}  ", (words, style))


def _common(diff: ConceptDiff) -> Iterator[RepeatedEdit]:
    """
    What was only added to, or only removed from, a tenth of the concepts in both editions; and the
    dates of changes.
    """
    both = diff.unchanged + sum(1 for change in diff.changes if change.old and change.new)
    for each in diff.repeated():
        one_way = each.adds != each.removes and each.concepts * 10 >= both
        if one_way or each.property in _DATES:
            yield each


_Key = tuple[ConceptFacet, str, str | None, bool, bool]


def _edits(
    change: ConceptChange, facet: ConceptFacet, hidden: set[_Key]
) -> Sequence[ConceptEdit] | None:
    """What to show of a concept below a heading; none if it is not there."""
    if not (change.old and change.new):
        return _outline(change) if facet in change.facets and facet in _WHOLE else None
    if facet not in change.facets:
        return None
    found = [edit for edit in change.edits if edit.facet is facet and key_of(edit) not in hidden]
    is_statement = facet in (ConceptFacet.MERGED, ConceptFacet.REPLACED, ConceptFacet.RENAMED)
    return found if found or is_statement else None


def _outline(change: ConceptChange) -> Sequence[ConceptEdit]:
    """Of a concept that only one edition has: what it is below, and its definition."""
    shown = ("skos:broader", "skos:topConceptOf", "rdfs:subClassOf", "skos:definition")
    return [edit for edit in change.edits if edit.property in shown]


def _group(
    title: str,
    facet: ConceptFacet,
    shown: Sequence[tuple[ConceptChange, Sequence[ConceptEdit]]],
    page: RenderOptions,
) -> Iterator[RenderableType]:
    if not shown:
        return
    yield Text("")
    yield Text(title, style="title")
    most = len(shown) if page.everything else _MOST
    for change, edits in shown[:most]:
        yield _line(change, facet, page)
        for name in change.successors:
            word = "merged into" if ConceptFacet.MERGED in change.facets else "replaced by"
            if facet in (*_WHOLE, ConceptFacet.MERGED, ConceptFacet.REPLACED):
                yield Padding(Text(f"{word} {_short(name)}", style="notable"), (0, 0, 0, _NEST))
        for edit in edits:
            yield Padding(_edit(edit, page), (0, 0, 0, _NEST))
    if len(shown) > most:
        yield Text(f"  and {len(shown) - most:,} more: see them with --all", style="quiet")


def _line(change: ConceptChange, facet: ConceptFacet, page: RenderOptions) -> Text:
    name = change.name
    line = Text.assemble("  ", _words(name, page), "  ", (_where(name.iri, page), "place"))
    if facet is ConceptFacet.ADDED and ConceptFacet.DEPRECATED in change.facets:
        line.append("  (already deprecated)", style="notable")
    if facet is ConceptFacet.RENAMED and change.old:
        line.append(f"  was {_where(change.old.iri, page)}", style="quiet")
        line.append(f" ({change.match}, {change.confidence:.2f})", style="quiet")
    return line


def _words(name: ConceptName, page: RenderOptions) -> str:
    label = name.label or ("" if name.notation else "(no label)")
    whole = f"{name.notation} {label}".strip() if name.notation else label
    return whole if page.everything else beginning(whole, _LENGTH)


def _where(iri: str, page: RenderOptions) -> str:
    """The end of an IRI; with all that there is, the whole."""
    if iri.startswith("_:"):
        return "(blank node)"
    return iri if page.everything else _end(iri)


def _end(iri: str) -> str:
    cut = max(iri.rstrip("/#").rfind(sign) for sign in "/#")
    return iri[cut + 1 :] or iri


def _short(name: ConceptName) -> str:
    return f"{name.label} ({_end(name.iri)})" if name.label else name.iri


def _edit(edit: ConceptEdit, page: RenderOptions) -> Text:
    tag = f"@{edit.language}" if edit.language else ""
    line = Text.assemble((f"{_property(edit.property)}{tag}: ", "quiet"))
    same = {value.text for value in edit.before} & {value.text for value in edit.after}
    if len(edit.before) == len(edit.after) == 1:
        line.append(_value(edit.before[0], page, same), style="removed")
        line.append(" → ")
        line.append(_value(edit.after[0], page, same), style="added")
        return line
    parts = [
        (sign, value, style)
        for sign, values, style in (("−", edit.before, "removed"), ("+", edit.after, "added"))
        for value in values
    ]
    most = len(parts) if page.everything else _MOST_VALUES
    for place, (sign, value, style) in enumerate(parts[:most]):
        line.append(f"{'; ' if place else ''}{sign} ")
        line.append(_value(value, page, same), style=style)
    if len(parts) > most:
        line.append(f"; and {len(parts) - most:,} more", style="quiet")
    return line


def _property(name: str) -> str:
    """
    A property as readers say it, where it is that of another resource.

    >>> _property("^skos:member"), _property("skos:broader")
    ('is skos:member of', 'skos:broader')
    """
    return f"is {name[1:]} of" if name.startswith("^") and "/" not in name else name


def _value(value: ConceptValue, page: RenderOptions, same: set[str]) -> str:
    """A value; with its kind, where only that differs."""
    if value.resource:
        if value.name:
            return f"{value.name} ({_where(value.text, page)})"
        if value.text == "_:":
            return "(blank node)"
        return f"<{value.text}>" if value.text in same else value.text
    text = value.text if page.everything else beginning(value.text, _LENGTH)
    if value.text in same:
        return f'"{text}"^^{value.datatype}' if value.datatype else f'"{text}"'
    return text or '""'


draw = drawing({ConceptDiff: _concepts})
