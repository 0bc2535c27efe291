"""
Statements for Spark, from DuckDB's dialect, in which they are written.

The dialects agree on less than they both accept: `lower`, `LIKE` or a list in an order run on both
and can have different results. A statement can be run on Spark if it uses only what was found to
mean the same; `sql/README.md` gives the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from guidegraph.model.errors import MisuseError


if TYPE_CHECKING:
    from sqlglot import exp

__all__ = ["FUNCTIONS", "spark_statement"]

FUNCTIONS = frozenset(
    {
        # conditions
        "and", "or", "case", "if", "coalesce", "nullif", "exists", "greatest", "least",
        # groups
        "count", "sum", "avg", "min", "max", "bool_or", "bool_and", "string_agg",
        # windows
        "row_number", "rank", "dense_rank", "lag", "lead",
        # text
        "concat", "contains", "ends_with", "left", "length", "replace", "right", "split_part",
        "regexp_extract", "starts_with", "strpos", "substr", "translate",
        # numbers and types
        "abs", "cast",
    }
)  # fmt: skip
"""The functions that have the same results on both engines."""

# What sqlglot calls the functions whose names in DuckDB are others.
_NAMES = {
    "logical_or": "bool_or",
    "logical_and": "bool_and",
    "group_concat": "string_agg",
    "str_position": "strpos",
    "substring": "substr",
}

# All else that is the same, as sqlglot names it.
_SYNTAX = frozenset(
    {
        "select", "from", "where", "join", "group", "having", "qualify", "order", "ordered",
        "limit", "offset", "with", "cte", "subquery", "union", "except", "intersect", "values",
        "table", "tablealias", "alias", "column", "identifier", "star", "distinct", "window",
        "windowspec", "filter", "in", "between", "is", "not", "paren", "tuple", "escape", "like",
        "eq", "neq", "gt", "gte", "lt", "lte", "nullsafeeq", "nullsafeneq",
        "add", "sub", "mul", "div", "intdiv", "mod", "neg", "dpipe",
        "literal", "null", "boolean", "placeholder", "var", "datatype",
        "create", "properties", "temporaryproperty",
    }
)  # fmt: skip

_TYPES = frozenset({"varchar", "text", "bigint", "int", "double", "boolean"})


@lru_cache(maxsize=256)
def spark_statement(text: str) -> str:
    """
    A statement in Spark's dialect.

    Raises:
        MisuseError: if sqlglot is not installed.
        ValueError: if the statement uses what may have another result on Spark.

    >>> spark_statement("SELECT s FROM old WHERE p = $label ORDER BY g")
    'SELECT s FROM old WHERE p = :label ORDER BY g NULLS LAST'
    >>> spark_statement("SELECT lower(o) FROM old")
    Traceback (most recent call last):
    ValueError: not the same on Spark: the function lower
    """
    try:
        import sqlglot
        from sqlglot.errors import ErrorLevel
    except ModuleNotFoundError as error:
        raise MisuseError(f"Spark needs {error.name}; install guidegraph[spark]") from None

    parsed = sqlglot.parse_one(text, read="duckdb")
    problems = sorted(set(_problems(parsed)))
    if problems:
        raise ValueError(f"not the same on Spark: {', '.join(problems)}")
    return parsed.sql(dialect="spark", comments=False, unsupported_level=ErrorLevel.RAISE)


def _problems(parsed: exp.Expr) -> Iterator[str]:
    """What in a statement may have another result on Spark."""
    from sqlglot import exp

    for node in parsed.walk():
        match node:
            case exp.Func():
                if (name := _name(node)) not in FUNCTIONS:
                    yield f"the function {name}"
            case exp.Join() if node.method:
                yield f"{node.method} JOIN"
            case _ if node.key not in _SYNTAX:
                yield node.key
            case _:
                pass
        match node:
            case exp.Like() if not isinstance(node.parent, exp.Escape):
                yield "LIKE without ESCAPE"
            case exp.RegexpExtract() if not _is_simple(node):
                yield "regexp_extract but with three values, and a pattern without backslashes"
            case exp.Div() | exp.IntDiv() | exp.Mod() if not _is_not_zero(node.expression):
                yield "a division by what may be 0 (divide by nullif(…, 0))"
            case exp.Literal() if _is_decimal(node):
                yield f"the decimal number {node.this} (cast it to DOUBLE)"
            case exp.Distinct() if node.args.get("on"):
                yield "DISTINCT ON"
            case exp.SetOperation() if node.args.get("by_name"):
                yield "BY NAME"
            case exp.CTE() if _is_recursive_union(node):
                yield "UNION in a recursive query (only UNION ALL)"
            case exp.Substring() if _starts_before(node):
                yield "substr from before 1"
            case exp.GroupConcat() if not isinstance(node.this, exp.Order):
                yield "string_agg without ORDER BY"
            case exp.GroupConcat() if node.find(exp.Distinct):
                yield "string_agg of DISTINCT text"
            case exp.Limit() | exp.Offset() if not _is_ordered(node):
                yield "LIMIT without ORDER BY"
            case exp.Cast() if node.to.this.value.lower() not in _TYPES:
                yield f"a cast to {node.to.sql(dialect='duckdb')}"
            case _:
                pass


def _name(function: exp.Func) -> str:
    """The name of a function in DuckDB."""
    from sqlglot import exp

    if isinstance(function, exp.Anonymous):
        return function.name.lower()
    name = function.sql_name().lower()
    return _NAMES.get(name, name)


def _is_simple(extract: exp.RegexpExtract) -> bool:
    """Whether a pattern means the same to both engines: only classes, groups and repetitions."""
    pattern, group = extract.expression, extract.args.get("group")
    unlike = ("\\", "{", "(?", "*?", "+?", "??")
    return (
        group is not None and pattern.is_string and not any(each in pattern.name for each in unlike)
    )


def _is_not_zero(divisor: exp.Expr) -> bool:
    from sqlglot import exp

    if isinstance(divisor, exp.Nullif):
        return True
    return isinstance(divisor, exp.Literal) and float(divisor.this) != 0


def _is_decimal(number: exp.Literal) -> bool:
    from sqlglot import exp

    return (
        not number.is_string
        and "." in number.this
        and "e" not in number.this.lower()
        and not isinstance(number.parent, exp.Cast)
    )


def _is_recursive_union(table: exp.CTE) -> bool:
    from sqlglot import exp

    clause = table.parent
    return (
        isinstance(clause, exp.With)
        and bool(clause.args.get("recursive"))
        and isinstance(table.this, exp.Union)
        and bool(table.this.args.get("distinct"))
        and any(each.name == table.alias for each in table.this.find_all(exp.Table))
    )


def _starts_before(part: exp.Substring) -> bool:
    from sqlglot import exp

    start = part.args.get("start")
    if isinstance(start, exp.Neg):
        return True
    return isinstance(start, exp.Literal) and int(start.this) < 1


def _is_ordered(limit: exp.Expr) -> bool:
    return limit.parent is not None and limit.parent.args.get("order") is not None
