"""What makes the whole server pause, kept short: the collection of garbage, and turns of threads."""

from __future__ import annotations

import gc
import sys


__all__ = ["keep_pauses_short"]

_TURN_SECONDS = 0.001


def keep_pauses_short() -> None:
    """
    Leave all that there is now out of later collections of garbage, and let threads take turns.

    A library is millions of objects, which a collection would look at one by one while everybody
    waits, and never free. To be called when a library has been read, or replaced by another.
    """
    sys.setswitchinterval(_TURN_SECONDS)
    gc.unfreeze()
    gc.collect()
    gc.freeze()
