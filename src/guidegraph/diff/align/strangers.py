"""
Pairs that share next to no words.

The learnt model may like a pair for its place alone: the same parent, the same neighbours, nothing
better in sight. But what shares next to no words is not the same item in other words; it was
dropped, and something else was added in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from guidegraph.diff.align.score import Scored


if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["strangers"]

# The least likeness by words or letters, or the least share kept of both sides.
_ALIKE, _KEPT = 0.22, 0.3


def strangers(scored: Scored) -> NDArray[np.bool_]:
    """For each pair whether it shares next to no words, and no rule says that it is certain."""
    features = scored.pairs.features
    alike = np.maximum(features["words"], features["grams"]) >= _ALIKE
    alike |= np.minimum(features["old_kept"], features["new_kept"]) >= _KEPT
    return ~alike & (scored.scores < 1.0)
