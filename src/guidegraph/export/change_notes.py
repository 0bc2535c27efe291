"""What changed in a release, as Markdown for its readers."""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.model.changes import Change, Comparison, Ref
from guidegraph.model.markdown import code, escaped
from guidegraph.model.release import ReleaseGroup, group_of


__all__ = ["to_change_notes"]


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
    groups: dict[ReleaseGroup, list[Change]] = {}
    for change in comparison.changes.changes:
        groups.setdefault(group_of(change), []).append(change)
    if not groups:
        yield ""
        yield "No item changed."
    for group in ReleaseGroup:
        if group in groups:
            yield ""
            yield f"## {group.capitalize()}"
            yield ""
            for change in groups[group]:
                yield from _lines_of(comparison, change)


def _lines_of(comparison: Comparison, change: Change) -> Iterator[str]:
    places = ", ".join(code(ref.id) for ref in change.new or change.old)
    reasons = [*(change.verdict.reasons if change.verdict else ())] or [*change.facets]
    what = escaped("; ".join(str(reason) for reason in reasons))
    yield f"- {places}: {what}" if what and change.old and change.new else f"- {places}"
    homes = {edition.id: edition for edition in (*comparison.old, comparison.new)}

    def said(ref: Ref) -> str:
        item = homes[ref.edition].by_id[ref.id]
        return escaped(item.text or item.name)

    before, after = [said(ref) for ref in change.old], [said(ref) for ref in change.new]
    if before != after:
        for word, texts in (("before", before), ("now", after)):
            yield from (f"  - {word}: {text}" for text in texts)
