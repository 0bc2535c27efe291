#!/usr/bin/env python3
"""
Large vocabularies: how fast and how right we and others are, side by side in one run.

Usage: bulk.py [--sizes 4k 10k 100k 1M] [--large] [--runs 5] [--only diff ingest query shapes hard]
               [--work FOLDER] [--results FILE] [--page FILE | --no-page] [--render]
               [--node-modules FOLDER] [--program GUIDEGRAPH]

Every run is a whole process, one at a time; all tools take turns in each round, so that other work
on the machine meets them alike. Medians of the rounds count. The pairs of files are made once and
stored in the work folder (by default a temporary one); `pairs.py` describes them.
Each table of the results is from one run: measuring one size anew replaces its table, and leaves
the others. `--render` writes the page from the results without measuring.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bulk_page import write_page
from hard_cases import hard_cases
from measuring import Run, run
from pairs import Options, write_pair


__all__ = ["Contestant", "contests", "measure"]

HERE = Path(__file__).resolve().parent
SIZES = {"4k": 4_000, "10k": 10_000, "100k": 100_000, "1M": 1_000_000, "10M": 10_000_000}
PACKAGES = ("guidegraph", "pyoxigraph", "duckdb", "pyarrow", "rdflib", "pyshacl")
CONTESTS = ("diff", "ingest", "query", "shapes", "hard")
ABSENT = ("no such option", "no such command", "unknown option", "unknown command")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <http://example.org/shapes/> .
:concept a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ] ,
    [ sh:path skos:notation ; sh:maxCount 1 ; sh:pattern "^[0-9]{8,}$" ] ,
    [ sh:path skos:broader ; sh:maxCount 1 ; sh:nodeKind sh:IRI ; sh:class skos:Concept ] ,
    [ sh:path skos:definition ; sh:minCount 1 ; sh:minLength 20 ] .
"""


def _nothing(_: Path) -> str:
    """Prepare nothing."""
    return ""


def _printed(_: Path, output: str) -> Any:
    """The last line, as JSON."""
    return json.loads(output[output.index("{") :]) if "{" in output else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contestant:
    """
    A tool in one contest: its command for the folder of a pair, what is done before each run
    without being measured (which returns why it cannot be done), how its answer is read, and the
    largest size it is tried with.
    """

    name: str
    command: Callable[[Path], list[str]]
    prepare: Callable[[Path], str] = _nothing
    answer: Callable[[Path, str], Any] = _printed
    most: int = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The programs that are measured, and what was prepared for them."""

    program: str
    node_modules: Path | None
    stored: set[Path] = field(default_factory=set)  # folders with a library of both editions

    def guidegraph(self, *arguments: str) -> list[str]:
        """A command of ours."""
        return [self.program, *arguments]

    @staticmethod
    def peer(task: str, *arguments: str) -> list[str]:
        """A task of `peers.py`."""
        return [sys.executable, str(HERE / "peers.py"), task, *arguments]

    def node(self) -> str | None:
        """Node, if it and rdf-canonize are there."""
        found = shutil.which("node")
        if found and self.node_modules and (self.node_modules / "rdf-canonize").is_dir():
            return found
        return None


def contests(tools: Tools) -> dict[str, list[Contestant]]:
    """Who is measured at what, ours first."""
    return {
        "diff": _diff(tools),
        "ingest": _ingest(tools),
        "query": _query(tools),
        "shapes": _shapes(tools),
    }


def _library(folder: Path, name: str = "library") -> str:
    return str(folder / name)


def _empty_library(tools: Tools, name: str = "library") -> Callable[[Path], str]:
    def prepare(folder: Path) -> str:
        shutil.rmtree(_library(folder, name), ignore_errors=True)
        return _done(tools.guidegraph("init", _library(folder, name)), folder)

    return prepare


def _stored(tools: Tools) -> Callable[[Path], str]:
    """Put both editions into a library, once in each call of this program."""

    def prepare(folder: Path) -> str:
        if folder in tools.stored:
            return ""
        said = _empty_library(tools)(folder)
        for side in ("old", "new"):
            said = said or _done(_add(tools, folder, side, "nt"), folder)
        if not said:
            tools.stored.add(folder)
        return said

    return prepare


def _add(tools: Tools, folder: Path, side: str, syntax: str, name: str = "library") -> list[str]:
    file = str(folder / f"{side}.{syntax}")
    library = _library(folder, name)
    return tools.guidegraph("store", "add", f"voc-{side}", file, "--library", library)


def _done(command: list[str], folder: Path) -> str:
    """Run a command that is not measured; returns why it failed."""
    return missing(run(command, folder=folder, timeout=7_200), command, 7_200)


def _diff(tools: Tools) -> list[Contestant]:
    def ours(name: str, *sides: str, **rest: Any) -> Contestant:
        return Contestant(
            name=name,
            command=lambda folder: tools.guidegraph(
                "diff",
                *(str(folder / side) if "." in side else side for side in sides),
                "--triples",
                "--format",
                "json",
                "--timeout",
                "3600",
                *(["--library", _library(folder)] if "prepare" in rest else []),
            ),
            answer=lambda _, output: _printed(_, output).get("triples", {}),
            **rest,
        )

    def peer(name: str, task: str, most: int) -> Contestant:
        return Contestant(
            name=name,
            command=lambda folder: tools.peer(task, *_pair(folder)),
            most=most,
        )

    found = [
        ours("guidegraph, N-Triples", "old.nt", "new.nt"),
        ours("guidegraph, Turtle", "old.ttl", "new.ttl"),
        ours("guidegraph, stored", "voc-old", "voc-new", prepare=_stored(tools)),
        Contestant(name="sort -u + comm", command=_sort, answer=_compared),
        peer("DuckDB, no blank nodes", "anti-join", 10_000_000),
        peer("RDFC-1.0, whole graph (pyoxigraph)", "whole-graph", 100_000),
        peer("rdflib graph_diff", "graph-diff", 10_000),
    ]
    node = tools.node()
    if node:
        modules = str(tools.node_modules)
        canonize = str(HERE / "canonize.cjs")
        found.append(
            Contestant(
                name="RDFC-1.0, whole graph (npm rdf-canonize)",
                command=lambda folder: [node, canonize, modules, *_pair(folder)],
                most=10_000,
            )
        )
    return found


def _pair(folder: Path, syntax: str = "nt") -> tuple[str, str]:
    return str(folder / f"old.{syntax}"), str(folder / f"new.{syntax}")


def _sort(folder: Path) -> list[str]:
    made = folder / "sorted"
    made.mkdir(exist_ok=True)
    script = (
        'export LC_ALL=C; sort -T "$3" -u "$1" >"$3/old" && sort -T "$3" -u "$2" >"$3/new" '
        '&& comm -3 "$3/old" "$3/new" >"$3/both"'
    )
    return ["sh", "-c", script, "sh", *_pair(folder), str(made)]


def _compared(folder: Path, _: str) -> Any:
    """What comm found, and what of it has no blank nodes."""
    counts = {"removed": 0, "added": 0}
    whole = {"removed": 0, "added": 0}
    with (folder / "sorted" / "both").open(encoding="utf-8") as lines:
        for line in lines:
            side = "added" if line.startswith("\t") else "removed"
            whole[side] += 1
            counts[side] += not (line.lstrip("\t").startswith("_:") or "> _:" in line)
    shutil.rmtree(folder / "sorted")
    return {**counts, "ground": True, "lines": whole}


def _ingest(tools: Tools) -> list[Contestant]:
    def ours(syntax: str) -> Contestant:
        return Contestant(
            name=f"guidegraph store add, {syntax}",
            command=lambda folder: _add(tools, folder, "new", syntax, "ingested"),
            prepare=_empty_library(tools, "ingested"),
            answer=lambda folder, _: {"bytes": _bytes_in(folder / "ingested")},
        )

    def fresh(folder: Path) -> str:
        shutil.rmtree(folder / "store", ignore_errors=True)
        return ""

    return [
        ours("ttl"),
        ours("nt"),
        ours("ttl.gz"),
        Contestant(
            name="rdflib parse, ttl",
            command=lambda folder: tools.peer("parse-rdflib", str(folder / "new.ttl")),
            most=1_000_000,
        ),
        Contestant(
            name="pyoxigraph parse, ttl (stores nothing)",
            command=lambda folder: tools.peer("parse-pyoxigraph", str(folder / "new.ttl")),
        ),
        Contestant(
            name="pyoxigraph store on disk, ttl",
            command=lambda folder: tools.peer(
                "load-pyoxigraph", str(folder / "new.ttl"), str(folder / "store")
            ),
            prepare=fresh,
            most=1_000_000,
        ),
    ]


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _query(tools: Tools) -> list[Contestant]:
    def ours(folder: Path) -> list[str]:
        return tools.peer("query-guidegraph", tools.program, _library(folder))

    def peer(task: str) -> Callable[[Path], list[str]]:
        return lambda folder: tools.peer(task, *_pair(folder))

    return [
        Contestant(name="guidegraph, stored", command=ours, prepare=_stored(tools)),
        Contestant(name="pyoxigraph", command=peer("query-pyoxigraph"), most=1_000_000),
        Contestant(name="rdflib", command=peer("query-rdflib"), most=100_000),
    ]


def _shapes(tools: Tools) -> list[Contestant]:
    def write(folder: Path) -> str:
        (folder / "shapes.ttl").write_text(SHAPES)
        return ""

    def check(folder: Path, target: str, *more: str) -> list[str]:
        return tools.guidegraph(
            *("check", target, "--shapes", str(folder / "shapes.ttl"), "--format", "json"),
            *("--fail-on", "none", *more),
        )

    def stored(folder: Path) -> str:
        return write(folder) or _stored(tools)(folder)

    def found(_: Path, output: str) -> Any:
        return {"findings": len(_printed(_, output).get("findings", []))}

    return [
        Contestant(
            name="guidegraph check, stored, all rules and the shapes",
            command=lambda folder: check(folder, "voc-new", "--library", _library(folder)),
            prepare=stored,
            answer=found,
            most=100_000,
        ),
        Contestant(
            name="guidegraph check, N-Triples, all rules and the shapes",
            command=lambda folder: check(folder, str(folder / "new.nt")),
            prepare=write,
            answer=found,
            most=100_000,
        ),
        Contestant(
            name="pyshacl, the shapes",
            command=lambda folder: tools.peer(
                "shapes-pyshacl", str(folder / "new.nt"), str(folder / "shapes.ttl")
            ),
            prepare=write,
            most=100_000,
        ),
    ]


def judged(answer: dict[str, Any], truth: dict[str, Any]) -> str:
    """
    Whether a difference is right, in one word.

    A tool that counts single triples and not components may find fewer; more than whole components
    have are changes that are not there.
    """
    if "removed" not in answer:
        return ""
    right = truth["ground"] if answer.get("ground") else truth
    found = answer["removed"], answer["added"]
    true = right["removed"], right["added"]
    if answer.get("undecided"):
        within = found[0] <= true[0] and found[1] <= true[1]
        return "undecided" if within else "false changes"
    if found == true:
        return "right without blank nodes" if answer.get("ground") else "right"
    if found[0] - found[1] != true[0] - true[1]:
        return "wrong"
    if found[0] > true[0]:
        return "false changes"
    return "missed" if found == (0, 0) else "fewer, by triple"


def missing(got: Run, command: list[str], timeout: float) -> str:
    """Why a run gave nothing: the option is not there yet, it failed, or it took too long."""
    if got.code is None:
        return f"stopped after {timeout:.0f} s"
    if got.code == 0:
        return ""
    said = [line for line in got.errors.splitlines() if line.strip()]
    told = said[-1].strip() if said else f"exit code {got.code}"
    if any(words in got.errors.lower() for words in ABSENT):
        return "not there yet"
    for path in sorted((one for one in command if "/" in one), key=len, reverse=True):
        told = told.replace(path, Path(path).name)
    return f"failed: {told[:160]}"


def measure(
    table: list[Contestant], folder: Path, truth: dict[str, Any], runs: int, timeout: float
) -> dict[str, Any]:
    """Run all contestants in turns; seconds, memory and answers by name."""
    rows: dict[str, Any] = {
        one.name: {"wall": [], "cpu": [], "peak": [], "answer": {}, "missing": ""} for one in table
    }
    for number in range(runs):
        for one in table:
            row = rows[one.name]
            if row["missing"]:
                continue
            command = one.command(folder)
            row["missing"] = one.prepare(folder)
            if not row["missing"]:
                got = run(command, folder=folder, timeout=timeout)
                row["missing"] = missing(got, command, timeout)
            if row["missing"]:
                print(f"    {one.name}: {row['missing']}", flush=True)
                continue
            for key in ("wall", "cpu", "peak"):
                row[key].append(round(getattr(got, key), 4))
            answer = one.answer(folder, got.output)
            if number and "seconds" not in answer and answer != row["answer"]:
                row["unsteady"] = True
            if "seconds" in answer:
                row.setdefault("parts", []).append(answer["seconds"])
                answer = answer["answers"]
            row["answer"] = answer
            row["judged"] = judged(answer, truth)
    for name, row in rows.items():
        if row["wall"]:
            print(
                f"    {name:<45} {statistics.median(row['wall']):9.3f} s "
                f"{max(row['peak']):7.0f} MB  {row['judged']}",
                flush=True,
            )
    return rows


def hard(tools: Tools, folder: Path, timeout: float) -> dict[str, Any]:
    """Each hard case once, by us and by those that know blank nodes."""
    contestants = [
        one for one in _diff(tools) if one.name.startswith(("guidegraph, N", "RDFC-1.0", "rdflib"))
    ]
    found: dict[str, Any] = {}
    absent: set[str] = set()
    for case in hard_cases():
        (folder / "old.nt").write_text(case.old)
        (folder / "new.nt").write_text(case.new)
        truth = {"removed": case.removed, "added": case.added}
        row: dict[str, Any] = {"truth": truth, "costly": case.costly, "said": {}}
        for one in contestants:
            if one.name in absent:
                row["said"][one.name] = "not there yet"
                continue
            command = one.command(folder)
            got = run(command, folder=folder, timeout=timeout)
            said = missing(got, command, timeout)
            if said == "not there yet":
                absent.add(one.name)
            elif said.startswith("failed"):
                said = "failed"
            elif not said:
                answer = one.answer(folder, got.output)
                said = judged(answer, truth)
                if said == "undecided" and not case.costly:
                    said = "undecided, but not costly"
                elif said not in ("right", "undecided"):
                    said += f" ({answer['removed']}, {answer['added']})"
            row["said"][one.name] = said
        found[case.name] = row
        print(f"    {case.name:<28} {' | '.join(row['said'].values())}", flush=True)
    return found


def machine(tools: Tools) -> dict[str, Any]:
    """The machine in general terms: nothing that names it."""
    found: dict[str, Any] = {
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0,
        "system": platform.system(),
        "architecture": platform.machine(),
        "python": platform.python_version(),
        "packages": {},
    }
    try:
        found["memory"] = round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3)
    except (ValueError, OSError):
        found["memory"] = 0
    for name in PACKAGES:
        try:
            found["packages"][name] = version(name)
        except PackageNotFoundError:
            continue
    if tools.node() and tools.node_modules:
        about = json.loads((tools.node_modules / "rdf-canonize" / "package.json").read_text())
        found["packages"]["rdf-canonize (npm)"] = about["version"]
    return found


def pair_in(work: Path, size: int) -> tuple[Path, dict[str, Any]]:
    """The folder with the pair of a size, made if it is not there; size 0 has empty files."""
    folder = work / str(size)
    syntaxes = ("nt", "ttl", "ttl.gz")
    if (folder / "truth.json").exists():
        return folder, json.loads((folder / "truth.json").read_text())
    print(f"  making the pair of {size:,} triples", flush=True)
    options = Options.for_triples(size) if size else Options(concepts=0)
    truth = write_pair(folder, options, syntaxes)
    return folder, truth


def main() -> None:
    """Read the command line, measure, store the results, write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["4k", "10k", "100k", "1M"])
    parser.add_argument("--large", action="store_true", help="add 10 million triples")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=CONTESTS, default=list(CONTESTS))
    parser.add_argument("--timeout", type=float, default=1_800.0, help="seconds for one process")
    parser.add_argument("--work", type=Path, help="where pairs are stored between runs")
    parser.add_argument("--results", type=Path, help="by default results.json in the work folder")
    parser.add_argument("--page", type=Path, default=HERE.parent / "docs" / "performance.md")
    parser.add_argument("--no-page", action="store_true")
    parser.add_argument("--render", action="store_true", help="write the page, measure nothing")
    parser.add_argument("--node-modules", type=Path, help="the folder that has rdf-canonize")
    beside = Path(sys.executable).parent / "guidegraph"
    parser.add_argument("--program", default=str(beside), help="guidegraph to measure")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = (given.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        stored = given.results or work / "results.json"
        results = json.loads(stored.read_text()) if stored.exists() else {"tables": {}}
        if not given.render:
            modules = given.node_modules.resolve() if given.node_modules else None
            tools = Tools(program=given.program, node_modules=modules)
            sizes = sorted({*(SIZES[name] for name in given.sizes), *([10**7] * given.large)})
            for contest in given.only:
                _contest(contest, tools, work, sizes, given, results)
                stored.write_text(json.dumps(results, indent=1) + "\n")
        if not given.no_page:
            write_page(given.page, results)


def _contest(
    contest: str,
    tools: Tools,
    work: Path,
    sizes: list[int],
    given: argparse.Namespace,
    results: dict[str, Any],
) -> None:
    """Measure one contest, and put its tables into the results."""
    results["machine"] = machine(tools)
    if contest == "hard":
        print("hard cases", flush=True)
        folder = work / "hard"
        folder.mkdir(exist_ok=True)
        results["hard"] = hard(tools, folder, min(given.timeout, 20.0))
        return
    table = contests(tools)[contest]
    # The empty pair shows what starting takes. Where a tool reports its parts, it is not needed.
    for size in [0, *sizes] if contest in ("diff", "ingest") else sizes:
        chosen = [one for one in table if one.most >= size]
        if not chosen:
            continue
        folder, truth = pair_in(work, size)
        print(f"{contest}, {size:,} triples", flush=True)
        rows = measure(chosen, folder, truth, given.runs, given.timeout)
        results["tables"].setdefault(contest, {})[str(size)] = {
            "runs": given.runs,
            "truth": {key: truth[key] for key in ("triples", "removed", "added", "ground")},
            "relabelled": len(truth["concepts"]["relabelled"]),
            "rows": rows,
        }


if __name__ == "__main__":
    main()
