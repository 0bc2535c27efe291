"""
SPARQL as one statement of SQL, exactly or not at all.

The parser's algebra is translated from the inside out. Every pattern becomes a SELECT with a
column for each variable, as often as the pattern has the solution; NULL is unbound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guidegraph.bulk.sparql_expressions import (
    ScopedExpressions,
    UntranslatedError,
    term_text,
    variable_name,
)
from guidegraph.bulk.sparql_paths import GraphRows, path_pairs
from guidegraph.bulk.sparql_terms import XSD_INTEGER, call, quoted


__all__ = ["EditionViews", "TranslatedQuery", "translated"]

_NOTHING = "CAST(NULL AS VARCHAR)"
_MODIFIERS = frozenset({"Slice", "Distinct", "Reduced", "Project", "OrderBy"})
_IN_EXISTS = frozenset({"BGP", "Join", "Filter", "Union", "Graph", "Group"})


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionViews:
    """
    The views of stored editions.

    Args:
        graphs: the view of each edition, by the IRI of its graph.
        everything: the view of all, with the column `graph`.
        repeating: the views in which a triple may be in several rows of a graph.
    """

    graphs: Mapping[str, str]
    everything: str
    repeating: frozenset[str] = frozenset()

    def default(self) -> GraphRows:
        """All editions together."""
        repeats = len(self.graphs) > 1 or self.everything in self.repeating
        return GraphRows(view=self.everything, per_graph=False, repeats=repeats)

    def each(self) -> GraphRows:
        """Each edition for itself."""
        repeats = self.everything in self.repeating
        return GraphRows(view=self.everything, per_graph=True, repeats=repeats)

    def one(self, iri: str) -> GraphRows | None:
        """One edition; none if there is no such graph."""
        view = self.graphs.get(iri)
        if view is None:
            return None
        return GraphRows(view=view, per_graph=False, repeats=view in self.repeating)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedQuery:
    """
    The SQL of a query: of a SELECT, with a column for each variable in the order of *variables*;
    of an ASK, with one truth value.
    """

    sql: str
    variables: tuple[str, ...]
    asks: bool


def translated(
    text: str, views: EditionViews, columns: Sequence[str] | None = None
) -> TranslatedQuery:
    """
    A query as SQL.

    Args:
        columns: the variables of a SELECT in their order, where the query does not list them.

    Raises:
        UntranslatedError: there is no exact translation; its text says of what.
    """
    parsed = _parsed(text)
    if parsed.datasetClause:
        raise UntranslatedError("FROM")
    if parsed.name not in ("SelectQuery", "AskQuery"):
        raise UntranslatedError(parsed.name.removesuffix("Query").upper())
    translator = _Translator(views)
    rows = views.default()
    if parsed.name == "AskQuery":
        found = translator.solutions(parsed.p, rows)
        return TranslatedQuery(
            sql=f"SELECT EXISTS (SELECT 1 FROM ({found.sql}))", variables=(), asks=True
        )
    found = translator.solutions(parsed.p, rows)
    names = tuple(columns) if columns is not None else tuple(str(name) for name in parsed.PV)
    shown = ", ".join(
        f"{translator.column(name) if name in found.certain else _NOTHING} AS {_shown(name)}"
        for name in names
    )
    if found.ordered:
        return TranslatedQuery(
            sql=translator.ordered(found, shown or "0 AS none"), variables=names, asks=False
        )
    return TranslatedQuery(
        sql=f"SELECT {shown or '0 AS none'} FROM ({found.sql})", variables=names, asks=False
    )


def _shown(name: str) -> str:
    return (
        '"' + name.replace('"', '""') + '"' if name.islower() and name.isascii() else f'"?{name}"'
    )


def _parsed(text: str) -> Any:
    """The algebra of a query; terms are not changed by the parser."""
    import rdflib
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    try:
        return translateQuery(parseQuery(text)).algebra
    except UntranslatedError:
        raise
    except Exception as error:  # noqa: BLE001 - a second parser: the first has read the query
        raise UntranslatedError(
            f"what the translator cannot read ({type(error).__name__})"
        ) from None
    finally:
        rdflib.NORMALIZE_LITERALS = before


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """
    The solutions of a pattern: the SQL, and its variables with whether each is always bound.

    *ordered* are the columns by which they must be ordered, which the SQL also has.
    """

    sql: str
    certain: Mapping[str, bool]
    ordered: tuple[str, ...] = ()


@dataclass(slots=True)
class _Translator:
    views: EditionViews
    _columns: dict[str, str] = field(default_factory=dict)
    _aliases: int = 0

    def column(self, name: str) -> str:
        """The column of a variable; names in SQL do not distinguish capital letters."""
        return self._columns.setdefault(name, f"v{len(self._columns) + 1}")

    def ordered(self, rows: _Rows, shown: str) -> str:
        """The final SELECT of rows that must be ordered."""
        return f"SELECT {shown} FROM ({rows.sql}) ORDER BY {', '.join(rows.ordered)}"

    def _alias(self) -> str:
        self._aliases += 1
        return f"t{self._aliases}"

    def _select(self, certain: Mapping[str, bool], found: Mapping[str, str]) -> str:
        """The list of columns of a SELECT."""
        listed = ", ".join(f"{found[name]} AS {self.column(name)}" for name in certain)
        return listed or "0 AS none"

    def _names(self, names: Mapping[str, bool]) -> str:
        return ", ".join(self.column(name) for name in names) or "none"

    def _scope(
        self, rows: _Rows, alias: str, *, graph: GraphRows | None, outer: frozenset[str]
    ) -> ScopedExpressions:
        columns = {name: f"{alias}.{self.column(name)}" for name in rows.certain}
        if graph is None:
            return ScopedExpressions(columns=columns, outer=outer)
        return ScopedExpressions(
            columns=columns,
            exists=lambda node: self._exists(node, graph, rows, alias, outer),
            outer=outer,
        )

    # Solution modifiers.

    def solutions(self, node: Any, graph: GraphRows, outer: frozenset[str] = frozenset()) -> _Rows:
        """The solutions of a query or of one inside another."""
        given: dict[str, Any] = {}
        while node.name in _MODIFIERS and node.name not in given:
            given[node.name] = node
            node = node.p
        cut, distinct = given.get("Slice"), "Distinct" in given
        keys = given["OrderBy"].expr if "OrderBy" in given else None
        shown = [str(name) for name in given["Project"].PV] if "Project" in given else None
        rows = self.pattern(node, graph, outer)
        alias = self._alias()
        orders = self._order_keys(keys, rows, alias, outer) if keys else []
        certain = (
            rows.certain
            if shown is None
            else {name: rows.certain[name] for name in shown if name in rows.certain}
        )
        listed = self._names(certain) if certain else "0 AS none"
        once = "DISTINCT " if distinct else ""
        sql = f"SELECT {once}{listed} FROM ({rows.sql}) AS {alias}"
        if orders and distinct:
            self._must_be_shown(keys, certain)
            plain = [order.replace(f"{alias}.", "") for order in orders]
            sql = f"SELECT * FROM ({sql}) AS {alias}"
            orders = plain
        limit = "" if cut is None else _limit(cut)
        if not orders:
            return _Rows(sql=sql + limit, certain=certain)
        columns = [f'"key {number}"' for number in range(1, len(orders) + 1)]
        # The keys go along, because the order of what a SELECT is made from is not kept.
        kept = ", ".join(
            f"{order.removesuffix(' DESC')} AS {name}"
            for order, name in zip(orders, columns, strict=True)
        )
        head, _, rest = sql.partition(" FROM ")
        directions = tuple(
            f"{name} DESC" if order.endswith(" DESC") else name
            for order, name in zip(orders, columns, strict=True)
        )
        sql = f"{head}, {kept} FROM {rest}"
        if limit:
            sql = f"{sql} ORDER BY {', '.join(directions)}{limit}"
        return _Rows(sql=sql, certain=certain, ordered=directions)

    def _order_keys(self, keys: Any, rows: _Rows, alias: str, outer: frozenset[str]) -> list[str]:
        scope = self._scope(rows, alias, graph=None, outer=outer)
        found = []
        for key in keys:
            made = scope.of(key.expr).term
            found.append(call("term_key", made) + (" DESC" if key.order == "DESC" else ""))
        return found

    def _must_be_shown(self, keys: Any, certain: Mapping[str, bool]) -> None:
        for key in keys:
            name = variable_name(key.expr)
            if name is None or name not in certain:
                raise UntranslatedError("DISTINCT that is ordered by what it does not show")

    # Patterns.

    def pattern(self, node: Any, graph: GraphRows, outer: frozenset[str] = frozenset()) -> _Rows:
        """The solutions of a pattern."""
        made = getattr(self, f"_{node.name.lower()}", None)
        if made is None:
            raise UntranslatedError(node.name)
        rows: _Rows = made(node, graph, outer)
        return rows

    def _bgp(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        if graph.per_graph and not node.triples:
            raise UntranslatedError("GRAPH with a variable and no pattern")
        tables: list[str] = []
        limits: list[str] = []
        found: dict[str, str] = {}
        graph_of = None
        for triple in node.triples or ():
            alias = self._alias()
            table, columns = self._triple(triple, graph)
            tables.append(f"({table}) AS {alias}")
            for name, column in columns:
                at = f"{alias}.{column}"
                if name in found:
                    limits.append(f"{found[name]} = {at}")
                else:
                    found[name] = at
            if graph.per_graph:
                if graph_of is None:
                    graph_of = f"{alias}.graph"
                else:
                    limits.append(f"{graph_of} = {alias}.graph")
        certain = dict.fromkeys(found, True)
        if graph_of is not None:
            found[_GRAPH], certain[_GRAPH] = graph_of, True
        sql = f"SELECT {self._select(certain, found)}"
        if tables:
            sql += f" FROM {', '.join(tables)}"
        if limits:
            sql += f" WHERE {' AND '.join(limits)}"
        return _Rows(sql=sql, certain=certain)

    def _triple(self, triple: Any, graph: GraphRows) -> tuple[str, list[tuple[str, str]]]:
        """The rows of a pattern of one triple, and the columns of its variables."""
        from rdflib.paths import Path

        s, p, o = triple
        if isinstance(p, Path):
            ends = [None if variable_name(term) is not None else term_text(term) for term in (s, o)]
            pairs = path_pairs(p, graph, ends[0], ends[1])
            limits = [
                f"{side} = {quoted(end)}"
                for side, end in zip("ab", ends, strict=True)
                if end is not None
            ]
            where = f" WHERE {' AND '.join(limits)}" if limits else ""
            named = [
                (name, side)
                for term, side in ((s, "a"), (o, "b"))
                if (name := variable_name(term)) is not None
            ]
            return f"SELECT * FROM ({pairs}){where}", named
        limits = []
        columns: list[tuple[str, str]] = []
        for term, raw, told in ((s, "s", "subject"), (p, "p", "p"), (o, "o", "object")):
            name = variable_name(term)
            if name is not None:
                columns.append((name, told))
                continue
            text = term_text(term)
            limits.append(f"{told if text.startswith(chr(34)) else raw} = {quoted(text)}")
        listed = ", ".join(dict.fromkeys(column for _, column in columns))
        if graph.per_graph:
            listed = f"{listed}, graph" if listed else "graph"
        where = f" WHERE {' AND '.join(limits)}" if limits else ""
        return (
            f"SELECT {graph.distinct}{listed or '0 AS none'} FROM {graph.view}{where}",
            columns,
        )

    def _graph(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        if graph.per_graph:
            raise UntranslatedError("GRAPH inside GRAPH")
        name = variable_name(node.term)
        if name is None:
            rows = self.views.one(str(node.term))
            if rows is not None:
                return self.pattern(node.p, rows, outer)
            # The same columns, and no rows.
            empty = self.pattern(node.p, self.views.default(), outer)
            return _Rows(sql=f"SELECT * FROM ({empty.sql}) WHERE false", certain=empty.certain)
        found = self.pattern(node.p, self.views.each(), outer)
        if not found.certain.get(_GRAPH):
            raise UntranslatedError("GRAPH with a variable around this pattern")
        alias = self._alias()
        inside = {key: held for key, held in found.certain.items() if key != _GRAPH}
        columns = {key: f"{alias}.{self.column(key)}" for key in inside}
        where = ""
        at = f"{alias}.{self.column(_GRAPH)}"
        if name in inside:
            if not inside[name]:
                raise UntranslatedError("the variable of GRAPH in an OPTIONAL of its pattern")
            where = f" WHERE {columns[name]} = {at}"
        else:
            inside[name], columns[name] = True, at
        sql = f"SELECT {self._select(inside, columns)} FROM ({found.sql}) AS {alias}{where}"
        return _Rows(sql=sql, certain=inside)

    def _join(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        first, second = self.pattern(node.p1, graph, outer), self.pattern(node.p2, graph, outer)
        return self._joined(first, second, "JOIN", None)

    def _leftjoin(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        first, second = self.pattern(node.p1, graph, outer), self.pattern(node.p2, graph, outer)
        self._same_graph(first, second, graph)
        return self._joined(first, second, "LEFT JOIN", node.expr, outer)

    def _same_graph(self, first: _Rows, second: _Rows, graph: GraphRows) -> None:
        if graph.per_graph and not (first.certain.get(_GRAPH) and second.certain.get(_GRAPH)):
            raise UntranslatedError("GRAPH with a variable around this pattern")

    def _joined(
        self,
        first: _Rows,
        second: _Rows,
        how: str,
        condition: Any,
        outer: frozenset[str] = frozenset(),
    ) -> _Rows:
        left, right = self._alias(), self._alias()
        found: dict[str, str] = {}
        certain: dict[str, bool] = {}
        optional = how == "LEFT JOIN"
        for name, held in first.certain.items():
            found[name], certain[name] = f"{left}.{self.column(name)}", held
        for name, held in second.certain.items():
            at = f"{right}.{self.column(name)}"
            if name not in found:
                found[name], certain[name] = at, held and not optional
            elif not first.certain[name]:
                found[name] = f"coalesce({found[name]}, {at})"
                certain[name] = held and not optional
        limits = [self._compatible(first, second, left, right)]
        if condition is not None and not _is_true(condition):
            scope = ScopedExpressions(columns=found, outer=outer)
            limits.append(scope.truth(condition))
        return _Rows(
            sql=f"SELECT {self._select(certain, found)} FROM ({first.sql}) AS {left} "
            f"{how} ({second.sql}) AS {right} ON {' AND '.join(limits)}",
            certain=certain,
        )

    def _compatible(self, first: _Rows, second: _Rows, left: str, right: str) -> str:
        limits = []
        for name in first.certain:
            if name not in second.certain:
                continue
            a, b = f"{left}.{self.column(name)}", f"{right}.{self.column(name)}"
            either = [f"{a} = {b}"]
            either += [] if first.certain[name] else [f"{a} IS NULL"]
            either += [] if second.certain[name] else [f"{b} IS NULL"]
            limits.append(either[0] if len(either) == 1 else f"({' OR '.join(either)})")
        return " AND ".join(limits) or "true"

    def _minus(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        first = self.pattern(node.p1, graph, outer)
        second = self.pattern(node.p2, graph, outer)
        self._same_graph(first, second, graph)
        shared = [name for name in first.certain if name in second.certain and name != _GRAPH]
        if not shared:
            return first
        left, right = self._alias(), self._alias()
        limits = self._compatible(first, second, left, right)
        if not any(first.certain[name] and second.certain[name] for name in shared):
            columns = map(self.column, shared)
            both = " OR ".join(
                f"({left}.{one} IS NOT NULL AND {right}.{one} IS NOT NULL)" for one in columns
            )
            limits = f"{limits} AND ({both})"
        return _Rows(
            sql=f"SELECT * FROM ({first.sql}) AS {left} WHERE NOT EXISTS "
            f"(SELECT 1 FROM ({second.sql}) AS {right} WHERE {limits})",
            certain=first.certain,
        )

    def _union(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        first, second = self.pattern(node.p1, graph, outer), self.pattern(node.p2, graph, outer)
        self._same_graph(first, second, graph)
        certain = {
            name: first.certain.get(name, False) and second.certain.get(name, False)
            for name in (*first.certain, *second.certain)
        }
        parts = []
        for rows in (first, second):
            columns = {
                name: self.column(name) if name in rows.certain else _NOTHING for name in certain
            }
            parts.append(f"SELECT {self._select(certain, columns)} FROM ({rows.sql})")
        return _Rows(sql=" UNION ALL ".join(parts), certain=certain)

    def _filter(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        rows = self.pattern(node.p, graph, outer)
        alias = self._alias()
        held = self._scope(rows, alias, graph=graph, outer=outer).truth(node.expr)
        return _Rows(
            sql=f"SELECT * FROM ({rows.sql}) AS {alias} WHERE {held}", certain=rows.certain
        )

    def _exists(
        self, node: Any, graph: GraphRows, rows: _Rows, alias: str, outer: frozenset[str]
    ) -> str:
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern

        if node.name.startswith("GroupGraphPattern"):
            node = translateGroupGraphPattern(node)
        _must_be_simple(node)
        inner = self.pattern(node, graph, outer | frozenset(rows.certain))
        if graph.per_graph and not (inner.certain.get(_GRAPH) and rows.certain.get(_GRAPH)):
            raise UntranslatedError("GRAPH with a variable around this pattern")
        right = self._alias()
        limits = self._compatible(rows, inner, alias, right)
        return f"EXISTS (SELECT 1 FROM ({inner.sql}) AS {right} WHERE {limits})"

    def _extend(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        rows = self.pattern(node.p, graph, outer)
        name = str(node.var)
        alias = self._alias()
        made = self._scope(rows, alias, graph=graph, outer=outer).of(node.expr).term
        certain = {**rows.certain, name: False}
        columns = {key: f"{alias}.{self.column(key)}" for key in rows.certain} | {name: made}
        source = variable_name(node.expr)
        if source is not None and rows.certain.get(source):
            certain[name] = True
        return _Rows(
            sql=f"SELECT {self._select(certain, columns)} FROM ({rows.sql}) AS {alias}",
            certain=certain,
        )

    def _tomultiset(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        if node.p.name == "values":
            return self._values(node.p, graph, outer)
        if graph.per_graph:
            raise UntranslatedError("a SELECT inside GRAPH with a variable")
        found = self.solutions(node.p, graph, outer)
        if not found.ordered:
            return found
        return _Rows(
            sql=f"SELECT {self._names(found.certain)} FROM ({found.sql})", certain=found.certain
        )

    def _values(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        names = list(dict.fromkeys(str(name) for row in node.res for name in row))
        if not names:
            raise UntranslatedError("VALUES without values")
        by_name = [{str(name): term for name, term in row.items()} for row in node.res]
        certain = {name: all(row[name] != "UNDEF" for row in by_name) for name in names}
        rows = ", ".join(
            "("
            + ", ".join(
                _NOTHING if row[name] == "UNDEF" else quoted(term_text(row[name])) for name in names
            )
            + ")"
            for row in by_name
        )
        columns = ", ".join(self.column(name) for name in names)
        return _Rows(
            sql=f"SELECT * FROM (VALUES {rows}) AS {self._alias()}({columns})", certain=certain
        )

    # Groups.

    def _aggregatejoin(self, node: Any, graph: GraphRows, outer: frozenset[str]) -> _Rows:
        if graph.per_graph:
            raise UntranslatedError("a SELECT inside GRAPH with a variable")
        group = node.p
        rows = self.pattern(group.p, graph, outer)
        alias = self._alias()
        scope = self._scope(rows, alias, graph=None, outer=outer)
        keys = [variable_name(key) for key in group.expr or ()]
        if any(key is None or key not in rows.certain for key in keys):
            raise UntranslatedError("GROUP BY of an expression, or of what is never bound")
        by = [f"{alias}.{self.column(key)}" for key in keys if key is not None]
        certain: dict[str, bool] = {}
        columns: dict[str, str] = {}
        for aggregate in node.A:
            name = str(aggregate.res)
            column, always = self._aggregate(aggregate, scope, rows, keys)
            columns[name], certain[name] = column, always
        sql = f"SELECT {self._select(certain, columns)} FROM ({rows.sql}) AS {alias}"
        if by:
            sql += f" GROUP BY {', '.join(by)}"
        return _Rows(sql=sql, certain=certain)

    def _aggregate(
        self, node: Any, scope: ScopedExpressions, rows: _Rows, keys: Sequence[str | None]
    ) -> tuple[str, bool]:
        kind = node.name.removeprefix("Aggregate_")
        distinct = "DISTINCT " if node.distinct else ""
        if kind == "Count" and node.vars == "*":
            if distinct:
                raise UntranslatedError("COUNT(DISTINCT *)")
            return _integer("count(*)"), True
        name = variable_name(node.vars)
        made = scope.of(node.vars)
        if kind == "Count":
            return _integer(f"count({distinct}{made.term})"), True
        if kind == "Sample":
            if name in keys and name is not None:
                return made.sql, rows.certain[name]
            return f"min({made.term})", False
        if kind in ("Min", "Max"):
            function = "arg_min" if kind == "Min" else "arg_max"
            term = made.term
            kind_of = call("term_group", term)
            sql = (
                f"CASE WHEN count({term}) < count(*) THEN NULL "
                f"WHEN count(DISTINCT CASE WHEN {kind_of} > 2 THEN {kind_of} END) > 1 "
                f"THEN error('{_MIXED}') ELSE {function}({term}, {call('term_key', term)}) END"
            )
            return sql, False
        if kind == "GroupConcat":
            return self._concatenated(node, made.term, distinct), False
        raise UntranslatedError(kind.upper())

    def _concatenated(self, node: Any, term: str, distinct: str) -> str:
        separator = " " if node.separator is None else str(node.separator)
        texts = call("term_text", term)
        return (
            f"CASE WHEN count(*) = 0 THEN '\"\"' "
            f"WHEN count(CASE WHEN ends_with({term}, '\"') THEN 1 END) < count(*) "
            f"THEN error('{_UNCONCATENATED}') "
            f"ELSE '\"' || text_escaped(string_agg({distinct}{texts}, {quoted(separator)} "
            f"ORDER BY {texts})) || '\"' END"
        )


_GRAPH = " graph"
"""The name of the variable that a pattern inside GRAPH with a variable has for its graph."""

_MIXED = "not covered in SQL: MIN and MAX of different kinds of literals"
_UNCONCATENATED = "not covered in SQL: GROUP_CONCAT of other than strings without a language"


def _limit(cut: Any) -> str:
    length = "" if cut.length is None else f" LIMIT {int(cut.length)}"
    return length + (f" OFFSET {int(cut.start)}" if cut.start else "")


def _integer(sql: str) -> str:
    return f"'\"' || {sql} || {quoted(chr(34) + XSD_INTEGER)}"


def _is_true(node: Any) -> bool:
    return getattr(node, "name", None) == "TrueFilter"


def _must_be_simple(node: Any) -> None:
    """Refuse patterns in EXISTS that may differ with the values from outside."""
    from rdflib.plugins.sparql.parserutils import CompValue

    if not isinstance(node, CompValue):
        return
    if node.name not in _IN_EXISTS:
        raise UntranslatedError(f"{node.name} in EXISTS")
    for key in ("p", "p1", "p2"):
        _must_be_simple(node.get(key))
