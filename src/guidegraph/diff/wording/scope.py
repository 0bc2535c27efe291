"""Whom and what a statement covers: restrictions, examples, items of lists, remarks in brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from guidegraph.diff.wording.actor import DETERMINERS, acting, is_actor
from guidegraph.diff.wording.comparison import Hunk, Remark, Side, became
from guidegraph.diff.wording.place import neighbours, opens_sentence, sentence_around, sentences
from guidegraph.diff.wording.reading import ComparedWord
from guidegraph.language.inflect import canonical, stem
from guidegraph.language.lexicon import word_set
from guidegraph.model.changes import Aspect, Wording


__all__ = ["conjunctions", "coordination", "is_entry", "of_addition", "of_exchange"]

_AN_ENTRY = "an item of a list"

# Kinds of additions that change whom or what a statement covers.
NARROWING = frozenset(
    {
        "a restriction",
        "an exception",
        "an inclusion",
        _AN_ENTRY,
        "a qualification",
        "a remark in brackets",
    }
)

INCLUSION = frozenset({"including", "includes", "include"})
EXCEPTION = frozenset({"except", "excluding", "besides", "excepting"})
RESTRICTING = frozenset(
    {"of", "in", "on", "at", "for", "from", "with", "within", "under", "between", "among"}
    | {"during", "inside", "outside", "across", "against", "near", "over"}
)

# With these a clause of its own begins.
SUBJECTS = frozenset({"it", "this", "that", "they", "we", "you", "he", "she", "there"})

ONLY = frozenset({"only", "solely", "exclusively"})

LONGEST_ENTRY = 4

EXAMPLE = frozenset(
    {
        "e.g.",
        "e.g",
        "eg",
        "especially",
        "particularly",
        "notably",
    }
)
OF_PERSONS = frozenset({"who", "whom", "whose", "which"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})
JOINING = frozenset({"and", "or", "and/or", "&"})


def conjunctions(hunk: Hunk) -> Iterator[Remark]:
    """
    "and" became "or": whether all or some of it is meant.
    """
    old, new = (
        frozenset(at for at in side.span if side.reading.words[at].form in JOINING)
        for side in hunk.sides
    )
    if not old or not new:
        return
    words = tuple(
        frozenset(side.reading.words[at].key for at in span)
        for side, span in zip(hunk.sides, (old, new), strict=True)
    )
    if len(words[0]) == len(words[1]) == 1 and words[0] != words[1]:
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.SCOPE,
            reason=became(*(next(iter(word)) for word in words)),
            old=old,
            new=new,
        )


def coordination(hunk: Hunk) -> Iterator[Remark]:
    """
    Another one beside whom or what a clause is about: "the person who", "the person or unit that".
    """
    for number, side in enumerate(hunk.sides):
        other = hunk.sides[1 - number]
        forms, others = side.forms, other.forms
        relative = side.next_form in OF_PERSONS
        if forms and others and {forms[-1], others[-1]} <= RELATIVE:
            relative = bool({forms[-1], others[-1]} & OF_PERSONS)
            forms, others = forms[:-1], others[:-1]
        if others or not 2 <= len(forms) <= LONGEST_ENTRY or forms[0] not in ("and", "or"):
            continue
        rest = [form for form in forms[1:] if form not in DETERMINERS]
        if not rest or not _of_grammar().isdisjoint(rest):
            continue
        around = sentences(hunk)[1 - number]
        if frozenset(rest) <= frozenset(around.forms) or not (relative or _ends_subject(side)):
            continue
        run = Side(reading=side.reading, start=side.start, end=side.start + len(forms))
        whole = frozenset(side.span), frozenset(other.span)
        yield Remark(
            wording=Wording.SUBSTANTIVE,
            aspect=Aspect.SCOPE,
            reason=f"'{run.text}' was {'added' if number else 'removed'}: it is about "
            f"{'more' if number else 'fewer'} than before",
            old=whole[number],
            new=whole[1 - number],
        )


def _ends_subject(side: Side) -> bool:
    """Whether a run is the end of the subject of its clause: "the person or unit must"."""
    after = side.forms[-1] if side.forms[-1] in RELATIVE else side.next_form
    before = side.reading.words[side.clause : side.start]
    plain = _of_grammar() - DETERMINERS
    return (
        (after in RELATIVE or after in word_set("verbs"))
        and 0 < len(before) <= LONGEST_ENTRY
        and all(word.form not in plain for word in before)
    )


def of_addition(side: Side, *, added: bool, hunk: Hunk | None = None) -> Remark:
    """
    The remark about words that were only added, or only removed: scope where they narrow it.

    Words of the *hunk* that are also in the other sentence only have another place there.
    """
    kind = _kind(side)
    narrows = kind in NARROWING or _names_persons(side)
    if narrows and hunk is not None:
        movable = kind in ("a restriction", "a qualification") and side.forms[0] not in ONLY
        if movable or kind not in NARROWING:
            other = sentences(hunk)[0 if added else 1]
            within = _is_within(side, other) if movable else _acts_in_both(side, other)
            narrows = not within
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE if narrows else Aspect.OTHER,
        reason=f"{kind} was {'added' if added else 'removed'}: '{_trimmed(side).text}'",
    )


def is_entry(side: Side) -> bool:
    """Whether some words that were added or removed are an entry of a list, or an alternative."""
    return _kind(side) == _AN_ENTRY


def _acts_in_both(side: Side, other: Side) -> bool:
    """Whether the persons named in a run act in both sentences: "staff take", "taken by staff"."""
    mine = {stem(form) for form in side.forms if _is_person(form)}
    return mine <= acting(sentence_around(side)) & acting(other)


def _is_within(side: Side, other: Side) -> bool:
    """Whether every word with a meaning of its own is in a sentence as often as in this run's."""
    keys = [
        word.key
        for word in side.reading.words[side.start : side.end]
        if word.form not in _of_grammar()
    ]
    mine = Counter(word.key for word in _sentence_of(side))
    theirs = Counter(word.key for word in other.reading.words[other.start : other.end])
    if side.forms[0] in RELATIVE and side.forms[0] not in other.forms:
        # "Guests who smoke shall leave", "guests shall leave to smoke".
        return False
    if set(canonical(side.forms)) <= set(canonical(other.forms)):
        return True
    return bool(keys) and all(mine[key] <= theirs[key] for key in keys)


def _sentence_of(side: Side) -> tuple[ComparedWord, ...]:
    """The words of the sentence around a run."""
    around = sentence_around(side)
    return side.reading.words[around.start : around.end]


def of_exchange(hunk: Hunk) -> Remark:
    """The remark about words that replaced others: scope if whom or what it covers is exchanged."""
    persons = all(any(map(_is_person, side.forms)) for side in hunk.sides)
    covers = persons or all(map(_is_covered, hunk.sides)) or _is_entry(hunk)
    return Remark(
        wording=Wording.SUBSTANTIVE,
        aspect=Aspect.SCOPE if covers else Aspect.OTHER,
        reason=became(hunk.old.text, hunk.new.text),
    )


def _names_persons(side: Side) -> bool:
    """Whether a few words name persons."""
    if len(side.span) >= LONGEST_ENTRY or side.forms[0] in word_set("prepositions"):
        return False
    return any(map(_is_person, side.forms))


def _is_covered(side: Side) -> bool:
    """Whether the words before the run say that a statement covers what follows."""
    words = side.reading.words
    before = words[max(0, side.start - 3) : side.start]
    if any(stem(word.form) in neighbours("covering") for word in before):
        verb = any(form in word_set("verbs") for form in side.forms)
        return not verb and any(form not in _of_grammar() for form in side.forms)
    return False


def _is_entry(hunk: Hunk) -> bool:
    """Whether an entry of a list, of a few words, replaced another one."""
    for side in hunk.sides:
        if not side or len(side.span) > LONGEST_ENTRY:
            return False
        words = side.reading.words
        lead, follows = set(words[side.start].lead), set(side.reading.gap(side.end))
        joined = side.start > 0 and words[side.start - 1].form in JOINING
        comma = bool(lead & set(",;"))
        closes = bool(follows & set(",;.")) or side.end == len(words)
        goes_on = side.end < len(words) and words[side.end].form in JOINING
        if not ((comma and (closes or goes_on)) or (joined and closes and _is_list(side))):
            return False
        if any(form in _of_grammar() for form in side.forms):
            return False
    return True


def _is_list(side: Side) -> bool:
    """Whether a comma is a few words before the run: "meat, fish and eggs"."""
    words = side.reading.words[max(0, side.start - 2 * LONGEST_ENTRY) : side.start]
    return any("," in word.lead for word in words)


def _trimmed(side: Side) -> Side:
    """The run without the conjunction that joins it to the rest of a list."""
    start, end = side.start, side.end
    if end - start > 1 and side.forms[0] in JOINING:
        start += 1
    if end - start > 1 and side.forms[-1] in JOINING:
        end -= 1
    return Side(reading=side.reading, start=start, end=end)


def _is_person(form: str) -> bool:
    """Whether a word is for the persons that a statement is about."""
    return form in word_set("persons") or is_actor(form)


def _kind(side: Side) -> str:
    """The function of some words for the words around them."""
    words = side.reading.words
    first, lead = words[side.start], words[side.start].lead
    begin = side.start
    if begin and not lead and words[begin - 1].form in ("a", "an", "the"):
        # "a map and a phone": the other article is the shared one.
        begin -= 1
        lead = words[begin].lead
    follows = side.reading.gap(side.end)
    two = side.forms[:2]
    if first.form in EXAMPLE or two in (("such", "as"), ("for", "example"), ("for", "instance")):
        return "an example"
    if "(" in lead:
        return "a remark in brackets"
    compound = side.end - side.start > 1 and words[side.start + 1].lead == "-"
    if first.form in INCLUSION:
        return "an inclusion"
    if first.form in EXCEPTION:
        return "an exception"
    if first.form in RELATIVE and not lead:
        return "a restriction"
    if first.form in RELATIVE:
        return "a remark"
    if first.form in word_set("prepositions") and not compound:
        return "a restriction" if _restricts(side) else "a phrase"
    if first.form.endswith("ly") and len(first.form) > 4 and side.end - side.start == 1:
        return "a phrase"
    if any(form in ONLY for form in side.forms[:1]):
        return "a restriction"
    before = words[begin - 1].form if begin else ""
    said = side.forms[first.form in JOINING :][:2]
    if said[:1] == ("not",) and set(said) & {"even", "only", "just", "merely", "least", "simply"}:
        return "a remark"
    if all(word.is_number for word in words[side.start : side.end]):
        return "a number"
    if any(form in SUBJECTS for form in side.forms[:3]):
        return "a remark"
    goes_on = side.end < len(words) and words[side.end].form in DETERMINERS
    if set(side.forms) <= _of_grammar() or (
        opens_sentence(side.reading, side.start) and "," in follows and goes_on
    ):
        return "a phrase"
    listed = "," in lead or ";" in lead or "," in follows or ";" in follows
    if first.form in JOINING or before in JOINING or listed or words[side.end - 1].form in JOINING:
        return _AN_ENTRY
    qualifies = side.end < len(words) and not follows and _qualifies(side)
    return "a qualification" if qualifies else "a phrase"


def _qualifies(side: Side) -> bool:
    """Whether a run is a few words that narrow the noun after it: "licensed", "first aid"."""
    forms = [form for form in side.forms if form not in ("a", "an", "the")]
    follows = side.next_form in word_set("function") | word_set("prepositions")
    if not 0 < len(forms) < LONGEST_ENTRY or follows:
        return False
    return not any(
        form in _of_grammar()
        or stem(form) in neighbours("months")
        or not form.isalpha()
        or len(form) < 3
        for form in forms
    )


@cache
def _of_grammar() -> frozenset[str]:
    """Words that carry no scope of their own."""
    lists = ("function", "verbs", "prepositions", "ignorable", "between")
    return frozenset().union(*map(word_set, lists))


def _restricts(side: Side) -> bool:
    """Whether a phrase narrows what is meant: "in public libraries", not "by writing"."""
    first = side.forms[0]
    if first not in RESTRICTING:
        return False
    after = side.forms[1] if len(side.forms) > 1 else side.next_form
    # "for cleaning" says what for.
    return not after.endswith("ing")
