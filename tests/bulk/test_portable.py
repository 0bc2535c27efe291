"""Statements are written so that they mean the same on both engines."""

from __future__ import annotations

from importlib.resources import files

import pytest

from guidegraph.bulk.engine import statement
from guidegraph.bulk.portable import FUNCTIONS, spark_statement


SQL = files("guidegraph.bulk").joinpath("sql")
NAMES = sorted(
    each.name.removesuffix(".sql") for each in SQL.iterdir() if each.name.endswith(".sql")
)


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_can_run_on_spark(name: str) -> None:
    """No statement uses what Spark lacks, or what has another result there."""
    assert spark_statement(statement(name))


def test_the_rules_name_every_function() -> None:
    """The page with the rules lists the functions that are checked."""
    page = SQL.joinpath("README.md").read_text(encoding="utf-8")

    assert [] == sorted(name for name in FUNCTIONS if f"`{name}`" not in page)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("SELECT lower(o) FROM old", "the function lower"),
        ("SELECT md5(o) FROM old", "the function md5"),
        ("SELECT any_value(o) FROM old", "the function any_value"),
        ("SELECT list(o ORDER BY s) FROM old", "the function array_agg"),
        ("SELECT o FROM old WHERE o LIKE 'a%'", "LIKE without ESCAPE"),
        ("SELECT o FROM old WHERE regexp_matches(o, 'a')", "the function regexp_like"),
        ("SELECT o FROM old WHERE o SIMILAR TO 'a'", "similarto"),
        ("SELECT 1 / count(*) FROM old", "a division by what may be 0"),
        ("SELECT count(*) // 0 FROM old", "a division by what may be 0"),
        ("SELECT 1.5 AS share", "the decimal number 1.5"),
        ("SELECT DISTINCT ON (s) s, o FROM old", "DISTINCT ON"),
        ("SELECT s FROM old UNION BY NAME SELECT s FROM new", "BY NAME"),
        (
            "WITH RECURSIVE up AS (SELECT s FROM old UNION SELECT s FROM up) SELECT s FROM up",
            "UNION in a recursive query",
        ),
        ("SELECT substr(o, 0, 2) FROM old", "substr from before 1"),
        ("SELECT substr(o, -1) FROM old", "substr from before 1"),
        ("SELECT string_agg(o, ',') FROM old", "string_agg without ORDER BY"),
        ("SELECT string_agg(DISTINCT o, ',' ORDER BY o) FROM old", "string_agg of DISTINCT"),
        ("SELECT s FROM old LIMIT 3", "LIMIT without ORDER BY"),
        ("SELECT CAST(o AS DECIMAL(4, 2)) FROM old", "a cast to DECIMAL"),
        ("SELECT s FROM old ASOF JOIN new ON old.s >= new.s", "ASOF JOIN"),
        ("SELECT o[1] FROM old", "bracket"),
    ],
)
def test_what_differs_is_refused(text: str, problem: str) -> None:
    """A statement whose result would differ is a mistake that is found before it runs."""
    with pytest.raises(ValueError, match="not the same on Spark") as found:
        spark_statement(text)

    assert problem in str(found.value)


def test_values_are_named_as_spark_names_them() -> None:
    """`$name` becomes `:name`; text that looks like it, or has a backslash, stays as it is."""
    text = r"SELECT s FROM old WHERE p = $p AND o IN ('$p', 'a\n')"

    assert r"SELECT s FROM old WHERE p = :p AND o IN ('$p', 'a\\n')" == spark_statement(text)
