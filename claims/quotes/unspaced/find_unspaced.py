"""Every quotation of a Chinese text with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from claims.marks import Marked
from claims.model import Cue, Mode, Quote, Speaker
from claims.paragraphs import paragraphs
from claims.quotes.exchanges import Exchange
from claims.quotes.reopened import filled
from claims.quotes.unspaced.cues import Cued, Cues
from claims.quotes.unspaced.unspaced import UnspacedLexicon
from claims.quotes.unspaced.voices import Voices
from claims.script import simplified
from claims.sentences import split_frames
from claims.spans import without_comma
from sources.document import Span

LEAST_FRAGMENT: Final = 5
"""Characters of a quoted fragment that no cue stands next to; shorter ones are terms and names."""


_STOPS: Final = tuple("。！？!?…—")
_CLOSERS: Final = "”’」』）)"
_JOINT: Final = re.compile(r"[\s,，—–]*")
_REPORTED: Final = re.compile(r"[，,：:\s]*([^\W_][^“”「」『』\"]{3,}?)[。！？!?\s]*$")
_WORDS_OF: Final = re.compile(r"(?:用|借用|套用|按)([^\W\d_]{2,12}?)(?:自己)?的话(?:来)?(?:说|讲)?[，,：:\s]*$")
_OPENING: Final = tuple('“「『"')
_ENDS: Final = re.compile(r"[。；;！!？?\n]")
_COMMA: Final = re.compile("[，,]")


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution found: the cue's place in the text, the mention, and how it stands to the quotation."""

    cue: Span
    speaker: Speaker | None
    adjacent: bool
    leads: bool


def _name(speaker: Speaker | None) -> str:
    return "" if speaker is None else speaker.name


def _is_stopped(words: str) -> bool:
    """Whether words are a whole sentence by how they end."""
    return words.rstrip(_CLOSERS).endswith(_STOPS)


class UnspacedFinder:
    """Reads one text. Speakers are resolved in the order of the text."""

    def __init__(self, text: str, language: str, words: UnspacedLexicon, marked: tuple[Marked, ...]) -> None:
        self.original = text
        self.text = simplified(text)
        self.words = words
        self.marked = marked
        self._starts = [one.outer.start for one in marked]
        self.frames = split_frames(text, language, marked)
        lines = paragraphs(text)
        self.paragraphs = [one.start for one in lines]
        self.exchange: Exchange[Speaker] = Exchange(text, lines, marked)
        self.cues = Cues(self.text, words)
        self.voices = Voices(text, self.cues, marked)

    def quotes(self) -> list[Quote]:
        found: list[Quote] = []
        paragraph = -1
        for frame in self.frames:
            low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
            here = bisect_left(self.paragraphs, frame.start + 1) - 1
            goes_on = low > 0 and self.marked[low - 1].reopened and here == paragraph + 1
            before = found[-1] if found and (here == paragraph or goes_on) else None
            for i in range(low, high):
                quote = self._quote(i, frame, low, high, before)
                if quote is not None:
                    found.append(quote)
                    before, paragraph = quote, here
                    if quote.speaker is not None:
                        self.exchange.note(here, quote.speaker.name, quote.speaker)
            if low == high:
                found.extend(self._indirect(frame))
        return filled(found, {one.inner.start for one in self.marked if one.reopened})

    def _indirect(self, frame: Span) -> list[Quote]:
        """The reported clause of a sentence without quotation marks, where somebody is named who says it."""
        text = self.text
        cues = [*self.cues.within(frame)]
        cues.sort(key=lambda one: one.end < frame.end and text[one.end] not in "，,：:")
        for cue in cues:
            mention = self.cues.speaker(text[cue.clause_start : cue.start], self.voices.cast.foreign)
            clause = _REPORTED.match(text, cue.end, frame.end)
            if mention is None or clause is None or cue.clause_start - frame.start > len(frame) // 2:
                continue
            self.voices.last = self.voices.resolved(mention, cue.clause_start)
            span, place = Span(*clause.span(1)), Span(cue.start, cue.end)
            said = Cue(place.of(self.original), place)
            return [Quote(span, span.of(self.original), self.voices.last, said, Mode.INDIRECT)]
        return []

    def _quote(self, i: int, frame: Span, low: int, high: int, before: Quote | None) -> Quote | None:
        one = self.marked[i]
        inner = without_comma(self.text, one.inner)
        left = Span(self.marked[i - 1].outer.end if i > low else frame.start, one.outer.start)
        right = Span(one.outer.end, self.marked[i + 1].outer.start if i + 1 < high else frame.end)
        lead = left.of(self.text)
        stopped = _is_stopped(inner.of(self.text))
        colon = lead.rstrip().endswith(("：", ":"))
        if len(inner) >= LEAST_FRAGMENT - 1 and self._inscribed(lead):
            return Quote(inner, inner.of(self.original), None, None, Mode.DIRECT)
        open_end = one.inner.of(self.text).rstrip().endswith(("，", ","))
        verdict = self._verdict(left)
        if not (colon or open_end or verdict) and self._labelled(lead, right.of(self.text), stopped):
            return None
        said = None if colon else self._behind(right) or (self._subject_behind(right) if stopped or open_end else None)
        said = said or verdict or self._before(left, colon)
        if said is None and before is not None and i > low and lead.rstrip().endswith(("，", ",", "；")):
            said = _Said(Span(left.end, left.end), before.speaker, adjacent=True, leads=True)
        if said is None:
            return self._free(inner, lead, stopped, before, frame)
        if not (said.adjacent or stopped) and len(inner) < LEAST_FRAGMENT and not self._closes(right, inner):
            return None
        self.voices.last = said.speaker or self.voices.last
        mode = self._mode(said, lead, inner, right, colon, before)
        same = said.speaker is not None and before is not None and _name(before.speaker) == said.speaker.name
        return Quote(
            inner,
            inner.of(self.original),
            said.speaker,
            Cue(said.cue.of(self.original), said.cue),
            mode,
            before.span if before is not None and same else None,
        )

    def _inscribed(self, lead: str) -> bool:
        """Whether the words before the marks say that a sign or a banner, and no letter, bears what follows."""
        found = self.words.inscribed.search(lead)
        return found is not None and self.words.document.search(lead, 0, found.start()) is None

    def _closes(self, right: Span, inner: Span) -> bool:
        """Whether a short fragment ends its clause, so that it is rather a verdict than a name."""
        return len(inner) >= LEAST_FRAGMENT - 1 and right.of(self.text)[:1] in ("", "，", "。", "；", "！", "？")

    def _verdict(self, left: Span) -> _Said | None:
        """What somebody calls a thing, where the sentence is about a person: 王刚否认此事，[称之为]“…”."""
        length = self.words.verdict.length(self.text, left.start, left.end)
        if not length:
            return None
        verdict = Span(left.end - length, left.end)
        clauses = self.voices.cast.clauses(left)
        goes_on = self.words.only_adverbs.fullmatch(self.text, clauses[-1].start, verdict.start) is not None
        clause = clauses[0] if goes_on else clauses[-1]
        known = any(one.subject for one in self.voices.cast.within(clause))
        pronoun = self.words.pronouns.match(self.text, clause.start)
        pointing = pronoun is not None and self.words.words.pronouns[pronoun.group()] in ("m", "f")
        if not (known or pointing) and self.words.opening_name(clause.of(self.text)) is None:
            return None
        return _Said(verdict, self.voices.of_clauses(left), adjacent=False, leads=True)

    def _labelled(self, lead: str, rest: str, stopped: bool) -> bool:
        return not stopped and (self.words.last_label.of(lead) or self.words.label_after.match(rest) is not None)

    def _behind(self, right: Span) -> _Said | None:
        """A speaker and a cue that fill the clause right behind the marks."""
        if self.text[right.end : right.end + 1] in _OPENING and self.cues.closing(right) is not None:
            return None  # a cue right before the next marks leads to these: “…”，并承诺“…”
        begin = _JOINT.match(self.text, right.start, right.end)
        start = begin.end() if begin else right.start
        end = _ENDS.search(self.text, start, right.end)
        clause = self.text[start : end.start() if end else right.end]
        if clause.rstrip().endswith(("：", ":")):
            return None
        cue = self._closing_cue(Span(start, start + len(clause.rstrip("，, "))))
        if cue is None:
            return None
        return _Said(Span(cue.start, cue.end), self.voices.speaker(start, cue), adjacent=True, leads=False)

    def _closing_cue(self, clause: Span) -> Cued | None:
        """A cue that ends the whole of a clause or what stands before its first comma."""
        cue = self.cues.closing(clause)
        comma = _COMMA.search(self.text, clause.start, clause.end) if cue is None else None
        return cue if comma is None else self.cues.closing(Span(clause.start, comma.start()))

    def _subject_behind(self, right: Span) -> _Said | None:
        """Somebody known who does something right behind a statement: “…”周慧敏红了眼眶."""
        end = _ENDS.search(self.text, right.start, right.end)
        span = Span(right.start, end.start() if end else right.end)
        clause = next(iter(self.voices.cast.clauses(span)), None)
        if clause is None or self.text[clause.end : clause.end + 1] in ("：", ":"):
            return None
        speaker = self.voices.subject(clause)
        place = Span(clause.start, clause.start)
        return None if speaker is None else _Said(place, speaker, adjacent=True, leads=False)

    def _before(self, left: Span, colon: bool) -> _Said | None:
        lead = left.of(self.text)
        cue = self.cues.last(left)
        if cue is None:
            if not colon:
                return self._acting(left) or self._in_words_of(left)
            end = left.start + len(lead.rstrip("：: "))
            speaker = self.voices.of_clauses(Span(left.start, end)) or self.voices.last
            return _Said(Span(end, end), speaker, adjacent=True, leads=True)
        speaker = self.voices.speaker(left.start, cue)
        gap = self.text[cue.end : left.end].strip(" \n，,：:")
        return _Said(Span(cue.start, cue.end), speaker, adjacent=not gap, leads=True)

    def _acting(self, left: Span) -> _Said | None:
        """Whoever does something right before a whole sentence between marks: [校长]指指黑板，“先把字写完。”."""
        lead = left.of(self.text).rstrip()
        end = self._marked_end(left.end)
        stopped = _is_stopped(self.text[max(0, end - 2) : end])
        clause = self.voices.cast.clauses(left)[-1:] if stopped and lead.endswith(("，", ",")) else []
        speaker = self.voices.subject(clause[0]) if clause else None
        place = Span(left.end, left.end)
        return None if speaker is None else _Said(place, speaker, adjacent=True, leads=True)

    def _marked_end(self, start: int) -> int:
        """Where the words between the marks end that begin at a place."""
        return self.marked[bisect_left(self._starts, start)].inner.end

    def _in_words_of(self, left: Span) -> _Said | None:
        """Whose words are said to follow: 用[李明]的话说，“…”."""
        found = _WORDS_OF.search(self.text, left.start, left.end)
        if found is None:
            return None
        span = Span(*found.span(1))
        known = next(iter(self.voices.cast.within(span)), None)
        mention = self.cues.speaker(span.of(self.text) + "说", self.voices.cast.foreign) if known is None else None
        speaker = self.voices.of_clauses(span) if known is not None or mention is None else None
        speaker = speaker or (self.voices.resolved(mention, span.start) if mention is not None else None)
        return None if speaker is None else _Said(Span(found.end(1), left.end), speaker, adjacent=True, leads=True)

    def _mode(self, said: _Said, lead: str, inner: Span, right: Span, colon: bool, before: Quote | None) -> Mode:
        if colon:
            return Mode.DIRECT
        if (
            before is not None
            and lead.rstrip().endswith(("，", ","))
            and before.span.end + 2 >= inner.start - len(lead) - 2
        ):
            return before.mode
        if not said.leads:
            led = lead.strip() and not _is_stopped(lead.rstrip())
            whole = self.text[inner.end : inner.end + 1] in "，," or _is_stopped(inner.of(self.text))
            return Mode.MIXED if led and before is None and not whole else Mode.DIRECT
        stopped = _is_stopped(inner.of(self.text))
        if said.adjacent and before is not None and before.span.end < said.cue.start:
            return Mode.DIRECT
        closes = not right.of(self.text).strip(" 。！？!?\n")
        return (
            Mode.DIRECT if said.adjacent and (stopped or (closes and len(inner) > 2 * LEAST_FRAGMENT)) else Mode.MIXED
        )

    def _free(self, inner: Span, lead: str, stopped: bool, before: Quote | None, frame: Span) -> Quote | None:
        """A statement that nobody is said to make: the next part of a quote, or the words of whom the text is about."""
        if not stopped or (lead.strip() and not lead.rstrip().endswith(("：", ":"))):
            return None
        here = bisect_left(self.paragraphs, inner.start + 1) - 1
        begin = self.paragraphs[here] if here >= 0 else 0
        after = before.span.end if before is not None else begin
        topic = self.voices.of_clauses(Span(after, frame.start)) if after < frame.start else None
        if topic is None and before is None and frame.start == begin:
            topic = self.exchange.whose(here) or self.voices.topic(begin)
        speaker = topic or (before.speaker if before is not None else None)
        same = before is not None and _name(before.speaker) == _name(speaker)
        follows = before.span if before is not None and same else None
        return Quote(inner, inner.of(self.original), speaker, None, Mode.DIRECT, follows)
