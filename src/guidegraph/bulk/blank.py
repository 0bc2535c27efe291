"""
Blank nodes of many lines named in SQL, each component for itself.

It gives the names that `graph.components` gives. Most components have one node, or nodes that their
own lines tell apart; these are named by statements. The others are left to `graph.components`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from guidegraph.bulk.engine import DuckEngine, Row, statement, table_in
from guidegraph.graph.components import nodes_in


__all__ = [
    "hard_components",
    "name_components",
    "set_equal_aside",
    "sketches",
    "tell_components",
]


def sketches() -> str:
    """The statement that adds to `blank` the labels of blank nodes, and the rest as a number."""
    return _labelled("blank_sketches")


def _labelled(name: str) -> str:
    return f"SELECT * FROM (WITH labelled AS ({_sql('blank_labels')}) {_sql(name)})"


def set_equal_aside(engine: DuckEngine) -> bool:
    """
    Make those lines known as `blank` that are in components which one side may have more often.

    Args:
        engine: it has `sketched`: for both sides, 0 and 1, the lines with blank nodes, and what
            the statement of `sketches` adds to them.

    Returns:
        Whether that could be done; else, all lines may be in such components.
    """
    if next(engine.rows("SELECT count(*) FROM sketched WHERE odd"))[0]:
        return False
    engine.keep("linked", "SELECT DISTINCT side, s AS a, o AS b FROM sketched WHERE s <> o")
    _join(engine)
    engine.keep("weights", _sql("blank_weights"))
    engine.keep("alike_comps", _ALIKE)
    engine.keep("sums", _sql("blank_sums"))
    engine.keep("unequal", _UNEQUAL)
    engine.keep("left_blank", _LEFT)
    engine.show("blank", "SELECT side, l FROM left_blank")
    return True


_ALIKE = """
    SELECT side, comp
    FROM comps
    JOIN weights USING (side, node)
    GROUP BY side, comp
    HAVING count(DISTINCT (n, total, parity)) < count(*)
"""
_UNEQUAL = """
    SELECT side, comp
    FROM sums
    JOIN (
        SELECT n, total, parity
        FROM sums
        GROUP BY n, total, parity
        HAVING count(*) FILTER (side = 0) <> count(*) FILTER (side = 1) OR bool_or(alike)
    ) USING (n, total, parity)
"""
_LEFT = """
    SELECT e.side, e.l
    FROM sketched AS e
    LEFT JOIN comps AS c ON c.side = e.side AND c.node = coalesce(e.s, e.o)
    WHERE (e.side, coalesce(c.comp, e.s, e.o)) IN (SELECT (side, comp) FROM unequal)
"""


def tell_components(engine: DuckEngine, scratch: Path) -> None:
    """
    Tell the components of the lines in the table `blank` apart, and their nodes.

    Args:
        engine: it has `blank` with the columns `side` and `l`: for each graph its canonical lines
            with blank nodes, without repetition.
        scratch: a folder for what is handed over.

    It makes the tables `easy` (see `bulk/sql/duckdb/blank_easy.sql`), with all lines of the
    components whose nodes have a place, and `hard_lines` with the columns `side`, `comp` and `l`:
    the lines of those that have to be looked at one by one.
    """
    engine.keep("ends", _labelled("blank_ends"))
    engine.keep("odd_nodes", "SELECT side, l AS node, l AS first FROM ends LIMIT 0")
    engine.keep("odd_lines", "SELECT side, l AS node, l FROM ends LIMIT 0")
    if odd := list(engine.rows("SELECT side, l FROM ends WHERE odd")):
        _keep_odd(engine, odd, scratch)
    engine.keep(
        "linked",
        """
        SELECT DISTINCT side, s AS a, o AS b FROM ends WHERE s <> o AND NOT odd
        UNION SELECT side, node, first FROM odd_nodes
        """,
    )
    _join(engine)
    engine.keep("own", _sql("blank_own"))
    engine.keep("hard", _sql("blank_hard"))
    engine.keep("places", _sql("blank_places"))
    engine.keep("hard_nodes", "SELECT side, node, comp FROM comps JOIN hard USING (side, comp)")
    engine.keep("easy", _sql("blank_easy"))
    engine.keep(
        "hard_lines",
        """
        SELECT e.side, h.comp, e.l
        FROM ends AS e
        JOIN hard_nodes AS h ON h.side = e.side AND h.node = coalesce(e.s, e.o)
        WHERE NOT e.odd
        UNION
        SELECT e.side, h.comp, e.l
        FROM odd_lines AS e
        JOIN hard_nodes AS h USING (side, node)
        """,
    )


def _join(engine: DuckEngine) -> None:
    """Find the components of the nodes in `linked`, as the table `comps`."""
    engine.keep("edges", "SELECT * FROM linked UNION SELECT side, b, a FROM linked")
    engine.keep(
        "comps",
        "SELECT side, a AS node, least(a, min(b)) AS comp FROM edges GROUP BY side, a",
    )
    while True:
        engine.keep("near", _sql("blank_near"))
        if not _count(engine, "SELECT count(*) FROM near WHERE low < comp"):
            break
        # Each group goes where its least neighbour goes, and so on to the end: twice as far each
        # time, so that long chains take few steps.
        while _count(engine, _FURTHER):
            engine.keep("further", _sql("blank_further"))
            engine.keep("near", "SELECT * FROM further")
        engine.keep("joined", _sql("blank_joined"))
        engine.keep("comps", "SELECT * FROM joined")


_FURTHER = """
    SELECT count(*)
    FROM near AS n
    JOIN near AS t ON t.side = n.side AND t.comp = n.low
    WHERE t.low < n.low
"""


def _count(engine: DuckEngine, text: str) -> int:
    return int(str(next(engine.rows(text))[0]))


def name_components(engine: DuckEngine) -> None:
    """
    Make the table `digests`, and `named` with the columns `side`, `comp`, `copy`, `digest` and `l`:
    the lines of `easy` with canonical names for their blank nodes.
    """
    engine.keep("digests", _sql("blank_digests"))
    engine.keep("named", _sql("blank_named"))


def hard_components(engine: DuckEngine, side: int) -> Iterator[list[str]]:
    """The lines of each component that has to be looked at for itself."""
    rows = engine.rows(
        "SELECT comp, l FROM hard_lines WHERE side = $side ORDER BY comp, l", side=side
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield [str(line) for _, line in group]


def _keep_odd(engine: DuckEngine, lines: Sequence[Row], scratch: Path) -> None:
    """The nodes of odd lines, each linked with the first of its line."""
    place = scratch / "odd.tsv"
    with place.open("w", encoding="utf-8", newline="\n") as file:
        for side, line in lines:
            first, *_ = nodes = nodes_in(str(line))
            for node in nodes:
                file.write(f"{side}\t{node}\t{first}\t{line}\n")
    columns = {"side": "INTEGER", "node": "VARCHAR", "first": "VARCHAR", "l": "VARCHAR"}
    engine.keep("odd_rows", table_in(place, columns))
    engine.keep("odd_lines", "SELECT side, node, l FROM odd_rows WHERE node = first")
    engine.keep("odd_nodes", "SELECT DISTINCT side, node, first FROM odd_rows")


def _sql(name: str) -> str:
    return statement(f"duckdb/{name}")
