"""Accounts of sources, as JSON."""

from __future__ import annotations

from typing import Any

from guidegraph.model.accounting import Accounts
from guidegraph.render.data.changes import SCHEMAS
from guidegraph.render.renderer import by_type


__all__ = ["data"]


def _data_of_accounts(result: Accounts) -> dict[str, Any]:
    return {
        "schema": f"{SCHEMAS}/verify/1",
        "accounts": [
            {
                "edition": account.edition.id,
                "complete": account.complete,
                "share": account.share,
                "words": account.words,
                "accounted": account.accounted,
                "gaps": [
                    {
                        "kind": gap.kind.value,
                        "line": gap.line,
                        "owner": gap.owner,
                        "words": list(gap.words),
                    }
                    for gap in account.gaps
                ],
            }
            for account in result.accounts
        ],
    }


data = by_type({Accounts: _data_of_accounts})
