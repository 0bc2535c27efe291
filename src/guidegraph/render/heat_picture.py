"""The matrix of a coverage as a picture: pages of A4 landscape below each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from guidegraph.model.coverage import CoverageCell, CoverageReport
from guidegraph.render.heat import SHADES, MatrixRow, blocks_of, cell_words, kinds, matrix_of
from guidegraph.render.picture import CHARACTER, lines_of, words


__all__ = ["svg_of_coverage"]

_WIDTH, _HEIGHT = 1123, 794
"""A page of A4 landscape, in pixels of 1/96 inch."""
_SCALES = (1.0, 1.15, 1.3, 1.45)
"""How much larger a page can be made to hold everything; it is then shown smaller."""
_SEVERAL = 1.15
"""The same where everything does not fit one page."""
_EDGE, _FOOT = 36, 24
_NAMES, _TOTAL = 210, 104
_NARROWEST, _WIDEST = 88, 170
_MOST_ROWS = 60
_SIZE, _SMALL, _LINE, _PAD = 12, 11, 15, 9
_TALLEST = 12
"""The maximum number of lines of a name."""
_INK, _QUIET, _RULE = "#1a1a1a", "#57606a", "#8c959f"


def svg_of_coverage(report: CoverageReport) -> str:
    """A picture with a title and a description, for screen readers."""
    coverage = report.now
    *rows, total = matrix_of(coverage)
    covered = [row for row in rows if row.total]
    left_out = 0
    if len(rows) > _MOST_ROWS:
        left_out = len(rows) - len(covered)
        rows = covered
    title = f"What {coverage.course.title} covers of {coverage.edition.title}"
    about = (
        f"{len(covered)} of {len(rows) + left_out} parts of the guideline are covered. "
        f"Not covered: {kinds(coverage.gaps)}."
    )
    if left_out:
        about += f" {left_out} parts that are not covered are not in the picture."
    names = [name for _, name in coverage.modules]
    for scale in (*_SCALES, _SEVERAL):
        paper = _Pages(title, about, names, (*rows, total), scale)
        pages = list(paper.pages())
        if len(pages) == 1:
            break
    width, height = paper.width, paper.height * len(pages)
    body = "\n".join(line for page in pages for line in page)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{_WIDTH}" height="{_HEIGHT * len(pages)}" role="img" '
        'aria-labelledby="title about" '
        f'font-family="sans-serif" font-size="{_SIZE}">\n'
        f'<title id="title">{words(title)}</title>\n<desc id="about">{words(about)}</desc>\n'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>\n{body}\n</svg>\n'
    )


class _Pages:
    """Lays out blocks of columns, and in each as many rows on a page as it has room for."""

    def __init__(
        self, title: str, about: str, names: Sequence[str], rows: Sequence[MatrixRow], scale: float
    ) -> None:
        self.width, self.height = round(_WIDTH * scale), round(_HEIGHT * scale)
        self.room = self.width - 2 * _EDGE
        self.most = (self.room - _NAMES - _TOTAL) // _NARROWEST
        self.title = lines_of(title, _letters(self.room, 17), 3)
        self.about = lines_of(about, _letters(self.room), 3)
        self.names = names
        self.rows = rows
        self.number = 0

    def pages(self) -> Iterator[list[str]]:
        blocks = [block for block in blocks_of(len(self.names), self.most) if block]
        for block in blocks or [range(0)]:
            is_last = not blocks or block is blocks[-1]
            left = list(self.rows)
            while left:
                page, left = self._page(block, left, is_last=is_last)
                yield page
                self.number += 1

    def _page(
        self, block: range, rows: list[MatrixRow], *, is_last: bool
    ) -> tuple[list[str], list[MatrixRow]]:
        room = self.room - _NAMES - (_TOTAL if is_last else 0)
        wide = min(_WIDEST, room // max(1, len(block)))
        top = self.number * self.height
        parts, y = self._head(top)
        heads = [lines_of(self.names[at], _letters(wide - _PAD, _SMALL), _TALLEST) for at in block]
        if is_last:
            heads.append(["in all"])
        deep = max(map(len, heads), default=1)
        xs = [_EDGE + _NAMES + wide * number for number in range(len(heads))]
        for x, lines in zip(xs, heads, strict=True):
            first = y + _LINE * (deep - len(lines))
            parts += (
                _text(x + 4, first + _LINE * at, line, size=_SMALL) for at, line in enumerate(lines)
            )
        y += _LINE * (deep - 1) + 8
        bottom = top + self.height - _EDGE - _FOOT
        for number, row in enumerate(rows):
            name = lines_of(row.name, _letters(_NAMES - 12), _TALLEST)
            cells = [(row.cells[at], cell_words(row.cells[at])) for at in block]
            if is_last:
                said = (*cell_words(row.total, none=""), row.share)
                cells.append((row.total, tuple(filter(None, said))))
            tall = max(len(name), *(len(each) for _, each in cells)) * _LINE + _PAD
            if y + tall > bottom and number:
                parts.append(self._foot(top))
                return parts, rows[number:]
            is_total = row is self.rows[-1]
            weight = "bold" if is_total else ""
            for at, line in enumerate(name):
                parts.append(_text(_EDGE, y + _LINE * at + 15, line, weight=weight))
            for place, (x, (cell, said)) in enumerate(zip(xs, cells, strict=True)):
                is_sum = is_total or place == len(block)
                parts += _cell(
                    x, y, wide if place < len(block) else _TOTAL, tall, cell, said, is_sum
                )
            y += tall
        parts.append(self._foot(top))
        return parts, []

    def _head(self, top: int) -> tuple[list[str], int]:
        y = top + _EDGE + 10
        parts = []
        if not self.number:
            for line in self.title:
                parts.append(_text(_EDGE, y, line, size=17, weight="bold"))
                y += 22
            for line in self.about:
                parts.append(_text(_EDGE, y, line, fill=_QUIET))
                y += _LINE
            y += 8
        return parts, y + _LINE

    def _foot(self, top: int) -> str:
        said = (
            "Each cell: how many items are taught, assessed or mentioned. "
            f"Totals count an item once. Page {self.number + 1}"
        )
        return _text(_EDGE, top + self.height - _EDGE, said, fill=_QUIET)


def _letters(width: float, size: int = _SIZE) -> int:
    return max(4, int(width / (size * CHARACTER)))


def _cell(
    x: int,
    y: int,
    wide: int,
    tall: int,
    cell: CoverageCell | None,
    said: Sequence[str],
    is_sum: bool,
) -> Iterator[str]:
    fill, ink = "#ffffff", _INK if cell else _QUIET
    if cell and cell.depth and not is_sum:
        fill, ink = SHADES[cell.depth]
    yield (
        f'<rect x="{x}" y="{y}" width="{wide - 3}" height="{tall - 3}" fill="{fill}" '
        f'stroke="{_RULE}"/>'
    )
    for at, line in enumerate(said):
        yield _text(x + 5, y + _LINE * at + 15, line, fill=ink)


def _text(
    x: int, y: int, said: str, *, fill: str = _INK, size: int = _SIZE, weight: str = ""
) -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    larger = f' font-size="{size}"' if size != _SIZE else ""
    return f'<text x="{x}" y="{y}" fill="{fill}"{larger}{bold}>{words(said)}</text>'
