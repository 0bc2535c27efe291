"""Accounts of sources for people."""

from __future__ import annotations

import math
from collections.abc import Iterator

from rich.text import Text

from guidegraph.model.accounting import Account, Accounts, Gap, GapKind
from guidegraph.model.excerpt import first_words
from guidegraph.render.renderer import Page, by_type
from guidegraph.render.text.screen import drawn


__all__ = ["draw", "text_of_accounts"]

_FIRST = 10
_QUOTED = 16


def text_of_accounts(accounts: Accounts, page: Page) -> str:
    """For each source the share accounted for, and the first places where it is not."""
    return drawn(page, *(line for account in accounts.accounts for line in _lines(account, page)))


def _lines(account: Account, page: Page) -> Iterator[Text]:
    # Rounded down: 100 % is shown only where nothing at all is missing.
    share = math.floor(account.share * 10_000) / 100
    percent = "100 %" if account.complete else f"{min(share, 99.99):.2f} %"
    yield Text.assemble(
        (account.edition.id, "place"),
        "  ",
        (percent, "good" if account.complete else "grave"),
        f"  {account.accounted} of {account.words} words accounted for",
    )
    shown = account.gaps if page.everything else account.gaps[:_FIRST]
    for gap in shown:
        yield Text.assemble(f"  line {gap.line}: ", *_gap(gap), no_wrap=True)
    if len(account.gaps) > len(shown):
        yield Text(f"  and {len(account.gaps) - len(shown)} more places: see them with --all")


def _gap(gap: Gap) -> Iterator[str | tuple[str, str]]:
    words = first_words(" ".join(gap.words), _QUOTED)
    match gap.kind:
        case GapKind.UNACCOUNTED:
            yield "the source has words that belong to nothing: "
            yield (f"“{words}”", "added")
        case GapKind.MISSING:
            yield f"{gap.owner} has words that the source does not have here: "
            yield (f"“{words}”", "removed")
        case GapKind.STALE:
            yield f"{gap.owner} was built from another text, as at "
            yield (f"“{words}”", "notable")
            yield "; if the text is right now, run 'guidegraph build'"


draw = by_type({Accounts: text_of_accounts})
