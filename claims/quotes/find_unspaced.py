"""Every quotation of a Chinese text with its speaker."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.marks import Marked
from claims.model import Cue, Mode, Quote, Speaker
from claims.paragraphs import paragraphs
from claims.quotes.unspaced import Cued, Mention, UnspacedLexicon
from claims.script import simplified
from claims.sentences import split_frames
from sources.document import Span

LEAST_FRAGMENT = 5
"""Characters of a quoted fragment that no cue stands next to; shorter ones are terms and names."""

FARTHEST = 40
"""Speakers looked back over for "the said office" or a surname."""
MOST_NAMES = 400
"""Different names of a text that a surname is held against."""

_TRAILING = re.compile(r"[\s,，、]+$")
_STOPPED = re.compile(r"[。！？!?…—][”’」』）)]*$")
_JOINT = re.compile(r"[\s,，—–]*")
_REPORTED = re.compile(r"[，,：:\s]*([^\W_][^“”「」『』\"]{3,}?)[。！？!?\s]*$")
_ENDS = re.compile(r"[。；;！!？?\n]")


@dataclass(frozen=True, slots=True)
class _Said:
    """An attribution found: the cue's place in the text, the mention, and how it stands to the quotation."""

    cue: Span
    speaker: Speaker | None
    adjacent: bool
    leads: bool


def _name(speaker: Speaker | None) -> str:
    return "" if speaker is None else speaker.name


class UnspacedFinder:
    """Reads one text. Speakers are resolved in the order of the text."""

    def __init__(self, text: str, language: str, words: UnspacedLexicon, marked: tuple[Marked, ...]) -> None:
        self.original = text
        self.text = simplified(text)
        self.words = words
        self.marked = marked
        self._starts = [one.outer.start for one in marked]
        self.frames = split_frames(text, language, marked)
        self.paragraphs = [one.start for one in paragraphs(text)]
        self.names = [one for one in sorted(words.names(self.text)) if not self._quoted(one[0])]
        self.foreign = frozenset(name.rsplit("·", 1)[1] for _, name, _ in self.names if "·" in name)
        self.known = tuple(dict.fromkeys((name, title) for _, name, title in reversed(self.names)))[:MOST_NAMES]
        self.said: list[tuple[int, str, str]] = []
        self.last: Speaker | None = None

    def _quoted(self, at: int) -> bool:
        i = bisect_left(self._starts, at + 1) - 1
        return i >= 0 and at < self.marked[i].outer.end

    def quotes(self) -> list[Quote]:
        found: list[Quote] = []
        paragraph = -1
        for frame in self.frames:
            low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
            here = bisect_left(self.paragraphs, frame.start + 1) - 1
            before = found[-1] if found and here == paragraph else None
            for i in range(low, high):
                quote = self._quote(i, frame, low, high, before)
                if quote is not None:
                    found.append(quote)
                    before, paragraph = quote, here
            if low == high:
                found.extend(self._indirect(frame))
        return found

    def _indirect(self, frame: Span) -> list[Quote]:
        """The reported clause of a sentence without quotation marks, where somebody is named who says it."""
        sentence = frame.of(self.text)
        cues = sorted(self.words.cues(sentence), key=lambda one: sentence[one.end : one.end + 1] not in "，,：:")
        for cue in cues:
            mention = self.words.speaker(sentence[cue.clause_start : cue.start], self.foreign)
            clause = _REPORTED.match(sentence, cue.end)
            if mention is None or clause is None or cue.clause_start > len(sentence) // 2:
                continue
            self.last = self._resolved(mention, frame.start + cue.clause_start)
            span = Span(frame.start + clause.start(1), frame.start + clause.end(1))
            place = Span(frame.start + cue.start, frame.start + cue.end)
            return [Quote(span, span.of(self.original), self.last, Cue(place.of(self.original), place), Mode.INDIRECT)]
        return []

    def _quote(self, i: int, frame: Span, low: int, high: int, before: Quote | None) -> Quote | None:
        one = self.marked[i]
        inner = Span(one.inner.start, one.inner.start + len(_TRAILING.sub("", one.inner.of(self.text))))
        left = Span(self.marked[i - 1].outer.end if i > low else frame.start, one.outer.start)
        right = Span(one.outer.end, self.marked[i + 1].outer.start if i + 1 < high else frame.end)
        lead = left.of(self.text)
        stopped = _STOPPED.search(inner.of(self.text)) is not None
        colon = lead.rstrip().endswith(("：", ":"))
        if not colon and self._labelled(lead, right.of(self.text), stopped):
            return None
        said = (None if colon else self._behind(right)) or self._before(left)
        if said is None:
            return self._free(inner, lead, stopped, before)
        if not (said.adjacent or stopped) and len(inner) < LEAST_FRAGMENT:
            return None
        self.last = said.speaker or self.last
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

    def _labelled(self, lead: str, rest: str, stopped: bool) -> bool:
        return not stopped and bool(self.words.label_before.search(lead) or self.words.label_after.match(rest))

    def _behind(self, right: Span) -> _Said | None:
        """A speaker and a cue that fill the clause right behind the marks."""
        rest = right.of(self.text)
        begin = _JOINT.match(rest)
        start = begin.end() if begin else 0
        end = _ENDS.search(rest, start)
        clause = rest[start : end.start() if end else len(rest)]
        if clause.rstrip().endswith(("：", ":")):
            return None
        cue = self._closing_cue(clause.rstrip("，, "))
        if cue is None:
            return None
        speaker = self._speaker(right.start + start, clause, cue)
        at = right.start + start
        return _Said(Span(at + cue.start, at + cue.end), speaker, adjacent=True, leads=False)

    def _closing_cue(self, clause: str) -> Cued | None:
        """A cue that ends the first clause or the whole of it."""
        for piece in (clause, re.split("[，,]", clause, maxsplit=1)[0]):
            cue = self.words.last_cue(piece)
            if cue is not None and cue.end == len(piece):
                return cue
        return None

    def _before(self, left: Span) -> _Said | None:
        lead = left.of(self.text)
        cue = self.words.last_cue(lead)
        if cue is None:
            return None
        speaker = self._speaker(left.start, lead, cue)
        gap = lead[cue.end :].strip(" \n，,：:")
        return _Said(Span(left.start + cue.start, left.start + cue.end), speaker, adjacent=not gap, leads=True)

    def _speaker(self, offset: int, text: str, cue: Cued) -> Speaker | None:
        mention = self.words.speaker(text[cue.clause_start : cue.start], self.foreign)
        start = cue.clause_start
        if mention is None and cue.clause_start:
            earlier = max(text.rfind(sign, 0, cue.clause_start - 1) for sign in "。！？；，,") + 1
            mention = self.words.speaker(text[earlier : cue.clause_start - 1], self.foreign)
            start = earlier
            if mention is not None and mention.kind not in ("name", "institution"):
                mention = None
        if mention is None:
            return self._nickname(offset) if cue.start == 0 else self.last
        return self._resolved(mention, offset + start)

    def _nickname(self, at: int) -> Speaker | None:
        """A short name between marks right before the cue: 网友“小鱼儿”留言."""
        i = bisect_left(self._starts, at) - 1
        one = self.marked[i] if i >= 0 else None
        if one is None or one.outer.end != at or len(one.inner) > LEAST_FRAGMENT:
            return self.last
        return Speaker(one.inner.of(self.original), one.inner.of(self.original), one.inner)

    def _resolved(self, mention: Mention, offset: int) -> Speaker:
        span = Span(offset + mention.start, offset + mention.end)
        written = span.of(self.original)
        if mention.kind in ("pronoun", "same"):
            known = self._same(mention, span.start) if mention.kind == "same" else self._last_name(span.start)
            name, title = (known[1], known[2]) if known else (written, "")
            return Speaker(self._written(name), written, span, self._written(title))
        name = self._full(mention.text) if mention.kind == "name" else mention.text
        self.said.append((span.start, name, mention.title))
        full = written if name == mention.text else self._written(name)
        return Speaker(full, written, span, self._written(mention.title))

    def _written(self, words: str) -> str:
        """Words of the simplified text in the characters that the text itself has for them."""
        at = self.text.find(words) if words and self.text is not self.original else -1
        return self.original[at : at + len(words)] if at >= 0 else words

    def _last_name(self, at: int) -> tuple[int, str, str] | None:
        """The last name before a place, or the last speaker, if later."""
        place = bisect_left(self.names, (at, "", "")) - 1
        return max([*self.names[place : place + 1], *self.said[-1:]] if place >= 0 else self.said[-1:], default=None)

    def _same(self, mention: Mention, at: int) -> tuple[int, str, str] | None:
        """Whom "the said office" means: the last speaker whose name or title ends alike."""
        ending = mention.text[-1:]
        spoken = reversed(self.said[-FARTHEST:])
        return next((one for one in spoken if one[1].endswith(ending) or ending in one[2]), None) or self._last_name(at)

    def _full(self, name: str) -> str:
        """The full name for a last name or a surname with a title."""
        for known, title in (*((one[1], one[2]) for one in reversed(self.said[-FARTHEST:])), *self.known):
            if known != name and (
                known.endswith("·" + name) or (name[:1] == known[:1] and name[1:] and name[1:] in title)
            ):
                return known
        return name

    def _mode(self, said: _Said, lead: str, inner: Span, right: Span, colon: bool, before: Quote | None) -> Mode:
        if colon:
            return Mode.DIRECT
        if not said.leads:
            return Mode.MIXED if lead.strip() and before is None else Mode.DIRECT
        stopped = _STOPPED.search(inner.of(self.text)) is not None
        if said.adjacent and before is not None and before.span.end < said.cue.start:
            return Mode.DIRECT
        closes = not right.of(self.text).strip(" 。！？!?\n")
        return (
            Mode.DIRECT if said.adjacent and (stopped or (closes and len(inner) > 2 * LEAST_FRAGMENT)) else Mode.MIXED
        )

    def _free(self, inner: Span, lead: str, stopped: bool, before: Quote | None) -> Quote | None:
        if not stopped or len(inner) < LEAST_FRAGMENT or (lead.strip() and not lead.rstrip().endswith(("：", ":"))):
            return None
        speaker = before.speaker if before is not None else None
        follows = before.span if before is not None else None
        return Quote(inner, inner.of(self.original), speaker, None, Mode.DIRECT, follows)
