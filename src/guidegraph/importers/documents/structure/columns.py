"""What the columns of a table hold, by their names, what is in them, and how that looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, median_low

from guidegraph.importers.documents.laid import Kind, LaidBlock, LaidReason
from guidegraph.importers.documents.structure.grid import GridRow
from guidegraph.importers.headers import is_glossary, names_number, rates
from guidegraph.importers.outline.tables import roles_of_columns
from guidegraph.language.enumeration import unnumbered
from guidegraph.model.reading import GuessKind
from guidegraph.model.statement import Role


__all__ = ["LONGEST_LABEL", "Columns", "columns_of", "is_list"]

LONGEST_LABEL = 100
"""The most characters of the name of a row."""
_LONGEST_NAME = 60
_USUAL_NAME = 30
_FEW = 12  # characters of a value that is no text beside a name
_CODE = re.compile(r"(?:[A-Za-z]{1,8}[-._/]){0,4}[A-Za-z]{0,6}\d[\w.\-/()]{0,20}")
_SENTENCE = re.compile(r"[.:;!?]$")


@dataclass(slots=True)
class Columns:
    """What the columns of a table hold."""

    names: list[str]
    groups: int
    roles: list[Role]
    lists: list[bool]
    numbered: list[bool]  # whether the texts of the column have their numbers in front
    why: LaidReason
    definitions: int | None = None  # the column with those of terms, in a glossary

    def find(self, role: Role) -> int | None:
        """The first column with a role."""
        return next((at for at, each in enumerate(self.roles) if each is role), None)


def columns_of(names: list[str], rows: Sequence[GridRow], given: Sequence[Role] = ()) -> Columns:
    """What the columns with these names hold: as a layout profile gives it, else as it seems."""
    plain = [row for row in rows if not row.banner]
    width = len(names)
    if len(given) == width:
        why = LaidReason(decision=GuessKind.COLUMN, why="columns as the layout profile says")
        front = [_have_numbers([row.texts[at] for row in plain]) for at in range(width)]
        return Columns(names, 0, list(given), [False] * width, front, why)
    groups = _groups(plain, width)
    texts = [row.texts for row in plain]
    found = roles_of_columns(names[groups:], [row[groups:] for row in texts])
    roles = [Role.PARENT] * groups + found + [Role.ATTRIBUTE] * (width - groups - len(found))
    columns = [[row[at] for row in texts] for at in range(width)]
    if Role.NOTATION not in roles and (key := _codes(names, columns, roles)) is not None:
        roles[key] = Role.NOTATION
    numbered = [
        at
        for at in range(groups, width)
        if _have_numbers(columns[at]) and sum(map(len, columns[at])) > 40 * len(columns[at])
    ]
    if numbered and Role.NOTATION not in roles:  # long statements with their numbers in front
        roles = [Role.ATTRIBUTE if each in (Role.TEXT, Role.LABEL) else each for each in roles]
        roles[numbered[0]] = Role.TEXT
    text = roles.index(Role.TEXT) if Role.TEXT in roles else width
    if Role.LABEL not in roles:
        for at in range(groups, min(text, width)):
            if roles[at] is Role.ATTRIBUTE and _is_label(columns[at]):
                roles[at] = Role.LABEL
                break
    if not any(names) and not numbered:
        _name_first(columns, roles)
    defining = is_glossary(names)
    if defining is not None and min(defining) < groups:
        defining = None
    lists = [any(is_list(row.cells[at]) for row in plain) for at in range(width)]
    lists[:groups] = [False] * groups
    if defining is not None:
        roles = [Role.ATTRIBUTE if each in (Role.LABEL, Role.TEXT) else each for each in roles]
        roles[defining[0]], roles[defining[1]] = Role.LABEL, Role.TEXT
    elif not numbered:
        _name_rows(names, plain, roles, [each and at >= groups for at, each in enumerate(lists)])
    if sum(lists) > 1:
        for at in range(width):
            if lists[at] and roles[at] is not Role.NOTATION:
                roles[at] = Role.ATTRIBUTE
    else:
        lists = [each and roles[at] is Role.ATTRIBUTE for at, each in enumerate(lists)]
    sure = Role.NOTATION in roles or any(names) or any(any(row.heads) for row in plain)
    confidence = 0.92 if sure else 0.8
    held = ", ".join(f"{at + 1}: {role.name.lower()}" for at, role in enumerate(roles))
    why = LaidReason(decision=GuessKind.COLUMN, why=f"columns as {held}", confidence=confidence)
    front = list(map(_have_numbers, columns))
    return Columns(names, groups, roles, lists, front, why, defining[1] if defining else None)


def _name_first(columns: Sequence[Sequence[str]], roles: list[Role]) -> None:
    """
    Let the first column of words be the label of numbered rows if its values are short.

    Which of two columns of a few words is the longer one hangs on a single cell; which is the
    first does not.
    """
    free = [at for at, role in enumerate(roles) if role not in (Role.NOTATION, Role.PARENT)]
    worded = [at for at in free if _is_label(columns[at])]
    if Role.NOTATION not in roles or len(worded) < 2 or roles[worded[0]] is not Role.TEXT:
        return
    label, *others = worded
    if _are_names(columns[label]):
        text = max(others, key=lambda at: (sum(map(len, columns[at])), -at))
        roles[label], roles[text] = Role.LABEL, Role.TEXT


def _name_rows(
    names: Sequence[str], rows: Sequence[GridRow], roles: list[Role], lists: Sequence[bool]
) -> None:
    """
    Let the first column name the rows, if it does, and see what is their text then.

    Cells of the same kind under heads of their own, such as the levels of a skill or what several
    groups may do, are attributes; one that is much longer is the text.
    """
    free = [at for at, role in enumerate(roles) if role not in (Role.NOTATION, Role.PARENT)]
    if len(free) < 2 or lists[free[0]]:
        return
    label, *others = free
    if Role.NOTATION in roles and roles[label] is not Role.LABEL:
        return  # its number names a row
    columns = {at: [row.texts[at] for row in rows] for at in free}
    numbered = roles[label] is Role.TEXT and _have_numbers(columns[label])
    if not (
        _are_named(rows, label, others)
        or roles[label] is Role.LABEL
        or (_are_names(columns[label]) and not numbered)
    ):
        return
    usual = {at: median(map(len, filter(None, columns[at]))) for at in free if any(columns[at])}
    values = [at for at in others if at in usual and not lists[at]]
    if label not in usual or not values:
        return
    total = {at: sum(map(len, columns[at])) for at in values}
    text = max(values, key=lambda at: (total[at], -at))
    headed = all(names[at] for at in values)
    alike = any(total[at] >= 0.6 * total[text] for at in values if at != text)
    if headed and (alike or usual[text] <= min(_FEW, usual[label])):
        text = -1
    for at in free:
        roles[at] = Role.LABEL if at == label else Role.TEXT if at == text else Role.ATTRIBUTE


def _are_named(rows: Sequence[GridRow], label: int, others: Sequence[int]) -> bool:
    """Whether the cells of a column look like the names of the rows, and others do not."""
    filled = [row.names(label) for row in rows if row.cells[label]]
    beside = [row.names(at) for row in rows for at in others if row.cells[at]]
    return (
        bool(filled)
        and sum(filled) >= 0.8 * len(filled) >= 0.8 * 0.8 * len(rows)
        and sum(beside) <= 0.2 * len(beside)
    )


def _are_names(column: Sequence[str]) -> bool:
    """Whether the words of a column are short names."""
    filled = [each for each in column if each]
    return (
        _is_label(column)
        and bool(filled)
        and _nearly_all(len(each) <= _LONGEST_NAME for each in filled)
        and median_low(map(len, filled)) <= _USUAL_NAME
        and _nearly_all(_SENTENCE.search(each) is None for each in filled)
    )


def _nearly_all(holds: Iterable[bool]) -> bool:
    """Whether something holds for nearly all of several cells: no single one decides."""
    each = list(holds)
    return each.count(False) <= max(0.1 * len(each), len(each) > 1)


def _groups(rows: Sequence[GridRow], width: int) -> int:
    """How many of the first columns group the rows: by cells over several, or blank below."""
    if len(rows) < 2:
        return 0
    full = [sum(bool(row.cells[at]) for row in rows) for at in range(width)]
    found = 0
    for at in range(width - 1):
        spans = any(row.covered[at] for row in rows) and full[at] < 0.9 * len(rows)
        right = max(full[at + 1 :])
        blank = bool(rows[0].cells[at]) and full[at] <= 0.6 * right and right >= 0.9 * len(rows)
        if not (spans or blank):
            break
        found = at + 1
    return found


def _codes(
    names: Sequence[str], columns: Sequence[Sequence[str]], roles: Sequence[Role]
) -> int | None:
    """
    The first column with codes such as "ID.AM-1" in nearly all rows, different ones.

    A number stands in front of what it numbers: codes behind the text are the number only if their
    head says so or there is none, and the levels of what the text says never are.
    """
    text = roles.index(Role.TEXT) if Role.TEXT in roles else len(columns)
    of_text = names[text] if text < len(names) else ""
    for at, column in enumerate(columns):
        if roles[at] not in (Role.ATTRIBUTE, Role.LABEL):
            continue
        behind = at > text
        if rates(names[at], of_text, behind=behind) or (
            behind and names[at] and not names_number(names[at])
        ):
            continue
        codes = [each for each in column if len(each) <= 40 and _CODE.fullmatch(each)]
        letters = any(any(map(str.isalpha, each)) or "." in each for each in codes)
        if letters and len(codes) >= 0.9 * len(column) and len(set(codes)) == len(codes):
            return at
    return None


def _is_label(column: Sequence[str]) -> bool:
    filled = [each for each in column if each]
    words = sum(any(map(str.isalpha, each)) and len(each) > 3 for each in filled)
    return (
        len(filled) >= 0.8 * len(column)
        and _nearly_all(len(each) <= LONGEST_LABEL for each in filled)
        and words >= min(0.8 * len(filled), max(1, len(filled) - 1))
    )


def is_list(cell: Sequence[LaidBlock]) -> bool:
    """Whether there is a list in a cell."""
    return sum(block.kind is Kind.ENTRY for block in cell) > 1


def _have_numbers(column: Sequence[str]) -> bool:
    filled = [each for each in column if each]
    return bool(filled) and sum(bool(unnumbered(each)[0]) for each in filled) >= 0.6 * len(filled)
