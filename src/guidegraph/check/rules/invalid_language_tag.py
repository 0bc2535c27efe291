"""
A language tag that is not the tag of a language.

Tags of two letters are compared with ISO 639-1; longer ones by their form only.
If a tag breaks the syntax of the file, such as `en_US`, the whole file cannot be read.

## Why

Tools choose labels by the tag: a text tagged `jp` is not shown to readers of Japanese, whose tag is
`ja`.

## Example

```turtle
:tea a skos:Concept ; skos:prefLabel "お茶"@jp .
```

Instead:

```turtle
:tea a skos:Concept ; skos:prefLabel "お茶"@ja .
```
"""

from __future__ import annotations

from collections.abc import Iterator

from guidegraph.check.context import VocabularyContext
from guidegraph.check.rule import Observation, rule
from guidegraph.check.vocabulary.index import Node
from guidegraph.check.vocabulary.notice import names


_CODES = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu
    cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi
    ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks
    ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl
    nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk
    sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz
    ve vi vo wa wo xh yi yo za zh zu
"""
_ISO_639_1 = frozenset(_CODES.split())
_MEANT = {
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gr": "el",
    "in": "id",
    "iw": "he",
    "ji": "yi",
    "jp": "ja",
    "jw": "jv",
    "mo": "ro",
    "ua": "uk",
    "vn": "vi",
}


@rule(severity="warning", groups=("labels", "qskos"), aliases=("qskos:oilt",))
def check(context: VocabularyContext) -> Iterator[Observation]:
    v = context.vocabulary
    tags = {language for node in range(len(v.terms)) if (language := v.language(node))}
    wrong = {tag for tag in tags if not _is_valid(tag)}
    if not wrong:
        return
    found: dict[str, dict[Node, Node]] = {tag: {} for tag in wrong}
    for predicate in v.columns:
        for node, text in v.pairs(predicate):
            if v.language(text) in wrong:
                found[v.language(text)].setdefault(node, text)
    for tag, texts in sorted(found.items()):
        meant = _MEANT.get(tag.partition("-")[0])
        advice = f"write {meant!r}" if meant else "use a tag of BCP 47"
        first = min(texts, key=v.name_of)
        yield Observation(
            items=names(v, texts),
            message=f"{tag!r} is not the tag of a language (resources: {len(texts)}); {advice}",
            quote=v.quoted(texts[first]),
        )


def _is_valid(tag: str) -> bool:
    first, *others = tag.split("-")
    if first in ("x", "i"):
        return bool(others)
    if len(first) == 2:
        return first in _ISO_639_1
    return len(first) == 3 and first.isalpha()
