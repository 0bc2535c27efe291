"""
Try damaged files of every kind on the commands that read them, and say what is not as promised.

```
python tools/fuzz.py [SECONDS]
```

Small sound files are made by guidegraph itself, damaged at random, and given to commands. Promised
is: an exit code from 0 to 3, one line that says what is wrong, no fault of our own, an end within
seconds and bounded memory; and of a damaged edition that can still be read, that a diff with the
sound one explains every item, and that its delta makes one from the other. What breaks a promise is
kept in a folder, with the command; the exit code is then 1.

The same `--seed` damages files in the same way, also on another machine.
"""

from __future__ import annotations

import io
import json
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory


SECONDS_EACH, MEGABYTES_EACH = 30, 2_000
RUNS_EACH = 300  # of one process, which grows with what it has loaded
LONGEST_LINE = 2_000
CODES = frozenset((0, 1, 2, 3))

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
BITS = (
    *(b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\t", b'"', b"'"),
    *(b"<", b">", b"{", b"}", b"[", b"]", b"&", b"&#0;", b"<!--", b"]]>", b"\\u0000", b"\\ud800"),
    *(b"99999999999999999999", b"-1", b"1e999", b"NaN", b"null", b"true", b"..", b"../x", b"%00"),
    *(b";", b",", b"|", b"=1+1", b"@", b"^^", b"_:b", b"<urn:x>", b"http://a b", b"@context"),
    *(b"# ", b"## Value 9. X\n", b"1) ", b"- ", b"[^1]", b"{#x}", b"e\xcc\x81", b"\xc2\xad"),
    *(b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xf0\x9f\x98\x80", b"\x1b[31m", b"{{7}}", b"%s", b"{0}"),
)
_WORD = re.compile(rb"[\w/@:.#-]+")


@dataclass(frozen=True, slots=True)
class Trial:
    """A sound file, and the commands that are to read it damaged, with `@` in its place."""

    name: str
    body: bytes
    commands: tuple[str, ...]
    is_edition: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended on a damaged file."""

    code: int | None
    said: str
    seconds: float


def damaged(body: bytes, chance: random.Random) -> bytes:
    """A file with one to some faults; in an archive, they are in one of its files or in itself."""
    if body[:2] == b"PK" and chance.random() < 0.8:
        return _damaged_archive(body, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 4, 12))):
        body = chance.choice(_FAULTS)(body, chance)
    return body


def _damaged_archive(body: bytes, chance: random.Random) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(new, "w") as archive:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            content = old.read(name)
            archive.writestr(name, damaged(content, chance) if name == hit else content)
    return new.getvalue()


def _flip(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    flipped = bytes(byte ^ 1 << chance.randrange(8) for byte in body[at : at + 1])
    return body[:at] + flipped + body[at + 1 :]


def _insert(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(BITS) + body[at:]


def _delete(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + body[at + chance.choice((1, 2, 8, 40, 400)) :]


def _repeat(body: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(body) + 1)
    part = body[at : at + chance.choice((1, 4, 30, 200))]
    return body[:at] + part * chance.choice((2, 3, 60)) + body[at:]


def _cut(body: bytes, chance: random.Random) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _mix_lines(body: bytes, chance: random.Random) -> bytes:
    lines = body.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(3):
        case 0:
            lines[one], lines[two] = lines[two], lines[one]
        case 1:
            lines.insert(one, lines[two])
        case _:
            del lines[one]
    return b"\n".join(lines)


def _mix_words(body: bytes, chance: random.Random) -> bytes:
    words = list(_WORD.finditer(body))
    if not words:
        return body
    at, other = chance.choice(words), chance.choice((chance.choice(words)[0], chance.choice(BITS)))
    return body[: at.start()] + other + body[at.end() :]


_FAULTS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_flip, _insert, _delete, _repeat, _cut),
    *(_mix_lines, _mix_lines, _mix_words, _mix_words),
)


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
    command = [sys.executable, "-m", "guidegraph", *arguments]
    if arguments[0] != "review":
        command += ["-o", str(out)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode not in CODES or (arguments[0] != "review" and not out.exists()):
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr}")
    return out.read_bytes() if out.exists() else b""


class Subject:
    """A process that runs commands, one after the other, with limits; replaced when it dies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[str] | None = None
        self._runs = 0

    def run(self, arguments: list[str], law: tuple[str, str] | None = None) -> Outcome:
        """Run a command; if a *law* is asked for, of a sound and a damaged edition, check it."""
        if self._process is None or self._runs >= RUNS_EACH:
            self.stop()
            command = [sys.executable, __file__, "--serve"]
            self._process = subprocess.Popen(
                command,
                cwd=self._folder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            self._runs = 0
        self._runs += 1
        begun = time.monotonic()
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"arguments": arguments, "law": law}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        seconds = time.monotonic() - begun
        if not line:
            code = self._process.wait()
            self._process = None
            return Outcome(None, f"the process ended with {code}", seconds)
        code, said = json.loads(line)
        return Outcome(code, said, seconds)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def broken_promise(outcome: Outcome) -> str | None:
    """Which promise an outcome breaks, if any."""
    lines = [line for line in outcome.said.splitlines() if line.strip()]
    told = [line for line in lines if not line.startswith("guidegraph: warning:")]
    if outcome.code is None:
        return "ended from outside" if "-14" not in outcome.said else "without end"
    if "Traceback" in outcome.said or "an internal error" in outcome.said:
        return "a fault of our own"
    if outcome.code not in CODES:
        return f"exit code {outcome.code}"
    if outcome.said.startswith("law:"):
        return "a broken law"
    if outcome.code in (2, 3) and not told:
        return "an error without a word"
    if outcome.code == 3 and sum(line.startswith("guidegraph:") for line in told) > 1:
        return "an error in several lines"
    if any(len(line) > LONGEST_LINE for line in lines):
        return "an endless line"
    return None


def fuzz(seconds: float, seed: int, kept: Path, only: str = "", most: int | None = None) -> int:
    """Damage and run for some seconds, or *most* times; how many promises were broken."""
    found: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    with TemporaryDirectory() as place:
        folder = Path(place)
        chosen = [trial for trial in trials(folder) if only in trial.name]
        subject = Subject(folder)
        end = time.monotonic() + seconds
        number = 0
        while time.monotonic() < end and (most is None or number < most):
            chance = random.Random(f"{seed}/{number}")
            trial = chosen[number % len(chosen)]
            body = damaged(trial.body, chance)
            damaged_file = f"x-{trial.name}"
            (folder / damaged_file).write_bytes(body)
            command = chance.choice(trial.commands).replace("@", damaged_file)
            law = ("old.md", damaged_file) if trial.is_edition and chance.random() < 0.2 else None
            outcome = subject.run(command.split(), law)
            tried[trial.name] += 1
            slowest[trial.name] = max(outcome.seconds, slowest.get(trial.name, 0.0))
            broken = broken_promise(outcome)
            if broken is not None:
                found[f"{trial.name}: {broken}"] += 1
                _keep(kept / f"{number:06}", folder, damaged_file, command, broken, outcome)
                print(f"{broken}: guidegraph {command}  ({kept / f'{number:06}'})", flush=True)
            number += 1
        subject.stop()
    for name, count in sorted(tried.items()):
        print(f"{count:6}  {name:20} slowest {slowest[name]:.1f} s")
    print(f"{sum(tried.values())} damaged files of {len(tried)} kinds, seed {seed}")
    for what, count in found.most_common():
        print(f"{count:6}  {what}")
    return sum(found.values())


def _keep(
    place: Path, folder: Path, name: str, command: str, broken: str, outcome: Outcome
) -> None:
    """Keep what is needed to see it again."""
    place.mkdir(parents=True, exist_ok=True)
    for file in {name, "old.md", "new.md"}:
        shutil.copy(folder / file, place / file)
    told = f"{broken}\nguidegraph {command}\nexit code {outcome.code}\n\n{outcome.said}\n"
    (place / "finding.txt").write_text(told, encoding="utf-8", errors="backslashreplace")


def _serve() -> None:
    """Run the commands that come in, with limits, and answer each with its code and its words."""
    import contextlib
    import os
    import resource
    import signal

    from guidegraph.cli.main import main

    limit = MEGABYTES_EACH * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for line in sys.stdin:
        wanted = json.loads(line)
        said = io.StringIO()
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        code: object = 0
        signal.alarm(SECONDS_EACH)
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(out):
            try:
                main(wanted["arguments"])
            except SystemExit as ended:
                code = ended.code
            except BaseException as error:  # noqa: BLE001 - all that may come is a finding
                said.write(f"Traceback: {type(error).__name__}: {error}")
        law = _broken_law(*wanted["law"]) if wanted["law"] and code in (0, 1) else None
        signal.alarm(0)
        answers.write(json.dumps((code, f"law: {law}" if law else said.getvalue())) + "\n")
        answers.flush()


def _broken_law(sound: str, other: str) -> str | None:
    """What is wrong with the diff of two editions, if both can be read."""
    import warnings

    from guidegraph.api import Library
    from guidegraph.diff.delta.delta import delta, fingerprint
    from guidegraph.diff.delta.patch import apply, invert
    from guidegraph.model.errors import GuidegraphError

    warnings.simplefilter("ignore")
    library = Library.open()
    try:
        before, after = (library.workspace.resolve(name) for name in (sound, other))
    except GuidegraphError:
        return None
    try:
        for old, new in ((before, after), (after, before)):
            compared = library.workspace.compare([old], new)
            if not compared.changes.audit.passed:
                return "an item is not explained"
            step = delta(compared)
            (first,) = compared.given or compared.old
            if fingerprint(apply(step, first)) != fingerprint(compared.new):
                return "the delta does not make the new edition"
            if fingerprint(apply(invert(step), compared.new)) != fingerprint(first):
                return "the delta does not make the old edition again"
    except GuidegraphError as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - the same
        return f"{type(error).__name__}: {error}"
    return None


def main() -> int:
    """Run the script; the exit code is 1 if a promise is broken."""
    if sys.argv[1:] == ["--serve"]:
        _serve()
        return 0
    parser = ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("seconds", type=float, nargs="?", default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="KIND", help="only kinds with this in them")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), metavar="FOLDER")
    chosen = parser.parse_args()
    return 1 if fuzz(chosen.seconds, chosen.seed, chosen.keep, chosen.only) else 0


if __name__ == "__main__":
    sys.exit(main())
