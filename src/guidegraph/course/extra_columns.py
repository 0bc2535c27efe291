"""Count the values of further columns of a map or a course: Bloom levels; introduced, mastered."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guidegraph.course.parts import CourseParts
from guidegraph.language.words import folded
from guidegraph.model.coverage import ColumnSource, CourseReference, ExtraColumn
from guidegraph.model.statement import StatementKind


__all__ = ["extra_columns"]

_MOST = 12
"""The maximum number of different values that are counted; more are texts, not levels."""
_LONGEST = 40
_APART = re.compile(r"[;|\n]")
_LETTERS_APART = re.compile(r"[,/+& ]")
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")

# The beginnings of the names of levels, the lowest first.
_SCALES = (
    ("i introd", "d develop", "p pract", "r reinforc", "e emphas", "m master", "a assess"),
    ("remember knowledge", "understand compreh", "appl", "analy", "evaluat", "creat synth"),
    ("erinner wissen", "versteh", "anwend", "analys", "bewert beurteil", "erschaff gestalt"),
    ("mémoris connaî", "compren", "appliqu", "analys", "évalu", "cré"),
    ("beginn basic low", "intermed medium", "advanced high", "expert"),
)


@dataclass
class _Tally:
    """The cells of a column: who has each value, in each item, in each part, and in all."""

    forms: dict[str, str] = field(default_factory=dict)
    cells: set[tuple[str, str, str]] = field(default_factory=set)
    items: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    modules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    total: Counter[str] = field(default_factory=Counter)

    def named(self, value: str) -> str:
        """A value in the form in which it came first: "apply" is "Apply"."""
        return self.forms.setdefault(value.casefold(), value)


def extra_columns(
    references: Mapping[str, Sequence[CourseReference]], parts: CourseParts
) -> tuple[ExtraColumn, ...]:
    """
    The further columns of a map, then those of the statements of a course.

    Args:
        references: the links that count, by the ids of their items.
        parts: the parts of the course.
    """
    return (
        *_columns(ColumnSource.MAP, _of_map(references, parts)),
        *_columns(ColumnSource.COURSE, _of_course(references, parts)),
    )


def _of_map(
    references: Mapping[str, Sequence[CourseReference]], parts: CourseParts
) -> Mapping[str, _Tally]:
    found: dict[str, _Tally] = {}
    for item, these in references.items():
        for link in (each.link for each in these):
            for name, cell in link.extra:
                tally = found.setdefault(name, _Tally())
                for value in _values(cell):
                    shown = tally.named(value)
                    row = (link.statement, item, shown)
                    if row not in tally.cells:
                        tally.cells.add(row)
                        tally.items[item][shown] += 1
                        tally.modules[parts.of(link.statement)][shown] += 1
                        tally.total[shown] += 1
    return found


def _of_course(
    references: Mapping[str, Sequence[CourseReference]], parts: CourseParts
) -> Mapping[str, _Tally]:
    names = dict(parts.names())
    found: dict[str, _Tally] = {}
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    structural: dict[str, bool] = {}
    for statement in parts.statements:
        for each in statement.attributes:
            if each.kind is not StatementKind.LITERAL:
                continue
            name = re.split(r"[#/]", each.property)[-1] or each.property
            tally = found.setdefault(name, _Tally())
            part = parts.of(statement.id)
            # A column that repeats the names of the modules counts nothing.
            is_part = folded(each.value) in folded(names.get(part, ""))
            structural[name] = structural.get(name, True) and is_part
            for value in dict.fromkeys(map(tally.named, _values(each.value))):
                values[statement.id].append((name, value))
                tally.modules[part][value] += 1
                tally.total[value] += 1
    for item, these in references.items():
        for id_ in dict.fromkeys(each.link.statement for each in these):
            for name, value in values.get(id_, ()):
                found[name].items[item][value] += 1
    return {name: tally for name, tally in found.items() if not structural[name]}


def _columns(source: ColumnSource, tallies: Mapping[str, _Tally]) -> Iterator[ExtraColumn]:
    for name, tally in tallies.items():
        if not tally.total:
            continue
        is_level = len(tally.total) <= _MOST and all(len(each) <= _LONGEST for each in tally.total)
        yield ExtraColumn(
            name=name,
            source=source,
            values=_ordered(tally.total) if is_level else (),
            different=len(tally.total),
            items=_plain(tally.items) if is_level else {},
            modules=_plain(tally.modules) if is_level else {},
            total=dict(tally.total) if is_level else {},
        )


def _plain(counts: Mapping[str, Counter[str]]) -> Mapping[str, Mapping[str, int]]:
    return {id_: dict(found) for id_, found in counts.items()}


def _values(cell: str) -> Iterator[str]:
    """The values of a cell: `I, R` are two."""
    for part in (" ".join(each.split()) for each in _APART.split(cell)):
        letters = [each for each in _LETTERS_APART.split(part) if each]
        if len(letters) > 1 and all(len(each) == 1 and each.isalpha() for each in letters):
            yield from letters
        elif part:
            yield part


def _ordered(values: Iterable[str]) -> tuple[str, ...]:
    """Values in the order of their scale, of their numbers, or else as they came."""
    found = tuple(values)
    for scale in _SCALES:
        ranks = [_rank(value.casefold(), scale) for value in found]
        if None not in ranks:
            return _by(found, [float(rank or 0) for rank in ranks])
    numbers = [match[0] if (match := _NUMBER.match(value)) else None for value in found]
    if None not in numbers:
        return _by(found, [float((number or "0").replace(",", ".")) for number in numbers])
    return found


def _by(values: Sequence[str], ranks: Sequence[float]) -> tuple[str, ...]:
    return tuple(value for _, value in sorted(zip(ranks, values, strict=True)))


def _rank(value: str, scale: Sequence[str]) -> int | None:
    for rank, names in enumerate(scale):
        for name in names.split():
            if value == name or (len(name) > 1 and value.startswith(name)):
                return rank
    return None
