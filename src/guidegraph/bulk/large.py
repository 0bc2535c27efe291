"""
The triples in which two large RDF files differ, compared in SQL.

The files are read three times as lines and never held: once for the hashes of all lines, once for
those with blank nodes, once for what differs. The hashes have 64 bits: the chance that one of a
million changed lines is taken for another of ten million is less than one in a million. (Stored
editions have keys of 128 bits.)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from guidegraph.bulk.blank import hard_components, name_components
from guidegraph.bulk.compare import Named, component_difference
from guidegraph.bulk.engine import LONGEST_LINE, DuckEngine, UnfitLinesError, statement, table_in
from guidegraph.bulk.lines import CANONICAL, RdfFile, shown
from guidegraph.graph.components import components, named, nodes_in
from guidegraph.model.triples import TripleChanges


__all__ = ["large_difference", "lines_in"]

_XSD_STRING = '"^^<http://www.w3.org/2001/XMLSchema#string>'
_READ_AS_IT_IS = (".nt", ".nq", ".gz")


def lines_in(place: Path, *, any_length: bool = False) -> str:
    """
    The SQL that reads a file as lines, in a column `l`. Empty lines are NULL.

    Lines that are no lines of N-Triples (not UTF-8, or too long) are errors of the engine.
    """
    path = str(place).replace("'", "''")
    longest = f", max_line_size={LONGEST_LINE}" if any_length else ""
    return (
        f"SELECT l FROM read_csv('{path}', header=false, sep='\x01', quote='', escape='', "
        f"comment='', columns={{'l': 'VARCHAR'}}, auto_detect=false{longest})"
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two files, and the view of its lines."""

    number: int
    file: RdfFile
    scratch: Path
    parsed: bool

    @property
    def lines(self) -> str:
        return f"lines_{self.number}"

    def show(self, engine: DuckEngine) -> None:
        """Make the lines known: those of the file, or canonical ones if it has to be parsed."""
        place = self.file.path
        if self.parsed:
            place = self.scratch / f"{self.number}.nq"
            with place.open("wb") as output:
                self.file.write_lines(output)
        lines = lines_in(place, any_length=self.parsed)
        engine.run(f"CREATE OR REPLACE VIEW {self.lines} AS {lines}")


def _side(number: int, file: RdfFile, scratch: Path) -> _Side:
    file.size()
    fit = file.line_based and file.path.suffix.lower() in _READ_AS_IT_IS
    return _Side(number, file, scratch, parsed=not fit)


def large_difference(
    engine: DuckEngine, old: RdfFile, new: RdfFile, scratch: Path
) -> TripleChanges:
    """
    How the triples of two files differ.

    Args:
        engine: where it is computed; the tables it makes stay there.
        scratch: a folder for what is handed over between steps.

    Raises:
        FormatError: a file is not in its syntax.
        UnreadableError: a file cannot be read.
        StoppedError: memory or disk do not suffice.
    """
    sides = (_side(0, old, scratch), _side(1, new, scratch))
    for side in sides:
        side.show(engine)
    try:
        engine.keep("differing", statement("duckdb/ground_differing"))
    except UnfitLinesError:
        # What the engine does not take for lines, the parser may, or it tells what is wrong.
        sides = (replace(sides[0], parsed=True), replace(sides[1], parsed=True))
        for side in sides:
            side.show(engine)
        engine.keep("differing", statement("duckdb/ground_differing"))
    for side in sides:
        _keep_kinds(engine, side)
    for side in sides:
        other = sides[1 - side.number].lines
        engine.keep(f"known_{side.number}", _KNOWN.format(k=side.number, other=other))
    engine.keep("blank", "SELECT 0 AS side, l FROM blank_0 UNION ALL SELECT 1, l FROM blank_1")
    name_components(engine, scratch)
    hard = component_difference(*(_named_by_digest(engine, side.number) for side in sides))
    engine.keep("differing_easy", _EASY)
    for side, more in zip(sides, (hard.removed, hard.added), strict=True):
        place = scratch / f"hard-{side.number}.txt"
        with place.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line} .\n" for line in more)
        text = _FOUND.format(
            k=side.number,
            other=1 - side.number,
            named=statement("duckdb/blank_named"),
            hard=lines_in(place),
        )
        engine.keep(f"found_{side.number}", text)
    removed, added = (_Found(engine, f"found_{side.number}") for side in sides)
    return TripleChanges(
        old=str(old.path),
        new=str(new.path),
        removed=removed,
        added=added,
        undecided=sorted(hard.undecided),
        removed_count=len(removed),
        added_count=len(added),
        undecided_count=len(hard.undecided),
    )


_CANONICAL = CANONICAL.replace("'", "''").replace("{", "{{").replace("}", "}}")
# How a line can be used: as it is, without or with blank nodes, or only after it was parsed.
_KINDS = rf"""
    SELECT
        l,
        CASE
            WHEN contains(l, '<<(') THEN 'odd'
            WHEN NOT {{trusted}} AND (
                NOT regexp_full_match(l, '{_CANONICAL}') OR contains(l, '{_XSD_STRING}')
            ) THEN 'odd'
            WHEN NOT contains(l, '_:') THEN 'ground'
            WHEN starts_with(l, '_:') OR regexp_matches(
                l, ' _:[^ "<>()]+( <[^ <>"]*>| _:[^ "<>()]+)? \.$'
            ) THEN 'blank'
            ELSE 'ground'
        END AS kind
    FROM (
        SELECT DISTINCT l
        FROM {{lines}}
        SEMI JOIN (SELECT h FROM differing WHERE found = {{bit}}) ON hash(l) = h
        WHERE NOT contains(l, '_:')
        UNION ALL
        SELECT DISTINCT l FROM {{lines}} WHERE contains(l, '_:')
    )
"""
_LEFT = """
    SELECT l AS line, l AS shown FROM kinds_{k} WHERE kind = 'ground'
    UNION ALL SELECT line, shown FROM parsed_{k} WHERE kind = 'ground'
"""
_BLANK = """
    SELECT l FROM kinds_{k} WHERE kind = 'blank'
    UNION SELECT line FROM parsed_{k} WHERE kind = 'blank'
"""
# Lines of one file in another spelling, as which the other file has them.
_KNOWN = """
    SELECT DISTINCT l AS line
    FROM {other}
    SEMI JOIN (SELECT line FROM parsed_{k} WHERE kind = 'ground') ON line = l
"""
_EASY = """
    SELECT side, comp
    FROM digests
    LEFT JOIN (
        SELECT digest, count(*) FILTER (side = 0) AS zero, count(*) FILTER (side = 1) AS one
        FROM digests
        GROUP BY digest
    ) USING (digest)
    WHERE copy > CASE side WHEN 0 THEN one ELSE zero END
"""
_FOUND = """
    SELECT line, max(shown) AS shown
    FROM left_{k}
    ANTI JOIN left_{other} USING (line)
    ANTI JOIN known_{k} USING (line)
    GROUP BY line
    UNION ALL SELECT l, l FROM ({named}) SEMI JOIN differing_easy USING (side, comp)
    WHERE side = {k}
    UNION ALL SELECT l, l FROM ({hard}) WHERE l IS NOT NULL
"""


def _keep_kinds(engine: DuckEngine, side: _Side) -> None:
    """Keep the lines that have to be looked at: `left_K` without blank nodes, `blank_K`."""
    k = side.number
    kinds = _KINDS.format(
        trusted="true" if side.parsed else "false", lines=side.lines, bit=k + 1
    )
    engine.keep(f"kinds_{k}", kinds)
    place = side.scratch / f"parsed-{k}.tsv"
    with place.open("w", encoding="utf-8", newline="\n") as file:
        odd = (
            str(line).encode()
            for (line,) in engine.rows(f"SELECT l FROM kinds_{k} WHERE kind = 'odd'")
        )
        for line, raw in side.file.canonical(odd):
            text = line.decode()
            kind = "blank" if nodes_in(text) else "ground"
            file.write(f"{kind}\t{text}\t{shown(line, raw)}\n")
    columns = {"kind": "VARCHAR", "line": "VARCHAR", "shown": "VARCHAR"}
    engine.keep(f"parsed_{k}", table_in(place, columns))
    engine.keep(f"left_{k}", _LEFT.format(k=k))
    engine.keep(f"blank_{k}", _BLANK.format(k=k))
    engine.drop(f"kinds_{k}")


def _named_by_digest(engine: DuckEngine, side: int) -> dict[str, list[Named]]:
    found: defaultdict[str, list[Named]] = defaultdict(list)
    for lines in hard_components(engine, side):
        for component in components(lines):
            name = named(component)
            found[name.digest].append((name, component))
    return found


@dataclass(frozen=True, slots=True)
class _Found:
    """The lines of a table, in order, read when they are asked for."""

    engine: DuckEngine
    table: str

    def __len__(self) -> int:
        (count,) = next(self.engine.rows(f"SELECT count(*) FROM {self.table}"))
        return int(str(count))

    def __iter__(self) -> Iterator[str]:
        for _, line in self.engine.rows(f"SELECT line, shown FROM {self.table} ORDER BY line"):
            yield str(line).removesuffix(" .")
