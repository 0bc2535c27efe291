"""
The tables of two editions in the same columns.

Which column of a table is the number, the label and the text of its rows is guessed by what is in
its cells; one longer cell can decide. Two editions of a table must be read the same way, or every
row differs. So the rows of the old table are put into the columns of the new one where more of
their cells are the same then: what is the text there is the text here, other cells are statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations, product
from types import MappingProxyType
from typing import Final, TypeAlias

from guidegraph.model.edition import Edition, Item
from guidegraph.model.statement import Role, Statement, StatementKind


__all__ = ["in_columns_of"]

_FIELDS: Final[Mapping[Role, str]] = MappingProxyType(
    {Role.NOTATION: "notation", Role.LABEL: "label", Role.TEXT: "text"}
)
# With more columns that only one of the tables has, they are two tables.
_MOST_OTHERS = 3
# A cell that is in more tables says little of which is which.
_MOST_HOLDERS = 50
# How much more the cells of a row that did not change say than those of others.
_SAME_ROW = 1000

_Column: TypeAlias = Role | str


@dataclass(slots=True)
class _Table:
    """Rows that follow each other; their cells by the role or the name of the column."""

    rows: list[Item] = field(default_factory=list)
    cells: list[dict[_Column, str]] = field(default_factory=list)
    names: dict[str, None] = field(default_factory=dict)

    @property
    def fields(self) -> list[Role]:
        """What the rows have of number, label and text."""
        return [role for role in _FIELDS if any(role in cells for cells in self.cells)]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where number, label and text are taken from, and the names of what they were instead."""

    sources: Mapping[Role, _Column | None]
    named: Mapping[Role, str]


def in_columns_of(old: Edition, new: Edition) -> Edition:
    """The old edition with its tables in the columns that they have in the new one."""
    if old.source_kind or new.source_kind:
        return old
    before = list(_tables(old))
    holders: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for number, table in enumerate(before):
        for cells in table.cells:
            for value in cells.values():
                holders[value][number] = None
    changed: dict[str, Item] = {}
    for table in _tables(new):
        hits: Counter[int] = Counter()
        for value in dict.fromkeys(value for cells in table.cells for value in cells.values()):
            if len(holders.get(value, ())) <= _MOST_HOLDERS:
                hits.update(holders.get(value, {}).keys())
        if not hits:
            continue
        counterpart = before[min(hits, key=lambda number: (-hits[number], number))]
        plan = _plan(counterpart, table)
        if plan is not None:
            order = {name: at for at, name in enumerate(table.names)}
            for item in counterpart.rows:
                changed.setdefault(item.id, _arranged(item, plan, order))
    if not changed:
        return old
    return replace(old, items=tuple(changed.get(item.id, item) for item in old.items))


def _tables(edition: Edition) -> Iterator[_Table]:
    """The tables of an edition: siblings one after the other that have several cells."""
    for siblings in edition.children.values():
        table = _Table()
        for item in siblings:
            cells = _cells(item)
            names = [each.property for each in item.attributes if each.property in cells]
            if len(cells) < 2 or (names and table.names and table.names.keys().isdisjoint(names)):
                if len(table.rows) > 1:
                    yield table
                table = _Table()
            if len(cells) > 1:
                table.rows.append(item)
                table.cells.append(cells)
                table.names |= dict.fromkeys(names)
        if len(table.rows) > 1:
            yield table


def _cells(item: Item) -> dict[_Column, str]:
    cells: dict[_Column, str] = {}
    for role, name in _FIELDS.items():
        value = getattr(item, name)
        if value:
            cells[role] = value
    for each in item.attributes:
        if each.kind is StatementKind.LITERAL and each.value and not each.about:
            cells.setdefault(each.property, each.value)
    return cells


def _plan(old: _Table, new: _Table) -> _Plan | None:
    """How more cells of the old rows are at the place that they have in the new ones."""
    gone = [name for name in old.names if name not in new.names]
    come = [name for name in new.names if name not in old.names]
    if max(len(gone), len(come)) > _MOST_OTHERS or not (gone or come):
        return None
    alike = _alike(old, new)
    here, there = old.fields, new.fields
    best = sum(alike[role, role] for role in here if role in there)
    found: _Plan | None = None
    options = [[*(each for each in (*here, *gone) if alike[each, role]), None] for role in there]
    for sources in product(*options):
        taken = [source for source in sources if source is not None]
        if len(set(taken)) < len(taken):
            continue
        left = [role for role in here if role not in taken]
        for names in permutations(come, len(left)):
            score = sum(
                alike[source, role]
                for source, role in zip(sources, there, strict=True)
                if source is not None
            )
            score += sum(alike[role, name] for role, name in zip(left, names, strict=True))
            if score > best:
                best = score
                found = _Plan(
                    dict(zip(there, sources, strict=True)), dict(zip(left, names, strict=True))
                )
    return found


def _alike(old: _Table, new: _Table) -> Counter[tuple[_Column, _Column]]:
    """How many cells of each old column are in each new one, above all in unchanged rows."""
    found: Counter[tuple[_Column, _Column]] = Counter()
    waiting: defaultdict[tuple[str, ...], list[dict[_Column, str]]] = defaultdict(list)
    for cells in reversed(old.cells):
        waiting[tuple(sorted(cells.values()))].append(cells)
    for cells in new.cells:
        same = waiting[tuple(sorted(cells.values()))]
        if same:
            before = same.pop()
            for one, value in before.items():
                for other, said in cells.items():
                    found[one, other] += _SAME_ROW * (value == said)
    for one, values in _by_column(old).items():
        for other, those in _by_column(new).items():
            found[one, other] += (values & those).total()
    return found


def _by_column(table: _Table) -> dict[_Column, Counter[str]]:
    found: defaultdict[_Column, Counter[str]] = defaultdict(Counter)
    for cells in table.cells:
        for column, value in cells.items():
            found[column][value] += 1
    return found


def _arranged(item: Item, plan: _Plan, order: Mapping[str, int]) -> Item:
    """A row with its cells at other places."""
    cells = _cells(item)
    whole = any(each.role in _FIELDS for each in item.statements)  # all cells are statements too
    roles = {source: role for role, source in plan.sources.items() if source is not None}
    statements: list[Statement] = []
    for each in item.statements:
        column = each.role if each.role in _FIELDS else each.property
        if column in roles:
            if whole:
                statements.append(replace(each, role=roles[column]))
        elif column in plan.named:
            statements.append(replace(each, role=Role.ATTRIBUTE))
        else:
            statements.append(each)
    if not whole:
        statements += (
            Statement(property=name, value=cells[role])
            for role, name in plan.named.items()
            if role in cells
        )
        statements.sort(key=lambda each: order.get(each.property, len(order)))
    moved: dict[str, str | None] = dict.fromkeys(_FIELDS.values())
    for role, source in plan.sources.items():
        moved[_FIELDS[role]] = cells.get(source) if source is not None else None
    if moved["label"] != item.label:
        moved["pref_label"] = moved["label"]
    if moved["notation"] != item.notation:
        moved["marker"] = None
    return replace(item, **moved, statements=tuple(statements))  # type: ignore[arg-type]
