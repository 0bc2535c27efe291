"""How far a course covers a guideline, as what its page of HTML shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from guidegraph.model.coverage import Coverage, CoverageReport, CoveredItem
from guidegraph.render.format import RenderOptions
from guidegraph.render.heat import TYPES, WORDS, heading, kinds, shown
from guidegraph.render.html.view import Address, nowhere
from guidegraph.render.phrases import words_of
from guidegraph.render.translation import ENGLISH, Translation


__all__ = ["CoverageView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _CellView:
    depth: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _RowView:
    name: str
    cells: tuple[_CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _ItemView:
    id: str
    href: str | None
    type: str
    words: str
    statements: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A page: shares before and now, the matrix, gaps, overlaps."""

    language: str
    course: str
    title: str
    editions: tuple[str, ...]
    shares: tuple[tuple[str, tuple[str, ...]], ...]
    linked: str
    modules: tuple[str, ...]
    rows: tuple[_RowView, ...]
    gap_kinds: str
    gaps: tuple[_ItemView, ...]
    overlaps: tuple[_ItemView, ...]

    @classmethod
    def of(
        cls,
        report: CoverageReport,
        page: RenderOptions,
        address: Address = nowhere,
        words: Translation = ENGLISH,
    ) -> CoverageView:
        """What to show of a report; *address* gives the page of an item, *words* the messages."""
        now = report.now
        coverages = [one for one in (report.before, now) if one]
        return cls(
            language=now.edition.language,
            course=now.course.title,
            title=now.edition.title,
            editions=tuple(one.edition.id for one in coverages),
            shares=tuple((name, tuple(cells)) for name, cells in shown(coverages)),
            linked=f"{now.linked} of {now.statements}",
            modules=tuple(name for _, name in now.modules),
            rows=tuple(_rows(now, words)),
            gap_kinds=kinds(now.gaps),
            gaps=tuple(_item(entry, address(now.edition, entry.item.id)) for entry in now.gaps),
            overlaps=tuple(
                _item(entry, address(now.edition, entry.item.id)) for entry in now.overlaps
            ),
        )


def _rows(coverage: Coverage, words: Translation) -> Iterator[_RowView]:
    for group in coverage.groups:
        found = [coverage.cells.get((module, group.id)) for module, _ in coverage.modules]
        if not any(found) and group.type != "CoreValue":
            continue
        cells = tuple(
            _CellView(
                depth=cell.depth.value,
                words=f"{words.known(WORDS[cell.depth])}: {_count(words, cell.items)}",
            )
            if cell and cell.depth
            else _CellView(depth="none", words=words.known("nothing"))
            for cell in found
        )
        yield _RowView(name=heading(group), cells=cells)


def _count(words: Translation, items: int) -> str:
    return words.several("%(count)s item", "%(count)s items", items)


def _item(entry: CoveredItem, href: str | None) -> _ItemView:
    return _ItemView(
        id=entry.item.id,
        href=href,
        type=TYPES.get(entry.item.type, entry.item.type),
        words=words_of(entry.item),
        statements=", ".join(
            dict.fromkeys(reference.link.statement for reference in entry.references)
        ),
    )
