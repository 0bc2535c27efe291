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

_KEPT = (
    ("own", "blank_own"),
    ("hard", "blank_hard"),
    ("places", "blank_places"),
)


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
    engine.keep("ends", _sql("blank_ends"))
    engine.keep("odd_nodes", "SELECT side, l AS node, l AS first FROM ends LIMIT 0")
    odd = list(engine.rows("SELECT side, l FROM ends WHERE odd"))
    if odd:
        _keep_odd(engine, odd, scratch)
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
    for name, text in _KEPT:
        engine.keep(name, _sql(text))
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
        """
        if odd
        else """
        SELECT e.side, h.comp, e.l
        FROM ends AS e
        JOIN hard_nodes AS h ON h.side = e.side AND h.node = coalesce(e.s, e.o)
        """,
    )


def name_components(engine: DuckEngine, lines: str = "SELECT * FROM easy") -> None:
    """
    Make the table `digests`, and `named` with the columns `side`, `comp`, `copy`, `digest` and `l`:
    lines with canonical names for their blank nodes.

    Args:
        engine: it has `easy`.
        lines: the statement for the lines to name; all of a component, and of all equal ones.
    """
    engine.keep("chosen", lines)
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
