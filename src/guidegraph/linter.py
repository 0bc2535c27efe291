"""
Gather what a check needs from a library and from files, check it, and mend what can be mended.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from guidegraph.check.baseline import baseline_of, known_in
from guidegraph.check.context import EditionContext
from guidegraph.check.fixes import as_diff, mended
from guidegraph.check.run import EditionSubject, Request, VocabularySubject, check
from guidegraph.check.shapes import Shapes
from guidegraph.check.vocabulary.read import SUFFIXES
from guidegraph.graph.build import to_graph
from guidegraph.importers.manifest import settings_from_toml
from guidegraph.model.accounting import Account
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import InputError, MisuseError
from guidegraph.model.findings import Finding, Place
from guidegraph.model.report import Report, Settings
from guidegraph.model.source import source_from_bytes
from guidegraph.store.files import read_bytes, write_atomically
from guidegraph.store.library import LibraryFolder, bundled_library, edition_from_file
from guidegraph.verify.account import account


__all__ = ["Linter", "Mending", "Order", "relative_to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How to check, as a user asks for it; see `guidegraph check --help`."""

    today: date
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    infer: bool = False
    shapes: tuple[Path, ...] = ()
    config: Path | None = None
    baseline: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """
    What fixes do: the new texts of files by their paths, the findings they mend, all as a diff.
    """

    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    diff: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Linter:
    """
    Checks editions of a library, other editions, and vocabularies.

    Args:
        folder: the library.
        resolve: finds an edition that is not in the library.
        compare: what became of the items of some editions of the library in another one.
    """

    folder: LibraryFolder
    resolve: Callable[[str], Edition]
    compare: Callable[[Sequence[str], str], Comparison]

    def check(self, targets: Sequence[str], order: Order) -> Report:
        """
        What is wrong with some targets, or with the whole library if none is named.

        Raises:
            InputError: a target or another file cannot be read.
            MisuseError: a rule or an edition is named that does not exist.
        """
        named = tuple(dict.fromkeys(targets)) or tuple(self.folder.folders)
        if not named:
            raise MisuseError(f"{self.folder.path}: no editions in the library; name a file")
        request = Request(
            today=order.today,
            select=order.select,
            ignore=order.ignore,
            settings=self._settings(order),
            infer=order.infer,
            shapes=tuple(Shapes(path=str(path), body=read_bytes(path)) for path in order.shapes),
            own_shapes=(_own_shapes(),),
            known=_known(order),
        )
        editions = [self._edition(target) for target in named if not self._is_rdf(target)]
        vocabularies = list(_vocabularies([each for each in named if self._is_rdf(each)]))
        return check(request, editions, vocabularies)

    def mend(self, report: Report, *, unsafe: bool) -> Mending:
        """
        What the fixes of a report would do; `write` does it.

        Only outlines are mended, and only where they can still be read afterwards.
        """
        paths = {target.path for target in report.targets if target.path.lower().endswith(".md")}
        before = {
            path: read_bytes(Path(path)).decode() for path in sorted(paths) if Path(path).is_file()
        }
        after, _ = mended(before, report.findings, unsafe=unsafe)
        sound = {path: text for path, text in before.items() if _is_readable(path, after.get(path))}
        after, findings = mended(sound, report.findings, unsafe=unsafe)
        return Mending(texts=after, findings=findings, diff=as_diff(before, after))

    @staticmethod
    def write(mending: Mending) -> None:
        """Write the files that were mended, each whole or not at all."""
        for path, text in mending.texts.items():
            write_atomically(Path(path), text.encode())

    @staticmethod
    def baseline(report: Report) -> bytes:
        """A baseline that knows all that a report has, what was known before among it."""
        return baseline_of((*report.findings, *report.known)).encode()

    # -- what is checked ------------------------------------------------------

    def _is_rdf(self, target: str) -> bool:
        return target not in self.folder.folders and target.lower().endswith(tuple(SUFFIXES))

    def _settings(self, order: Order) -> Settings:
        if order.config is None:
            return self.folder.settings
        path = str(order.config)
        return settings_from_toml(source_from_bytes(path, read_bytes(order.config)).text, path)

    def _edition(self, target: str) -> EditionSubject:
        if target not in self.folder.folders:
            edition = self.resolve(target)
            path = Path(target)
            is_outline = path.suffix.lower() == ".md" and path.is_file()
            text = source_from_bytes(target, read_bytes(path)).text if is_outline else ""
            context = EditionContext(edition=edition, path=target, text=text)
            return EditionSubject(context=context, graph=lambda: to_graph(edition))
        folder = self.folder[target]
        edition = self.folder.edition(target)
        outline = folder.path / f"{folder.kind}.md"
        source = folder.source() if folder.manifest().layout is not None else None

        def accounting() -> Account | None:
            return account(edition, *source) if source else None

        context = EditionContext(
            edition=edition,
            path=str(outline),
            text=source_from_bytes(str(outline), read_bytes(outline)).text,
            source=source[0] if source else None,
            accounting=accounting,
        )
        origins = (*edition.provenance.revision_of, *edition.provenance.derived_from)
        ids = tuple(id_ for id_ in dict.fromkeys(origins) if id_ in self.folder.folders)
        return EditionSubject(
            context=context,
            companions=tuple(self.folder.edition(id_) for id_ in ids),
            compare=lambda: self.compare(ids, target),
            graph=lambda: to_graph(edition),
        )


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


def _vocabularies(targets: Sequence[str]) -> Iterator[VocabularySubject]:
    names = [Path(target).name for target in targets]
    for target, name in zip(targets, names, strict=True):
        # A finding keeps its id wherever the check is started from, if the name alone can tell.
        unique = name if names.count(name) == 1 else target
        yield VocabularySubject(name=unique, path=target, body=read_bytes(Path(target)))


def _own_shapes() -> Shapes:
    path = bundled_library().parent / "ontology" / "shapes.ttl"
    return Shapes(path=str(path), body=read_bytes(path))


def _known(order: Order) -> frozenset[str]:
    if order.baseline is None:
        return frozenset()
    return known_in(read_bytes(order.baseline), str(order.baseline))
