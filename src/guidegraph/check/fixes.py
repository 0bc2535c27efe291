"""Apply fixes: the changed texts of files, and the difference as a diff."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff

from guidegraph.model.findings import Finding, Fix


__all__ = ["apply_fixes", "as_diff"]


def apply_fixes(
    texts: Mapping[str, str], findings: Iterable[Finding], *, unsafe: bool
) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """
    The texts that fixes change, and the findings that are fixed.

    A fix is applied as a whole or not at all: the words of each of its replacements must be exactly
    once on its line, in a file of *texts*. If two fixes are in conflict, the first is applied.

    Args:
        texts: the files that may be changed, by their paths.
        unsafe: also apply fixes that a reader could notice.
    """
    lines = {path: text.split("\n") for path, text in texts.items()}
    touched: set[str] = set()
    fixed: list[Finding] = []
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
        fixed.append(finding)
    after = {path: "\n".join(lines[path]) for path in sorted(touched)}
    return {path: text for path, text in after.items() if text != texts[path]}, tuple(fixed)


def _applied(lines: Mapping[str, list[str]], fix: Fix) -> Mapping[tuple[str, int], str] | None:
    """The lines that a fix changes, after the change, or nothing if it cannot be applied."""
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
    """The difference, as a unified diff that `patch -p0` applies."""
    return "".join(_hunks(before, after))


def _hunks(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for path, text in sorted(after.items()):
        old, new = before[path].splitlines(keepends=True), text.splitlines(keepends=True)
        for line in unified_diff(old, new, fromfile=path, tofile=path):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
