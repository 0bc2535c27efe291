"""
The triples in which two large RDF files differ, compared in SQL.

The files are read twice as lines and never held: once for the hashes of all lines, once for those
with blank nodes and those that differ. Two things are as good as exact, and exact with stored
editions: the hashes have 64 bits, so that the chance that one of a million changed lines is taken
for another of ten million is less than one in a million; and a triple that one file states in two
spellings, of which the other file has one byte for byte, counts as changed.
"""

from __future__ import annotations

import importlib
import shutil
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from guidegraph.bulk.blank import (
    hard_components,
    name_components,
    set_equal_aside,
    sketches,
    tell_components,
)
from guidegraph.bulk.compare import (
    BlankDifference,
    Named,
    blank_difference,
    component_difference,
)
from guidegraph.bulk.engine import DuckEngine, UnfitLinesError, statement
from guidegraph.bulk.lines import RdfFile
from guidegraph.bulk.reading import keep_kinds, lines_in
from guidegraph.graph.components import components, named
from guidegraph.model.triples import TripleChanges


if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

__all__ = ["large_difference"]

_FEW = 20_000  # lines
_LINE = 100  # bytes
_AT_ONCE = 1024**2  # bytes
_HELD = 18  # bytes for the hash of a line, and for its copies while hashes are compared


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

    @property
    def held(self) -> int:
        """About how many bytes it takes to hold the hashes of all lines, and to sort them."""
        place = self.scratch / f"{self.number}.nq"
        return (place if place.exists() else self.file.path).stat().st_size // _LINE * _HELD

    def show(self, engine: DuckEngine) -> None:
        """Make the lines known: those of the file, or canonical ones if it has to be parsed."""
        place = self.file.path
        if self.parsed or self.file.compressed:
            place = self.scratch / f"{self.number}.nq"
            with place.open("wb") as output:
                if self.parsed:
                    self.file.write_lines(output)
                else:
                    with self.file.opened() as source:
                        shutil.copyfileobj(source, output, _AT_ONCE)
        lines = lines_in(place, any_length=self.parsed)
        engine.run(f"CREATE OR REPLACE VIEW {self.lines} AS {lines}")


def _side(number: int, file: RdfFile, scratch: Path) -> _Side:
    file.size()
    return _Side(number, file, scratch, parsed=not file.line_based)


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
    # It takes as long to load as a hundred thousand lines to be read, which goes on beside it.
    threading.Thread(target=importlib.import_module, args=("numpy",)).start()
    sides = (_side(0, old, scratch), _side(1, new, scratch))
    try:
        for side in sides:
            side.show(engine)
        _keep_differing(engine, sides)
    except UnfitLinesError:
        # What the engine does not take for lines, the parser may, or it tells what is wrong.
        sides = (replace(sides[0], parsed=True), replace(sides[1], parsed=True))
        for side in sides:
            side.show(engine)
        _keep_differing(engine, sides)
    for side in sides:
        keep_kinds(
            engine,
            f"used_{side.number}",
            _LOOKED_AT.format(lines=side.lines, k=side.number),
            side.file,
            scratch / "parsed.tsv",
            trusted=side.parsed,
            columns=sketches(),
        )
    for side in sides:
        _keep_known(engine, side.number, sides[1 - side.number].lines)
    engine.show("sketched", _ENDS.format(sketches=sketches()))
    if not set_equal_aside(engine):
        engine.show("blank", "SELECT side, l FROM sketched")
    blank = _blank_difference(engine, scratch)
    for side, more in zip(sides, (blank.removed, blank.added), strict=True):
        place = scratch / f"blank-{side.number}.txt"
        with place.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{line} .\n" for line in more)
        engine.keep(
            f"found_{side.number}",
            _FOUND.format(
                k=side.number, other=1 - side.number, blank=lines_in(place, any_length=True)
            ),
        )
    removed, added = (_Found(engine, f"found_{side.number}") for side in sides)
    return TripleChanges(
        old=str(old.path),
        new=str(new.path),
        removed=removed,
        added=added,
        undecided=sorted(blank.undecided),
        removed_count=len(removed),
        added_count=len(added),
        undecided_count=len(blank.undecided),
    )


# What has to be looked at: lines that only one file has, and all with blank nodes.
_LOOKED_AT = """
    SELECT l
    FROM {lines}
    WHERE contains(l, '_:') OR hash(l) IN (SELECT h FROM differing_{k})
"""
_ENDS = """
    SELECT 0 AS side, l, s, o, h, odd FROM used_0_kinds WHERE kind = 'blank'
    UNION ALL SELECT 1, l, s, o, h, odd FROM used_1_kinds WHERE kind = 'blank'
    UNION ALL
    SELECT side, l, s, o, h, odd
    FROM (
        WITH blank AS (
            SELECT 0 AS side, line AS l FROM used_0_respelled WHERE kind = 'blank'
            UNION ALL SELECT 1, line FROM used_1_respelled WHERE kind = 'blank'
        )
        {sketches}
    )
"""
# Lines of one file in another spelling, as which the other file has them.
_RESPELLED = "SELECT line FROM used_{k}_respelled WHERE kind = 'ground'"
_KNOWN = "SELECT DISTINCT l AS line FROM {other} WHERE l IN (SELECT line FROM respelled)"
_FOUND = """
    SELECT line, max(shown) AS shown
    FROM used_{k}
    ANTI JOIN (SELECT line FROM used_{other} WHERE kind = 'ground') USING (line)
    ANTI JOIN known_{k} USING (line)
    WHERE kind = 'ground'
    GROUP BY line
    UNION ALL SELECT l, l FROM ({blank}) WHERE l IS NOT NULL
"""
_NAMED = """
    SELECT l
    FROM named AS n
    LEFT JOIN (
        SELECT digest, count(*) AS copies FROM digests WHERE side = {other} GROUP BY digest
    ) AS o ON o.digest = n.digest
    WHERE side = {k} AND copy > coalesce(copies, 0)
"""


def _blank_difference(engine: DuckEngine, scratch: Path) -> BlankDifference:
    """How the lines in the table `blank` differ: in memory, unless they are many."""
    if int(str(next(engine.rows("SELECT count(*) FROM blank"))[0])) <= _FEW:
        sides: tuple[list[str], list[str]] = ([], [])
        for side, line in engine.rows("SELECT side, l FROM blank"):
            sides[int(str(side))].append(str(line))
        return blank_difference(*sides)
    engine.keep("once", "SELECT DISTINCT side, l FROM blank")
    engine.show("blank", "SELECT * FROM once")
    tell_components(engine, scratch)
    name_components(engine)
    hard = component_difference(_named_by_digest(engine, 0), _named_by_digest(engine, 1))
    for k, found in enumerate((hard.removed, hard.added)):
        rows = engine.rows(_NAMED.format(k=k, other=1 - k))
        found += [str(line).removesuffix(" .") for (line,) in rows]
    return hard


def _keep_differing(engine: DuckEngine, sides: tuple[_Side, _Side]) -> None:
    """Keep the hashes of lines without blank nodes that only one file has: `differing_K`."""
    if sum(side.held for side in sides) > engine.memory:  # they go to the disk
        engine.keep("differing", statement("duckdb/ground_differing"))
        for side in sides:
            engine.keep(
                f"differing_{side.number}",
                "SELECT h FROM differing WHERE found = $bit",
                bit=side.number + 1,
            )
        return
    import numpy as np

    found = [
        _once(*engine.columns(f"SELECT hash(l) AS h FROM {side.lines} WHERE NOT contains(l, '_:')"))
        for side in sides
    ]
    both = np.concatenate(found)
    both.sort()
    single = np.ones(len(both), dtype=bool)
    equal = both[1:] == both[:-1]
    single[1:] &= ~equal
    single[:-1] &= ~equal
    different = both[single]
    for side, hashes in zip(sides, found, strict=True):
        place = np.minimum(np.searchsorted(hashes, different), max(len(hashes) - 1, 0))
        own = different[hashes[place] == different] if len(hashes) else different[:0]
        engine.keep_column(f"differing_{side.number}", "h", own)


def _once(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Hashes in order, each once."""
    import numpy as np

    hashes.sort()
    return hashes[np.concatenate(([True], hashes[1:] != hashes[:-1]))] if len(hashes) else hashes


def _keep_known(engine: DuckEngine, k: int, other: str) -> None:
    """Keep the lines of a file that the other file has, though in another spelling: `known_K`."""
    engine.keep("respelled", _RESPELLED.format(k=k))
    if next(engine.rows("SELECT count(*) FROM respelled"))[0]:
        engine.keep(f"known_{k}", _KNOWN.format(other=other))
    else:
        engine.keep(f"known_{k}", "SELECT line FROM respelled")


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
