"""
The regular expressions of the package, how each is used, and text made to slow each down.

Text is made from an expression's own letters: the beginning that leads to a repetition, what is
repeated, again and again, and an end that does not fit.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]  # as the standard library has it
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import guidegraph


__all__ = ["Found", "found_in", "grows", "pieces"]

_METHODS = frozenset({"match", "fullmatch", "search"})
_ANYWHERE = frozenset({"findall", "finditer", "search", "split", "sub", "subn"})
_DEPTH = 4
_GENERAL = (
    *"aA 1.-\"'\\<[(*_:/#=,\t\n%|{>&“é+`~!?@$;",
    *("a ", "a.", "a-", "A. ", "1.", "1 ", '\\"', "\\'", "  ", ". ", "](", "<a", "a:", " -", "\n "),
)
_ENDS = ("", "\x00", "\n\x00")
_MOST = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An expression, where it is, and the methods that it is used with."""

    pattern: re.Pattern[Any]
    place: str
    methods: frozenset[str]


def found_in(package: ModuleType = guidegraph) -> list[Found]:
    """All expressions of a package, in its modules and classes and in its calls of `re`."""
    found: dict[tuple[Any, int], Found] = {}

    def add(pattern: re.Pattern[Any], place: str, methods: Iterable[str]) -> None:
        key = pattern.pattern, pattern.flags
        used = frozenset(methods)
        if key in found:
            used |= found[key].methods
            place = found[key].place
        found[key] = Found(pattern=pattern, place=place, methods=used)

    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if info.name.endswith("__main__"):
            continue
        module = importlib.import_module(info.name)
        tree = ast.parse(Path(module.__file__ or "").read_bytes())
        uses = _uses(tree)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                add(value, f"{info.name}.{name}", uses.get(name, _METHODS))
            elif getattr(value, "__module__", info.name) == info.name:
                for pattern in _held(value, _DEPTH):
                    add(pattern, f"{info.name}.{name}", _METHODS)
        for pattern, line, method in _written(tree):
            add(pattern, f"{info.name}:{line}", [method])
    return list(found.values())


def _held(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    """The expressions in a container, or among the attributes of a class or of a value."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for part in (*value.keys(), *value.values()):
            yield from _held(part, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from _held(part, depth - 1)
    elif depth and isinstance(value, type):
        for part in list(vars(value).values()):
            yield from _held(part, depth - 1)
    elif depth and type(value).__module__.startswith("guidegraph"):
        names = [*getattr(type(value), "__slots__", ()), *getattr(value, "__dict__", ())]
        for name in names:
            yield from _held(getattr(value, name, None), depth - 1)


def _uses(tree: ast.AST) -> Mapping[str, frozenset[str]]:
    """The methods by the names they are called on; any, for a name that is used otherwise too."""
    called: dict[str, set[str]] = {}
    receivers: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            receivers.add(id(node.value))
            called.setdefault(node.value.id, set()).add(node.attr)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) or id(node) in receivers:
            continue
        if isinstance(node.ctx, ast.Load):
            called.setdefault(node.id, set()).update(_METHODS)
    return {name: _kinds(methods) for name, methods in called.items()}


def _kinds(methods: Iterable[str]) -> frozenset[str]:
    kinds = {"search" if method in _ANYWHERE else method for method in methods}
    return frozenset(kinds & _METHODS) or _METHODS


def _written(tree: ast.AST) -> Iterator[tuple[re.Pattern[Any], int, str]]:
    """The expressions that are written in a call of `re`."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        owner, given = node.func.value, node.args[0]
        if not (isinstance(owner, ast.Name) and owner.id == "re"):
            continue
        if not (isinstance(given, ast.Constant) and isinstance(given.value, str | bytes)):
            continue
        named = [each.value for each in node.keywords if each.arg == "flags"]
        flags = 0
        for each in (*named, *(node.args[1:2] if node.func.attr == "compile" else ())):
            flags = eval(ast.unparse(each), {"re": re})  # our own source
        method = node.func.attr
        pattern = re.compile(given.value, flags)
        yield from (
            (pattern, node.lineno, kind)
            for kind in _kinds([method])
            if method in _ANYWHERE | _METHODS
        )


def pieces(pattern: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """Beginnings, what to repeat after each, and ends, for an expression."""
    source = pattern.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = parser.parse(text, pattern.flags & ~re.LOCALE & ~re.DEBUG)
    found: dict[tuple[str, str], None] = {}
    for start, pumped in _pumped(tree, ""):
        for each in pumped:
            if each:
                found[start, each] = None
    for each in (*_letters(tree), *_GENERAL):
        found.setdefault(("", each))
    return [(start, each, end) for start, each in list(found)[:_MOST] for end in _ENDS]


def _pumped(tree: Iterable[Any], start: str) -> Iterator[tuple[str, list[str]]]:
    """For each repetition, what leads to it, and what it can repeat."""
    for node in tree:
        code, value = node
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            body = value[2]
            yield start, _samples(body)
            yield from _pumped(body, start)
        elif code is codes.SUBPATTERN:
            yield from _pumped(value[3], start)
        elif code is codes.ATOMIC_GROUP:
            yield from _pumped(value, start)
        elif code is codes.BRANCH:
            for each in value[1]:
                yield from _pumped(each, start)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumped(value[1], start)
        start += (_samples([node]) or [""])[0]


def _samples(tree: Iterable[Any]) -> list[str]:
    """A few texts that fit."""
    found = [""]
    for code, value in tree:
        match code:
            case codes.LITERAL:
                choices = [chr(value)]
            case codes.NOT_LITERAL:
                choices = ["a" if value != ord("a") else "b", " "]
            case codes.ANY:
                choices = ["a", " "]
            case codes.IN:
                choices = _members(value)
            case codes.SUBPATTERN:
                choices = _samples(value[3])
            case codes.ATOMIC_GROUP:
                choices = _samples(value)
            case codes.BRANCH:
                choices = [each for part in value[1] for each in _samples(part)[:2]]
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                times = max(1, min(int(value[0]), 5))
                choices = [each * times for each in _samples(value[2])]
            case _:
                choices = [""]
        found = [before + each for before in found[:3] for each in choices[:6]] or found
    return list(dict.fromkeys(found))[:8]


_CATEGORIES = {
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_SPACE: " ",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "a",
    codes.CATEGORY_NOT_SPACE: "a",
    codes.CATEGORY_NOT_WORD: "-",
}


def _members(parts: list[Any]) -> list[str]:
    if parts and parts[0][0] is codes.NEGATE:
        out = re.compile("[" + "".join(re.escape(each) for each in _members(parts[1:])) + "]")
        return [each for each in 'a .-1"<\\' if not out.match(each)][:4] or ["é"]
    found = []
    for code, value in parts:
        if code is codes.LITERAL:
            found.append(chr(value))
        elif code is codes.RANGE:
            found.append(chr(value[0]))
        elif code is codes.CATEGORY:
            found.append(_CATEGORIES.get(value, "a"))
    return found


def _letters(tree: Any) -> Iterator[str]:
    """The letters that an expression names, and pairs of them."""
    named = [chr(int(each)) for each in re.findall(r"LITERAL (\d+)", _dumped(tree))]
    named = list(dict.fromkeys(named))[:10]
    yield from named
    yield from (one + other for one in named[:4] for other in named[:4] if one != other)


def _dumped(tree: Any) -> str:
    return repr(tree.data)


class _TooLongError(Exception):
    pass


@contextmanager
def _stopping(seconds: float) -> Iterator[None]:
    def stop(number: int, frame: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def took(work: Callable[[], object], *, seconds: float = 3.0) -> float:
    """How long some work takes; when it takes longer than that, it is stopped."""
    began = time.thread_time()
    with suppress(_TooLongError), _stopping(seconds):
        work()
    return time.thread_time() - began


_SMALL, _FACTOR, _SUSPICIOUS, _HOPELESS = 2_000, 4, 0.002, 0.7


def grows(work: Callable[[str], object], start: str, piece: str, end: str) -> float:
    """
    How many times as long some work takes on a text four times as long; 1 if it is done at once.

    Work in linear time takes 4 times as long, work in quadratic time 16 times.
    """

    def text(size: int) -> str:
        return start + piece * (size // len(piece)) + end

    small = text(_SMALL)
    first = took(lambda: work(small))
    if first < _SUSPICIOUS:
        return 1.0
    if first > _HOPELESS:
        return float("inf")
    first = min(first, *(took(lambda: work(small)) for _ in range(2)))
    large = text(_SMALL * _FACTOR)
    second = min(took(lambda: work(large), seconds=max(0.5, first * 20)) for _ in range(2))
    return second / first if first >= _SUSPICIOUS else 1.0
