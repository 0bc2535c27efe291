"""What a new edition means for a course, and what a migration did, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from guidegraph.model.course import Fate, Impact, LinkFate, LinkStatus, Migration, Migrations
from guidegraph.render.phrases import words_of
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.changes import redline
from guidegraph.render.text.screen import drawn


__all__ = ["STATUS_WORDS", "draw", "text_of_impact", "text_of_migrations"]

STATUS_WORDS = {
    LinkStatus.GONE: "the target is lost",
    LinkStatus.CHOOSE: "choose among several",
    LinkStatus.REVIEW: "read both again",
    LinkStatus.AUTO: "still valid",
}
_STYLES = {
    LinkStatus.GONE: "grave",
    LinkStatus.CHOOSE: "notable",
    LinkStatus.REVIEW: "notable",
    LinkStatus.AUTO: "good",
}
_FIRST = 10


def text_of_impact(impact: Impact, page: Page) -> str:
    """
    The counts, each link that needs somebody with what changed, and what is new and not covered.
    """
    return drawn(page, *_impact(impact, page))


def _impact(impact: Impact, page: Page) -> Iterator[RenderableType]:
    old = " + ".join(edition.id for edition in impact.old)
    yield Text(f"{impact.course.id}: {old} → {impact.new.id}", style="title")
    yield from _counts(impact.counts())
    if impact.elsewhere:
        yield Text(f"{len(impact.elsewhere):>5}  links to other editions, not concerned")
    yield Text(f"{len(impact.uncovered):>5}  new, and no link leads there")
    yield Text(f"Every one of {len(impact.links) + len(impact.elsewhere)} links is listed once.")
    if page.summary:
        return
    for status in LinkStatus:
        these = [entry for entry in impact.links if entry.fate.status is status]
        if not these:
            continue
        yield Text("")
        yield Text(f"{status.upper()}: {STATUS_WORDS[status]}", style="title")
        folded = status is LinkStatus.AUTO and not page.everything
        for entry in these[: 0 if folded else None]:
            yield from _link(impact, entry)
        if folded:
            yield Text(f"and {len(these)} links: see them with --all", style="quiet")
    yield from _uncovered(impact, page)


def _counts(counts: Mapping[LinkStatus, int]) -> Iterator[Text]:
    for status, count in counts.items():
        yield Text.assemble(
            f"{count:>5}  ", (status.value, _STYLES[status]), f"  {STATUS_WORDS[status]}"
        )


def _link(impact: Impact, entry: LinkFate) -> Iterator[RenderableType]:
    link, fate = entry.link, entry.fate
    yield Text.assemble(
        (link.statement, "place"),
        f"  {link.how.value}  ",
        (f"{link.item.edition}:{link.item.id}", "place"),
        *_targets(fate),
    )
    yield Padding(Text(f"course: {words_of(impact.course.by_id[link.statement])}"), (0, 0, 0, 4))
    for part in _difference(impact, entry):
        yield Padding(part, (0, 0, 0, 4))
    for reason in fate.reasons:
        yield Padding(Text(f"· {reason}", style="quiet"), (0, 0, 0, 4))


def _targets(fate: Fate) -> Iterator[str | tuple[str, str]]:
    if fate.new:
        yield " → "
        yield (" | ".join(ref.id for ref in fate.new), "place")


def _difference(impact: Impact, entry: LinkFate) -> Iterator[RenderableType]:
    change = entry.fate.change
    if change is None:
        return
    if entry.fate.status is LinkStatus.GONE:
        home = next(one for one in impact.old if one.id == entry.link.item.edition)
        yield Text(words_of(home.by_id[entry.link.item.id]), style="removed")
        return
    for words in (change.label_words, change.words):
        if words:
            yield redline(words)


def _uncovered(impact: Impact, page: Page) -> Iterator[RenderableType]:
    if not impact.uncovered:
        return
    yield Text("")
    yield Text("NEW, AND NOT COVERED YET", style="title")
    shown = impact.uncovered if page.everything else impact.uncovered[:_FIRST]
    for item in shown:
        yield Text.assemble((item.id, "place"), f"  {words_of(item)}")
    if len(shown) < len(impact.uncovered):
        left = len(impact.uncovered) - len(shown)
        yield Text(f"and {left} more: see them with --all", style="quiet")


def text_of_migrations(result: Migrations, page: Page) -> str:
    """For each table how many links are of which status, and the proof that none was lost."""
    return drawn(page, *(line for one in result.migrations for line in _migration(one)))


def _migration(migration: Migration) -> Iterator[RenderableType]:
    yield Text(f"{migration.path}: {' + '.join(migration.old)} → {migration.new}", style="title")
    yield from _counts(migration.counts())
    if migration.elsewhere:
        yield Text(f"{migration.elsewhere:>5}  links to other editions, left as they are")
    yield Text(
        f"Every one of {migration.linked} links is in the new map exactly once; "
        "taken back, it is the old map byte for byte."
    )


draw = by_type({Impact: text_of_impact, Migrations: text_of_migrations})
