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


__all__ = ["hard_components", "name_components", "tell_components"]

def tell_components(engine: DuckEngine, scratch: Path, *, unequal: bool = False) -> None:
    """
    Tell the components of the lines in the table `blank` apart, and their nodes.

    Args:
        engine: it has `blank` with the columns `side` and `l`: for each graph its canonical lines
            with blank nodes, without repetition.
        scratch: a folder for what is handed over.
        unequal: whether only those components matter that the other side has not as often.

    It makes the tables `easy` (see `bulk/sql/duckdb/blank_easy.sql`), with all lines of the
    components whose nodes have a place, and `hard_lines` with the columns `side`, `comp` and `l`:
    the lines of those that have to be looked at one by one.
    """
    engine.keep("ends", _sql("blank_ends"))
    engine.keep("odd_nodes", "SELECT side, l AS node, l AS first FROM ends LIMIT 0")
    engine.keep("odd_lines", "SELECT side, l AS node, l FROM ends LIMIT 0")
    if odd := list(engine.rows("SELECT side, l FROM ends WHERE odd")):
        _keep_odd(engine, odd, scratch)
    _link(engine)
    if unequal and not odd:
        _leave_unequal(engine)
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


def _link(engine: DuckEngine) -> None:
    """Find the components of nodes that are linked: the table `comps`."""
    engine.keep(
        "edges",
        """
        SELECT DISTINCT side, s AS a, o AS b FROM ends WHERE s <> o AND NOT odd
        UNION SELECT side, o, s FROM ends WHERE s <> o AND NOT odd
        UNION SELECT side, node, first FROM odd_nodes
        UNION SELECT side, first, node FROM odd_nodes
        """,
    )
    engine.keep("comps", "SELECT DISTINCT side, a AS node, a AS comp FROM edges")
    while True:
        engine.keep("near", _sql("blank_near"))
        if not next(engine.rows("SELECT count(*) FROM near WHERE low < comp"))[0]:
            break
        engine.keep("joined", _sql("blank_joined"))
        engine.keep("comps", "SELECT * FROM joined")


def _leave_unequal(engine: DuckEngine) -> None:
    """Forget the components that both sides surely have equally often, without naming them."""
    engine.keep("weights", _sql("blank_weights"))
    engine.keep(
        "alike_comps",
        """
        SELECT side, comp
        FROM comps
        JOIN weights USING (side, node)
        GROUP BY side, comp
        HAVING count(DISTINCT weight) < count(*)
        """,
    )
    engine.keep("sums", _sql("blank_sums"))
    engine.keep(
        "unequal",
        """
        SELECT side, comp
        FROM sums
        JOIN (
            SELECT lines, total
            FROM sums
            GROUP BY lines, total
            HAVING count(*) FILTER (side = 0) <> count(*) FILTER (side = 1) OR bool_or(alike)
        ) USING (lines, total)
        """,
    )
    engine.keep(
        "unequal_ends",
        """
        SELECT e.*
        FROM ends AS e
        LEFT JOIN comps AS c ON c.side = e.side AND c.node = coalesce(e.s, e.o)
        JOIN unequal AS u ON u.side = e.side AND u.comp = coalesce(c.comp, e.s, e.o)
        """,
    )
    engine.keep("ends", "SELECT * FROM unequal_ends")
    engine.keep("unequal_comps", "SELECT c.* FROM comps AS c SEMI JOIN unequal USING (side, comp)")
    engine.keep("comps", "SELECT * FROM unequal_comps")


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
