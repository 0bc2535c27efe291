"""Writes the figures of `bulk.py` into a page, between two markers; the text around them stays."""

from __future__ import annotations

import math
import statistics
from pathlib import Path
from typing import Any


__all__ = ["exponent", "figures", "write_page"]

START = "<!-- figures: start; written by benchmarks/bulk.py, do not edit -->"
END = "<!-- figures: end -->"
OURS, TURTLE, STORED = "guidegraph, N-Triples", "guidegraph, Turtle", "guidegraph, stored"
SORT, RDFLIB = "sort -u + comm", "rdflib graph_diff"
ADD, PARSE = "guidegraph store add, ttl", "rdflib parse, ttl"
FROM = 100_000  # the smallest size that counts for how time grows

Row = dict[str, Any]
Tables = dict[str, dict[str, Any]]


def write_page(path: Path, results: dict[str, Any]) -> None:
    """Replace what is between the markers of a page with the figures."""
    text = path.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not (start and end):
        raise SystemExit(f"{path} has no place for the figures: lines {START} and {END}")
    path.write_text(f"{before}{START}\n\n{figures(results)}\n{END}{after}", encoding="utf-8")
    print(f"wrote {path}")


def figures(results: dict[str, Any]) -> str:
    """All tables as Markdown."""
    if "machine" not in results:
        return "Nothing has been measured yet.\n"
    tables: dict[str, Tables] = results.get("tables", {})
    parts = [_machine(results), _requirements(results)]
    starts = _starts(tables)
    for size, table in _sized(tables.get("diff", {})):
        parts.append(_difference(size, table, starts["diff"]))
    parts.append(_exponents(tables, starts))
    for size, table in _sized(tables.get("ingest", {})):
        parts.append(_ingested(size, table, starts["ingest"]))
    for size, table in _sized(tables.get("query", {})):
        parts.append(_questions(size, table))
    for size, table in _sized(tables.get("shapes", {})):
        parts.append(_checked(size, table))
    if "hard" in results:
        parts.append(_hard(results["hard"]))
    return "\n".join(part for part in parts if part)


def _sized(tables: Tables) -> list[tuple[int, Any]]:
    return sorted((int(size), table) for size, table in tables.items() if size != "0")


def _starts(tables: dict[str, Tables]) -> dict[str, dict[str, float]]:
    """What each tool takes for empty files, by contest."""
    return {
        contest: {
            name: statistics.median(row["wall"])
            for name, row in tables.get(contest, {}).get("0", {}).get("rows", {}).items()
            if row["wall"]
        }
        for contest in ("diff", "ingest")
    }


def _number(size: int) -> str:
    for unit, name in ((1_000_000, "million"), (1_000, "thousand")):
        if size >= unit:
            return f"{size // unit} {name}"
    return str(size)


def _time(seconds: float | None) -> str:
    if seconds is None:
        return "–"
    return (
        f"{seconds:.3f}" if seconds < 1 else f"{seconds:.2f}" if seconds < 100 else f"{seconds:.0f}"
    )


def _ratio(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value >= 20 else f"{value:.1f}" if value >= 2 else f"{value:.2f}"


def _median(row: Row | None, key: str = "wall") -> float | None:
    return statistics.median(row[key]) if row and row[key] else None


def _less_start(row: Row | None, start: float | None) -> float | None:
    """The median without what the tool takes for empty files; nothing if it is not clear."""
    whole = _median(row)
    if row is None or whole is None or start is None:
        return None
    # What is less than the runs differ among themselves is noise and not a time.
    return whole - start if whole - start > 0.02 * whole else None


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join(['---'] * len(heads))} |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _machine(results: dict[str, Any]) -> str:
    known = results["machine"]
    packages = ", ".join(f"{name} {number}" for name, number in known["packages"].items())
    memory = f" and {known['memory']} GB of memory" if known["memory"] else ""
    runs = sorted(
        {table["runs"] for of in results["tables"].values() for table in of.values()} or {0}
    )
    return (
        f"Measured on {known['system']} ({known['architecture']}) with {known['cores']} cores"
        f"{memory}, Python {known['python']}, {packages}.\n"
        f"Each figure is the median of {' or '.join(map(str, runs))} "
        f"run{'' if runs == [1] else 's'}.\n"
    )


def _answer(row: Row) -> str:
    answer = row["answer"]
    if row.get("unsteady"):
        return "differs between runs"
    if "removed" not in answer:
        return str(row.get("judged", ""))
    counts = f"{answer['removed']:,} / {answer['added']:,}"
    if answer.get("undecided"):
        counts += f", {answer['undecided']:,} undecided"
    return f"{row['judged']}: {counts}"


def _timed_rows(rows: dict[str, Row], starts: dict[str, float], ours: str) -> list[list[str]]:
    """Name, seconds, seconds without the start, of computing, memory, and times ours."""
    found = []
    base = _median(rows.get(ours))
    for name, row in rows.items():
        wall = _median(row)
        if wall is None:
            found.append([name, row["missing"] or "–", *["–"] * 5])
            continue
        spread = f"{_time(min(row['wall']))} to {_time(max(row['wall']))}"
        found.append(
            [
                name,
                _time(wall),
                spread,
                _time(_less_start(row, starts.get(name))),
                _time(_median(row, "cpu")),
                f"{_median(row, 'peak') or 0:.0f}",
                _ratio(wall / base) if base else "–",
            ]
        )
    return found


_HEADS = ["", "seconds", "from – to", "without start", "of computing", "MB", "× ours"]


def _difference(size: int, table: Any, starts: dict[str, float]) -> str:
    rows, truth = table["rows"], table["truth"]
    lines = _timed_rows(rows, starts, OURS)
    for line in lines:
        line.append(_answer(rows[line[0]]) if rows[line[0]]["wall"] else "")
    return (
        f"### Difference of two editions, {_number(size)} triples each\n\n"
        f"{truth['triples']['old']:,} and {truth['triples']['new']:,} triples; "
        f"{truth['removed']:,} are removed and {truth['added']:,} are added, "
        f"of these {truth['ground']['removed']:,} and {truth['ground']['added']:,} "
        "without blank nodes.\n\n" + _table([*_HEADS, "removed / added"], lines)
    )


def _ingested(size: int, table: Any, starts: dict[str, float]) -> str:
    rows, triples = table["rows"], table["truth"]["triples"]["new"]
    lines = _timed_rows(rows, starts, ADD)
    for line in lines:
        wall = _median(rows[line[0]])
        line.append(f"{triples / wall / 1_000:,.0f}" if wall else "")
    return f"### Reading an edition, {_number(size)} triples\n\n" + _table(
        [*_HEADS, "thousand triples a second"], lines
    )


def _questions(size: int, table: Any) -> str:
    rows = table["rows"]
    names = list(rows)
    parts = {
        name: {
            part: statistics.median(one[part] for one in row["parts"]) for part in row["parts"][0]
        }
        for name, row in rows.items()
        if row.get("parts")
    }
    if not parts:
        said = "; ".join(f"{name}: {rows[name]['missing']}" for name in names)
        return f"### Questions, {_number(size)} triples an edition\n\n{said}.\n"
    questions = [part for part in max(parts.values(), key=len) if part not in ("start", "loading")]
    lines = []
    for question in questions:
        answers = {rows[name]["answer"].get(question) for name in parts}
        same = f"{answers.pop():,}" if len(answers) == 1 else "answers differ"
        line = [question]
        for name in names:
            of = parts.get(name, {})
            line.append(_time(of.get(question)))
            if "start" in of:
                rest = of[question] - of["start"]
                line[-1] += f" ({_time(rest)} without start)" if rest > 0.005 else " (start alone)"
        lines.append([*line, same])
    loading = ["loading"]
    for name in names:
        loading.append(_time(parts.get(name, {}).get("loading")))
    heads = [
        "",
        *(
            f"{name}{': ' + rows[name]['missing'] if rows[name]['missing'] else ''}"
            for name in names
        ),
        "rows or number",
    ]
    peaks = ["peak memory, MB", *(f"{_median(rows[n], 'peak') or 0:.0f}" for n in names), ""]
    return (
        f"### Questions, {_number(size)} triples an edition\n\n"
        f"Seconds; the true number of relabelled concepts is {table['relabelled']:,}.\n\n"
        + _table(heads, [*lines, [*loading, ""], peaks])
    )


def _checked(size: int, table: Any) -> str:
    rows = table["rows"]
    lines = _timed_rows(rows, {}, next(iter(rows)))
    for line in lines:
        del line[3]
    heads = [head for head in _HEADS if head != "without start"]
    return f"### Checking an edition, {_number(size)} triples\n\n" + _table(heads, lines)


def exponent(points: list[tuple[int, float]]) -> float | None:
    """The exponent of the power of the size that fits the times best; None for fewer than two."""
    if len(points) < 2:
        return None
    logs = [(math.log(size), math.log(seconds)) for size, seconds in points]
    middle = [statistics.fmean(values) for values in zip(*logs, strict=True)]
    across = sum((size - middle[0]) ** 2 for size, _ in logs)
    return sum((size - middle[0]) * (time - middle[1]) for size, time in logs) / across


def _points(tables: Tables, name: str, start: float | None) -> list[tuple[int, float]]:
    found = []
    for size, table in _sized(tables):
        seconds = _less_start(table["rows"].get(name), start or 0.0)
        if size >= FROM and seconds:
            found.append((table["truth"]["triples"]["old"], seconds))
    return found


def _exponents(tables: dict[str, Tables], starts: dict[str, dict[str, float]]) -> str:
    lines = []
    for contest in ("diff", "ingest"):
        of = tables.get(contest, {})
        for name in dict.fromkeys(name for _, table in _sized(of) for name in table["rows"]):
            points = _points(of, name, starts[contest].get(name))
            value = exponent(points)
            if value is not None:
                sizes = f"{_number(round(points[0][0], -5))} to {_number(round(points[-1][0], -5))}"
                lines.append([name, f"{value:.2f}", sizes])
    if not lines:
        return ""
    return (
        "### How time grows with size\n\n"
        "The time without the start is proportional to the number of triples to this power.\n\n"
        + _table(["", "power", "triples"], lines)
    )


def _requirements(results: dict[str, Any]) -> str:
    """What was promised, beside what was measured."""
    tables: dict[str, Tables] = results.get("tables", {})
    starts = _starts(tables)
    diff, ingest = tables.get("diff", {}), tables.get("ingest", {})

    def row(size: int, name: str, of: Tables = diff) -> Row | None:
        found: Row | None = of.get(str(size), {}).get("rows", {}).get(name)
        return found

    def over(one: float | None, two: float | None) -> float | None:
        return one / two if one and two else None

    def less(size: int, name: str) -> float | None:
        return _less_start(row(size, name), starts["diff"].get(name))

    lines: list[list[str]] = []

    def add(text: str, value: float | None, bound: float, *, least: bool = False) -> None:
        if value is None:
            met = "not measured"
        else:
            met = "yes" if (value >= bound if least else value <= bound) else "no"
        lines.append([text, f"{'at least' if least else 'at most'} {bound:g}", _ratio(value), met])

    add(
        "10 thousand triples, without start: rdflib graph_diff / ours",
        over(less(10_000, RDFLIB), less(10_000, OURS)),
        200,
        least=True,
    )
    add(
        "10 thousand triples, whole process: rdflib graph_diff / ours",
        over(_median(row(10_000, RDFLIB)), _median(row(10_000, OURS))),
        200,
        least=True,
    )
    add(
        "4 thousand triples, whole process: rdflib graph_diff / ours",
        over(_median(row(4_000, RDFLIB)), _median(row(4_000, OURS))),
        40,
        least=True,
    )
    for size, bound in ((1_000_000, 0.6), (10_000_000, 1.0)):
        name = _number(size)
        base = _median(row(size, SORT))
        add(f"{name}: ours / sort + comm", over(_median(row(size, OURS)), base), bound)
        add(f"{name}: stored / sort + comm", over(_median(row(size, STORED)), base), 0.3)
    add(
        "10 million, memory: ours / sort + comm",
        over(_median(row(10**7, OURS), "peak"), _median(row(10**7, SORT), "peak")),
        0.5,
    )
    sizes = [size for size, table in _sized(ingest) if _median(table["rows"].get(PARSE))]
    largest = max(sizes, default=100_000)
    add(
        f"Turtle, {_number(largest)}: rdflib parse / store add",
        over(_median(row(largest, PARSE, ingest)), _median(row(largest, ADD, ingest))),
        20,
        least=True,
    )
    for name in (OURS, TURTLE, STORED):
        add(
            f"power of the size, {name}",
            exponent(_points(diff, name, starts["diff"].get(name))),
            1.1,
        )
    for size, table in _sized(diff):
        said = [table["rows"][name] for name in (OURS, TURTLE, STORED) if name in table["rows"]]
        words = sorted({one["judged"] for one in said if one["wall"]})
        met = "yes" if words == ["right"] else "no" if words else "not measured"
        lines.append([f"correct at {_number(size)}", "right", ", ".join(words) or "–", met])
    if "hard" in results:
        said = [one["said"].get(OURS, "") for one in results["hard"].values()]
        good = sum(word in ("right", "undecided") for word in said)
        lines.append(
            [
                "correct on hard cases",
                f"{len(said)}",
                f"{good}, of these {said.count('undecided')} undecided",
                "not measured" if "not there yet" in said else "yes" if good == len(said) else "no",
            ]
        )
    return "### What must hold\n\n" + _table(["", "bound", "measured", "holds"], lines)


def _hard(cases: dict[str, Any]) -> str:
    names = list(next(iter(cases.values()))["said"])
    lines = []
    for case, row in cases.items():
        truth = f"{row['truth']['removed']:,} / {row['truth']['added']:,}"
        lines.append([case, truth, *(row["said"].get(name, "") for name in names)])
    return (
        "### Hard cases\n\n"
        "The truth counts whole components of blank nodes. "
        "“Fewer, by triple” is a difference that counts single triples of them.\n\n"
        + _table(["", "removed / added", *names], lines)
    )
