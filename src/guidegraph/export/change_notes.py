"""What changed in a release, as Markdown for its readers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from guidegraph.diff.lists import Lists
from guidegraph.diff.wording.force import duty_in
from guidegraph.diff.wording.reading import read
from guidegraph.model.changes import Change, Comparison, Ref, Relation
from guidegraph.model.markdown import code, escaped
from guidegraph.model.release import ReleaseGroup, group_of


__all__ = ["grouped", "to_change_notes"]


def to_change_notes(comparison: Comparison | None, version: str, issued: str) -> str:
    """
    The changes since the editions before, grouped by what they mean; without any, its head only.
    """
    return "".join(f"{line}\n" for line in _lines(comparison, version, issued))


def _lines(comparison: Comparison | None, version: str, issued: str) -> Iterator[str]:
    yield f"# {escaped(f'Changes in version {version}')}"
    yield ""
    if comparison is None:
        yield f"Issued {issued}: the first edition."
        return
    since = ", ".join(comparison.changes.old)
    yield f"Issued {issued}; changes since {escaped(since)}."
    groups = grouped(comparison)
    duties = _Duties(comparison)
    if not groups:
        yield ""
        yield "No item changed."
    for group in ReleaseGroup:
        if group in groups:
            yield ""
            yield f"## {group.capitalize()}"
            yield ""
            for change in groups[group]:
                yield from _lines_of(comparison, change, duties.added_by(change))


def grouped(comparison: Comparison) -> Mapping[ReleaseGroup, Sequence[Change]]:
    """The changes by what they mean for those who follow the guideline."""
    duties = _Duties(comparison)
    groups: dict[ReleaseGroup, list[Change]] = {}
    for change in comparison.changes.changes:
        group = group_of(change, binds=bool(duties.added_by(change)))
        groups.setdefault(group, []).append(change)
    return groups


class _Duties:
    """The duties that new items state, themselves or by the lead-in of their list."""

    def __init__(self, comparison: Comparison) -> None:
        self._new = comparison.new
        self._lists = Lists(comparison.new)

    def added_by(self, change: Change) -> str | None:
        """The words that oblige somebody in an item that was added."""
        if change.relation is not Relation.ADDED:
            return None
        for ref in change.new:
            item = self._new.by_id[ref.id]
            lead_in = self._lists.lead_in(item)
            texts = [item.text or "", (lead_in.text or lead_in.label or "") if lead_in else ""]
            for text in texts:
                if duty := duty_in(read(text)):
                    return duty
        return None


def _lines_of(comparison: Comparison, change: Change, duty: str | None) -> Iterator[str]:
    places = ", ".join(code(ref.id) for ref in change.new or change.old)
    reasons = [*(change.verdict.reasons if change.verdict else ())] or [*change.facets]
    what = escaped("; ".join(str(reason) for reason in reasons))
    if duty:
        what = escaped(f"a new duty ({duty!r})")
    yield f"- {places}: {what}" if what and change.new and (change.old or duty) else f"- {places}"
    homes = {edition.id: edition for edition in (*comparison.old, comparison.new)}

    def said(ref: Ref) -> str:
        item = homes[ref.edition].by_id[ref.id]
        return escaped(item.text or item.name)

    before, after = [said(ref) for ref in change.old], [said(ref) for ref in change.new]
    if before != after:
        for word, texts in (("before", before), ("now", after)):
            yield from (f"  - {word}: {text}" for text in texts)
