"""Expressions of SPARQL as expressions of SQL, over the functions of `sparql_terms`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guidegraph.bulk.sparql_terms import XSD_INTEGER, call, quoted


__all__ = ["ExpressionSql", "ScopedExpressions", "UntranslatedError", "term_text", "variable_name"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TRUE = f'"true"^^<{_XSD}boolean>'
_FALSE = f'"false"^^<{_XSD}boolean>'
_OPERATORS = {
    "=": "= 0",
    "!=": "!= 0",
    "<": "= -1",
    ">": "= 1",
    "<=": "IN (-1, 0)",
    ">=": "IN (0, 1)",
}
# What both engines of regular expressions read alike.
_SIMPLE_REGEX = re.compile(
    r"\^?(?:(?:[\w \-,;:/'\"#@&%=<>~`!]|\\[.*+?()\[\]|^$\\]|\."
    r"|\[\^?(?:[A-Za-z0-9 _]-[A-Za-z0-9]|[A-Za-z0-9 _])++\])[*+?]?|\|)*+\$?",
    re.ASCII,
)
_PLAIN_RANGE = re.compile(r"\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*+")


class UntranslatedError(Exception):
    """A part of a query that is not translated; its text says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionSql:
    """
    An expression: its SQL, and what that gives.

    *kind* is `term` (N-Triples text), `truth` (BOOLEAN), `number` (BIGINT) or `text` (the letters
    of a string; *tail* gives what follows its quotation mark). NULL is an error or unbound.
    """

    kind: str
    sql: str
    tail: str = "''"

    @property
    def term(self) -> str:
        """The SQL of the term."""
        match self.kind:
            case "truth":
                return (
                    f"CASE {self.sql} WHEN true THEN {quoted(_TRUE)} "
                    f"WHEN false THEN {quoted(_FALSE)} END"
                )
            case "number":
                return f"('\"' || {self.sql} || {quoted(chr(34) + XSD_INTEGER)})"
            case "text":
                return f"('\"' || {call('text_escaped', self.sql)} || '\"' || {self.tail})"
            case _:
                return self.sql


def term_text(term: Any) -> str:
    """A term of a parsed query as N-Triples text."""
    from pyoxigraph import Literal, NamedNode
    from rdflib import Literal as ParsedLiteral
    from rdflib import URIRef

    if isinstance(term, ParsedLiteral):
        if term.language:
            return str(Literal(str(term), language=term.language))
        if term.datatype is not None:
            return str(Literal(str(term), datatype=NamedNode(str(term.datatype))))
        return str(Literal(str(term)))
    if isinstance(term, URIRef):
        return str(NamedNode(str(term)))
    raise UntranslatedError(f"the term {term!r}")


def variable_name(term: Any) -> str | None:
    """The name of a variable, or of a blank node, which is a variable that is not shown."""
    from rdflib import BNode, Variable

    if isinstance(term, Variable):
        return str(term)
    if isinstance(term, BNode):
        return f"_:{term}"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopedExpressions:
    """
    Translates expressions.

    Args:
        columns: the SQL of each variable that may be bound.
        exists: the SQL of a pattern that must have a solution, or nothing where it is not allowed.
        outer: the variables of the groups around, which are seen from inside EXISTS.
    """

    columns: Mapping[str, str]
    exists: Callable[[Any], str] | None = None
    outer: frozenset[str] = field(default_factory=frozenset)

    def truth(self, node: Any) -> str:
        """The SQL of the effective boolean value of an expression."""
        found = self.of(node)
        if found.kind == "truth":
            return found.sql
        if found.kind == "number":
            return f"({found.sql} != 0)"
        if found.kind == "term" and found.sql in (quoted(_TRUE), quoted(_FALSE)):
            return "true" if found.sql == quoted(_TRUE) else "false"
        raise UntranslatedError("a value as a condition; compare it with something")

    def of(self, node: Any) -> ExpressionSql:
        """The SQL of an expression."""
        from rdflib import Literal, URIRef
        from rdflib.plugins.sparql.parserutils import CompValue

        name = variable_name(node)
        if name is not None:
            return self._variable(name)
        if isinstance(node, (Literal, URIRef)):
            return ExpressionSql(kind="term", sql=quoted(term_text(node)))
        if isinstance(node, CompValue):
            return self._compound(node)
        raise UntranslatedError(f"the expression {node!r}")

    def _variable(self, name: str) -> ExpressionSql:
        if name in self.columns:
            return ExpressionSql(kind="term", sql=self.columns[name])
        if name in self.outer:
            raise UntranslatedError(f"?{name} of the group around in a FILTER of EXISTS")
        return ExpressionSql(kind="term", sql="CAST(NULL AS VARCHAR)")

    def _compound(self, node: Any) -> ExpressionSql:
        name = node.name
        if name in ("ConditionalAndExpression", "ConditionalOrExpression"):
            sign = " AND " if name == "ConditionalAndExpression" else " OR "
            parts = [node.expr, *(node.other or ())]
            return _truth(f"({sign.join(self.truth(part) for part in parts)})")
        if name == "UnaryNot":
            return _truth(f"(NOT {self.truth(node.expr)})")
        if name == "RelationalExpression":
            return self._relation(node)
        if name in ("AdditiveExpression", "MultiplicativeExpression") and not node.other:
            return self.of(node.expr)
        if name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
            if self.exists is None:
                raise UntranslatedError("EXISTS in this place")
            found = self.exists(node.graph)
            return _truth(found if name == "Builtin_EXISTS" else f"(NOT {found})")
        translate = getattr(self, f"_{name.removeprefix('Builtin_').lower()}", None)
        if not name.startswith("Builtin_") or translate is None:
            raise UntranslatedError(name.removeprefix("Builtin_"))
        made: ExpressionSql = translate(node)
        return made

    def _relation(self, node: Any) -> ExpressionSql:
        if node.op in ("IN", "NOT IN"):
            listed = [] if _is_term(node.other) else list(node.other)
            if not listed:  # the parser takes it for an empty list
                raise UntranslatedError("IN without values")
            equal = [self._compared("=", node.expr, one) for one in listed]
            held = f"({' OR '.join(equal)})"
            return _truth(held if node.op == "IN" else f"(NOT {held})")
        return _truth(self._compared(node.op, node.expr, node.other))

    def _compared(self, operator: str, first: Any, second: Any) -> str:
        a, b = self.of(first), self.of(second)
        if a.kind == b.kind == "number":
            return f"({a.sql} {operator} {b.sql})"
        texts = [_simple_text(a), _simple_text(b)]
        if texts[0] is not None and texts[1] is not None:
            return f"({texts[0]} {operator} {texts[1]})"
        if "truth" in (a.kind, b.kind):
            raise UntranslatedError("the comparison of a truth value")
        if operator in ("=", "!="):
            sign = "" if operator == "=" else "NOT "
            if any(one.sql.startswith("'<") for one in (a, b) if one.kind == "term"):
                return f"({a.term} {operator} {b.term})"
            return f"({sign}{call('terms_equal', a.term, b.term)})"
        return f"({call('terms_order', a.term, b.term)} {_OPERATORS[operator]})"

    def _text(self, node: Any) -> ExpressionSql:
        """An argument that is a string, with or without a language."""
        found = self.of(node)
        if found.kind == "text":
            return found
        if found.kind != "term":
            raise UntranslatedError("a number or truth value as a string")
        simple = _simple_text(found)
        if simple is not None:
            return ExpressionSql(kind="text", sql=simple)
        return ExpressionSql(
            kind="text", sql=call("term_text", found.sql), tail=call("term_tail", found.sql)
        )

    def _of_term(self, node: Any) -> str:
        found = self.of(node)
        if found.kind != "term":
            raise UntranslatedError("a function of a computed value")
        return found.sql

    # The functions, under the names that the parser gives them.

    def _bound(self, node: Any) -> ExpressionSql:
        return _truth(f"({self._variable(str(node.arg)).sql} IS NOT NULL)")

    def _isiri(self, node: Any) -> ExpressionSql:
        return _truth(call("term_is_iri", self._of_term(node.arg)))

    _isuri = _isiri

    def _isblank(self, node: Any) -> ExpressionSql:
        return _truth(f"starts_with({self._of_term(node.arg)}, '_')")

    def _isliteral(self, node: Any) -> ExpressionSql:
        return _truth(f"starts_with({self._of_term(node.arg)}, '\"')")

    def _sameterm(self, node: Any) -> ExpressionSql:
        return _truth(f"({self.of(node.arg1).term} = {self.of(node.arg2).term})")

    def _str(self, node: Any) -> ExpressionSql:
        found = self.of(node.arg)
        if found.kind == "text":
            return ExpressionSql(kind="text", sql=found.sql)
        if found.kind == "number":
            return ExpressionSql(kind="text", sql=f"CAST({found.sql} AS VARCHAR)")
        return ExpressionSql(kind="text", sql=call("term_str", found.term))

    def _lang(self, node: Any) -> ExpressionSql:
        return ExpressionSql(kind="text", sql=call("term_lang", self._of_term(node.arg)))

    def _datatype(self, node: Any) -> ExpressionSql:
        return ExpressionSql(kind="term", sql=call("term_datatype", self._of_term(node.arg)))

    def _langmatches(self, node: Any) -> ExpressionSql:
        from rdflib import Literal

        tag, wanted = self._text(node.arg1), node.arg2
        if not isinstance(wanted, Literal) or not _PLAIN_RANGE.fullmatch(str(wanted)):
            raise UntranslatedError("LANGMATCHES with this range of languages")
        if wanted.language or wanted.datatype or tag.tail != "''":
            raise UntranslatedError("LANGMATCHES of literals in a language")
        if str(wanted) == "*":
            return _truth(f"({tag.sql} != '')")
        low = str(wanted).lower()
        return _truth(
            f"(lower({tag.sql}) = {quoted(low)} OR "
            f"starts_with(lower({tag.sql}), {quoted(low + '-')}))"
        )

    def _lcase(self, node: Any) -> ExpressionSql:
        found = self._text(node.arg)
        return ExpressionSql(kind="text", sql=call("text_lower", found.sql), tail=found.tail)

    def _ucase(self, node: Any) -> ExpressionSql:
        found = self._text(node.arg)
        return ExpressionSql(kind="text", sql=call("text_upper", found.sql), tail=found.tail)

    def _strlen(self, node: Any) -> ExpressionSql:
        return ExpressionSql(kind="number", sql=f"length({self._text(node.arg).sql})")

    def _contains(self, node: Any) -> ExpressionSql:
        return self._search("contains", node)

    def _strstarts(self, node: Any) -> ExpressionSql:
        return self._search("starts_with", node)

    def _strends(self, node: Any) -> ExpressionSql:
        return self._search("ends_with", node)

    def _search(self, function: str, node: Any) -> ExpressionSql:
        inside, sought = self._text(node.arg1), self._text(node.arg2)
        held = f"{function}({inside.sql}, {sought.sql})"
        if sought.tail == "''":
            return _truth(held)
        return _truth(
            f"CASE WHEN {sought.tail} = '' OR {sought.tail} = {inside.tail} THEN {held} END"
        )

    def _regex(self, node: Any) -> ExpressionSql:
        from rdflib import Literal

        pattern, flags = node.pattern, node.flags
        if (
            not isinstance(pattern, Literal)
            or pattern.language
            or pattern.datatype
            or not _SIMPLE_REGEX.fullmatch(str(pattern))
        ):
            raise UntranslatedError("this regular expression")
        if flags is not None and (not isinstance(flags, Literal) or str(flags) not in ("", "i")):
            raise UntranslatedError("the flags of a regular expression")
        options = "i" if flags is not None and str(flags) else "c"
        text = self._text(node.text).sql
        return _truth(f"regexp_matches({text}, {quoted(str(pattern))}, '{options}')")

    def _coalesce(self, node: Any) -> ExpressionSql:
        listed = [node.arg] if _is_term(node.arg) else list(node.arg)
        return ExpressionSql(
            kind="term", sql=f"coalesce({', '.join(self.of(one).term for one in listed)})"
        )

    def _if(self, node: Any) -> ExpressionSql:
        held = self.truth(node.arg1)
        return ExpressionSql(
            kind="term",
            sql=f"CASE {held} WHEN true THEN {self.of(node.arg2).term} "
            f"WHEN false THEN {self.of(node.arg3).term} END",
        )


def _truth(sql: str) -> ExpressionSql:
    return ExpressionSql(kind="truth", sql=sql)


def _simple_text(found: ExpressionSql) -> str | None:
    """The SQL of the letters of an expression that is known to be a string without a language."""
    if found.kind == "text":
        return found.sql if found.tail == "''" else None
    if found.kind == "term" and found.sql.startswith("'\"") and found.sql.endswith("\"'"):
        inside = found.sql[2:-2]
        return f"'{inside}'" if "\\" not in inside else call("term_raw", found.sql)
    return None


def _is_term(node: Any) -> bool:
    """Whether this is one term or expression, and not a list of them."""
    from rdflib.plugins.sparql.parserutils import CompValue
    from rdflib.term import Identifier

    return isinstance(node, (Identifier, CompValue))
