"""Every quotation of a text with its speaker: frames, slots, then what is a quote at all, and in which mode."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.marks import Marked, find_marked
from claims.model import Cue, Mode, Quote, Speaker
from claims.paragraphs import paragraphs
from claims.quotes.cues import NEAR, Attribution, CueReader
from claims.quotes.indirect import IndirectReader, may_report
from claims.quotes.slots import InsideReader, SlotReader, words_of
from claims.quotes.speakers import People, Resolved
from claims.quotes.find_unspaced import UnspacedFinder
from claims.quotes.tokens import Token, tokens_of
from claims.quotes.unmarked import LineReader, Spoken
from claims.quotes.unspaced import unspaced_lexicon
from claims.quotes.words import Lexicon, lexicon
from claims.sentences import split_frames
from sources.document import Span

LEAST_SENTENCE = 4
"""Words. What stands alone between marks with nobody to say it is a statement from this length on."""
LEAST_FREE = 6
"""Words of a fragment that is taken for the last speaker's though its own sentence names nobody."""

_TRAILING = re.compile(r"[\s,，、]+$")
_ANY_MARK = re.compile('[«»‹›“”„‟"「」『』]')
_STOPPED = re.compile(r"[.!?…。！？][\"'’”»)\]]*$")
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Last:
    """What the quotation before was, for one that goes on."""

    quote: Quote | None = None
    speaker: Resolved | None = None
    paragraph: int = -1
    frame: int = -1
    reopened: bool = False


def find_quotes(text: str, language: str) -> tuple[Quote, ...]:
    """Every quotation of `text`, ordered by span. An unknown language finds sentences between marks, unattributed."""
    words = lexicon(language)
    marked = tuple(one for one in find_marked(text) if not one.title)
    unspaced = unspaced_lexicon(language)
    if unspaced is not None:
        return tuple(UnspacedFinder(text, language, unspaced, marked).quotes())
    if words is None:
        return tuple(_bare(text, one) for one in marked if _is_statement(one.inner.of(text)))
    return tuple(_Finder(text, words, marked).quotes())


def _bare(text: str, one: Marked) -> Quote:
    span = _trimmed(text, one.inner)
    return Quote(span, span.of(text), None, None, Mode.DIRECT)


def _is_statement(inner: str) -> bool:
    """Whether the words could stand as a sentence of their own."""
    count = len(_WORD.findall(inner))
    stopped = _STOPPED.search(inner) is not None
    opens = inner.lstrip("[(¿¡…\"'«“‘ ")[:1]
    return (stopped and count >= 2) or (count >= LEAST_SENTENCE and (opens.isupper() or not opens.isalpha()))


def _trimmed(text: str, span: Span) -> Span:
    """Without the comma that belongs to the sentence around the words."""
    inner = span.of(text)
    return Span(span.start, span.start + len(_TRAILING.sub("", inner)))


class _Finder:
    def __init__(self, text: str, words: Lexicon, marked: tuple[Marked, ...]) -> None:
        self.text = text
        self.words = words
        self.marked = marked
        self.frames = split_frames(text, words.language, marked)
        self.paragraphs = paragraphs(text)
        self.paragraph_starts = [one.start for one in self.paragraphs]
        self.dialogue = -2
        self.people = People(text, words, [one.outer for one in marked], self.frames)
        self.names = self.people.names()
        self.lines = LineReader(text, words, self.names)
        self.last = _Last()

    def quotes(self) -> list[Quote]:
        found: list[Quote] = []
        starts = [one.outer.start for one in self.marked]
        for number, frame in enumerate(self.frames):
            low, high = bisect_left(starts, frame.start), bisect_left(starts, frame.end)
            if low == high:
                spoken = self._unmarked(number, frame)
                found.extend(spoken or self._indirect(number, frame))
                continue
            found.extend(self._in_frame(number, frame, low, high))
        return found

    def _unmarked(self, number: int, frame: Span) -> list[Quote]:
        """Dialogue behind a dash and block quotes, which begin a paragraph."""
        if self.text[frame.start] not in "—–―>":
            return []
        at = bisect_left(self.paragraph_starts, frame.start)
        if at >= len(self.paragraph_starts) or self.paragraph_starts[at] != frame.start:
            return []
        paragraph = self.paragraphs[at]
        block = self.lines.block(paragraph)
        spoken = [block] if block is not None else list(self.lines.dialogue(paragraph, self.dialogue == at - 1))
        if spoken and block is None:
            self.dialogue = at
        found: list[Quote] = []
        for one in spoken:
            found.append(self._said(one, number, at, found[-1] if found else None))
        return found

    def _indirect(self, number: int, frame: Span) -> list[Quote]:
        """The reported clause of a sentence without quotation marks."""
        sentence = frame.of(self.text)
        if not may_report(sentence, self.words) or _ANY_MARK.search(sentence):
            return []
        tokens = tokens_of(self.text, frame, (), self.words)
        cues = CueReader(self.text, tokens, self.words, self.names)
        reader = IndirectReader(cues)
        reported = reader.reported()
        here = bisect_left(self.paragraph_starts, frame.start + 1) - 1
        reading = _FrameReading(self, tokens, SlotReader(cues, {}))
        if reported is None:
            reported = reader.goes_on() if self.last.frame == number - 1 and self.last.paragraph == here else None
            if reported is None or self.last.speaker is None:
                return []
            speaker: Resolved | None = self.last.speaker
        else:
            attribution = reported.attribution
            speaker = None if attribution is None else reading._speaker(attribution, None)
        if speaker is None:
            return []
        span = _trimmed(self.text, Span(tokens[reported.first].start, tokens[reported.end - 1].end))
        quote = reading._made(span, speaker, reported.attribution, Mode.INDIRECT, None)
        self.last.frame, self.last.paragraph, self.last.reopened = number, here, False
        return [quote]

    def _said(self, one: Spoken, number: int, paragraph: int, before: Quote | None) -> Quote:
        tokens, attribution = one.tokens, one.attribution
        if attribution is None and self.text[self.frames[number].start] == ">" and number:
            tokens, attribution = self.lines.lead(self.frames[number - 1])
        reading = _FrameReading(self, tokens, SlotReader(CueReader(self.text, tokens, self.words), {}))
        speaker = reading._speaker(attribution, before) if attribution is not None else None
        quote = reading._made(_trimmed(self.text, one.span), speaker, attribution, Mode.DIRECT, before)
        self.last.quote, self.last.frame, self.last.paragraph = quote, number, paragraph
        self.last.speaker, self.last.reopened = speaker, False
        return quote

    def _with_cue_ahead(self, number: int, tokens: list[Token], ends: dict[int, str]) -> list[Token]:
        """The tokens with those of the next sentence, where that one is the cue: “Who pays?” Leman asked."""
        if (
            number + 1 >= len(self.frames)
            or "\n\n" in self.text[self.frames[number].end : self.frames[number + 1].start]
        ):
            return tokens
        following = self.frames[number + 1]
        end = next((one.outer.start for one in self.marked if one.outer.start >= following.start), following.end)
        longer = tokens + tokens_of(
            self.text, Span(following.start, max(following.start, min(end, following.end))), (), self.words
        )
        cues = CueReader(self.text, longer, self.words, self.names)
        found = SlotReader(cues, ends).behind(len(tokens) - 1)
        return longer if found is not None and found.end - len(tokens) < NEAR else tokens

    def _in_frame(self, number: int, frame: Span, low: int, high: int) -> list[Quote]:
        numbered = [(i, self.marked[i].outer) for i in range(low, high)]
        tokens = tokens_of(self.text, frame, numbered, self.words)
        ends = {i: self.text[self.marked[i].inner.end - 1] for i in range(low, high)}
        if not self.words.words.verb_first and tokens[-1].kind == "quote" and ends[high - 1] in "?!…":
            tokens = self._with_cue_ahead(number, tokens, ends)
        slots = SlotReader(CueReader(self.text, tokens, self.words, self.names), ends)
        reading = _FrameReading(self, tokens, slots)
        found: list[Quote] = []
        paragraph = bisect_left(self.paragraph_starts, frame.start + 1) - 1
        for at, token in enumerate(tokens):
            if token.kind != "quote":
                continue
            quote = reading.quote(at, number, paragraph, found[-1] if found else None)
            if quote is not None:
                found.append(quote)
                self.last.quote, self.last.frame, self.last.paragraph = quote, number, paragraph
                self.last.reopened = self.marked[token.quote].reopened
        return found


class _FrameReading:
    """Decides on the quotations of one frame, one after the other."""

    def __init__(self, finder: _Finder, tokens: list[Token], slots: SlotReader) -> None:
        self.finder = finder
        self.tokens = tokens
        self.slots = slots
        self.words = finder.words

    def quote(self, at: int, frame: int, paragraph: int, before: Quote | None) -> Quote | None:
        marked = self.finder.marked[self.tokens[at].quote]
        inner = _trimmed(self.finder.text, marked.inner)
        previous = max((i for i in range(at) if self.tokens[i].kind == "quote"), default=-1)
        colon = at > 0 and self.tokens[at - 1].text == ":"
        if not colon and self._labelled(at, inner):
            return None
        attribution, led = self._attribution(at, previous, colon)
        if attribution is None or (attribution.subject is None and attribution.dropped):
            inside = self._inside(marked)
            if inside is not None:
                return inside
        if attribution is None:
            return self._free(at, inner, frame, paragraph, previous, marked)
        if not led and not colon and self._scare(at, inner, attribution):
            return None
        speaker = self._speaker(attribution, before)
        mode = self._mode(at, previous, inner, attribution, colon, before)
        return self._made(inner, speaker, attribution, mode, before)

    def _attribution(self, at: int, previous: int, colon: bool) -> tuple[Attribution | None, bool]:
        """The attribution, and whether it stands in the slot behind the marks."""
        behind = None if colon and self._colon_cue(at, previous) else self.slots.behind(at)
        leading = self.slots.before(at, previous + 1)
        if behind is not None and not (behind.according and self._leads_straight(leading, at)):
            return behind, True
        if leading is None and previous >= 0:
            leading = self.slots.before(at, 0)
        if leading is not None:
            return leading, False
        following = next(
            (i for i in range(at + 1, len(self.tokens)) if self.tokens[i].kind == "quote"), len(self.tokens)
        )
        return self.slots.around(at, following), False

    @staticmethod
    def _leads_straight(leading: Attribution | None, at: int) -> bool:
        """Whether a verb stands right before the marks: "aurait lâché « … », selon deux témoins" has its own speaker."""
        return leading is not None and not leading.according and leading.subject is not None and leading.end == at

    def _inside(self, marked: Marked) -> Quote | None:
        """The quotation with an attribution of its own between its marks."""
        finder = self.finder
        tokens = tokens_of(finder.text, marked.inner, (), finder.words)
        attribution = InsideReader(CueReader(finder.text, tokens, finder.words, finder.names)).attribution()
        if attribution is None:
            return None
        reading = _FrameReading(finder, tokens, self.slots)
        speaker = reading._speaker(attribution, None)
        inner = _trimmed(finder.text, marked.inner)
        return None if speaker is None else reading._made(inner, speaker, attribution, Mode.DIRECT, None)

    def _colon_cue(self, at: int, previous: int) -> bool:
        leading = self.slots.before(at, previous + 1)
        return leading is not None and (leading.subject is not None or leading.end > leading.first)

    def _labelled(self, at: int, inner: Span) -> bool:
        """Whether the words before the marks say that a name, a title or a term follows."""
        text = inner.of(self.finder.text)
        opens = text[:1]
        for back in (1, 2):
            if at - back < 0 or self.tokens[at - back].kind != "word":
                return False
            word = self.tokens[at - back].norm
            if word in self._naming:
                return back == 1 and not opens.islower()
            if word in self.words.labels:
                return word not in self.words.finite or not opens.islower()
            if word in self.words.works:
                return back == 1 and not opens.islower()
            if self._of_a_work(at) and not opens.islower():
                return True
            if word not in self.words.determiners and word not in self.words.lead_ins:
                return False
        return False

    def _of_a_work(self, at: int) -> bool:
        """Whether the words before the marks are those of a maker: "autora de", "director of"."""
        before = self.tokens[at - 2].norm if at >= 2 else ""
        return self.tokens[at - 1].norm in self.words.connectors and self.words.role(before) is not None

    @property
    def _naming(self) -> tuple[str, ...]:
        return self.words.words.naming

    def _scare(self, at: int, inner: Span, attribution: Attribution) -> bool:
        """One or two words behind an article, though no cue leads straight to them: "que la « concertation » …"."""
        if at == 0 or self.tokens[at - 1].kind != "word":
            return False
        article = self.tokens[at - 1].norm
        if article not in self.words.determiners or article in self.words.indefinite:
            return False
        short = len(_WORD.findall(inner.of(self.finder.text))) <= 2
        adjacent = 0 <= at - 1 - attribution.end <= 1
        return short and not adjacent

    def _speaker(self, attribution: Attribution, before: Quote | None) -> Resolved | None:
        people = self.finder.people
        place = self.tokens[min(attribution.first, len(self.tokens) - 1)].start
        resolved: Resolved | None
        if attribution.subject is not None:
            resolved = people.resolve(attribution.subject, self.tokens)
        elif attribution.clitic and attribution.clitic != "x":
            resolved = people.last(place, attribution.clitic)
        elif attribution.dropped:
            goes_on = before is not None and self.finder.last.speaker is not None
            resolved = self.finder.last.speaker if goes_on else people.last(place)
        else:
            resolved = None
        if resolved is not None:
            people.hear(place, resolved)
        self.finder.last.speaker = resolved
        return resolved

    def _mode(
        self, at: int, previous: int, inner: Span, attribution: Attribution, colon: bool, before: Quote | None
    ) -> Mode:
        if colon:
            return Mode.DIRECT
        lead = [i for i in range(previous + 1, at) if self.tokens[i].kind == "word"]
        reporter = [i for i in lead if not self._of_cue(i, attribution)]
        parted = self.tokens[at - 1].text in ",–—" and previous < attribution.first <= previous + 2
        if before is not None and previous >= 0 and lead and (parted or not reporter):
            return before.mode
        if not lead:
            return Mode.DIRECT if previous < 0 else (before.mode if before is not None else Mode.MIXED)
        opens = inner.of(self.finder.text).lstrip("[(¿¡… ")[:1]
        adjacent = max(attribution.end, attribution.subject.end if attribution.subject else 0)
        straight = all(self.tokens[i].kind != "word" for i in range(adjacent, at)) and attribution.first < at
        return Mode.DIRECT if straight and opens.isupper() else Mode.MIXED

    def _of_cue(self, at: int, attribution: Attribution) -> bool:
        if attribution.first <= at < attribution.end:
            return True
        subject = attribution.subject
        return subject is not None and subject.first <= at < subject.end

    def _free(self, at: int, inner: Span, frame: int, paragraph: int, previous: int, marked: Marked) -> Quote | None:
        """A quotation whose own sentence names nobody: the next sentence of a quote, or a statement that stands alone."""
        finder = self.finder
        last = finder.last
        text = inner.of(finder.text)
        alone = words_of(self.tokens, 0, len(self.tokens)) == 0
        near = last.paragraph == paragraph or (last.reopened and paragraph == last.paragraph + 1)
        if alone and (_is_statement(text) or (near and (last.reopened or len(_WORD.findall(text)) >= 2))):
            return self._alone(inner, frame, paragraph, near)
        free = (
            len(_WORD.findall(text)) >= LEAST_FREE and at > 0 and self.tokens[at - 1].norm not in self.words.determiners
        )
        if free and near and last.frame >= frame - 2:
            return self._made(inner, last.speaker, None, Mode.MIXED, None)
        return None

    def _alone(self, inner: Span, frame: int, paragraph: int, near: bool) -> Quote:
        """A statement that is a sentence of its own: it goes on, or a line above or below names the speaker."""
        finder, last = self.finder, self.finder.last
        if not near:
            for place, read in ((frame + 1, finder.lines.name_line), (frame - 1, finder.lines.lead)):
                if not 0 <= place < len(finder.frames):
                    continue
                tokens, attribution = read(finder.frames[place])
                if attribution is not None:
                    reading = _FrameReading(finder, tokens, self.slots)
                    return self._made(inner, reading._speaker(attribution, None), None, Mode.DIRECT, None)
        speaker = last.speaker if near or paragraph == last.paragraph + 1 else None
        return self._made(inner, speaker, None, Mode.DIRECT, last.quote if near else None)

    def _made(
        self, inner: Span, speaker: Resolved | None, attribution: Attribution | None, mode: Mode, before: Quote | None
    ) -> Quote:
        cue = None
        if attribution is not None and attribution.end > attribution.first:
            span = Span(self.tokens[attribution.first].start, self.tokens[self._cue_end(attribution) - 1].end)
            cue = Cue(" ".join(span.of(self.finder.text).split()), span)
        return Quote(
            span=inner,
            text=inner.of(self.finder.text),
            speaker=None if speaker is None else Speaker(speaker.name, speaker.mention, speaker.span, speaker.title),
            cue=cue,
            mode=mode,
            follows=before.span if before is not None else None,
        )

    def _cue_end(self, attribution: Attribution) -> int:
        if attribution.according and attribution.subject is not None:
            return max(attribution.first + 1, attribution.subject.first)
        return attribution.end
