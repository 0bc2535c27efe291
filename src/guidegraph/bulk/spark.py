"""
Statements run on Spark, for data beyond one machine.

Spark plans the work, divides it, repeats what failed and reads the files; nothing of that is here.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, Self

from guidegraph.bulk.engine import Row, Value
from guidegraph.bulk.portable import spark_statement
from guidegraph.model.errors import MisuseError, StoppedError, UnreadableError


if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["SparkEngine"]

_JAVA: Final = "install Java 17 or later, or name its folder with JAVA_HOME"

_SETTINGS: Final = {
    "spark.app.name": "guidegraph",
    "spark.log.level": "ERROR",
    "spark.ui.showConsoleProgress": "false",
    # A statement is what it says: no text is put in for `${name}`, numbers that do not fit are
    # errors as on DuckDB, and a recursive query goes as deep as the data.
    "spark.sql.variable.substitute": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.cteRecursionLevelLimit": "-1",
    "spark.sql.cteRecursionRowLimit": "-1",
}

# A session in this machine is reached from this machine only.
_LOCAL: Final = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
}

_PATIENCE: Final = 20
"""How long Spark may take to stop before it is killed, in seconds."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*+:/")


class SparkEngine:
    """
    A session of Spark, of which a process can have one at a time.

    Args:
        master: where it runs, as Spark writes it: `local[2]`, `spark://host:7077`, `yarn` …
        scratch: a folder for what does not fit into memory, if Spark runs in this machine.
        settings: more settings of Spark, such as `{"spark.driver.memory": "4g"}`.

    Raises:
        MisuseError: if pyspark, sqlglot or Java is not installed, or Spark runs already.
        StoppedError: if Spark does not start.
    """

    def __init__(
        self,
        master: str,
        *,
        scratch: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        try:
            import py4j.protocol
            import pyspark.errors
            import sqlglot  # noqa: F401 - without it, there is nothing to start for
        except ModuleNotFoundError as error:
            raise MisuseError(
                f"Spark needs {error.name}; install guidegraph[spark], and Java 17 or later"
            ) from None
        self._failures = (pyspark.errors.PySparkException, py4j.protocol.Py4JError)
        self._mistakes = (pyspark.errors.AnalysisException, pyspark.errors.ParseException)
        _expect_java()
        _silence()

        chosen = dict(_SETTINGS)
        if master.startswith("local"):
            chosen |= _LOCAL
            if scratch is not None:
                chosen["spark.local.dir"] = str(scratch)
        chosen |= settings or {}
        self._kept: dict[str, DataFrame] = {}
        self._context: Any = None
        self._process: subprocess.Popen[bytes] | None = None
        # What the Java program says goes here, instead of between what we say.
        self._output: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed at the end
        try:
            self._session = self._start(master, chosen)
        except BaseException:
            self._end()
            raise

    def _start(self, master: str, settings: Mapping[str, str]) -> SparkSession:
        from pyspark import SparkConf, SparkContext
        from pyspark.java_gateway import launch_gateway
        from pyspark.sql import SparkSession

        if SparkContext._active_spark_context is not None:
            raise MisuseError("Spark already runs in this process; stop its session first")
        conf = SparkConf().setMaster(master).setAll(list(settings.items()))
        try:
            if SparkContext._gateway is None:
                place = {"stdout": self._output, "stderr": self._output}
                launched = launch_gateway(conf, place)  # type: ignore[no-untyped-call]  # it is so
                self._process = launched.proc
            else:
                launched = SparkContext._gateway
            with _own_interrupts():
                self._context = SparkContext(conf=conf, gateway=launched)
            return SparkSession(self._context)
        except self._failures as error:
            self._output.seek(0)
            output = self._output.read().decode(errors="replace")
            if "UnsupportedClassVersionError" in output:
                raise MisuseError(f"this Java is too old for Spark; {_JAVA}") from None
            reason = _first_line(error)
            if "JAVA_GATEWAY_EXITED" in reason:
                reason = _last_problem(output)
            raise StoppedError(
                f"Spark does not start with --master {master} ({reason}); check the address"
            ) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    @property
    def process_id(self) -> int | None:
        """The process of Java, if it was started here."""
        return None if self._process is None else self._process.pid

    def view(self, name: str, paths: Sequence[str]) -> None:
        """Make the rows of Parquet files known under a name, wherever Spark can read them."""
        for path in paths:
            # Spark takes such a file for an unfinished one, and reads nothing.
            if path.rpartition("/")[2].startswith(("_", ".")):
                raise UnreadableError(
                    f"{path}: Spark reads no file whose name begins with '_' or '.'; rename it"
                )
        try:
            # A name is a name, also with brackets in it.
            reader = self._session.read.option("__globPaths__", "false")
            reader.parquet(*map(_address, paths)).createOrReplaceTempView(name)
        except self._failures as error:
            raise UnreadableError(
                f"{', '.join(paths)}: Spark cannot read this ({_first_line(error)}); check that it "
                "is a stored edition"
            ) from None

    def keep(self, name: str, text: str, **values: Value) -> None:
        """Compute the rows of a statement once, and make them known under a name."""
        with self._said():
            frame = self._frame(text, values).persist()
            frame.count()
            frame.createOrReplaceTempView(name)
        earlier = self._kept.pop(name, None)
        self._kept[name] = frame
        if earlier is not None:
            earlier.unpersist()

    def run(self, text: str, **values: Value) -> None:
        """Run a statement that gives no rows."""
        with self._said():
            self._frame(text, values).collect()

    def rows(self, text: str, **values: Value) -> Iterator[Row]:
        """The rows of a statement, read as they are asked for."""
        with self._said():
            for row in self._frame(text, values).toLocalIterator():
                yield tuple(row)

    def _frame(self, text: str, values: Mapping[str, Value]) -> DataFrame:
        return self._session.sql(spark_statement(text), args=dict(values))

    @contextlib.contextmanager
    def _said(self) -> Iterator[None]:
        """Say in one line what failed, unless a statement of ours is wrong."""
        try:
            yield
        except self._mistakes:
            raise
        except self._failures as error:
            whole = str(error)
            if "OutOfMemoryError" in whole or self._has_died():
                advice = "allow it more memory: spark.driver.memory or spark.executor.memory"
            elif "No space left on device" in whole:
                advice = "make room on the disk, or name another folder with TMPDIR"
            else:
                advice = "nothing was written"
            raise StoppedError(f"Spark failed ({_first_line(error)}); {advice}") from None

    def _has_died(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def _end(self) -> None:
        """Stop the session, and the Java program if we started it."""
        # A thread of its own has a connection of its own: on this one's, a call that was
        # interrupted may still wait for its answer.
        stopping = threading.Thread(target=self._stop, daemon=True)
        stopping.start()
        stopping.join(_PATIENCE)
        if self._process is not None:
            from pyspark import SparkContext

            SparkContext._gateway = None
            SparkContext._jvm = None
            if self._process.stdin is not None:
                self._process.stdin.close()  # Java ends when nobody speaks to it any more
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._output.close()
        logging.getLogger().removeFilter(_is_not_from_py4j)

    def _stop(self) -> None:
        from pyspark import SparkContext
        from pyspark.sql import SparkSession

        ours = SparkContext._gateway if self._process is not None else None
        with contextlib.suppress(*self._failures, OSError), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that it died, which was said
            if self._context is not None:
                session = SparkSession._instantiatedSession
                (self._context if session is None else session).stop()
        with contextlib.suppress(*self._failures, OSError):
            if ours is not None:
                ours.shutdown()


def _expect_java() -> None:
    """
    See whether there is Java, which Spark would miss in ten lines.

    Raises:
        MisuseError: if there is none.
    """
    home = os.environ.get("JAVA_HOME")
    if home and shutil.which("java", path=str(Path(home) / "bin")) is None:
        raise MisuseError(f"there is no Java in JAVA_HOME ({home}); {_JAVA}")
    if not home and shutil.which("java") is None:
        raise MisuseError(f"Spark needs Java; {_JAVA}")


def _silence() -> None:
    """Keep what pyspark and py4j log out of what we say; failures are said in our words."""
    from pyspark.logger import PySparkLogger

    PySparkLogger.getLogger("SQLQueryContextLogger").disabled = True
    logging.getLogger("py4j").setLevel(logging.CRITICAL + 1)
    logging.getLogger().addFilter(_is_not_from_py4j)


def _is_not_from_py4j(record: logging.LogRecord) -> bool:
    """py4j logs interrupted calls at the root."""
    return "py4j" not in Path(record.pathname).parts


@contextlib.contextmanager
def _own_interrupts() -> Iterator[None]:
    """
    Keep what Ctrl-C does.

    A context of Spark replaces it by a call to Java, which would wait for the call that it is to
    interrupt.
    """
    heard = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, heard)


def _address(path: str) -> str:
    """A path as Spark takes it: one without a scheme is in this machine."""
    return path if _SCHEME.match(path) else f"file://{Path(path).absolute()}"


def _first_line(error: Exception) -> str:
    """What went wrong, without the calls that led there."""
    lines = [line.strip().removeprefix(": ") for line in str(error).splitlines()]
    said = [line for line in lines if line and not line.startswith("An error occurred while")]
    return _shortened(said[0] if said else type(error).__name__)


def _last_problem(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    problems = [line for line in lines if "error" in line.lower() or "exception" in line.lower()]
    return _shortened((problems or lines or ["Java ended without a message"])[-1])


def _shortened(line: str) -> str:
    return line if len(line) <= 300 else f"{line[:299]}…"
