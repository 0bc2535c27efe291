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

from guidegraph.bulk.blank import hard_components, name_components, tell_components
from guidegraph.bulk.compare import Named, component_difference
from guidegraph.bulk.engine import DuckEngine, UnfitLinesError, statement
from guidegraph.bulk.lines import RdfFile
from guidegraph.bulk.reading import keep_kinds, lines_in
from guidegraph.graph.components import components, named
from guidegraph.model.triples import TripleChanges


__all__ = ["large_difference"]

_READ_AS_IT_IS = (".nt", ".nq", ".gz")


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
        keep_kinds(
            engine,
            f"used_{side.number}",
            _LOOKED_AT.format(lines=side.lines, bit=side.number + 1),
            side.file,
            scratch / "parsed.tsv",
            trusted=side.parsed,
        )
    for side in sides:
        other = sides[1 - side.number].lines
        engine.keep(f"known_{side.number}", _KNOWN.format(k=side.number, other=other))
    engine.keep("blank", _BLANK)
    tell_components(engine, scratch)
    engine.keep("sums", _SUMS)
    engine.keep("unequal", _UNEQUAL)
    name_components(engine, "SELECT * FROM easy SEMI JOIN unequal USING (side, comp)")
    hard = component_difference(*(_named_by_digest(engine, side.number) for side in sides))
    for side, more in zip(sides, (hard.removed, hard.added), strict=True):
        place = scratch / f"hard-{side.number}.txt"
        with place.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line} .\n" for line in more)
        text = _FOUND.format(
            k=side.number,
            other=1 - side.number,
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


# What has to be looked at: lines that only one file has, and all with blank nodes.
_LOOKED_AT = """
    SELECT DISTINCT l
    FROM {lines}
    LEFT JOIN (SELECT h FROM differing WHERE found = {bit}) ON hash(l) = h
    WHERE h IS NOT NULL OR contains(l, '_:')
"""
_BLANK = """
    SELECT DISTINCT 0 AS side, line AS l FROM used_0 WHERE kind = 'blank'
    UNION ALL SELECT DISTINCT 1, line FROM used_1 WHERE kind = 'blank'
"""
# Lines of one file in another spelling, as which the other file has them.
_KNOWN = """
    SELECT DISTINCT l AS line
    FROM {other}
    SEMI JOIN (SELECT line FROM used_{k} WHERE kind = 'ground' AND line <> shown) ON line = l
"""
# Components by a sum of their lines; only where the numbers of equal ones differ, names are needed.
_SUMS = """
    SELECT side, comp, count(*) AS n, sum(h) AS total, bit_xor(h) AS parity
    FROM (
        SELECT side, comp, hash(pattern || ' ' || concat_ws(',', s_place, o_place)) AS h FROM easy
    )
    GROUP BY side, comp
"""
_UNEQUAL = """
    SELECT side, comp
    FROM sums
    JOIN (
        SELECT n, total, parity
        FROM sums
        GROUP BY n, total, parity
        HAVING count(*) FILTER (side = 0) <> count(*) FILTER (side = 1)
    ) USING (n, total, parity)
"""
_FOUND = """
    SELECT line, max(shown) AS shown
    FROM used_{k}
    ANTI JOIN (SELECT line FROM used_{other}) USING (line)
    ANTI JOIN known_{k} USING (line)
    WHERE kind = 'ground'
    GROUP BY line
    UNION ALL
    SELECT l, l
    FROM named AS n
    LEFT JOIN (
        SELECT digest, count(*) AS copies FROM digests WHERE side = {other} GROUP BY digest
    ) AS o ON o.digest = n.digest
    WHERE side = {k} AND copy > coalesce(copies, 0)
    UNION ALL SELECT l, l FROM ({hard}) WHERE l IS NOT NULL
"""


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
        for (line,) in self.engine.rows(f"SELECT shown FROM {self.table} ORDER BY line"):
            yield str(line).removesuffix(" .")
