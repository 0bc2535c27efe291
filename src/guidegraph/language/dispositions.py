"""What people decide, by the first words of what they write: about a comment, or a change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final
from unicodedata import normalize

from guidegraph.model.comments import Disposition


__all__ = ["decision_of", "disposition_of"]

_YES: Final = (
    r"(?:accept(?:ed|able|ée?|er)?|agreed?|adopt(?:ed|ée?)|approved?|approuvée?|angenommen"
    r"|annehmen|akzeptier(?:t|en)|einverstanden|zugestimmt|zustimmung|genehmigt|d['’]accord"
    r"|retenue?)"
)
_SHORT_YES: Final = r"(?:yes|ok|okay|ja|oui)"
_WITH: Final = r"(?:with|mit|avec)(?:\s+[^\W\d_]+){0,3}?\s+(?:modif|chang|änderung|amend)\w*"
_SOME: Final = rf"(?:in part|partially|partly|in principle|as modified|teilweise|en partie|{_WITH})"
# A short answer is one only where nothing is said on: "No." and "OK, see 3", not "No change".
_ENDS: Final = r"(?=\s*(?:\Z|[,;:!–—]|\.(?!\s*\d)))"
_PATTERNS: Final[Mapping[Disposition, str]] = {
    Disposition.REJECTED: (
        rf"(?:not|non|nicht)\s+{_YES}"
        r"|(?:proposal\s+)?reject\w*|declined?|disagree\w*|refus\w*|rejet\w*"
        r"|abgelehnt|ablehnung|ablehnen|verworfen"
        rf"|(?:no|nein|non){_ENDS}|[n✗✘]\Z"
    ),
    Disposition.ACCEPTED_IN_PART: (
        rf"(?:{_YES}|{_SHORT_YES}),?\s+{_SOME}"
        rf"|(?:partially|partly|partiellement|teilweise|im prinzip)\s+{_YES}"
        rf"|{_WITH}\s+angenommen"
        rf"|{_YES}(?=,?\s+(?:subject to|provided|sous réserve)\b)"
        rf"|{_YES}\s+(?:partiellement|en principe)|aip"
    ),
    Disposition.ACCEPTED: rf"{_YES}|{_SHORT_YES}{_ENDS}|[y✓✔]\Z",
    Disposition.NOTED: (
        r"noted|taken note|zur kenntnis genommen|kenntnisnahme|noté|notée|pris note|no action\w*"
    ),
    Disposition.DEFERRED: (
        r"defer(?:red)?|postponed?|zurückgestellt|zurückstellen|vertagt|verschoben|aufgeschoben"
        r"|reporté|reportée|différée?|différer|en attente"
        rf"|(?:later|pending|später|plus tard|reporter){_ENDS}"
    ),
}
_WITHDRAWN: Final = (
    r"(?:(?:comment|proposal|kommentar|vorschlag)\s+)?(?:withdrawn|zurückgezogen|retirée?)"
)
_SAID: Final = r"(?:(?:decision|disposition|resolution|beschluss|décision)\s*:\s*)?"


def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"{_SAID}(?:{words})(?![^\W\d_])(?!\s*\?)", re.IGNORECASE)


_DECISIONS: Final = {each: _compiled(words) for each, words in _PATTERNS.items()}
_TAKEN_AWAY: Final = _compiled(_WITHDRAWN)


def disposition_of(observation: str) -> tuple[Disposition | None, str]:
    """
    What was decided about a comment, if the first words say so, and the rest of the words: the
    reason.

    >>> disposition_of("Accepted in principle. See DE-4.")
    (<Disposition.ACCEPTED_IN_PART: 'accepted-in-part'>, 'See DE-4.')
    >>> disposition_of("Accept? To be discussed.")
    (None, '')
    """
    found, rest = decision_of(observation)
    text = normalize("NFC", observation.strip())
    if found is None and (withdrawn := _TAKEN_AWAY.match(text)):
        return Disposition.WITHDRAWN, _rest(text, withdrawn)
    return found, rest


def decision_of(words: str) -> tuple[Disposition | None, str]:
    """
    The same of a decision about anything else: only a comment can be withdrawn by its author.

    >>> decision_of("OK"), decision_of("Withdrawn")
    ((<Disposition.ACCEPTED: 'accepted'>, ''), (None, ''))
    """
    text = normalize("NFC", words.strip())
    for disposition, pattern in _DECISIONS.items():
        if found := pattern.match(text):
            return disposition, _rest(text, found)
    return None, ""


def _rest(text: str, found: re.Match[str]) -> str:
    return text[found.end() :].lstrip(" .,:;!–—-\n")
