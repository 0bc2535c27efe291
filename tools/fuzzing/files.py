"""The sound files of every kind that are damaged, made by guidegraph itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzzing.forked import command, load_all, run
from fuzzing.outcome import CODES


__all__ = ["OUTLINE", "TABLE", "Trial", "trials"]

OUTLINE = """# Rules of the reading room

## Preface

The town keeps a reading room [^1].

[^1]: Since 1902.

## Value 1. The room is open to all

Nobody has to say why they come.

### Practice: Welcome people

1) Staff must greet everyone who comes in.
2) Staff {word} ask for a [reason](https://example.org/why).

### Supervisor roles

1) Supervisors explain the rules within {days} days.

## Glossary

### Term: Reader

A reader is a person who uses the room.
"""
TABLE = "\ufeffClause;Comment;Proposed change\n1;Too strict;Replace “must” by “should”\n;General;\n"
QUERY = 'SELECT ?s (COUNT(*) AS ?n) WHERE { ?s ?p "a\\"b"@en ; a ?t } GROUP BY ?s LIMIT 10\n'
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<#s> a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:definition ; sh:maxCount 1 ; sh:pattern "^[A-Z]" ] .
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """A sound file, and the commands that are to read it damaged, with `@` in its place."""

    name: str
    body: bytes
    commands: tuple[str, ...]
    is_edition: bool = False


def trials(folder: Path) -> Iterator[Trial]:
    """
    The sound files, made in a folder that holds old.md and new.md then, and a library of both.
    """
    old, new = (OUTLINE.format(word="do not", days=3), OUTLINE.format(word="never", days=5))
    (folder / "old.md").write_text(old, encoding="utf-8")
    (folder / "new.md").write_text(new, encoding="utf-8")
    yield Trial("outline.md", old.encode(), _READ, is_edition=True)
    for form, suffix in (
        *(("csv", "csv"), ("xlsx", "xlsx"), ("turtle", "ttl"), ("json-ld", "jsonld")),
        *(("rdf-xml", "rdf"), ("trig", "trig"), ("n-quads", "nq"), ("case-json", "json")),
        *(("json", "json"), ("skos-xl", "ttl"), ("text", "txt")),
    ):
        made = _made(folder, "export", "old.md", "--to", form)
        yield Trial(f"{form}.{suffix}", made, _READ, is_edition=True)
    for form, suffix in (("docx", "docx"), ("docx-tracked", "docx"), ("redline", "html")):
        made = _made(folder, "diff", "old.md", "new.md", "--format", form)
        yield Trial(f"{form}.{suffix}", made, _READ, is_edition=True)
    from tutorial_documents import documents

    for name, body in documents().items():
        yield Trial(name, body, _READ, is_edition=True)
    compared = ("diff", "old.md", "new.md", "--format")
    yield Trial(
        "lineage.sssom.tsv",
        _made(folder, *compared, "sssom-tsv"),
        ("diff old.md new.md --mapping @", "lint-mapping @ --old old.md --new new.md"),
    )
    yield Trial(
        "new.delta.json",
        _made(folder, *compared, "delta-json"),
        ("apply @ old.md", "apply @ new.md --reverse"),
    )
    for form, suffix in (("xlsx", "xlsx"), ("csv", "csv")):
        yield Trial(
            f"decisions.{suffix}",
            _made(folder, *compared, form),
            (f"review old.md new.md --reviewer A --import @ --ledger ledger-{suffix}.tsv",),
        )
    _made(folder, "review", "old.md", "new.md", "--reviewer", "A", "--accept-kind", "reworded",
          "--reason", "so", "--ledger", "ledger.tsv")  # fmt: skip
    ledger = (folder / "ledger.tsv").read_bytes()
    yield Trial("ledger.tsv", ledger, ("review old.md new.md --ledger @",))
    for suffix in ("csv", "docx", "xlsx"):
        body = TABLE.encode()
        if suffix != "csv":
            (folder / "comments.csv").write_bytes(body)
            body = _made(folder, "comments", "old.md", "--file", "comments.csv", "--format", suffix)
        yield Trial(f"table.{suffix}", body, ("comments old.md --file @ --carry new.md",))
    links = b"\xef\xbb\xbfPolicy;item\nGreeting;value/1/practice/1\nReasons;value/1/practice/2\n"
    yield Trial("map.csv", links, ("migrate @ old.md new.md", "migrate @ old.md new.md --log l"))
    _made(folder, "migrate", "../map.csv", "old.md", "new.md", "--log", "log.jsonl", maps=links)
    yield Trial("log.jsonl", (folder / "log.jsonl").read_bytes(), ("migrate --undo @",))
    yield Trial("query.rq", QUERY.encode(), ("query --file @ old.md",))
    yield Trial("shapes.ttl", SHAPES.encode(), ("check old.md --shapes @ --timeout 20",))


_READ = (
    "show @",
    "diff old.md @",
    "diff @ new.md --format json",
    "check @ --timeout 20",
    "verify @",
    "export @ --to turtle",
    "search open @",
)


def _made(folder: Path, *arguments: str, maps: bytes | None = None) -> bytes:
    """What a command writes about sound files."""
    if maps is not None:
        (folder / "map.csv").write_bytes(maps)
        arguments = tuple(each.replace("../map.csv", "map.csv") for each in arguments)
    out = folder / "made"
    out.unlink(missing_ok=True)
    if arguments[0] != "review":
        arguments = (*arguments, "-o", out.name)
    ended = run(command(*arguments), folder)
    load_all(ended)
    if ended.code not in CODES or (arguments[0] != "review" and not out.exists()):
        raise SystemExit(f"{' '.join(arguments)}: {ended.said}")
    return out.read_bytes() if out.exists() else b""
