"""Generated news: pages of any number, each its own, and articles written from them, some with a mistake.

The same number gives the same text on every machine. Sentences are frames with figures, quotes, names and words put in,
the words as unevenly spread as those of real texts are: a few everywhere, most of them hardly ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONSETS = _words("b br c ch cl cr d dr f fl g gr h j k kl l m n p pl pr r s sch st t tr v w")
_VOWELS = _words("a a e e i o u ai ea ou")
_CODAS = _words("b ck ff l ll m n nd ng r rd rn s sk st t tt x")
_ENDS = _words("ton ham ford bury field by mouth wick dale port")
_GIVEN = _words("Ada Ben Cora Dev Elsa Finn Greta Hugo Ines Jonas Karim Lena Mona Nils Olga Pavel Rosa Sven Tara Yusuf")
_ROLES = _words("mayor treasurer engineer spokesperson director clerk secretary chair")
_THINGS = _words(
    "bridge harbour library school tramway hospital stadium market reservoir museum ferry sewer theatre depot archive "
    "pool observatory quay lighthouse mill orchard cinema courthouse viaduct tunnel windmill dairy brewery foundry kiln"
)
_MONTHS = _words("January February March April May June July August September October November December")
_FIGURES = (
    ("The {thing} in {town} cost {claim}, the council of {region} said on Tuesday.", "million euros"),
    ("Some repairs of the {word} in {town} took {claim}.", "days"),
    ("The {word} of {town} was used by {claim} in {month}.", "visitors"),
    ("In {town}, {claim} are connected to the {word} network.", "households"),
    ("{firm} has delivered {claim} of {word} to {town} since {month}.", "tonnes"),
    ("At {town} the {word} now stands {claim} above the {word2}.", "metres"),
    ("{firm} sold {claim} for the {word} in {region}.", "tickets"),
    ("The fund of {region} paid {claim} to {firm} for the {thing}.", "euros"),
    ("Of those who wrote to {firm}, {claim} asked for the {thing} of {town}.", "people"),
)
_SAYINGS = (
    "We have never seen so much {word} in {town}, and the {thing} is not to blame for the {word2}",
    "Nobody at {firm} wanted the {word2} to be closed before the {word} was mended",
    "The {word} of {town} will be rebuilt, whatever {region} decides about the {thing}",
    "Our {word2} has waited too long for a {thing} that works without any {word}",
    "It is not true that {firm} sold the {word} and the {word2} behind our backs",
    "If the {thing} fails again, {region} will have to find another {word2} for its {word}",
    "I would rather see the {word} burn than give the {word2} to {firm}",
    "Whoever wants the {word2} must not forget what the {word} did for {town}",
)
_PLAIN = (
    "The {word} stands between the {word2} and the old road to {region}.",
    "Neighbours had asked {firm} for a {word2} when the {word} was moved.",
    "The council of {region} meets again in {month} to speak about the {word2}.",
    "Critics say that {firm} forgot the {word} near {town}.",
    "Every morning the {word2} is carried from {town} to the {word}.",
    "{other}, who grew up in {town}, wrote a book about the {word} and the {word2}.",
    "Between {word} and {word2}, the {thing} had become a meeting place.",
    "In {month} the {word} was painted with {word2}, as custom has it in {region}.",
)
_VOCABULARY = 60_000
_SENTENCES = 3
_ALTERED = 0.2
"""Of the claims of articles, those into which a mistake is written."""


def _syllables(draw: Random, count: int) -> str:
    return "".join(draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(count)) + draw.choice(_CODAS)


@lru_cache(maxsize=_VOCABULARY)
def _word_of(rank: int) -> str:
    return _syllables(Random(rank), 2)


def _word(draw: Random) -> str:
    """A word of the vocabulary; how often one comes up goes by a power of its rank, as in real texts."""
    return _word_of(int(_VOCABULARY ** draw.random()))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what it claims: the `claim` in its words, and the same with a mistake (`wrong`)."""

    text: str
    claim: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the wire."""

    number: int
    title: str
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The page as plain text, in paragraphs of two sentences."""
        texts = [one.text for one in self.sentences]
        paragraphs = (" ".join(texts[at : at + 2]) for at in range(0, len(texts), 2))
        return "\n\n".join((self.title, *paragraphs)) + "\n"


@dataclass(frozen=True, slots=True)
class Article:
    """A brief written from a page: `claims` are its quotes and figures, each with whether it is as on the page."""

    text: str
    page: int
    claims: tuple[tuple[str, bool], ...]


def page(number: int) -> Page:
    """The page of a number."""
    draw = Random(number)
    names = {
        "town": (_syllables(draw, 1) + draw.choice(_ENDS)).capitalize(),
        "region": (_syllables(draw, 2) + "shire").capitalize(),
        "firm": (_syllables(draw, 2) + draw.choice(("co", "ex", "works", "lines"))).capitalize(),
        "thing": draw.choice(_THINGS),
        "month": draw.choice(_MONTHS),
        "person": f"{draw.choice(_GIVEN)} {_syllables(draw, 2).capitalize()}",
        "other": f"{draw.choice(_GIVEN)} {_syllables(draw, 2).capitalize()}",
    }
    kinds = (_figure, _said, _plain)
    return Page(
        number,
        f"{names['town']}, {names['month']}: {_word(draw)} and {names['thing']}",
        tuple(kinds[at % len(kinds)](draw, names) for at in range(_SENTENCES)),
    )


def article(number: int, pages: int) -> Article:
    """The brief of a number, from one of so many pages: two or three of its claims in the sentences they stand in."""
    draw = Random(-1 - number)
    of = page(draw.randrange(pages))
    claiming = [one for one in of.sentences if one.claim]
    chosen = sorted(draw.sample(range(len(claiming)), 2))
    texts, claims = [of.title + "."], []
    for at in chosen:
        one = claiming[at]
        true = draw.random() >= _ALTERED
        texts.append(one.text if true else one.text.replace(one.claim, one.wrong))
        claims.append((one.claim if true else one.wrong, true))
    return Article(" ".join(texts) + "\n", of.number, tuple(claims))


def _figure(draw: Random, names: dict[str, str]) -> Sentence:
    frame, unit = draw.choice(_FIGURES)
    value = draw.choice((draw.randrange(12, 99), draw.randrange(101, 999), draw.randrange(1_001, 99_999)))
    wrong = f"{value + draw.choice((-1, 1)) * draw.randrange(3, 9) * 10 ** (len(str(value)) - 2):,}"
    filled = frame.format(claim="{claim}", word=_word(draw), word2=_word(draw), **names)
    claim = f"{value:,} {unit}".strip()
    return Sentence(filled.replace("{claim}", claim), claim, f"{wrong} {unit}".strip())


def _said(draw: Random, names: dict[str, str]) -> Sentence:
    word, other = _word(draw), _word(draw)
    words = draw.choice(_SAYINGS).format(word=word, word2=other, **names)
    wrong = words.replace(" not ", " ", 1) if " not " in words else words.replace(word, _syllables(draw, 2), 1)
    by = f"{names[draw.choice(('person', 'other'))]}, {draw.choice(_ROLES)} of {names['firm']}"
    return Sentence(f"\u201c{words},\u201d said {by}.", words, wrong)


def _plain(draw: Random, names: dict[str, str]) -> Sentence:
    return Sentence(draw.choice(_PLAIN).format(word=_word(draw), word2=_word(draw), **names))
