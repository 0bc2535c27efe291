"""`guidegraph check`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from guidegraph.cli.bounds import bound_options, bounded
from guidegraph.cli.documents import tell, working
from guidegraph.cli.options import (
    deliver,
    format_option,
    library_option,
    open_library,
    output_option,
    present,
    table_options,
)
from guidegraph.cli.output import OutputFile
from guidegraph.model.errors import MisuseError
from guidegraph.model.findings import Severity
from guidegraph.render.format import ResultKind


if TYPE_CHECKING:
    from guidegraph.model.report import Report

_FILE = click.Path(path_type=Path)
_GATES = [*(severity.value for severity in Severity), "none"]


@click.command("check")
@click.argument("target", nargs=-1)
@click.option(
    "--select", multiple=True, metavar="RULES", help="Check only these rules, groups or aliases."
)
@click.option(
    "--ignore", multiple=True, metavar="RULES", help="Leave out these rules, groups or aliases."
)
@click.option(
    "--infer", is_flag=True, help="Also check statements that follow from SKOS (vocabularies)."
)
@click.option(
    "--shapes", multiple=True, type=_FILE, metavar="FILE", help="Also check these SHACL shapes."
)
@click.option(
    "--config", type=_FILE, metavar="FILE", help="Use these settings instead of the library's."
)
@click.option(
    "--baseline",
    type=_FILE,
    metavar="FILE",
    help="Report only findings that are not in this baseline.",
)
@click.option(
    "--write-baseline",
    type=OutputFile(),
    metavar="FILE",
    help="Write all findings to a baseline, and exit.",
)
@click.option("--fix", is_flag=True, help="Fix what can be fixed without changing the meaning.")
@click.option(
    "--unsafe-fixes", is_flag=True, help="With --fix: also make fixes that a person should check."
)
@click.option("--dry-run", is_flag=True, help="With --fix: show what would change; change nothing.")
@click.option(
    "--fail-on",
    type=click.Choice(_GATES),
    default=Severity.ERROR.value,
    show_default=True,
    help="Exit with 1 if a finding is at least as serious.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show every finding, not only the first of each rule."
)
@bound_options(300.0)
@table_options
@library_option
@format_option(ResultKind.FINDINGS)
@output_option
def command(
    target: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    infer: bool,
    shapes: tuple[Path, ...],
    config: Path | None,
    baseline: Path | None,
    write_baseline: Path | None,
    fix: bool,
    unsafe_fixes: bool,
    dry_run: bool,
    fail_on: str,
    everything: bool,
    timeout: float,
    memory: int,
    library: Path | None,
    form: str,
    output: Path | None,
) -> int:
    """
    Find inconsistencies in editions and vocabularies.

    TARGET is an edition's id or file, or a vocabulary in RDF (.ttl .nt .rdf .jsonld …); without
    a target, the whole library is checked. `guidegraph rules` lists the rules.
    """
    from guidegraph.linter import CheckOptions, relative_to
    from guidegraph.store.files import today

    if (unsafe_fixes or dry_run) and not fix:
        raise MisuseError("--unsafe-fixes and --dry-run say how to fix; add --fix")
    options = CheckOptions(
        today=today(),
        select=_names(select),
        ignore=_names(ignore),
        infer=infer,
        shapes=shapes,
        config=config,
        baseline=baseline,
        seconds=timeout,
    )
    linter = open_library(library).linter()
    with bounded("the check", seconds=timeout, megabytes=memory), working("checking"):
        report = linter.check(target, options)
    if write_baseline is not None:
        deliver(linter.baseline(report), write_baseline)
        _say_unchecked(report)
        count = len(report.findings) - len(report.unchecked) + len(report.known)
        click.echo(
            f"guidegraph: {write_baseline}: {count} findings are in the baseline now", err=True
        )
        return _exit_code({finding.severity for finding in report.unchecked}, fail_on)
    if fix:
        fixes = linter.fixes(report, unsafe=unsafe_fixes)
        if dry_run:
            deliver(fixes.diff.encode(), output)
            _say_unchecked(report)
            left = set(report.findings) - set(fixes.findings)
            return _exit_code({finding.severity for finding in left}, fail_on)
        linter.write(fixes)
        count = len(fixes.findings)
        click.echo(f"guidegraph: fixed {count} findings in {len(fixes.texts)} files", err=True)
        report = linter.check(target, options)
    present(relative_to(report, Path.cwd()), form, output, everything=everything)
    tell(linter.editions(target))
    return _exit_code({finding.severity for finding in report.findings}, fail_on)


def _say_unchecked(report: Report) -> None:
    for finding in report.unchecked:
        click.echo(f"guidegraph: {finding.edition}: {finding.message}", err=True)


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.strip() for text in given for name in text.split(",") if name.strip())


def _exit_code(found: set[Severity], fail_on: str) -> int:
    if fail_on == "none":
        return 0
    gate = Severity(fail_on)
    return 1 if any(severity.rank <= gate.rank for severity in found) else 0
