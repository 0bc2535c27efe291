"""Mend what was found: the texts of files with the fixes applied, and the difference as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from guidegraph.model.findings import Finding, Fix


__all__ = ["as_diff", "mended"]


def mended(
    texts: Mapping[str, str], findings: Iterable[Finding], *, unsafe: bool
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """
    The texts that fixes change, and the findings that are mended by them.

    A fix is applied as a whole or not at all: each of its replacements has to find its words
    exactly
    once on its line, in a file of *texts*. Where two fixes are in each other's way, the first goes.

    Args:
        texts: the files that may be changed, by their paths.
        unsafe: whether fixes that a reader could notice are applied, too.
    """
    lines = {path: text.split("\n") for path, text in texts.items()}
    touched: set[str] = set()
    mended_: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not fix.replacements or not (fix.safe or unsafe):
            continue
        changed = _applied(lines, fix)
        if changed is None:
            continue
        for (path, number), line in changed.items():
            lines[path][number] = line
            touched.add(path)
        mended_.append(finding)
    after = {path: "\n".join(lines[path]) for path in sorted(touched)}
    return {path: text for path, text in after.items() if text != texts[path]}, tuple(mended_)


def _applied(lines: Mapping[str, list[str]], fix: Fix) -> Mapping[tuple[str, int], str] | None:
    """The lines that a fix changes, as they will be, or nothing if it does not fit."""
    changed: dict[tuple[str, int], str] = {}
    for replacement in fix.replacements:
        path, number = replacement.place.path, replacement.place.line - 1
        if path not in lines or not 0 <= number < len(lines[path]):
            return None
        line = changed.get((path, number), lines[path][number])
        if line.count(replacement.old) != 1 or not replacement.old:
            return None
        changed[path, number] = line.replace(replacement.old, replacement.new)
    return changed


def as_diff(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """What differs, as a unified diff that `patch -p0` applies."""
    return "".join(_hunks(before, after))


def _hunks(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for path, text in sorted(after.items()):
        old, new = before[path].splitlines(keepends=True), text.splitlines(keepends=True)
        for line in unified_diff(old, new, fromfile=path, tofile=path):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
