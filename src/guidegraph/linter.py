"""
Gather what a check needs from a library and from files, check it, and fix what can be fixed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from guidegraph.check.context import EditionContext
from guidegraph.check.exempt import baseline_ids, baseline_of
from guidegraph.check.fixes import apply_fixes, as_diff
from guidegraph.check.large import LargeFindings, LargeVocabularySubject
from guidegraph.check.rule import Rule
from guidegraph.check.run import EditionSubject, Request, VocabularySubject, check
from guidegraph.check.shapes import Shapes
from guidegraph.check.vocabulary.read import SUFFIXES
from guidegraph.graph.build import to_graph
from guidegraph.importers.importer import importer_for
from guidegraph.importers.manifest import settings_from_toml
from guidegraph.model.accounting import Account
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import InputError, MisuseError
from guidegraph.model.findings import Finding, Place, Severity
from guidegraph.model.report import Report, Settings
from guidegraph.model.source import source_from_bytes
from guidegraph.store.caged import Cage
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.library import bundled_library, edition_from_file
from guidegraph.store.stored import SUFFIX as STORED_SUFFIX
from guidegraph.store.stored import n_quads_of
from guidegraph.store.transaction import locked
from guidegraph.workspace import Workspace


__all__ = ["CheckOptions", "FixResult", "Linter", "relative_to"]


SECONDS_OF_CHECK = 300.0
"""How long a check may take, unless more is allowed."""

_SHARE = 0.8  # of that time is for a file of shapes, to tell which one took it


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """
    How to check, as a user requests it; see `guidegraph check --help`.

    *seconds* is how long the check may take; it stops the user's shapes.
    """

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    infer: bool = False
    shapes: tuple[Path, ...] = ()
    config: Path | None = None
    baseline: Path | None = None
    seconds: float = SECONDS_OF_CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class FixResult:
    """
    What fixes do: the texts of files by their paths, before and after, the findings they fix, all
    as a diff.
    """

    before: Mapping[str, str]
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    diff: str


@dataclass(frozen=True, slots=True)
class Linter:
    """Checks editions of a library, other editions, and vocabularies."""

    workspace: Workspace

    def check(self, targets: Sequence[str], options: CheckOptions) -> Report:
        """
        What is wrong with some targets, or with the whole library if none is named.

        Raises:
            InputError: a target or another file cannot be read.
            MisuseError: a rule or an edition is named that does not exist.
        """
        named = tuple(dict.fromkeys(targets)) or self.workspace.ids
        if not named:
            path = self.workspace.folder.path
            raise MisuseError(f"{path}: no editions in the library; name a file")
        request = Request(
            today=options.today,
            select=options.select,
            ignore=options.ignore,
            settings=self._settings(options),
            infer=options.infer,
            shapes=tuple(
                Shapes(
                    path=str(path),
                    body=read_bytes(path),
                    validate=Cage(path=str(path), seconds=_SHARE * options.seconds),
                )
                for path in options.shapes
            ),
            own_shapes=(_own_shapes(),),
            known=_known(options),
        )
        files = {target: self._vocabulary_file(target) for target in named}
        editions = [self._edition(target) for target, file in files.items() if file is None]
        named_files = {name: file for name, file in files.items() if file}
        large = {name: file for name, file in named_files.items() if _is_large(file)}
        if large and (options.infer or options.shapes):
            raise MisuseError(
                f"{next(iter(large))!r} is too large for --infer and --shapes; leave them out"
            )
        small = {name: file for name, file in named_files.items() if name not in large}
        return check(
            request,
            editions,
            list(_vocabularies(small)),
            [_large(name, file) for name, file in large.items()],
        )

    def fixes(self, report: Report, *, unsafe: bool) -> FixResult:
        """
        What the fixes of a report would do; `write` does it.

        Only outlines are fixed, and only if they can still be read afterwards.
        """
        paths = {target.path for target in report.targets if target.path.lower().endswith(".md")}
        before = {
            path: read_bytes(Path(path)).decode() for path in sorted(paths) if Path(path).is_file()
        }
        after, _ = apply_fixes(before, report.findings, unsafe=unsafe)
        sound = {path: text for path, text in before.items() if _is_readable(path, after.get(path))}
        after, findings = apply_fixes(sound, report.findings, unsafe=unsafe)
        return FixResult(before=sound, texts=after, findings=findings, diff=as_diff(before, after))

    @staticmethod
    def write(fixes: FixResult) -> None:
        """
        Write the fixed files, each whole or not at all.

        Raises:
            MisuseError: somebody has written a file since it was checked; it is left as it is.
        """
        for path, text in fixes.texts.items():
            with locked(Path(path).parent):
                if read_bytes(Path(path)) != fixes.before[path].encode():
                    raise MisuseError(f"{path}: was changed while it was checked; check it again")
                write_atomically(Path(path), text.encode())

    @staticmethod
    def baseline(report: Report) -> bytes:
        """A baseline of all findings of a report, including those known before."""
        missing = set(report.unchecked)
        found = [finding for finding in report.findings if finding not in missing]
        return baseline_of((*found, *report.known)).encode()

    # -- what is checked ------------------------------------------------------

    def editions(self, targets: Sequence[str]) -> Iterator[tuple[str, Edition]]:
        """The targets that are read as editions, not as vocabularies."""
        for target in dict.fromkeys(targets):
            if self._vocabulary_file(target) is None:
                yield target, self.workspace.resolve(target)

    def _vocabulary_file(self, target: str) -> Path | None:
        """The RDF file that a target is, or that an edition consists of."""
        if target not in self.workspace.ids:
            if target in (stored := self.workspace.stored):
                return stored[target]
            path = Path(target)
            if path.suffix.lower() == ".json" and path.is_file():
                vocabulary = importer_for(target, read_bytes(path)).media_type == "text/turtle"
                return path if vocabulary else None
            return path if target.lower().endswith(tuple(SUFFIXES)) else None
        file = self.workspace.folder[target].document_path
        return file if file.suffix.lower() in SUFFIXES else None

    def _settings(self, options: CheckOptions) -> Settings:
        if options.config is None:
            return self.workspace.folder.settings
        path = str(options.config)
        return settings_from_toml(source_from_bytes(path, read_bytes(options.config)).text, path)

    def _edition(self, target: str) -> EditionSubject:
        if target not in self.workspace.ids:
            edition = self.workspace.resolve(target)
            path = Path(target)
            is_outline = path.suffix.lower() == ".md" and path.is_file()
            text = source_from_bytes(target, read_bytes(path)).text if is_outline else ""
            context = EditionContext(edition=edition, path=target, text=text)
            return EditionSubject(context=context, graph=lambda: to_graph(edition))
        folder = self.workspace.folder[target]
        edition = self.workspace.edition(target)
        document = folder.document_path
        has_source = self.workspace.has_source(target)

        def accounting() -> Account | None:
            return self.workspace.account(target) if has_source else None

        context = EditionContext(
            edition=edition,
            path=str(document),
            text=source_from_bytes(str(document), read_bytes(document)).text
            if folder.is_outline
            else "",
            source=folder.source()[0] if has_source else None,
            accounting=accounting,
            course_map=self.workspace.course_map(target) if edition.type == "Course" else None,
        )
        origins = self.workspace.origins(edition)
        return EditionSubject(
            context=context,
            companions=tuple(self.workspace.edition(id_) for id_ in origins),
            compare=lambda: self._compared(origins, target),
            graph=lambda: to_graph(edition),
        )

    def _compared(self, origins: Sequence[str], target: str) -> Comparison:
        try:
            return self.workspace.diff(origins, target)
        except InputError:  # of the lineage; there was a warning already
            return self.workspace.afresh().diff(origins, target)


def relative_to(report: Report, folder: Path) -> Report:
    """A report with the paths of files below a folder as seen from there."""

    def shown(path: str) -> str:
        absolute = Path(os.path.normpath(Path.cwd() / path))
        return absolute.relative_to(folder).as_posix() if absolute.is_relative_to(folder) else path

    def moved(place: Place | None) -> Place | None:
        return replace(place, path=shown(place.path)) if place else None

    def told(findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(
            replace(
                finding,
                source=moved(finding.source),
                suppression=replace(finding.suppression, place=moved(finding.suppression.place))
                if finding.suppression
                else None,
            )
            for finding in findings
        )

    return replace(
        report,
        targets=tuple(replace(target, path=shown(target.path)) for target in report.targets),
        findings=told(report.findings),
        suppressed=told(report.suppressed),
        known=told(report.known),
    )


def _is_readable(path: str, text: str | None) -> bool:
    """Whether an outline can be read with its new text, or has none."""
    if text is None:
        return True
    try:
        edition_from_file(Path(path), text.encode(), shown=path, beside=lambda _: None)
    except InputError:
        return False
    return True


def _vocabularies(files: Mapping[str, Path]) -> Iterator[VocabularySubject]:
    """Vocabularies by what they are called: the id of an edition of the library, or a path."""
    names = [Path(target).name for target in files]
    for (target, file), name in zip(files.items(), names, strict=True):
        # A finding keeps its id wherever the check is started from, if the name alone can tell.
        unique = name if names.count(name) == 1 else target
        path = target if Path(target) == file else str(file)
        if file.suffix == STORED_SUFFIX:
            path, body = str(Path(path).with_suffix(".nq")), n_quads_of(file)
        else:
            body = read_bytes(file)
        yield VocabularySubject(name=unique, path=path, body=body)


def _is_large(file: Path) -> bool:
    """Whether a file is a stored edition that is checked in SQL."""
    from guidegraph.bulk.triples import is_large

    return file.suffix == STORED_SUFFIX and is_large(str(file))


def _large(name: str, file: Path) -> LargeVocabularySubject:
    from guidegraph.bulk.triples import checked_stored

    def findings(
        rules: Sequence[Rule[Any]], severity: Callable[[Rule[Any]], Severity]
    ) -> LargeFindings:
        return checked_stored(file, name=name, rules=rules, severity=severity)

    return LargeVocabularySubject(name=name, path=str(file), findings=findings)


def _own_shapes() -> Shapes:
    path = bundled_library().parent / "ontology" / "shapes.ttl"
    return Shapes(path=str(path), body=read_bytes(path))


def _known(options: CheckOptions) -> frozenset[str]:
    if options.baseline is None:
        return frozenset()
    return baseline_ids(read_bytes(options.baseline), str(options.baseline))
