"""
Requests that nobody means well, for `load.py` and the tests of the server.

They are put together from bits that are hard on something: on what reads paths, on regular
expressions, on parsers that call themselves, on memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlencode


__all__ = ["BOMB", "ENDLESS", "FREEZING", "LONG_ANSWER", "headers", "paths", "queries"]

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
"""A query without an end in sight."""

LONG_ANSWER = (
    "SELECT ?x { { SELECT ?s { ?s ?p ?o } LIMIT 5 } "
    f'BIND("{"0123456789" * 400}" AS ?y) VALUES ?z {{ {"1 " * 1_900} }} '
    "BIND(CONCAT(?y, STR(?z)) AS ?x) }"
)
"""A query with an answer of 38 MB."""

BOMB = json.dumps({f"q{number}": {"query": "respect for the " * 600} for number in range(50)})
"""The most and longest texts that may be reconciled at once."""


def _group(bit: str, times: int) -> dict[str, str]:
    return {"query": f"SELECT * {{{bit * times}}}"}


FREEZING: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        name: (path, urlencode(fields))
        for name, path, fields in (
            ("50,000 dots", "/sparql", _group("a.", 50_000)),
            ("50,000 dashes", "/sparql", _group("a-", 50_000)),
            ("an open string", "/sparql", {"query": 'SELECT * {"' + '\\"' * 50_000 + "}"}),
            ("a long string", "/sparql", {"query": 'SELECT * {"""' + '\\"""' * 25_000 + "}"}),
            ("4,000 bases", "/sparql", {"query": "BASE <a/> " * 4_000 + "ASK {}"}),
            ("16,000 bases", "/sparql", {"query": "BASE <a/> " * 16_000 + "ASK {}"}),
            ("16,000 prefixes", "/sparql", {"query": "PREFIX a: <a/> " * 16_000 + "ASK {}"}),
            (
                "50,000 relative IRIs",
                "/sparql",
                {"query": f"BASE <{'a/' * 900}> SELECT * {{{'<b> ' * 50_000}}}"},
            ),
            ("100,000 variables", "/sparql", _group("?a ", 100_000)),
            ("100,000 brackets", "/sparql", _group("{", 100_000)),
            ("30,000 escapes", "/sparql", _group("\\u0041 ", 30_000)),
            ("a form of 1.8 MB", "/sparql", _group('"', 600_000)),
            ("250,000 variables", "/sparql", _group("?a ", 250_000)),
            ("999,000 dots", "/sparql", _group(".", 999_000)),
            ("a batch of 1.8 MB", "/reconcile", {"queries": '"' * 600_000}),
            ("a batch of lists", "/reconcile", {"queries": "[" + "[]," * 230_000 + "1]"}),
            ("a batch of escapes", "/reconcile", {"queries": '"' + "\\u0041" * 250_000 + '"'}),
            ("a reconcile bomb", "/reconcile", {"queries": BOMB}),
            ("an answer of 38 MB", "/sparql", {"query": LONG_ANSWER, "format": "json"}),
            ("an endless query", "/sparql", {"query": ENDLESS}),
        )
    }
)
"""Forms that once made everybody else wait, or could: paths, and their fields encoded."""

_PLACES = (
    *("/", "/combined/", "/combined/value/7", "/assets/", "/api/", "/api/editions/combined/items/"),
    *("/api/editions/", "/reconcile/", "/sparql/", "/combined.html"),
)
_IN_PATHS = (
    *("../", "../" * 9 + "etc/passwd", "..%2f" * 9 + "etc%2fpasswd", "%2e%2e/" * 9),
    *("%252e%252e%252f" * 9, "..\\" * 9, "..%5c" * 9, "....//" * 9, "..;/" * 9, "%c0%ae" * 9),
    *("%00", "%00.html", "\x01", "%0d%0aX-Evil:%201", "%0aX-Evil:1", "%", "%%", "%z", "%2", "%zz"),
    *("%ff%fe", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%u002e", "%EF%BB%BF", "\xe9", "\xff"),
    *("//", "//example.org/", "/" * 3_000, "./" * 3_000, "a/" * 3_000, "%2f" * 3_000, "x" * 20_000),
    *(";", ";a=b", "?", "??", "#", "?" + "&" * 9_000, "?" + "a=1&" * 3_000, "?a[]=b", "?%", "?=&="),
    *("<script>alert(1)</script>", '"', "'", "`id`", "$(id)", "{{7*7}}", "${7*7}", "|", "^", "*"),
    *(".git/config", ".env", "wp-login.php", "CON", "aux.", "~root", "@", ":", "file:///etc/passwd"),
    *("%e2%80%ae", "%e2%80%8b", "e%cc%81", "%f0%9f%98%80", ".html.html", ".ttl/", ".", "..", "..."),
    *("http://example.org/", "index.html/../..", "combined\\value", "%20", "+", "\t", "0" * 999),
)  # fmt: skip


def paths() -> Iterator[bytes]:
    """Paths out of the site, with letters that are none, far too long ones, and the like."""
    for place in _PLACES:
        for bit in _IN_PATHS:
            yield (place + bit).encode("latin-1")


_NAMES = (
    *("Accept", "Accept-Language", "Accept-Encoding", "Accept-Charset", "Range", "If-None-Match"),
    *("If-Match", "If-Range", "If-Modified-Since", "Content-Type", "Content-Length", "Host"),
    *("Transfer-Encoding", "Connection", "Upgrade", "Expect", "TE", "Trailer", "Via", "Cookie"),
    *("Authorization", "Origin", "Referer", "User-Agent", "Forwarded", "X-Forwarded-For"),
    *("X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL", "X-HTTP-Method-Override"),
    *("Access-Control-Request-Headers", "Sec-WebSocket-Key", "Max-Forwards", "Prefer", ""),
)
_VALUES = (
    *("", "x" * 30_000, "*", ",", "," * 9_000, '"' + '\\"' * 14_000, 'W/"' * 9_000),
    *("a-" * 14_000, "a/" * 9_000),
    *("bytes=" + "0-1," * 7_000, "bytes=9-1", "a/b;q=" + "9" * 9_000, 'a/b;x="' * 4_000),
    *("-1", "1e999", "9" * 40, "5", "chunked", "chunked, identity", "\x00", "\x7f", "\xff\xfe\xed"),
    *("x\r\n folded", "x\r\nX-Evil: 1", "%0d%0aX-Evil: 1", "../../etc/passwd", "<script>"),
)  # fmt: skip
_ASKED = (
    *("/combined", "/combined.html", "/sparql?query=ASK%7B%7D", "/api/editions", "/reconcile"),
    *("/nothing", "/health"),
)


def headers() -> Iterator[tuple[str, bytes]]:
    """Paths, and a line of a head for each."""
    number = 0
    for name in _NAMES:
        for value in _VALUES:
            yield _ASKED[number % len(_ASKED)], f"{name}: {value}".encode("latin-1")
            number += 1


_IN_QUERIES = (
    *("a.", "a-", '"', '\\"', "'''", '"""', "BASE <a/> ", "PREFIX a: <b#> ", "<b> ", "<", "<<"),
    *("?a ", "$", "{", "}", "(", "[", "[] ", "\\u0041", "\\U0010FFFF ", "\\uD800 ", "\\", "#"),
    *(">", "\n", "FILTER(", "UNION {} ", "OPTIONAL {", "MINUS {", "GRAPH ?g {", "SERVICE <x:y> {"),
    *("FROM <x:y> ", "VALUES ?x {", "BIND(1 AS ?x) ", "?a (<b>/<c>)* ?d . ", "^", "!", "1 "),
    *("^^<x> ", "{| ", "|} ", "\0", "\u202e", "\ufeff", "\U0001f600", "é", "%", "_:b ", "1e999 "),
    *("-", "@en ", "IF(", "COALESCE(", "NOT EXISTS {", "1 + ", "&& ", "IN (", "DROP ALL ;"),
)  # fmt: skip
_AROUND = ("SELECT * {{{}}}", "{} ASK {{}}", "ASK {{ ?s ?p ?o FILTER({}) }}")
_GREEDY = (
    ENDLESS,
    "SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "SELECT * { ?a (!<x:y>)* ?b . ?b (!<x:y>)* ?c . ?c (!<x:y>)* ?d }",
    'SELECT (STRLEN(GROUP_CONCAT(STR(?o); separator="x")) AS ?n) { ?s ?p ?o . ?a ?b ?c }',
    "SELECT * { " + "BIND('xxxxxxxx' AS ?v0) "
    + "".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1}) " for n in range(40)) + "}",
    "SELECT * { ?s ?p ?o FILTER(REGEX(STR(?o), '(((a+)+)+)+$')) }",
    "ASK { FILTER(REGEX('" + "a" * 5_000 + "', '(a{1,500}){1,500}b')) }",
    "CONSTRUCT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f }",
    LONG_ANSWER,
)  # fmt: skip


def queries() -> Iterator[str]:
    """Queries that repeat a bit very often, that nest deeply, and that need time and memory."""
    for around in _AROUND:
        for bit in _IN_QUERIES:
            for times in (1, 10_000):
                yield around.format(bit * times)
    yield from _GREEDY
