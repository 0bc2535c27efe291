"""What the observation of a secretariat decides about a comment, by its first words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from guidegraph.model.comments import Disposition


__all__ = ["disposition_of"]

_YES: Final = (
    r"(?:accept(?:ed|able|ée?)?|agreed?|adopt(?:ed|ée?)|approv(?:ed|ée?)|angenommen|retenue?)"
)
_WITH: Final = r"(?:with|mit|avec)(?:\s+[^\W\d_]+){0,3}?\s+(?:modif|chang|änderung|amend)\w*"
_SOME: Final = rf"(?:in part|partially|partly|in principle|as modified|teilweise|en partie|{_WITH})"
_PATTERNS: Final[Mapping[Disposition, str]] = {
    Disposition.REJECTED: (
        rf"(?:not|non|nicht)\s+{_YES}"
        r"|(?:proposal\s+)?reject\w*|declined?|disagree\w*|refus\w*|rejet\w*|abgelehnt|ablehnung"
    ),
    Disposition.ACCEPTED_IN_PART: (
        rf"{_YES},?\s+{_SOME}"
        rf"|(?:partially|partly|partiellement|teilweise|im prinzip)\s+{_YES}"
        rf"|{_WITH}\s+angenommen"
        rf"|{_YES}(?=,?\s+(?:subject to|provided|sous réserve)\b)"
        rf"|{_YES}\s+(?:partiellement|en principe)|aip"
    ),
    Disposition.ACCEPTED: (rf"{_YES}|einverstanden"),
    Disposition.NOTED: (
        r"noted|taken note|zur kenntnis genommen|kenntnisnahme|noté|notée|pris note|no action\w*"
    ),
    Disposition.DEFERRED: (r"deferred|postponed|zurückgestellt|vertagt|reporté|reportée|différée?"),
    Disposition.WITHDRAWN: (
        r"(?:(?:comment|proposal|kommentar|vorschlag)\s+)?(?:withdrawn|zurückgezogen|retirée?)"
    ),
}
_SAID: Final = r"(?:(?:decision|disposition|resolution|beschluss|décision)\s*:\s*)?"
_DECISIONS: Final = {
    disposition: re.compile(rf"{_SAID}(?:{words})(?![^\W\d_])(?!\s*\?)", re.IGNORECASE)
    for disposition, words in _PATTERNS.items()
}


def disposition_of(observation: str) -> tuple[Disposition | None, str]:
    """
    What was decided, if the first words say so, and the rest of the words: the reason.

    >>> disposition_of("Accepted in principle. See DE-4.")
    (<Disposition.ACCEPTED_IN_PART: 'accepted-in-part'>, 'See DE-4.')
    >>> disposition_of("Accept? To be discussed.")
    (None, '')
    """
    text = observation.strip()
    for disposition, pattern in _DECISIONS.items():
        if found := pattern.match(text):
            return disposition, text[found.end() :].lstrip(" .,:;–—-\n")
    return None, ""
