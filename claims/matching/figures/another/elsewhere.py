"""A figure that a source gives, but for something else: for the subject of the next clause, or for an earlier time.

"The bridge cost 24 million. The walkway cost 18 million": 18 million for the bridge agrees with the source by its value
alone. Told only where each of the two figures has a subject of its own before it, where the article names the one and
nothing of the other, and where hardly anything else stands before its figure; where the article has the year, the name
or the group of the other of two figures of a sentence, or nearly all that goes with it; or where the source says that a
figure is the one before a change, and the article neither gives the later one nor says that its own is older.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.matching.figures.another.crossed import around, beside
from claims.matching.figures.another.editions import Editions
from claims.matching.figures.another.members import Members
from claims.matching.figures.another.numbered import is_of_number
from claims.matching.figures.another.planned import is_planned_for_done
from claims.matching.figures.another.preceding import Preceding
from claims.matching.figures.another.ranked import is_of_rank
from claims.matching.figures.another.rows import in_other_line, right_at
from claims.matching.figures.another.siblings import are_of_one_kind, is_of_sibling, is_there_of_sibling, is_whole
from claims.matching.figures.another.standing import Standings
from claims.matching.figures.another.whole_for_part import is_told_of_whole
from claims.matching.figures.arithmetic import from_to, instead_of, is_after_from, to_from
from claims.matching.figures.context import Figure
from claims.matching.figures.elliptic import is_of_the_same
from claims.matching.figures.otherwise.ranges import is_reached
from claims.matching.figures.otherwise.votes import is_other_side
from claims.matching.figures.owners import FROM, TIMES, TO, Owned, Owners, content, keys_of
from claims.matching.figures.values import Closeness, relation
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import PARTS
from claims.matching.texts.tables import is_listed, is_row, label_of
from claims.matching.words.terms import Term
from claims.model import UnitKind
from sources.document import Span

_PARTING = frozenset({"and", "but", "or", "while"})
_REACH = 14
"""Words before a figure that may be its subject."""
_STRANGE = 0.34
"""The share of the words before the article's figure that may have no counterpart before the source's."""
_OLDER = frozenset({"before", "ancient"})
"""Meanings by which a text says itself that a figure is older."""
_SINCE = frozenset({"after", "before", "compare"})
"""Meanings by which a year beside a figure is not its own: so many since 2016, more than in 2016."""
_SEVERAL = 2
"""Words of the other figure that a claim must have where none of them is a name, a year or a group."""
_PERIODS = frozenset({"year", "month", "week", "day", "hour", "period"})
"""Those that say over how long, not when."""
_HOW_MUCH = frozenset(
    {
        "in_fact",
        "average",
        "around",
        "nearly",
        "long",
        "length",
        "high",
        "height",
        "wide_broad",
        "deep",
        "depth",
        "weight",
    }
)
"""Those that say how much, not when."""
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


class Elsewhere:
    """Finds, for a figure of an article and one of a source that it equals, the figure that it should be."""

    def __init__(self, figures: Sequence[Figure], matches: Sequence[tuple[Figure, Sequence[Figure]]]) -> None:
        """`figures` are those of the sources; `matches` has each claim with those of them that it equals."""
        self._editions, self._preceding, self._standings = Editions(matches), Preceding(matches), Standings()
        self._members = Members()
        self._of: dict[int, list[Figure]] = {}
        self._likely = {id(one) for one in figures}
        self._known: dict[int, Owners] = {}
        self._agreeing: dict[tuple[int, int], bool] = {}
        for one in sorted(figures, key=lambda one: one.quantity.core.start):
            self._of.setdefault(id(one.digest), []).append(one)

    def instead(self, ours: Figure, theirs: Figure) -> Figure | None:
        """The figure beside `theirs` that is the claim's, where `theirs` is of another subject or an earlier time."""
        row = theirs.digest.sentence_at(theirs.quantity.core.start)
        if row is None:
            return None
        for other in around(theirs, self._of.get(id(theirs.digest), [])):
            if other is theirs or not beside(theirs, other) or self.agree(theirs, other) or _agree(ours, other):
                continue
            if is_row(theirs.digest, row) and not _are_in_one_line(theirs, other):
                if id(theirs) in self._likely and theirs.quantity.unit_kind is not other.quantity.unit_kind:
                    continue  # what a table has in per cent is none of its counts
                earlier = self._editions.of_last_year(ours, theirs, other) and not self._gives(ours, other)
                earlier = earlier and not _is_left(ours)
                step = self._preceding.should_be(ours, theirs, other)
                if (
                    earlier
                    or step
                    or self._editions.of_column_beside(ours, theirs, other)
                    or self._is_in_line(ours, theirs, other)
                    or is_of_rank(ours, theirs, other)
                    or is_of_number(ours, theirs, other)
                    or is_planned_for_done(ours, theirs, other)
                    or self._standings.differ(ours, theirs, other)
                ):
                    return other
                continue
            if self._gives(ours, other) or is_other_side(ours, other):
                continue
            if not _is_left(ours) and self._standings.differ(ours, theirs, other):
                return other
            older = _is_older(theirs, other)
            if not _says_older(ours, theirs) if older else self._is_of(ours, theirs, other):
                return other
        return None

    def _is_in_line(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether a claim is of the row or column of `other`: it names that, or somebody who belongs to it."""
        if self._members.is_of(ours, other, theirs):
            return True
        return in_other_line(ours, theirs, other) and not self._members.is_of(ours, theirs, other)

    def _is_of(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        if self._standings.speak_against(ours, theirs, other):
            return False
        if is_told_of_whole(ours, theirs, other):
            return True
        if _is_of_the_other(ours, theirs, other) or self._goes_with_the_other(ours, theirs, other):
            return True
        if in_other_line(ours, theirs, other):
            return True
        yours, rival = self._owners(theirs).of(theirs.quantity), self._rival(theirs, other)
        sibling = is_of_sibling(ours, theirs, other, yours, rival)
        return sibling or is_there_of_sibling(ours, theirs, other, yours, rival)

    def _goes_with_the_other(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether a claim has, beside its figure, what goes with `other` alone, and nowhere what goes with `theirs`.

        Of two figures of one kind in a sentence: the year, the name or the group of the other; or all its words.
        """
        alike = theirs.quantity.unit_kind is other.quantity.unit_kind
        if not alike or not _are_in_one_sentence(theirs, other):
            return False
        mine, yours = (self._owners(one).of(one.quantity) for one in (ours, theirs))
        rival = self._rival(theirs, other)
        said = keys_of(_sentence(ours))
        own = [term for term in content(yours.terms) if not term.keys & rival.keys.keys()]
        others = [term for term in content(rival.terms) if not term.keys & yours.keys.keys()]
        has = [term for term in others if term.keys & mine.keys.keys()]
        lacks = [term for term in own if not term.keys & said]
        if not has or not lacks:
            return False
        if len(has) >= _SEVERAL and len(others) - len(has) <= _STRANGE * len(others) and len(lacks) >= len(own) / 2:
            return True
        kept = [term for term in own if term.keys & said]
        if not {FROM, TO} & rival.keys.keys() and all(is_whole(term, theirs) for term in kept):
            close = keys_of(right_at(ours))
            if all(term.keys & close for term in others):
                return True
        since = any(term.meanings & _SINCE for term in mine.terms)
        return not since and any(_is_instead(one, lacks, kept, theirs.digest) for one in has)

    def _rival(self, theirs: Figure, other: Figure) -> Owned:
        """What goes with the other figure; not what it counts by name where the bare one goes on about the same."""
        rival = self._owners(other).of(other.quantity)
        return rival.beside(other.noun) if is_of_the_same(theirs, other) else rival

    def _owners(self, figure: Figure) -> Owners:
        return self._known.setdefault(id(figure.digest), Owners(figure.digest))

    def _gives(self, ours: Figure, other: Figure) -> bool:
        """Whether the article's sentence has the other figure, too: then the two are held against each other as two."""
        sentence = ours.digest.sentence_at(ours.quantity.core.start)
        if sentence is None:
            return True
        languages = ours.digest.language, other.digest.language
        beside = (one for one in ours.digest.quantities_in(sentence.span) if one.core != ours.quantity.core)
        found = (relation(one, other.quantity, languages) for one in beside)
        return any(one is not None and one.closeness in _SAME for one in found)

    def agree(self, one: Figure, other: Figure) -> bool:
        """Whether two figures of the sources are the same by their values; worked out once for each two."""
        pair = id(one), id(other)
        if pair not in self._agreeing:
            self._agreeing[pair] = _agree(one, other)
        return self._agreeing[pair]


def _agree(one: Figure, other: Figure) -> bool:
    found = relation(one.quantity, other.quantity, (one.digest.language, other.digest.language))
    return found is not None and found.closeness in _SAME


def _is_older(theirs: Figure, other: Figure) -> bool:
    """Whether a text changes from the one figure to the other, in whichever order it tells them."""
    text, core, later = theirs.digest.text, theirs.quantity.core, other.quantity.core
    if core.start < later.start:
        return from_to(text, core, later)
    between = Span(other.quantity.span.end, max(other.quantity.span.end, theirs.quantity.span.start))
    return is_after_from(between.of(text))  # what is there instead of another is no older


def _says_older(ours: Figure, theirs: Figure) -> bool:
    """Whether the article says that its figure is older, or of which year, or names the time of the source's."""
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if sentence is None:
        return True
    said = {key for term in sentence.terms for key in term.keys}
    if said & _OLDER or (ours.direction and not is_reached(ours)) or _begins_change(ours, sentence.span):
        return True
    if is_reached(ours):
        return False
    span = theirs.quantity.span
    after = theirs.digest.terms_in(Span(span.end, min(len(theirs.digest.text), span.end + 60)))
    when = {key for term in after for key in term.meanings & TIMES - _PERIODS - _HOW_MUCH}
    return bool(when & said) or any(key.startswith("#") for key in said)


def _begins_change(ours: Figure, sentence: Span) -> bool:
    """Whether the article itself goes from the figure to another."""
    digest, core = ours.digest, ours.quantity.core
    others = [one.core for one in digest.quantities_in(sentence) if one.core != core]
    return any(
        from_to(digest.text, core, one) if core.start < one.start else instead_of(digest.text, one, core)
        for one in others
    )


def _is_left(ours: Figure) -> bool:
    """Whether the article goes from the figure to another, in whichever order: rose to 40 from 30."""
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    if sentence is None:
        return False
    text, span = ours.digest.text, ours.quantity.span
    others = [one.span for one in ours.digest.quantities_in(sentence.span) if one.core != ours.quantity.core]
    return any(to_from(text, one, span) if one.end <= span.start else from_to(text, span, one) for one in others)


def has_its_subject(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether what a claim is of leads to `theirs` in the source, and is not named before the figure beside it."""
    mine, yours = _subject(ours)[:1], _row_label(theirs) or _subject(theirs)[:1]
    return bool(keys_of(mine) & keys_of(yours) - keys_of(_row_label(other) or _subject(other)))


def _row_label(figure: Figure) -> list[Term]:
    """What the first cell of the row says that a figure stands in; nothing outside a table."""
    row = figure.digest.sentence_at(figure.quantity.core.start)
    if row is None or not is_row(figure.digest, row):
        return []
    return list(content(figure.digest.terms_in(label_of(figure.digest, row))))


def _is_of_the_other(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim names what `other` is of, and nothing of what is said to be `theirs`; a share is no count's."""
    if is_of_the_same(theirs, other):  # what stands before the first is of both
        return False
    if (theirs.quantity.unit_kind in _SHARES) is not (other.quantity.unit_kind in _SHARES):
        return False
    mine, yours, rival = _subject(ours), _subject(theirs), _subject(other)
    own, others = keys_of(yours) - keys_of(rival), keys_of(rival) - keys_of(yours)
    if not yours or not own or not others or not yours[0].keys & own:
        return False
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    whole = sentence.terms if sentence is not None else ()
    if not mine or keys_of(whole) & own or not keys_of(mine) & others:
        return False
    known = keys_of(rival) | keys_of(yours)
    strange = sum(not term.keys & known for term in mine)
    return bool(mine[0].keys & known) and strange <= _STRANGE * len(mine)


def _subject(figure: Figure) -> list[Term]:
    """The words before a figure in its clause that may name what it is of."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return []
    start, end = sentence.span.start, figure.quantity.span.start
    text = figure.digest.text
    terms = [term for term in sentence.terms if term.span.end <= end]
    marks = [at + 1 for at in range(start, end) if text[at] in PARTS]
    joints = [term.span.start for term in terms if term.meanings & _PARTING]
    begins = max([start, *marks, *joints])
    return [term for term in content(terms) if term.span.start >= begins][-_REACH:]


def _are_in_one_line(one: Figure, other: Figure) -> bool:
    """Whether a line of a list says both of two figures of what it is called by."""
    sentence = one.digest.sentence_at(one.quantity.core.start)
    return sentence is not None and is_listed(one.digest, sentence) and sentence.span.contains(other.quantity.core)


def _are_in_one_sentence(one: Figure, other: Figure) -> bool:
    sentence = one.digest.sentence_at(one.quantity.core.start)
    return sentence is not None and sentence.span.contains(other.quantity.core)


def _sentence(figure: Figure) -> Sequence[Term]:
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return sentence.terms if sentence is not None else ()


def _is_instead(one: Term, lacks: Iterable[Term], kept: Iterable[Term], digest: Digest) -> bool:
    """Whether a word that a claim has stands for one that it lacks, and it kept none of the kind: 2018 for 2017."""
    instead = any(are_of_one_kind(one, other, digest) for other in lacks)
    return instead and not any(are_of_one_kind(one, other, digest) for other in kept)
