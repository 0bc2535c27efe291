"""Spark gives the rows that the embedded engine gives, and says in one line what it cannot do."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from guidegraph.bulk.engine import BulkEngine, DuckEngine, Row, Value
from guidegraph.bulk.portable import FUNCTIONS
from guidegraph.bulk.rediff import stored_triples
from guidegraph.bulk.spark import SparkEngine
from guidegraph.model.errors import MisuseError, StoppedError, UnreadableError
from guidegraph.store.stored import COLUMNS


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkEngine]:
    """One session for all tests of this file; starting it takes longest."""
    # One part, since there is little data to divide; Java compiles no more than it has to.
    settings = {
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }
    scratch = tmp_path_factory.mktemp("spark")
    with SparkEngine("local[2]", scratch=scratch, settings=settings) as engine:
        yield engine


@pytest.fixture
def duck(tmp_path: Path) -> Iterator[DuckEngine]:
    """The embedded engine."""
    with DuckEngine(tmp_path, threads=2) as engine:
        yield engine


def _write(path: Path, rows: Sequence[Row], columns: Mapping[str, str] = COLUMNS) -> str:
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    with duckdb.connect() as connection:
        connection.execute(f"CREATE TABLE made ({declared})")
        if rows:
            places = ", ".join("?" * len(columns))
            connection.executemany(f"INSERT INTO made VALUES ({places})", rows)
        target = str(path).replace("'", "''")
        connection.execute(f"COPY made TO '{target}' (FORMAT parquet)")
    return str(path)


# Within and beyond 16 bits, of one and of two letters, escapes, and what SQL might read.
_WORDS = ("a", "A", "é", "e\u0301", "\uffee", "😀", r"\n", r"\u0041", "$p", "${x}", "%", "'", "")


class _Stored(NamedTuple):
    """A row of a stored edition."""

    s: str
    p: str
    o: str
    g: str | None
    key_high: int
    key_low: int
    component: str | None
    undecided: bool

    @property
    def triple(self) -> Row:
        """The terms."""
        return self.s, self.p, self.o, self.g


# The keys of all triples: many share their high half, as many their low half.
_KEYS: dict[Row, tuple[int, int]] = {}


def _key(*what: Value) -> tuple[int, int]:
    number = len(_KEYS)
    return _KEYS.setdefault(what, (number // 9 - 2**63, 2**63 - 1 - number % 9))


def _row(s: str, o: str, g: str | None, component: str | None) -> _Stored:
    p = "<http://example.org/p>"
    return _Stored(s, p, o, g, *_key(s, o, g), component, undecided=False)


def _edition(made: random.Random, earlier: Sequence[_Stored]) -> list[_Stored]:
    """A stored edition with some rows of an earlier one, and components of all kinds."""
    rows = {row for row in earlier if not row.undecided and made.random() < 0.7}
    for _ in range(made.randrange(25)):
        number = made.randrange(9)
        blank = number < 3
        subject = f"_:c{number}" if blank else f"<http://example.org/{made.choice(_WORDS)}>"
        component = f"component-{number}" if blank else None
        text = f'"{made.choice(_WORDS)}"@en'
        for graph in made.sample([None, "<http://example.org/g>"], made.randrange(1, 3)):
            rows.add(_row(subject, text, graph, component))
    # What undecided components are called means nothing: by chance, their keys are those of others.
    for number in range(made.randrange(4)):
        component = f"component-{made.randrange(4)}"
        for _ in range(made.randrange(1, 3)):
            like = made.choice([*rows, *earlier]) if rows or earlier else _row("", "", None, None)
            text = f'"{made.choice(_WORDS)}"'
            named = like._replace(s=f"_:u{number}", o=text, g=None)
            rows.add(named._replace(component=component, undecided=True))
    return sorted(rows, key=_order)


def _order(row: _Stored) -> tuple[object, ...]:
    return (*(term.encode() for term in row[:3]), row.g is not None, (row.g or "").encode())


def _left(one: Sequence[_Stored], other: Sequence[_Stored]) -> list[_Stored]:
    """The rows of an edition that another one has not surely, found without SQL."""
    shared = {row.triple for row in other if not row.undecided}
    return [row for row in one if row.undecided or row.triple not in shared]


def _shape(row: _Stored) -> str:
    return (row.component or "")[:16]


def _unsure(old: Sequence[_Stored], new: Sequence[_Stored]) -> set[str]:
    """The shapes of components of which one was given up, and that are left on both sides."""
    both = {_shape(row) for row in old} & {_shape(row) for row in new}
    return both & {_shape(row) for row in (*old, *new) if row.undecided}


def _compared(engine: BulkEngine, old: str, new: str) -> tuple[object, ...]:
    found = stored_triples(engine, [old], [new])
    counts = (found.removed_count, found.added_count, found.undecided_count)
    return counts, list(found.removed()), list(found.added()), list(found.undecided())


@pytest.mark.parametrize("seed", range(20))
def test_both_engines_find_the_same_triples(
    seed: int, tmp_path: Path, duck: DuckEngine, spark: SparkEngine
) -> None:
    """What was removed, added and is undecided, in the same order, is what it is without SQL."""
    made = random.Random(seed)
    old = _edition(made, [])
    new = _edition(made, old)
    left = (_left(old, new), _left(new, old))
    unsure = _unsure(*left)
    removed, added = ([row for row in side if _shape(row) not in unsure] for side in left)
    unclear = [
        (name, *row.triple)
        for name, side in zip(("old", "new"), left, strict=True)
        for row in side
        if _shape(row) in unsure
    ]
    expected = (
        (len(removed), len(added), len(unclear)),
        [row.triple for row in removed],
        [row.triple for row in added],
        unclear,
    )
    paths = (_write(tmp_path / "old.parquet", old), _write(tmp_path / "new.parquet", new))

    assert expected == _compared(duck, *paths)
    assert expected == _compared(spark, *paths)


_SAMPLE: tuple[Row, ...] = (
    (1, "a", "x", True, 0.5),
    (2, "Z", None, False, None),
    (3, None, "é", None, -1.25),
    (-7, "ä\t", r"b\n", True, 1e300),
    (5, "😀", "\uffee", True, 0.0),
    (6, "ΑΣ", "İ", False, 3.0),
    (None, "", "a,b,c", False, 7.0),
)

_ALIKE = r"""
SELECT a, b, n FROM made ORDER BY a;
SELECT a FROM made ORDER BY a DESC;
SELECT a FROM made ORDER BY a NULLS FIRST;
SELECT n FROM made ORDER BY n DESC NULLS FIRST LIMIT 3 OFFSET 1;
SELECT n + 1, n - 1, n * 2, -n, n // 2, n % 3, n / 2, n / nullif(n - 1, 0), abs(n) FROM made
ORDER BY n;
SELECT x, x * 2, CAST(1.5 AS DOUBLE), 1e3, CAST(n AS DOUBLE), CAST(n AS VARCHAR), CAST(f AS
VARCHAR), CAST('12' AS BIGINT), CAST(n AS INTEGER) FROM made ORDER BY n;
SELECT a || b, concat(a, b), length(a), left(a, 1), right(a, 1), substr(a, 1, 1), substr(a, 2)
FROM made ORDER BY n;
SELECT starts_with(a, 'a'), ends_with(a, ''), contains(b, '\'), strpos(b, 'b'), replace(b,
'\', '/'), split_part(b, ',', 2), split_part(b, '|', 1), split_part(b, ',', 9), translate(a,
'aZ', 'zA'), b LIKE '%!%' ESCAPE '!', b LIKE 'a!%' ESCAPE '!' FROM made ORDER BY n;
SELECT regexp_extract(a, '^(.*[/#:])[^/#:]+[/#]?>$', 1), regexp_extract(b, '(a)(b*)', 2),
regexp_extract('<http://a.b/c#d>', '^<(.*[/#:])[^/#:]+[/#]?>$', 1) FROM made ORDER BY n;
SELECT 'a\nb', '${spark.app.name}', 'it''s', '$n', '%' ORDER BY 1;
SELECT coalesce(a, b, 'none'), nullif(n, 1), greatest(a, b), least(a, b), greatest(n, 3), a IS
DISTINCT FROM b, a IS NOT DISTINCT FROM b, a = b, a <> b, a < b FROM made ORDER BY n;
SELECT f AND n > 1, f OR n > 1, NOT f, f = true, if(f, 1, 2), CASE WHEN f THEN 'y' ELSE a END,
CASE f WHEN true THEN 1 END, n BETWEEN 1 AND 3, n IN (1, 2), n NOT IN (1, 2) FROM made ORDER
BY n;
SELECT count(*), count(a), count(DISTINCT f), count(*) FILTER (WHERE f), sum(n), avg(n),
min(a), max(a), min(b), max(b), bool_or(f), bool_and(f), bool_or(f) FILTER (WHERE n > 1),
string_agg(a, ',' ORDER BY n DESC), sum(n) FILTER (WHERE n > 99) FROM made;
SELECT count(*), sum(n), avg(n), max(a), bool_or(f), string_agg(a, ',' ORDER BY a) FROM made
WHERE n > 99;
SELECT f, count(*) AS amount FROM made GROUP BY f HAVING count(*) > 1 ORDER BY f;
SELECT n, row_number() OVER (ORDER BY a, n), rank() OVER (ORDER BY f), dense_rank() OVER
(ORDER BY f DESC), lag(a) OVER (ORDER BY n), lead(a, 2) OVER (ORDER BY n), sum(n) OVER
(PARTITION BY f ORDER BY n), count(*) OVER (PARTITION BY f) FROM made ORDER BY n;
SELECT n FROM made QUALIFY row_number() OVER (PARTITION BY f ORDER BY n) = 1 ORDER BY n;
SELECT a FROM made UNION SELECT b FROM made ORDER BY a;
SELECT a FROM made EXCEPT SELECT 'a' ORDER BY a;
SELECT a FROM made INTERSECT SELECT NULL;
SELECT v.n, made.a FROM (VALUES (1, 'k'), (9, 'l')) AS v(n, k) LEFT JOIN made ON v.n = made.n
ORDER BY v.n;
SELECT one.n, other.n FROM made AS one FULL JOIN made AS other ON one.n = other.n + 1 ORDER BY
one.n, other.n;
SELECT n FROM made AS one WHERE EXISTS (SELECT 1 FROM made AS o WHERE o.n = one.n + 1) ORDER
BY n;
SELECT n FROM made WHERE n NOT IN (SELECT n FROM made WHERE f) ORDER BY n;
SELECT one.n FROM made AS one SEMI JOIN made AS o ON o.n = one.n + 1 ORDER BY one.n;
SELECT one.n FROM made AS one ANTI JOIN made AS o ON o.n = one.n + 1 ORDER BY one.n;
WITH RECURSIVE up AS (SELECT 1 AS k UNION ALL SELECT k + 1 FROM up WHERE k < 120) SELECT
count(*), max(k) FROM up
"""


@pytest.mark.parametrize("text", _ALIKE.split(";"))
def test_what_is_allowed_means_the_same(
    text: str, tmp_path: Path, duck: DuckEngine, spark: SparkEngine
) -> None:
    """The same values of the same types, in the same order."""
    columns = {"n": "BIGINT", "a": "VARCHAR", "b": "VARCHAR", "f": "BOOLEAN", "x": "DOUBLE"}
    path = _write(tmp_path / "made.parquet", _SAMPLE, columns)
    for engine in (duck, spark):
        engine.view("made", [path])

    assert [*map(repr, duck.rows(text))] == [*map(repr, spark.rows(text))]


def test_every_allowed_function_was_run() -> None:
    """A function is allowed when it was seen to mean the same."""
    run = " ".join(_ALIKE.lower().split())
    words = {"and": " and ", "or": " or ", "case": "case ", "exists": "exists ("}

    assert [] == sorted(name for name in FUNCTIONS if words.get(name, f"{name}(") not in run)


@pytest.mark.parametrize("value", [3, 2**40, "it's $x ${y} \\n 😀", True, 0.5, None])
def test_values_are_handed_over(value: Value, duck: DuckEngine, spark: SparkEngine) -> None:
    """A named value comes back as it was given, from both engines."""
    text = "SELECT $value AS found, $value IS NULL AS missing"

    assert [(value, value is None)] == list(duck.rows(text, value=value))
    assert [(value, value is None)] == list(spark.rows(text, value=value))


def test_what_is_kept_can_be_built_upon(duck: DuckEngine, spark: SparkEngine) -> None:
    """Rows are kept under a name, and computed anew from themselves."""
    for engine in (duck, spark):
        engine.keep("reached", "SELECT $start AS k", start=1)
        for _ in range(3):
            engine.keep("reached", "SELECT k FROM reached UNION SELECT k * 2 FROM reached")

        assert [(1,), (2,), (4,), (8,)] == list(engine.rows("SELECT k FROM reached ORDER BY k"))


@pytest.mark.parametrize("folder", ["with space", "100%25", "a#b?c", "[x]{y}*", "it's", "ü", "k=1"])
def test_any_path_is_read(folder: str, tmp_path: Path, spark: SparkEngine) -> None:
    """A path names one file, whatever is in its name, with and without a scheme."""
    (tmp_path / folder).mkdir()
    path = _write(tmp_path / folder / f"{folder}.parquet", [(1,)], {"n": "BIGINT"})

    for each in (path, f"file://{path}"):
        spark.view("made", [each])

        assert [(1,)] == list(spark.rows("SELECT n FROM made"))


def test_several_files_are_one_edition(tmp_path: Path, spark: SparkEngine) -> None:
    """The rows of all files that a view is given."""
    paths = [
        _write(tmp_path / f"{number}.parquet", [(number,)], {"n": "BIGINT"}) for number in range(3)
    ]
    spark.view("made", paths)

    assert [(0,), (1,), (2,)] == list(spark.rows("SELECT n FROM made ORDER BY n"))


@pytest.mark.parametrize("name", ["missing.parquet", "text.parquet", "_hidden.parquet"])
def test_what_is_not_an_edition_is_said_in_a_line(
    name: str, tmp_path: Path, spark: SparkEngine
) -> None:
    """A file that is missing, is something else, or that Spark would silently leave out."""
    (tmp_path / "text.parquet").write_text("no Parquet at all", encoding="utf-8")
    _write(tmp_path / "_hidden.parquet", [(1,)], {"n": "BIGINT"})

    with pytest.raises(UnreadableError, match=name) as found:
        spark.view("made", [str(tmp_path / name)])

    assert "\n" not in str(found.value)


def test_a_job_that_fails_is_said_in_a_line(
    tmp_path: Path, spark: SparkEngine, capfd: pytest.CaptureFixture[str]
) -> None:
    """A file damaged in its middle fails while it is read, and nothing else is printed."""
    path = Path(_write(tmp_path / "made.parquet", [(f"{n}",) for n in range(9)], {"a": "VARCHAR"}))
    body = bytearray(path.read_bytes())
    body[4:40] = bytes(36)
    path.write_bytes(body)
    spark.view("made", [str(path)])

    with pytest.raises(StoppedError, match="Spark failed") as found:
        list(spark.rows("SELECT a FROM made ORDER BY a"))

    assert "\n" not in str(found.value)
    assert ("", "") == capfd.readouterr()


def test_a_second_session_is_refused(spark: SparkEngine) -> None:
    """Spark allows one in a process; the first one goes on."""
    with pytest.raises(MisuseError, match="already runs"):
        SparkEngine("local[1]")

    assert [(1,)] == list(spark.rows("SELECT 1 AS n"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux says of its sockets")
def test_a_local_session_is_reached_from_this_machine_only(spark: SparkEngine) -> None:
    """Every socket that waits for connections is bound to the loopback interface."""
    assert spark.process_id is not None
    sockets = {
        str(each.readlink())
        for each in Path(f"/proc/{spark.process_id}/fd").iterdir()
        if each.exists()
    }
    waiting = [
        fields[1].partition(":")[0]
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{spark.process_id}/net/{table}").read_text().splitlines()[1:]
        if (fields := line.split())[3] == "0A" and f"socket:[{fields[9]}]" in sockets
    ]

    assert waiting
    assert [] == [address for address in waiting if address not in _LOOPBACK]


# 127.0.0.1, the same in IPv6, and ::1, as the kernel writes them.
_LOOPBACK = {
    "0100007F",
    "0000000000000000FFFF00000100007F",
    "00000000000000000000000001000000",
}


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, one line says what to install."""
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)

    with pytest.raises(MisuseError, match=r"Spark needs pyspark.*; install guidegraph\[spark\]"):
        SparkEngine("local[1]")


@pytest.mark.parametrize("home", [None, "nowhere"])
def test_missing_java_is_named(
    home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Java, one line says what to install."""
    monkeypatch.setenv("PATH", str(tmp_path))
    if home is None:
        monkeypatch.delenv("JAVA_HOME", raising=False)
    else:
        monkeypatch.setenv("JAVA_HOME", str(tmp_path / home))

    with pytest.raises(MisuseError, match="Java 17 or later"):
        SparkEngine("local[1]")


_PROGRAM = """
import sys
from guidegraph.bulk.spark import SparkEngine
from guidegraph.model.errors import GuidegraphError

try:
    with SparkEngine(sys.argv[1]) as engine:
        print("started", engine.process_id, flush=True)
        for row in engine.rows(sys.argv[2]):
            print(*row, flush=True)
except GuidegraphError as error:
    sys.exit(f"{type(error).__name__}: {error}")
except KeyboardInterrupt:
    sys.exit("stopped")
"""

# Longer than any test, in one job.
_ENDLESS = (
    "WITH ten AS (SELECT n FROM (VALUES (0),(1),(2),(3),(4),(5),(6),(7),(8),(9)) AS v(n)) "
    "SELECT count(*) FROM ten a, ten b, ten c, ten d, ten e, ten f, ten g, ten h, ten i, ten j, "
    "ten k, ten l WHERE a.n + b.n + c.n + d.n + e.n + f.n + g.n + h.n + i.n + j.n + k.n + l.n = 5"
)


def _program(master: str, text: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, master, text],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def test_interrupted_it_stops_the_session(tmp_path: Path) -> None:
    """Ctrl-C in the middle of a job ends the job and Java, and Spark prints nothing of its own."""
    program = _program("local[2]", _ENDLESS)
    assert program.stdout is not None
    _, java = program.stdout.readline().split()
    with pytest.raises(subprocess.TimeoutExpired):
        program.wait(2)
    program.send_signal(signal.SIGINT)
    printed, said = program.communicate()

    assert ("", "stopped\n") == (printed, said)
    assert not Path(f"/proc/{java}").exists()


def test_a_wrong_master_is_said_in_a_line() -> None:
    """A master that Spark does not know."""
    program = _program("nonsense", "SELECT 1")
    printed, said = program.communicate()

    assert printed == ""
    assert 1 == said.count("\n")
    assert said.startswith("StoppedError: Spark does not start with --master nonsense (")
    assert program.returncode == 1


def test_an_old_java_is_said_in_a_line(tmp_path: Path) -> None:
    """What a Java before 17 says of Spark is replaced by what to install."""
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    java.write_text(
        "#!/bin/sh\n"
        "echo 'Error: LinkageError occurred while loading main class' >&2\n"
        "echo 'java.lang.UnsupportedClassVersionError: class file version 61.0' >&2\n"
        "exit 1\n"
    )
    java.chmod(0o755)
    program = _program("local[1]", "SELECT 1", JAVA_HOME=str(tmp_path))
    printed, said = program.communicate()

    assert printed == ""
    assert said.startswith("MisuseError: this Java is too old for Spark; install Java 17 or later")
