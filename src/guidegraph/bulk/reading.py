"""
Files of lines read by the embedded engine, each line as it can be used.

Most lines are canonical, and are used as they are. Of the others, those with capital letters in a
language tag are put right in SQL; the rest is parsed.
"""

from __future__ import annotations

from pathlib import Path

from guidegraph.bulk.engine import LONGEST_LINE, DuckEngine, table_in
from guidegraph.bulk.lines import CANONICAL, RdfFile, shown
from guidegraph.graph.components import nodes_in


__all__ = ["keep_kinds", "lines_in"]

_XSD_STRING = '"^^<http://www.w3.org/2001/XMLSchema#string>'
_KINDS = """
    SELECT
        l,
        CASE
            WHEN contains(l, '<<(') THEN 'odd'
            WHEN NOT {trusted}
            AND (NOT regexp_full_match(l, '{canonical}') OR contains(l, '{xsd_string}'))
                THEN 'odd'
            WHEN starts_with(l, '_:') THEN 'blank'
            WHEN NOT contains(l, ' _:') THEN 'ground'
            WHEN regexp_matches(l, ' _:[^ "<>()]+( <[^ <>"]*>| _:[^ "<>()]+)? \\.$') THEN 'blank'
            ELSE 'ground'
        END AS kind,
        regexp_matches(l, '"@[a-zA-Z0-9-]*[A-Z][a-zA-Z0-9-]*( [^"]*)? \\.$') AS capital
    FROM ({lines})
    WHERE l IS NOT NULL
"""
# The same triple is the same line, whatever the letters of a language tag.
_USED = r"""
    SELECT
        kind,
        CASE
            WHEN capital
                THEN regexp_extract(l, '^(.*"@)', 1)
                || lower(regexp_extract(l, '^.*"@([a-zA-Z0-9-]+)', 1))
                || regexp_extract(l, '^.*"@[a-zA-Z0-9-]+(.*)$', 1)
            ELSE l
        END AS line,
        l AS shown
    FROM kinds
    WHERE kind <> 'odd'
    UNION ALL
    SELECT kind, line, shown FROM parsed
"""


def lines_in(place: Path, *, any_length: bool = False) -> str:
    """
    The SQL that reads a file as lines, in a column `l`. Empty lines are NULL.

    What cannot be lines of N-Triples (not UTF-8, or too long) is an `UnfitLinesError`.
    """
    path = str(place).replace("'", "''")
    longest = f", max_line_size={LONGEST_LINE}" if any_length else ""
    return (
        f"SELECT l FROM read_csv('{path}', header=false, sep='\x01', quote='', escape='', "
        f"comment='', columns={{'l': 'VARCHAR'}}, auto_detect=false{longest})"
    )


def keep_kinds(
    engine: DuckEngine, name: str, lines: str, file: RdfFile, place: Path, *, trusted: bool
) -> None:
    """
    Keep lines as they can be used, in a table.

    Its columns are `kind` ("ground", or "blank" where there are blank nodes), `line` (canonical)
    and `shown` (with the language tags of the file).

    Args:
        engine: where the table is kept.
        name: the name of the table.
        lines: the statement for the lines, in a column `l`.
        file: the file that they are from; it tells where there is a fault.
        place: a file for what is handed over.
        trusted: whether the lines were written by `RdfFile.write_lines`.

    Raises:
        FormatError: a line is not in the syntax of the file.
    """
    kinds = _KINDS.format(
        trusted=str(trusted).lower(),
        canonical=CANONICAL.replace("'", "''"),
        xsd_string=_XSD_STRING,
        lines=lines,
    )
    engine.keep("kinds", kinds)
    with place.open("w", encoding="utf-8", newline="\n") as output:
        odd = (
            str(line).encode() for (line,) in engine.rows("SELECT l FROM kinds WHERE kind = 'odd'")
        )
        for line, raw in file.canonical(odd):
            text = line.decode()
            kind = "blank" if nodes_in(text) else "ground"
            output.write(f"{kind}\t{text}\t{shown(line, raw)}\n")
    columns = {"kind": "VARCHAR", "line": "VARCHAR", "shown": "VARCHAR"}
    engine.keep("parsed", table_in(place, columns))
    engine.keep(name, _USED)
    engine.drop("kinds")
