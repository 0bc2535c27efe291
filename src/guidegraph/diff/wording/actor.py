"""Who acts: the subject of a statement, or the agent after "by"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.comparison import Hunk, Remark, Side, became
from guidegraph.diff.wording.place import sentences
from guidegraph.diff.wording.reading import TextReading
from guidegraph.language.inflect import root, stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["DETERMINERS", "acting", "is_actor", "remarks"]

# These endings mark nouns for people who do something.
ENDINGS = ("er", "or", "ist", "ician", "ee")

# How far back a clause is read, and how far ahead its verb is looked for.
FAR = 40
NEAREST = 8

RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "to"})

# How many words a subject may have before the one that changed.
LONGEST_SUBJECT = 4

# How far back the "by" of an agent may be, and the participle before it.
REACH = 4

SHORTEST = 5

DETERMINERS = frozenset({"the", "a", "an", "all", "each", "every", "this", "these", "our", "its"})
BEING = frozenset({"is", "are", "was", "were"})

# Participles that look like their plain form.
PLAIN_PARTICIPLES = frozenset({"set", "put", "cut", "read", "run", "let"})


def remarks(hunk: Hunk) -> Iterator[Remark]:
    """Whether somebody else acts now, or nobody is named any longer."""
    spans = tuple(_noun_phrase(side) for side in hunk.sides)
    heads = tuple(_heads(side, span) for side, span in zip(hunk.sides, spans, strict=True))
    if heads[0] == heads[1] or not any(heads):
        if not _turns_imperative(hunk):
            return
        spans = (frozenset(hunk.old.span), frozenset(hunk.new.span))
    elif not _both_act(hunk, spans, heads) or _same_actor(hunk, spans, heads):
        return
    old, new = (
        side.reading.quote(min(span), max(span) + 1) if span else ""
        for side, span in zip(hunk.sides, spans, strict=True)
    )
    if old and new:
        reason = became(old, new)
    elif old:
        reason = f"'{old}' is no longer named as who acts"
    else:
        reason = f"'{new}' is now named as who acts"
    yield Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.ACTOR,
        reason=reason,
        old=_with_complement(hunk.old, spans[0]),
        new=_with_complement(hunk.new, spans[1]),
    )


def is_actor(form: str) -> bool:
    """
    Whether a word is a noun for a person or body that can act.

    >>> is_actor("supervisors"), is_actor("support"), is_actor("agency"), is_actor("matter")
    (True, False, True, False)
    """
    word = stem(form)
    if word in _stems("actors"):
        return True
    if word in _stems("not_actors"):
        return False
    return len(word) >= SHORTEST and word.endswith(ENDINGS)


@cache
def _stems(name: str) -> frozenset[str]:
    """The words of a list without inflection."""
    return frozenset(map(stem, word_set(name)))


def _same_actor(
    hunk: Hunk, spans: tuple[frozenset[int], ...], heads: tuple[frozenset[str], ...]
) -> bool:
    """
    Whether the same one acts: elsewhere in the sentence, by an acronym, or in a slip of the pen.
    """
    around = sentences(hunk)
    others = (acting(around[1]), acting(around[0]))
    if all(mine - heads[1 - at] <= others[at] for at, mine in enumerate(heads)):
        return True
    old, new = (
        [side.reading.words[at].form for at in sorted(span)]
        for side, span in zip(hunk.sides, spans, strict=True)
    )
    if _abbreviates(old, new) or _abbreviates(new, old):
        return True
    words = hunk.new.reading.words
    is_something = (
        hunk.new.end < len(words)
        and words[hunk.new.end].form in BEING
        and not (hunk.new.end + 1 < len(words) and _is_participle(words[hunk.new.end + 1].form))
    )
    # "Reader supports are friendly" names no deed.
    return is_something and [*map(root, old)] == [*map(root, new)]


def _both_act(
    hunk: Hunk, spans: tuple[frozenset[int], ...], heads: tuple[frozenset[str], ...]
) -> bool:
    """Whether an actor is where the one who acts is named, on each side that names somebody."""
    lone = hunk.old or hunk.new
    bare = set(lone.forms[:FAR]).isdisjoint(DETERMINERS | {"and", "or", "by"})
    ends = bool(lone) and is_actor(lone.reading.words[lone.end - 1].form)
    if not all(hunk.sides) and bare and ends and lone.next_form not in word_set("verbs"):
        # "User accounts": a noun before a noun.
        return False
    roots = [[*map(root, side.forms[: 2 * LONGEST_SUBJECT])] for side in hunk.sides]
    return all(
        _acts(side) if heads[at] or roots[0] == roots[1] else not spans[at]
        for at, side in enumerate(hunk.sides)
    )


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Whether an acronym is one for a longer name: DPO, data protection officer."""
    for form in short:
        initials = [word[0] for word in long if word not in DETERMINERS and word.isalpha()]
        main = [word[0] for word in long if word not in word_set("function") and word.isalpha()]
        if 1 < len(form) < 8 and form in ("".join(initials), "".join(main)):
            return True
    return False


def acting(sentence: Side) -> frozenset[str]:
    """The nouns for actors that are an agent, or before the verb of a sentence."""
    words = sentence.reading.words
    found: set[str] = set()
    agent = subject = False
    for at in sentence.span:
        form = words[at].form
        if at == sentence.start or set(words[at].lead) & set(";:"):
            subject = True
        elif form in word_set("verbs"):
            subject = False
        if form == "by":
            agent = _is_passive(sentence.reading, at)
        elif form in word_set("prepositions") or words[at].lead:
            agent = agent and not words[at].lead and form not in word_set("prepositions")
            subject = subject and form not in word_set("prepositions")
        if (agent or subject) and is_actor(form):
            found.add(stem(form))
            # The next noun is an object: "wardens help readers".
            subject = subject and at + 1 < len(words) and words[at + 1].form in ("and", "or")
        elif subject and form in ("and", "or"):
            continue
    return frozenset(found)


def _is_passive(reading: TextReading, at: int) -> bool:
    """Whether the "by" at a place names an agent: after a participle, and not a means or a date."""
    words = reading.words
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows is None or follows.is_number or follows.form.endswith("ing"):
        return False
    return any(_is_participle(word.form) for word in words[max(0, at - REACH) : at])


def _is_participle(form: str) -> bool:
    """Whether a word looks like a past participle."""
    if form in PLAIN_PARTICIPLES or (form.endswith("ed") and len(form) > 3):
        return True
    return (stem(form) != form and not form.endswith(("s", "ing", "'s", "e"))) or form in (
        "made",
        "done",
    )


def _noun_phrase(side: Side) -> frozenset[int]:
    """The words of the run up to its last actor before the first preposition or verb we know."""
    if side and side.forms[0] in _closers() - {"by"}:
        return frozenset()
    end = side.end
    for at in side.span:
        if at > side.start and side.reading.words[at].form in _closers():
            end = at
            break
    last = end
    while last > side.start and not is_actor(side.reading.words[last - 1].form):
        last -= 1
    return frozenset(range(side.start, last if last > side.start else end))


def _with_complement(side: Side, span: frozenset[int]) -> frozenset[int]:
    """A noun phrase with what belongs to it: the nurse in charge."""
    end = max(span) + 1 if span else side.end
    words = side.reading.words
    while (
        end < min(side.end, max(span, default=end) + LONGEST_SUBJECT)
        and not words[end].lead
        and (words[end].form not in word_set("verbs"))
    ):
        end += 1
    return span | frozenset(range(max(span, default=end) + 1, end))


def _heads(side: Side, span: frozenset[int]) -> frozenset[str]:
    """The nouns for actors among the words; not those before another noun: "user accounts"."""
    words = side.reading.words
    return frozenset(
        stem(words[at].form)
        for at in sorted(span)
        if is_actor(words[at].form)
        and not words[at].form.endswith("'s")
        and not _modifies(side.reading, at)
    )


def _modifies(reading: TextReading, at: int) -> bool:
    """Whether a noun seems to belong to the noun after it: "user accounts are", "board room"."""
    words = reading.words
    follows = words[at + 1] if at + 1 < len(words) else None
    if follows is None or follows.lead not in ("", "-") or follows.form in _closers():
        return False
    if follows.lead == "-":
        return True
    if follows.form in word_set("function") or is_actor(follows.form):
        return False
    plural = words[at].form.endswith("s")
    if plural or not follows.form.endswith("s"):
        # "The board sets", "boards set": noun and verb agree; "a board meeting" does not.
        return not plural and not follows.form.endswith(("s", "ly", "ed"))
    after = words[at + 2] if at + 2 < len(words) else None
    return after is None or bool(after.lead) or after.form in word_set("verbs")


def _acts(side: Side) -> bool:
    """Whether the run is where the one who acts is named."""
    return bool(side) and (_is_subject(side) or _is_agent(side))


def _is_subject(side: Side) -> bool:
    """Whether the run begins its clause or is before its verb, and does what the verb says."""
    words = side.reading.words
    begin = side.start
    first = max(side.clause, begin - FAR)
    while begin > first and "," not in words[begin].lead:
        begin -= 1
    before = [word.form for word in words[begin : side.start]]
    if any(form in _closers() for form in before) or _undergoes(side):
        return False
    if any(":" in word.lead for word in words[side.start + 1 : side.end]):
        return False
    follows = side.next_form
    if follows in word_set("verbs"):
        return True
    if all(form in DETERMINERS for form in before):
        # A semicolon or a colon is mostly followed by items of a list, not clauses.
        opens = begin == side.clause and not set(words[begin].lead) & set(";:")
        inside = any(form in word_set("verbs") for form in side.forms)
        return (opens and bool(follows) and not _is_participle(follows)) or inside
    # "Inform the board promptly" begins with an imperative: what follows is its object.
    return (
        len(before) <= LONGEST_SUBJECT
        and before[0] in DETERMINERS
        and bool(follows)
        and follows not in _closers()
        and follows not in ("to", "and", "or")
    )


def _undergoes(side: Side) -> bool:
    """Whether the verb after the run is passive: "visitors are escorted", not "are asked to"."""
    words = side.reading.words
    be = False
    for at in range(side.start + 1, min(len(words), side.end + NEAREST)):
        word = words[at]
        if word.lead not in ("", "-", ",") or (word.form in RELATIVE and not be):
            return False
        if stem(word.form) == "be":
            be = True
        elif be and not (
            word.form in word_set("between") or word.form == "not" or word.form.endswith("ly")
        ):
            follows = words[at + 1].form if at + 1 < len(words) else ""
            return _is_participle(word.form) and follows != "to"
        elif at >= side.end and word.form in ("the", "a", "an", "do", "does", "did"):
            return False
    return False


def _is_agent(side: Side) -> bool:
    """Whether the "by" of an agent is before the run, in the same noun phrase."""
    words = side.reading.words
    if side.forms[:1] == ("by",):
        return _is_passive(side.reading, side.start)
    for at in range(side.start - 1, max(-1, side.start - 1 - REACH), -1):
        if words[at].form == "by":
            return _is_passive(side.reading, at)
        if words[at].form in _closers() - {"over", "about", "around"}:
            return False
    return False


def _turns_imperative(hunk: Hunk) -> bool:
    """
    Whether a subject was removed and its verb became an imperative, or the reverse.

    "The system enforces" / "Enforce": whatever the subject was, nobody is named any longer.
    """
    for with_subject, without in (hunk.sides, hunk.sides[::-1]):
        if not with_subject or without or with_subject.start != with_subject.clause:
            continue
        if any(form in _closers() for form in with_subject.forms[:FAR]):
            # "Vulnerabilities in assets": a longer noun phrase, not a subject.
            continue
        verbs = tuple(side.next_form for side in (with_subject, without))
        if verbs[0] != verbs[1] and verbs[0].endswith("s") and stem(verbs[0]) == stem(verbs[1]):
            return (
                verbs[1] + "s" == verbs[0] or verbs[1] + "es" == verbs[0] or verbs[0][-3:] == "ies"
            )
    return False


def _closers() -> frozenset[str]:
    """Words that end a noun phrase."""
    return word_set("prepositions") | word_set("verbs")
