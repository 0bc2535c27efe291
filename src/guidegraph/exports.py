"""
Editions and what became of them as data for others, with what the data cannot hold.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from guidegraph.export.exporter import exported, losses_of
from guidegraph.importers.assemble import date_of_issue
from guidegraph.model.changes import Comparison
from guidegraph.model.edition import Edition
from guidegraph.model.errors import MisuseError


__all__ = ["Exports"]

_OF_CHANGES = {"case-json": "case-changes-json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exports:
    """
    What can be exported of a library.

    *quoted* gives an edition with the places its items are quoted from, *compare* the change
    between editions.
    """

    quoted: Callable[[str], Edition]
    compare: Callable[[Sequence[str], str], Comparison]

    def subject(
        self, target: str, since: Sequence[str] = (), issued: str | None = None
    ) -> Edition | Comparison:
        """
        What to export: an edition, or the change that made it from older ones.

        Args:
            target: the edition.
            since: the older ones, if any.
            issued: when it was issued, where it does not say.
        """
        if issued is not None and date_of_issue(issued) != issued:
            raise MisuseError(f"{issued!r} is no date of issue; write 2013, 2013-07 or 2013-07-08")
        if not since:
            return _dated(self.quoted(target), issued)
        comparison = self.compare(since, target)
        return replace(comparison, new=_dated(comparison.new, issued))

    @staticmethod
    def write(subject: Edition | Comparison, form: str) -> bytes:
        """
        It as data in one of the export formats.

        Raises:
            MisuseError: the format does not hold what became of items.
        """
        return exported(_form(subject, form), subject)

    @staticmethod
    def losses(subject: Edition | Comparison, form: str) -> bytes:
        """
        What the data does not hold, a line for each loss.
        """
        return "".join(f"{line}\n" for line in losses_of(_form(subject, form), subject)).encode()


def _form(subject: Edition | Comparison, form: str) -> str:
    if isinstance(subject, Edition):
        return form
    return _OF_CHANGES.get(form, form)


def _dated(edition: Edition, issued: str | None) -> Edition:
    return edition if issued is None or edition.issued else replace(edition, issued=issued)
