"""
RDF terms in SQL: the functions that an expression of SPARQL is made of.

A term is its N-Triples text. NULL is both an unbound variable and a type error: the logic of SQL
with NULL is that of SPARQL with errors. A term that these functions do not cover ends the statement
with `REFUSED` in its message, and the query is answered in another way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType


__all__ = ["REFUSED", "XSD_INTEGER", "call", "functions", "quoted"]

REFUSED = "not covered in SQL:"
"""The beginning of the message of a statement that met a term it does not cover."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
XSD_INTEGER = f"^^<{_XSD}integer>"

# A column, or a text.
_SIMPLE = re.compile(r"\w++\.\w++|'[^']*+'")

# The numbers, dates and truth values of SPARQL whose forms are not all the same as in SQL.
_SPECIAL = (
    *("float", "time", "gYear", "gYearMonth", "gMonth", "gMonthDay", "gDay", "duration"),
    *("dayTimeDuration", "yearMonthDuration", "dateTimeStamp", "byte", "short", "int", "long"),
    *("unsignedByte", "unsignedShort", "unsignedInt", "unsignedLong", "nonNegativeInteger"),
    *("positiveInteger", "nonPositiveInteger", "negativeInteger"),
)

# Letters whose small or capital form is not one letter, depends on those around it, or is newer
# than what the engine knows.
_LOWER_DIFFERS = (
    "\\x{130}\\x{3A3}\\x{1C89}\\x{A7CB}-\\x{A7CC}\\x{A7CE}\\x{A7D2}\\x{A7D4}\\x{A7DA}\\x{A7DC}"
    "\\x{10D50}-\\x{10D65}\\x{16EA0}-\\x{16EB8}"
)
_UPPER_DIFFERS = (
    "\\x{DF}\\x{149}\\x{19B}\\x{1F0}\\x{264}\\x{390}\\x{3B0}\\x{587}\\x{1C8A}\\x{1E96}-\\x{1E9A}"
    "\\x{1F50}-\\x{1F56}\\x{1F80}-\\x{1FFC}\\x{A7CD}-\\x{A7DB}\\x{FB00}-\\x{FB17}"
    "\\x{10D70}-\\x{10D85}\\x{16EBB}-\\x{16ED3}"
)


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def call(function: str, *arguments: str) -> str:
    """
    The call of a function; each argument that is more than a column is computed once.

    >>> call("term_str", "t1.v1")
    'term_str(t1.v1)'
    """
    name = f"a{max((found.count('lambda') for found in arguments), default=0)}"
    long = [one for one in arguments if not _SIMPLE.fullmatch(one)]
    if not long:
        return f"{function}({', '.join(arguments)})"
    fields = ", ".join(f"'f{number}': {one}" for number, one in enumerate(long))
    places = iter(range(len(long)))
    inside = ", ".join(
        one if _SIMPLE.fullmatch(one) else f"{name}.f{next(places)}" for one in arguments
    )
    return _once(f"{{{fields}}}", name, f"{function}({inside})")


def _refuse(what: str) -> str:
    return f"error({quoted(f'{REFUSED} {what}')})"


def _tail(name: str) -> str:
    return quoted(f"^^<{_XSD}{name}>")


def _once(value: str, name: str, body: str) -> str:
    """An expression that uses a value many times and computes it once."""
    return f"list_transform([{value}], lambda {name}: {body})[1]"


_LEXICAL = "substr(t, 2, length(t) - length(tail) - 2)"
_TAIL = "split_part(t, '\"', -1)"
_SIGN = "[+-]?"

_DIGITS = "[0-9]{1,15}"
_DOUBLE = f"{_SIGN}{_DIGITS}(\\.{_DIGITS})?([eE]{_SIGN}[0-9]{{1,2}})?|NaN"
_DAY = "[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}"
_MOMENT = f"{_DAY}T([01][0-9]|2[0-3])(:[0-5][0-9]){{2}}Z?"

_CLASS = f"""
CASE tail
WHEN '' THEN 'text'
WHEN {_tail("integer")} THEN CASE
  WHEN regexp_full_match({_LEXICAL}, '{_SIGN}[0-9]{{1,18}}') THEN 'number'
  WHEN regexp_full_match({_LEXICAL}, '{_SIGN}[0-9]+') THEN {_refuse("large integers")}
  ELSE 'other' END
WHEN {_tail("decimal")} THEN CASE
  WHEN regexp_full_match({_LEXICAL}, '{_SIGN}[0-9]{{1,18}}(\\.[0-9]{{1,18}})?') THEN 'number'
  ELSE {_refuse("unusual decimal numbers")} END
WHEN {_tail("double")} THEN CASE
  WHEN regexp_full_match({_LEXICAL}, '{_DOUBLE}')
  THEN 'number'
  ELSE {_refuse("unusual floating-point numbers")} END
WHEN {_tail("boolean")} THEN CASE
  WHEN {_LEXICAL} IN ('true', 'false') THEN 'boolean'
  ELSE {_refuse("unusual truth values")} END
WHEN {_tail("date")} THEN CASE
  WHEN regexp_full_match({_LEXICAL}, '{_DAY}')
    AND TRY_CAST({_LEXICAL} AS DATE) IS NOT NULL THEN 'date'
  ELSE {_refuse("dates that are not simply year, month and day")} END
WHEN {_tail("dateTime")} THEN CASE
  WHEN regexp_full_match({_LEXICAL}, '{_MOMENT}')
    AND TRY_CAST(left({_LEXICAL}, 10) AS DATE) IS NOT NULL
  THEN CASE WHEN ends_with({_LEXICAL}, 'Z') THEN 'moment in UTC' ELSE 'moment' END
  ELSE {_refuse("times in other time zones, or with fractions of seconds")} END
ELSE CASE
  WHEN starts_with(tail, '@') THEN CASE
    WHEN contains(tail, '--') THEN {_refuse("literals with a direction")} ELSE 'words' END
  WHEN tail IN ({", ".join(_tail(name) for name in _SPECIAL)})
  THEN {_refuse("values of less usual datatypes")}
  ELSE 'other' END
END"""

_NUMBERS = f"""
CASE
WHEN ends_with(a, {_tail("double")}) OR ends_with(b, {_tail("double")}) THEN CASE
  WHEN ends_with(a, {_tail("decimal")}) OR ends_with(b, {_tail("decimal")})
  THEN {_refuse("decimal beside floating-point numbers")}
  WHEN isnan(CAST(term_raw(a) AS DOUBLE)) OR isnan(CAST(term_raw(b) AS DOUBLE)) THEN 2
  ELSE sign_of(CAST(term_raw(a) AS DOUBLE), CAST(term_raw(b) AS DOUBLE)) END
ELSE sign_of(CAST(term_raw(a) AS DECIMAL(38, 18)), CAST(term_raw(b) AS DECIMAL(38, 18)))
END"""

_EQUAL = f"""
CASE pair
WHEN 'number number' THEN numbers_order(a, b) = 0
WHEN 'moment moment in UTC' THEN {_refuse("times with and without time zone")}
WHEN 'moment in UTC moment' THEN {_refuse("times with and without time zone")}
ELSE CASE
  WHEN a = b THEN true
  WHEN starts_with(pair, 'other ') OR ends_with(pair, ' other') THEN other_equal(pair)
  ELSE false END
END"""

_OTHER_EQUAL = """
CASE WHEN pair IN ('other words', 'words other') THEN false ELSE NULL END"""

_ORDER = f"""
CASE
WHEN pair = 'number number' THEN numbers_order(a, b)
WHEN pair IN ('text text', 'date date', 'moment moment', 'moment in UTC moment in UTC')
THEN sign_of(term_raw(a), term_raw(b))
WHEN pair = 'words words' AND term_lang(a) = term_lang(b)
THEN sign_of(term_raw(a), term_raw(b))
WHEN pair IN ('moment moment in UTC', 'moment in UTC moment')
THEN {_refuse("times with and without time zone")}
WHEN pair = 'boolean boolean' THEN {_refuse("the order of truth values")}
WHEN a = b THEN 0
ELSE NULL END"""

_KEY_CLASSES = "['number', 'date', 'moment', 'moment in UTC', 'boolean', 'text', 'words', 'other']"

_FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        # Of plain texts.
        "sign_of(a, b)": "CASE WHEN a < b THEN -1 WHEN a > b THEN 1 ELSE 0 END",
        "text_unescaped(x)": f"""
CASE WHEN NOT contains(x, '\\') THEN x
WHEN regexp_matches(replace(x, '\\\\', '\\z'), '\\\\[uU]')
THEN {_refuse("escaped control characters")}
ELSE replace(replace(replace(replace(replace(replace(replace(replace(
  x, '\\\\', '\\z'), '\\"', '"'), '\\n', chr(10)), '\\r', chr(13)), '\\t', chr(9)),
  '\\b', chr(8)), '\\f', chr(12)), '\\z', '\\')
END""",
        "text_escaped(x)": f"""
CASE WHEN NOT regexp_matches(x, '[\\x00-\\x1F\\x7F"\\\\]') THEN x
WHEN regexp_matches(x, '[\\x00-\\x07\\x0B\\x0E-\\x1F\\x7F]') THEN {_refuse("control characters")}
ELSE replace(replace(replace(replace(replace(replace(replace(
  x, '\\', '\\\\'), '"', '\\"'), chr(10), '\\n'), chr(13), '\\r'), chr(9), '\\t'),
  chr(8), '\\b'), chr(12), '\\f')
END""",
        "text_lower(x)": f"""
CASE WHEN strlen(x) = length(x) THEN lower(x)
WHEN regexp_matches(x, '[{_LOWER_DIFFERS}]') THEN {_refuse("letters with an unusual small form")}
ELSE lower(x) END""",
        "text_upper(x)": f"""
CASE WHEN strlen(x) = length(x) THEN upper(x)
WHEN regexp_matches(x, '[{_UPPER_DIFFERS}]') THEN {_refuse("letters with an unusual capital form")}
ELSE upper(x) END""",
        # Of terms. What is often used is written so that little is computed twice.
        "term_inside(t)": f"substr(t, 2, length(t) - length({_TAIL}) - 2)",
        "term_raw(t)": """
CASE WHEN contains(t, '\\') THEN text_unescaped(term_inside(t)) ELSE term_inside(t) END""",
        "term_directed(t)": "ends_with(t, '--ltr') OR ends_with(t, '--rtl')",
        "term_is_iri(t)": "starts_with(t, '<') AND NOT starts_with(t, '<<')",
        "term_class(t)": f"""
CASE WHEN starts_with(t, '"') THEN {_once(_TAIL, "tail", _CLASS)}
WHEN starts_with(t, '_') THEN 'blank'
WHEN starts_with(t, '<<') THEN {_refuse("statements about statements")}
WHEN starts_with(t, '<') THEN 'iri' END""",
        "term_str(t)": f"""
CASE WHEN starts_with(t, '"') THEN term_raw(t)
WHEN starts_with(t, '<<') THEN {_refuse("statements about statements")}
WHEN starts_with(t, '<') THEN substr(t, 2, length(t) - 2) END""",
        "term_text(t)": """
CASE WHEN starts_with(t, '"') AND NOT ends_with(t, '>') THEN term_raw(t) END""",
        "term_tail(t)": f"""
CASE WHEN ends_with(t, '"') THEN ''
WHEN term_directed(t) THEN {_refuse("literals with a direction")}
ELSE {_TAIL} END""",
        "term_lang(t)": f"""
CASE WHEN NOT starts_with(t, '"') THEN NULL
WHEN ends_with(t, '"') OR ends_with(t, '>') THEN ''
WHEN term_directed(t) THEN {_refuse("literals with a direction")}
ELSE substr({_TAIL}, 2) END""",
        "term_datatype(t)": f"""
CASE WHEN NOT starts_with(t, '"') THEN NULL
WHEN ends_with(t, '"') THEN '<{_XSD}string>'
WHEN ends_with(t, '>') THEN substr({_TAIL}, 3)
WHEN term_directed(t) THEN {_refuse("literals with a direction")}
ELSE '<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>' END""",
        "numbers_order(a, b)": _NUMBERS,
        "other_equal(pair)": _OTHER_EQUAL,
        "literals_equal(a, b)": _once("term_class(a) || ' ' || term_class(b)", "pair", _EQUAL),
        "terms_equal(a, b)": """
CASE WHEN a IS NULL OR b IS NULL THEN NULL
WHEN starts_with(a, '"') AND starts_with(b, '"') THEN literals_equal(a, b)
ELSE a = b END""",
        # -1, 0, 1; 2 for numbers without an order; NULL for a type error. As in the RDF library, a
        # term of any kind has the same order as itself.
        "terms_order(a, b)": f"""
CASE WHEN starts_with(a, '"') AND starts_with(b, '"')
THEN {_once("term_class(a) || ' ' || term_class(b)", "pair", _ORDER)}
WHEN a = b THEN 0 END""",
        # How ORDER BY, MIN and MAX order: unbound, blank nodes, IRIs, then literals by class.
        "term_group(t)": _once(
            "term_class(t)",
            "class",
            f"""CASE class WHEN 'blank' THEN 1 WHEN 'iri' THEN 2 WHEN 'words' THEN 8
ELSE 2 + list_position({_KEY_CLASSES}, class) END""",
        ),
        "term_key(t)": _once(
            "coalesce(term_group(t), 0)",
            "rank",
            f"""{{
'a': rank,
'b': CASE WHEN rank = 3 THEN CAST(term_raw(t) AS DOUBLE) ELSE 0 END,
'c': CASE WHEN rank = 3 AND NOT ends_with(t, {_tail("double")})
  THEN CAST(term_raw(t) AS DECIMAL(38, 18)) ELSE 0 END,
'd': CASE WHEN rank > 3 THEN term_raw(t) ELSE coalesce(t, '') END,
'e': coalesce(t, '')}}""",
        ),
    }
)


def functions() -> Iterator[str]:
    """The statements that define the functions, in an order in which they can be run."""
    for head, body in _FUNCTIONS.items():
        yield f"CREATE OR REPLACE TEMP MACRO {head} AS ({body.strip()})"
