"""How far a course covers a guideline, for people."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from guidegraph.model.course import How
from guidegraph.model.coverage import Coverage, CoverageReport, Covered
from guidegraph.render.heat import WORDS, heading, kinds, shown
from guidegraph.render.phrases import words_of
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_coverage"]

_FIRST = 10
_STYLES = {How.ASSESSES: "good", How.TEACHES: "good", How.MENTIONS: "notable", None: "quiet"}


def text_of_coverage(report: CoverageReport, page: Page) -> str:
    """The shares before and now, the matrix, then gaps and overlaps."""
    return drawn(page, *_parts(report, page))


def _parts(report: CoverageReport, page: Page) -> Iterator[RenderableType]:
    now = report.now
    yield Text(f"{now.course.id} against {now.edition.id}", style="title")
    yield _shares(report)
    yield Text(
        f"{now.linked} of {now.statements} statements of the course are linked to the guideline."
    )
    for links, what in (
        (now.lost, "lost the target"),
        (now.open, "must choose among several items"),
    ):
        if links:
            yield Text(f"links that {what}: {len(links)}; see 'guidegraph impact'", style="notable")
    if page.summary:
        return
    yield Text("")
    yield _matrix(now)
    yield from _gaps(now, page)
    yield from _overlaps(now, page)


def _shares(report: CoverageReport) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("covered")
    editions = [one for one in (report.before, report.now) if one]
    for one in editions:
        table.add_column(one.edition.id, justify="right")
    for name, cells in shown(editions):
        table.add_row(name, *cells)
    return table


def _matrix(coverage: Coverage) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="quiet")
    table.add_column("")
    for _, name in coverage.modules:
        table.add_column(name)
    for group in coverage.groups:
        cells = [coverage.cells.get((module, group.id)) for module, _ in coverage.modules]
        if not any(cells) and group.type != "CoreValue":
            continue
        table.add_row(
            heading(group),
            *(
                Text(
                    f"{WORDS[cell.depth]} {cell.items}" if cell else WORDS[None],
                    style=_STYLES[cell.depth if cell else None],
                )
                for cell in cells
            ),
        )
    return table


def _gaps(coverage: Coverage, page: Page) -> Iterator[RenderableType]:
    gaps = coverage.gaps
    yield Text("")
    yield Text(f"GAPS, nothing in the course is about: {kinds(gaps)}", style="title")
    yield from _listed(gaps, page)


def _overlaps(coverage: Coverage, page: Page) -> Iterator[RenderableType]:
    if coverage.overlaps:
        yield Text("")
        yield Text("OVERLAPS: items that several statements are about", style="title")
        yield from _listed(coverage.overlaps, page)


def _listed(entries: tuple[Covered, ...], page: Page) -> Iterator[RenderableType]:
    chosen = entries if page.everything else entries[:_FIRST]
    for entry in chosen:
        statements = ", ".join(dict.fromkeys(touch.link.statement for touch in entry.touches))
        yield Text.assemble(
            (entry.item.id, "place"),
            f"  {words_of(entry.item)}",
            (f"  ({statements})" if statements else "", "quiet"),
        )
    if len(chosen) < len(entries):
        yield Text(f"and {len(entries) - len(chosen)} more: see them with --all", style="quiet")


draw = by_type({CoverageReport: text_of_coverage})
