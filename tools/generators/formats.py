"""
The tables of formats in `docs/reference/`, from the declarations of formats and commands.

All of `formats.md` is generated, and the parts of `outputs.md` and `exports.md` between two
comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from guidegraph.cli.main import COMMANDS
from guidegraph.cli.options import FormatOption
from guidegraph.render.format import FORMATS, Format, FormatSupport, ResultKind, fitting


FOLDER = PurePosixPath("docs/reference")
ROOT = Path(__file__).resolve().parents[2]
BEGIN = "<!-- Generated from the formats by `python tools/gen.py`; a change made here is lost. -->"
END = "<!-- End of what is generated. -->"
HEAD = (
    "# Formats\n\n"
    "Every `--format` and every `--to` takes the formats that can hold what the command gives; "
    "`--help` lists them.\n"
    "A format that is unknown, or is for something else, is refused with the list of those that "
    "fit, and the exit code is 2.\n\n"
    "More is said of [what a diff can be written as](outputs.md) and of "
    "[what can be exported](exports.md).\n\n"
    "## By kind of result\n"
)


def generate_formats() -> Iterator[tuple[PurePosixPath, str]]:
    """The page of all formats, and the tables in the pages about diffs and exports."""
    yield FOLDER / "formats.md", "\n".join(_page()) + "\n"
    yield _with(FOLDER / "outputs.md", _of_diffs())
    yield _with(FOLDER / "exports.md", _of_exports())


def _with(path: PurePosixPath, lines: Iterator[str]) -> tuple[PurePosixPath, str]:
    """A page with a table put between its comments."""
    before, _, rest = (ROOT / path).read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    return path, "\n".join([f"{before}{BEGIN}\n", *lines, f"\n{END}{after}"])


def _page() -> Iterator[str]:
    yield BEGIN
    yield ""
    yield HEAD
    yield "| what | from | formats |"
    yield "| --- | --- | --- |"
    for kind in ResultKind:
        if kind is not ResultKind.DATASET:
            yield f"| {kind.noun} | {_codes(_commands(kind))} | {_codes(fitting(kind))} |"
    yield ""
    yield "## By format"
    for name in FORMATS:
        yield from _entry(name, FORMATS[name])


def _entry(name: str, form: Format) -> Iterator[str]:
    yield ""
    yield f"### {name}"
    yield ""
    yield f"{form.name}: `{form.media_type}`, `{form.suffix}`."
    if form.former:
        yield f"It was called {_codes(form.former)}, and still answers to that."
    by_loss: dict[str, list[str]] = {}
    for kind, holding in form.holds.items():
        if kind is not ResultKind.DATASET:
            by_loss.setdefault(_lost(holding), []).append(kind.noun)
    yield ""
    yield "| holds | loses |"
    yield "| --- | --- |"
    for loss, nouns in by_loss.items():
        yield f"| {', '.join(nouns)} | {loss} |"


def _of_diffs() -> Iterator[str]:
    yield "| format | name | what it loses |"
    yield "| --- | --- | --- |"
    for name in fitting(ResultKind.DIFF):
        form = FORMATS[name]
        yield f"| {_linked(name)} | {form.name} | {_lost(form.holds[ResultKind.DIFF])} |"


def _of_exports() -> Iterator[str]:
    kinds = (ResultKind.EDITION, ResultKind.DIFF, ResultKind.LIBRARY)
    yield f"| format | name | {' | '.join(kind.noun for kind in kinds)} | a file's own statements |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for name in fitting(*kinds):
        form = FORMATS[name]
        cells = [_held(form, kind) for kind in (*kinds, ResultKind.DATASET)]
        yield f"| `{name}` | {form.name} | {' | '.join(cells)} |"


def _held(form: Format, kind: ResultKind) -> str:
    if kind not in form.holds:
        return ""
    return "whole" if form.holds[kind].lossless else "with losses"


def _lost(holding: FormatSupport) -> str:
    if holding.lossless:
        return "nothing"
    return (holding.losses or "what `--loss-report` says").removeprefix("Of a diff: ")


def _linked(name: str) -> str:
    """A format, with a link to its part of the page about diffs."""
    text = (ROOT / FOLDER / "outputs.md").read_text(encoding="utf-8")
    return f"[`{name}`](#{name})" if f"\n## {name}\n" in text.lower() else f"`{name}`"


def _commands(kind: ResultKind) -> list[str]:
    return [
        name
        for name in COMMANDS
        for option in COMMANDS[name].params
        if isinstance(option, FormatOption) and kind in option.kinds
    ]


def _codes(names: Iterator[str] | tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
