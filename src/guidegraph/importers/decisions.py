"""
Decisions as people hand them back: the sheet that `diff --format xlsx` writes, as a workbook or as
CSV, after an editor has sorted it, filtered it, moved its columns or saved it in another program.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import islice
from typing import Final, TypeVar
from unicodedata import normalize

from guidegraph.importers.sheet import Repairs, Row, Sheet, bounded, shown
from guidegraph.importers.sheets import MOST_ABOVE, sheets_of
from guidegraph.language.dispositions import decision_of
from guidegraph.model.changes import Wording
from guidegraph.model.comments import Disposition
from guidegraph.model.errors import FormatError
from guidegraph.model.review import ReturnedRow, State


__all__ = ["DecisionColumn", "rows_returned"]


T = TypeVar("T")


class DecisionColumn(StrEnum):
    """The columns of a sheet to decide in, by the words in its first row."""

    NUMBER = "No."
    OLD_CLAUSE = "Old clause"
    NEW_CLAUSE = "New clause"
    KIND = "Kind"
    MEANING = "Meaning"
    DIRECTION = "Direction"
    OLD_TEXT = "Old text"
    NEW_TEXT = "New text"
    PROPERTIES = "Properties"
    EXPLANATION = "Explanation"
    CERTAINTY = "Certainty"
    DECISION = "Decision"
    REASON = "Reason"
    REVIEWER = "Reviewer"
    DATE = "Date"
    CLASS = "Class"
    INTO = "Into"
    RATIONALE = "Rationale"
    LINK = "Link"
    WEIGHT = "Weight"
    ID = "Id"


_OTHER_NAMES: Final[Mapping[DecisionColumn, str]] = {
    DecisionColumn.NUMBER: "no|number|nr|nr.|nummer|n°|numéro",
    DecisionColumn.ID: "change|change id|kennung|identifiant",
    DecisionColumn.OLD_CLAUSE: "alter abschnitt|abschnitt alt|ancien article|ancienne clause",
    DecisionColumn.NEW_CLAUSE: "neuer abschnitt|abschnitt neu|nouvel article|nouvelle clause",
    DecisionColumn.OLD_TEXT: "alter text|text alt|alter wortlaut|bisheriger text|"
    "bisheriger wortlaut|ancien texte|texte ancien",
    DecisionColumn.NEW_TEXT: "neuer text|text neu|neuer wortlaut|nouveau texte|texte nouveau",
    DecisionColumn.DECISION: "entscheidung|entscheid|beschluss|décision",
    DecisionColumn.REVIEWER: "decided by|bearbeiter|bearbeiterin|bearbeitet von|prüfer|prüferin|"
    "entschieden von|réviseur|réviseuse|relecteur|relectrice|décidé par",
    DecisionColumn.DATE: "datum",
    DecisionColumn.REASON: "begründung|grund|raison|motif",
    DecisionColumn.RATIONALE: "veröffentlichte begründung|justification|justification publiée",
    DecisionColumn.CLASS: "klasse|classe",
    DecisionColumn.INTO: "aufgegangen in|übergegangen in|intégré dans|repris dans",
    DecisionColumn.LINK: "verweis|lien",
}
_NAMES: Final[Mapping[str, DecisionColumn]] = {
    **{column.value.casefold(): column for column in DecisionColumn},
    **{name: column for column, names in _OTHER_NAMES.items() for name in names.split("|")},
}

_STATES: Final[Mapping[Disposition | None, State]] = {
    Disposition.ACCEPTED: State.ACCEPTED,
    Disposition.REJECTED: State.REJECTED,
    Disposition.DEFERRED: State.DEFERRED,
}
_TAKE_BACK: Final = frozenset(
    ("undecided", "take back", "unentschieden", "zurückgenommen", "indécis", "non décidé")
)
_CLASSES: Final[Mapping[Wording, str]] = {
    Wording.TYPOGRAPHIC: "typographic typographical typografisch typographisch typographique",
    Wording.SPELLING: "spelling rechtschreibung schreibweise orthographe orthographique",
    Wording.EDITORIAL: "editorial ed redaktionell rédactionnel rédactionnelle éditorial",
    Wording.SUBSTANTIVE: "substantive technical te inhaltlich substanziell substantiell "
    "substantiel substantielle de_fond technique",
}


def _by_word(words: Mapping[T, str]) -> Mapping[str, T]:
    return {word.replace("_", " "): each for each, said in words.items() for word in said.split()}


_WORDINGS: Final = _by_word(_CLASSES)
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d\d?)\. ?(\d\d?)\. ?(\d{4})")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


def rows_returned(path: str, body: bytes) -> tuple[ReturnedRow, ...]:
    """
    The rows of the sheet with decisions, also those that a filter hides.

    Raises:
        FormatError: there is no such sheet, or it is no spreadsheet.
    """
    for sheet in _sheets(path, body):
        rows = list(bounded(sheet.rows, Repairs(path)))
        for place, row in enumerate(islice(rows, MOST_ABOVE)):
            columns = _columns(row)
            found = set(columns.values())
            texts = {DecisionColumn.OLD_TEXT, DecisionColumn.NEW_TEXT}
            if DecisionColumn.DECISION in found and (DecisionColumn.ID in found or texts <= found):
                _check(path, row.line, columns.values())
                return tuple(_returned(row, columns) for row in rows[place + 1 :])
    raise FormatError(
        path,
        None,
        f"no sheet with the columns {DecisionColumn.ID} and {DecisionColumn.DECISION}",
        "give the workbook that 'diff --format xlsx' wrote, or its sheet Changes as CSV",
    )


def _sheets(path: str, body: bytes) -> Sequence[Sheet]:
    """Those of a workbook, first the one that we wrote, or that of a text file."""
    found = sheets_of(path, body, lambda cells: sum(_even(cell) in _NAMES for cell in cells))
    return sorted(found, key=lambda sheet: sheet.name.casefold() != "changes")


def _even(name: str) -> str:
    return " ".join(normalize("NFC", name).replace("_", " ").split()).casefold()


def _columns(head: Row) -> dict[int, DecisionColumn]:
    """The columns that a row names, by their numbers."""
    named = ((place, _NAMES.get(_even(cell))) for place, cell in head.cells.items())
    return {place: column for place, column in named if column is not None}


def _check(path: str, line: int, columns: Iterable[DecisionColumn]) -> None:
    """
    Check that no column that is read is there twice.

    Raises:
        FormatError: one is.
    """
    for column, count in Counter(columns).items():
        if count > 1 and column in _READ:
            problem = f"the column {column.value!r} twice"
            raise FormatError(path, line, problem, "remove one of the two")


_READ: Final = frozenset(
    (
        DecisionColumn.ID,
        DecisionColumn.DECISION,
        DecisionColumn.CLASS,
        DecisionColumn.INTO,
        DecisionColumn.REVIEWER,
        DecisionColumn.DATE,
        DecisionColumn.REASON,
        DecisionColumn.RATIONALE,
        DecisionColumn.LINK,
    )
)


def _returned(row: Row, columns: Mapping[int, DecisionColumn]) -> ReturnedRow:
    cells = {column: " ".join(row.cells.get(at, "").split()) for at, column in columns.items()}
    if cells.get(DecisionColumn.DECISION, "").startswith("stale:"):  # as 'diff --format csv' says
        cells |= dict.fromkeys(_READ & cells.keys() - {DecisionColumn.ID}, "")
    problems: list[str] = []

    def read(
        column: DecisionColumn, known: Mapping[str, T], what: str, use: Iterable[str]
    ) -> T | None:
        words = cells.get(column, "")
        found = known.get(words.casefold().rstrip(".!").replace("’", "'"))
        if words and found is None:
            problems.append(f"{shown(words)} is not {what}; write {', '.join(use)}")
        return found

    state, problem = _state(cells.get(DecisionColumn.DECISION, ""))
    if problem:
        problems.append(problem)
    wording = read(DecisionColumn.CLASS, _WORDINGS, "a class of words", Wording)
    day = _day(cells.get(DecisionColumn.DATE, ""))
    if day is None:
        problems.append(_no_date(cells[DecisionColumn.DATE]))
    kept = DecisionColumn.REASON, DecisionColumn.RATIONALE, DecisionColumn.LINK
    reason, rationale, link = (cells.get(column) for column in kept)
    into = cells.get(DecisionColumn.INTO)
    return ReturnedRow(
        line=row.line,
        id=cells.get(DecisionColumn.ID, ""),
        number=cells.get(DecisionColumn.NUMBER, ""),
        clauses=(cells.get(DecisionColumn.OLD_CLAUSE), cells.get(DecisionColumn.NEW_CLAUSE)),
        texts=(cells.get(DecisionColumn.OLD_TEXT), cells.get(DecisionColumn.NEW_TEXT)),
        state=state,
        wording=wording,
        has_wording=DecisionColumn.CLASS in cells,
        into=None if into is None else tuple(_names(into)),
        reviewer=cells.get(DecisionColumn.REVIEWER, ""),
        date=day or "",
        reason=reason,
        rationale=rationale,
        link=link,
        problem="; ".join(problems),
    )


def _state(words: str) -> tuple[State | None, str]:
    """What a cell decides about a change, if anything; and what is wrong with it."""
    if not words:
        return None, ""
    if normalize("NFC", words).casefold().rstrip(".!").replace("_", " ") in _TAKE_BACK:
        return State.UNDECIDED, ""
    disposition, rest = decision_of(words)
    state = _STATES.get(disposition)
    use = "write accepted, rejected, deferred"
    if disposition is None:
        return None, f"{shown(words)} is not a decision; {use}"
    if state is None:
        return (
            None,
            f"{shown(words)} does not decide about exactly these words; {use}, and a reason",
        )
    if rest:
        return None, (
            f"{shown(words)} says more than a decision; write {state}, and the rest in the column "
            f"{DecisionColumn.REASON}"
        )
    return state, ""


def _names(cell: str) -> Iterator[str]:
    yield from (name.strip() for name in re.split(r";| \+ ", cell) if name.strip())


def _no_date(text: str) -> str:
    """Why a cell is not a date, and what to write."""
    found = _SLASHED.fullmatch(text)
    if found and max(day := int(found[1]), month := int(found[2])) <= 12 and min(day, month):
        one, other = (f"{found[3]}-{a:02}-{b:02}" for a, b in ((month, day), (day, month)))
        return f"{shown(text)} is not a date for sure: {one} or {other}; write which"
    return f"{shown(text)} is not a date; write 2026-07-31"


def _day(text: str) -> str | None:
    """
    A date as people write it, in ISO 8601; empty if there is none, nothing if it is not one.

    >>> _day("2026-7-31"), _day("31.7.2026"), _day("31/07/2026"), _day("1/2/2026")
    ('2026-07-31', '2026-07-31', '2026-07-31', None)
    """
    if not text:
        return ""
    if found := _ISO.fullmatch(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _SLASHED.fullmatch(text):
        day, month, year = map(int, found.groups())
        if day <= 12 and month <= 12 and day != month:  # in either order
            return None
        if month > 12:
            day, month = month, day
    else:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
