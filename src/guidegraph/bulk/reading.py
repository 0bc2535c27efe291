"""
Files of lines read by the embedded engine, each line as it can be used.

Most lines are canonical, and are used as they are. Of the others, those with capital letters in a
language tag are put right in SQL; the rest is parsed.
"""

from __future__ import annotations

from pathlib import Path

from guidegraph.bulk.engine import LONGEST_LINE, DuckEngine, UnfitLinesError, table_in
from guidegraph.bulk.lines import RdfFile, canonical_pattern, shown
from guidegraph.graph.components import nodes_in


__all__ = ["keep_kinds", "lines_in"]

_BUFFER = 16 * 1024**2  # bytes that are read at once; each thread holds several
_USUAL = 2_000_000  # bytes of a line; longer ones take larger buffers
_XSD_STRING = '"^^<http://www.w3.org/2001/XMLSchema#string>'
# How a line can be used: as it is, without or with blank nodes; with small letters in its language
# tag; or only after it was parsed.
_KINDS = """
    SELECT
        l,
        CASE
            WHEN contains(l, '<<(') THEN 'odd'
            WHEN NOT {trusted} AND contains(l, '{xsd_string}') THEN 'odd'
            WHEN NOT {trusted} AND NOT regexp_full_match(l, '{canonical}')
                THEN CASE WHEN regexp_full_match(l, '{tagged}') THEN 'tagged' ELSE 'odd' END
            WHEN starts_with(l, '_:') THEN 'blank'
            WHEN NOT contains(l, ' _:') THEN 'ground'
            WHEN regexp_matches(l, '{blank}') THEN 'blank'
            ELSE 'ground'
        END AS kind
    FROM ({lines})
    WHERE l IS NOT NULL
"""
_BLANK = r' _:[^ "<>()]+( <[^ <>"]*>| _:[^ "<>()]+)? \.$'
# The same triple is the same line, whatever the letters of a language tag.
_USED = """
    SELECT kind, l AS line, l AS shown FROM {name}_kinds WHERE kind IN ('ground', 'blank')
    UNION ALL
    SELECT kind, line, shown FROM {name}_respelled
"""
_RESPELLED = r"""
    SELECT
        CASE
            WHEN starts_with(l, '_:') OR regexp_matches(l, '{blank}') THEN 'blank'
            ELSE 'ground'
        END AS kind,
        regexp_extract(l, '^(.*"@)', 1)
        || lower(regexp_extract(l, '^.*"@([a-zA-Z0-9-]+)', 1))
        || regexp_extract(l, '^.*"@[a-zA-Z0-9-]+(.*)$', 1) AS line,
        l AS shown
    FROM {name}_kinds
    WHERE kind = 'tagged'
    UNION ALL
    {parsed}
"""


def lines_in(place: Path, *, any_length: bool = False) -> str:
    """
    The SQL that reads a file as lines, in a column `l`. Empty lines are NULL.

    What cannot be lines of N-Triples (not UTF-8, or too long) is an `UnfitLinesError`.
    """
    # The engine complains of a line that is too long for it, but forgets it if it is the last one.
    last = _last_line(place)
    if last > LONGEST_LINE:
        raise UnfitLinesError(f"a line of more than {LONGEST_LINE} bytes")
    any_length = any_length or last > _USUAL
    path = str(place).replace("'", "''")
    limits = (
        f"max_line_size={LONGEST_LINE}"
        if any_length
        else f"buffer_size={_BUFFER}, max_line_size={_USUAL}"
    )
    return (
        f"SELECT l FROM read_csv('{path}', header=false, sep='\x01', quote='', escape='', "
        f"comment='', columns={{'l': 'VARCHAR'}}, auto_detect=false, {limits})"
    )


def _last_line(place: Path) -> int:
    """How many bytes the last line of a file takes, if that is more than usual."""
    size = place.stat().st_size
    with place.open("rb") as file:
        for back in (_USUAL, LONGEST_LINE):
            file.seek(max(size - back, 0))
            tail = file.read(back).removesuffix(b"\n")
            if b"\n" in tail or size <= back:
                return len(tail) - tail.rfind(b"\n") - 1
    return size


def keep_kinds(
    engine: DuckEngine,
    name: str,
    lines: str,
    file: RdfFile,
    place: Path,
    *,
    trusted: bool,
    columns: str = "",
) -> None:
    """
    Make lines known as they can be used.

    The columns are `kind` ("ground", or "blank" where there are blank nodes), `line` (canonical)
    and `shown` (with the language tags of the file). A line may be there several times. The same
    lines are in two tables: in NAME_kinds, in a column `l` and with what *columns* adds, those that
    are used as they are, and in NAME_respelled the others.

    Args:
        engine: where they are known.
        name: under which name.
        lines: the statement for the lines, in a column `l`.
        file: the file that they are from; it tells where there is a fault.
        place: a file for what is handed over.
        trusted: whether the lines were written by `RdfFile.write_lines`.
        columns: a statement that adds columns to the rows of `blank`.

    Raises:
        FormatError: a line is not in the syntax of the file.
    """
    kinds = _KINDS.format(
        trusted=str(trusted).lower(),
        canonical=canonical_pattern("a-z").replace("'", "''"),
        tagged=canonical_pattern("A-Za-z").replace("'", "''"),
        xsd_string=_XSD_STRING,
        blank=_BLANK,
        lines=lines,
    )
    if columns:
        kinds = f"WITH blank AS ({kinds}) {columns}"
    # Lines that need no look are not kept: to read them again takes less.
    (engine.show if trusted and not columns else engine.keep)(f"{name}_kinds", kinds)
    with place.open("w", encoding="utf-8", newline="\n") as output:
        odd = (
            str(line).encode()
            for (line,) in engine.rows(f"SELECT l FROM {name}_kinds WHERE kind = 'odd'")
        )
        for line, raw in file.canonical(odd):
            text = line.decode()
            kind = "blank" if nodes_in(text) else "ground"
            output.write(f"{kind}\t{text}\t{shown(line, raw)}\n")
    parsed = table_in(place, {"kind": "VARCHAR", "line": "VARCHAR", "shown": "VARCHAR"})
    respelled = _RESPELLED.format(name=name, blank=_BLANK, parsed=parsed)
    engine.keep(f"{name}_respelled", respelled)
    engine.show(name, _USED.format(name=name))
