"""A text taken in once for matching: its sentences with their comparable words, its figures and its quotes.

Article and sources are taken in by the very same finders, so that a figure is held against a figure, and a quote
against words that the source gives to somebody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from claims.extract import Finds, article_text, surrounding_text
from claims.identify import identify_language
from claims.language import languages
from claims.matching.texts.aligned import with_tabs
from claims.matching.texts.column_units import other_readings, with_column_units
from claims.matching.texts.labelled import with_labels, with_strokes, with_terms
from claims.matching.texts.overlapping import Overlapping
from claims.matching.texts.periods import Period, find_periods
from claims.matching.texts.sentenced import Sentence
from claims.matching.words.folding import Folded, fold
from claims.matching.words.terms import Term, terms_of
from claims.model import Quantity, Quote, Source, Speaker
from claims.quotes import spoken_turns
from claims.sentences import split_sentences
from sources.document import Span

UNKNOWN = "und"
"""What stands for a language that is not known (ISO 639-2)."""
_LONGEST = 2_000
"""Letters of the longest sentence, five times that of any in our texts: what runs on without an end is cut at a space,
since each of its figures is read with all that stands in its sentence."""
_LONGEST_ROW = 200
"""Letters of a line that is one row, whatever full stops are in it."""
_NO_LABELS: frozenset[int] = frozenset()
_LEAST_MAIN = 0.1
"""The share of a page's letters that must be left without its furniture; with less, the page is read whole."""


class Digest:
    """One text with what was found in it. Everything is worked out when first asked for, and kept.

    The furniture of a page (menus, offers) is blanked out in `text`, and the cells of tables that were set with spaces
    are parted by tabs; offsets are those of the document.
    """

    def __init__(self, text: str, language: str, name: str = "", labels: frozenset[int] = _NO_LABELS) -> None:
        """`labels` has where the tabs stand that part the labels of lists from what is said of them."""
        self.text = text
        self._labels = labels
        code = language.partition("-")[0].lower()
        self.language = code if code in languages() else identify_language(text) or UNKNOWN
        self.name = name
        self._finds = Finds(text, self.language)
        self._keys_around: dict[Span, frozenset[str]] = {}

    @classmethod
    def of_found(cls, found: Finds) -> Digest:
        """The digest of a text with what was found in it before; looked for anew where that was in another language."""
        digest = cls(found.text, found.language)
        if found.language == digest.language:
            digest._finds = found
        return digest

    @classmethod
    def of_source(cls, source: Source) -> Digest:
        """The digest of a source under its name."""
        whole, main = source.document.text, article_text(source.document)
        enough = len(main.split()) > _LEAST_MAIN * len(whole.split())
        text, labels = _with_lists(main if enough else whole)
        return cls(text, source.language, source.name, labels)

    def surroundings(self, source: Source) -> Digest:
        """What was left out of a source's digest: its furniture, with all else blanked out."""
        whole = source.document.text
        read_whole = self.text == _with_lists(whole)[0]
        left_out = " " * len(whole) if read_whole else surrounding_text(source.document)
        return Digest(left_out, self.language, self.name)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, those between quotation marks one by one; a row of a table is one."""
        spans = _rows(self.text, split_sentences(self.text, self.language, inside_marks=True))
        return tuple(
            Sentence(number, span, terms_of(self.text, self.language, span.start, span.end))
            for number, span in enumerate(spans)
        )

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures in order, those of a table with the unit that it says for them."""
        return with_column_units(self._finds.quantities, self)

    @cached_property
    def other_readings(self) -> tuple[Quantity, ...]:
        """Figures of tables as they may read otherwise than in `quantities`, in order."""
        return other_readings(self._finds.quantities, self)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The places that say over which time something is counted, in order."""
        return find_periods(self.text, self.language)

    def periods_over(self, span: Span) -> list[Period]:
        """The places of `periods` that overlap `span`, in order."""
        return [self.periods[number] for number in self._timed.numbers(span)]

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes in order."""
        return self._finds.quotes

    @cached_property
    def turns(self) -> tuple[tuple[Speaker, Span], ...]:
        """The turns of a transcript in order, each with who speaks; none for any other text."""
        return spoken_turns(self.text, self.language)

    def spoken_from(self, sentence: Sentence) -> int:
        """Where the words of a sentence begin: behind the label of a transcript, if it has one."""
        number = bisect_left(self._labelled, sentence.span.start)
        label = self._labelled[number] if number < len(self._labelled) else sentence.span.end
        return label if label < sentence.span.end else sentence.span.start

    def quotes_over(self, span: Span) -> list[Quote]:
        """The quotes that overlap `span`, in order."""
        return [self.quotes[number] for number in self._quoted.numbers(span)]

    def find(self, words: str) -> Span | None:
        """The first place of folded `words` in the folded text; None where it does not have them, one after another."""
        inner = words.split(" ")[1:-1]  # between spaces, so that each is one of the text's too
        there = self._forms.issuperset(inner) and self._characters.issuperset(words)
        at = self._folded.text.find(words) if there else -1
        return None if at < 0 else self._folded.original(at, at + len(words))

    def terms_in(self, span: Span) -> tuple[Term, ...]:
        """The words that lie in `span`."""
        low, high = bisect_left(self._places, span.start), bisect_right(self._places, span.end - 1)
        return self._terms[low:high]

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that a place lies in, or the last one before it."""
        number = bisect_right(self._starts, place) - 1
        return self.sentences[number] if number >= 0 else None

    def sentences_over(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that overlap `span`."""
        first, end = bisect_right(self._starts, span.start) - 1, bisect_left(self._starts, span.end)
        if first < 0 or self.sentences[first].span.end <= span.start:
            first += 1
        return self.sentences[first:end]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all words of the text."""
        return frozenset(key for term in self._terms for key in term.keys)

    def around_keys(self, span: Span) -> frozenset[str]:
        """The keys of the words of the sentences that `span` lies in; worked out once for all figures of those."""
        around = self.around(span)
        if around not in self._keys_around:
            self._keys_around[around] = frozenset().union(*[term.keys for term in self.terms_in(around)])
        return self._keys_around[around]

    def around(self, span: Span) -> Span:
        """`span` widened to the sentences it lies in."""
        first, last = self.sentence_at(span.start), self.sentence_at(max(span.start, span.end - 1))
        start = min(span.start, first.span.start) if first else span.start
        end = max(span.end, last.span.end) if last else span.end
        return Span(start, end)

    def quantities_in(self, span: Span) -> tuple[Quantity, ...]:
        """The figures whose digits lie in `span`."""
        low = bisect_right(self._figures, span.start - 1)
        high = bisect_right(self._figures, span.end - 1)
        if low < high and self.quantities[high - 1].core.end > span.end:  # none overlap, so that only the last may
            high -= 1
        return self.quantities[low:high]

    @cached_property
    def heads(self) -> tuple[int, ...]:
        """For each sentence the number of the first one of its run of lines with as many cells: a table's head.

        The lines of a list may have empty ones between them.
        """
        heads: list[int] = []
        width = 0
        for number, sentence in enumerate(self.sentences):
            above, cells = (
                self.sentences[number - 1].span,
                self.text.count("\t", sentence.span.start, sentence.span.end),
            )
            listed = number in self.listed
            parted = number == 0 or listed != (number - 1 in self.listed)
            parted = parted or (not listed and self.text.count("\n", above.end, sentence.span.start) > 1)
            heads.append(number if parted or cells != width else heads[-1])
            width = cells
        return tuple(heads)

    @cached_property
    def listed(self) -> frozenset[int]:
        """The numbers of the sentences that are lines of a list, each with a label before what is said of it."""
        if not self._labels:
            return frozenset()
        return frozenset(
            one.number for one in self.sentences if self.text.find("\t", one.span.start, one.span.end) in self._labels
        )

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self._folded.text.split(" "))

    @cached_property
    def _characters(self) -> frozenset[str]:
        return frozenset(self._folded.text)

    @cached_property
    def _quoted(self) -> Overlapping:
        return Overlapping([quote.span for quote in self.quotes])

    @cached_property
    def _timed(self) -> Overlapping:
        return Overlapping([period.span for period in self.periods])

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return tuple(term for sentence in self.sentences for term in sentence.terms)

    @cached_property
    def _places(self) -> list[int]:
        return [term.span.start for term in self._terms]

    @cached_property
    def _labelled(self) -> list[int]:
        return [span.start for _, span in self.turns]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def _figures(self) -> list[int]:
        return [quantity.core.start for quantity in self.quantities]


def _with_lists(text: str) -> tuple[str, frozenset[int]]:
    """A text with the cells of its tables and lists parted by tabs, and where those tabs stand that part lists."""
    text, terms = with_terms(with_strokes(with_tabs(text)))
    text, labels = with_labels(text)
    return text, terms | labels


def _rows(text: str, spans: Iterable[Span]) -> list[Span]:
    """The spans with the cells of a table's row joined: cells are parted by tabs, rows by line feeds.

    A full stop within a row ends no sentence (`1. Hj. 2025`), but a line that is long may be a page laid out by cells.
    """
    joined: list[Span] = []
    ends, in_row = -1, False
    for span in spans:
        same_line = span.start < ends
        if not same_line:
            begins = text.rfind("\n", ends + 1, span.start + 1) + 1 or ends + 1
            ends = (text.find("\n", span.start) + 1 or len(text) + 1) - 1
            in_row = ends - begins <= _LONGEST_ROW and "\t" in text[begins:ends]
        if joined and ((same_line and in_row) or "\t" in text[joined[-1].end - 1 : span.start + 1]):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    rows = (row for span in joined for row in _lines(text, _with_empty_cells(text, span)))
    return [part for row in rows for part in _parts(text, row)]


def _with_empty_cells(text: str, span: Span) -> Span:
    """The span with the tabs beside it: a table whose corner is empty begins with one."""
    start, end = span.start, span.end
    while start and text[start - 1] == "\t":
        start -= 1
    while text[end : end + 1] == "\t":
        end += 1
    return Span(start, end)


def _lines(text: str, span: Span) -> list[Span]:
    if "\t" not in span.of(text):
        return [span]
    rows: list[Span] = []
    start = span.start
    for line in span.of(text).split("\n"):
        if line.strip():
            rows.append(Span(start, start + len(line)))
        start += len(line) + 1
    return rows


def _parts(text: str, span: Span) -> Iterator[Span]:
    """A sentence, or what has no end in parts that are no longer than a sentence can be."""
    start = span.start
    while span.end - start > _LONGEST:
        at = text.rfind(" ", start, start + _LONGEST)
        cut = at if at > start else start + _LONGEST
        yield Span(start, cut)
        start = cut + (cut == at)
    yield Span(start, span.end)
