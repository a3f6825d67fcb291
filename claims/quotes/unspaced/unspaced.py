"""Quotations in Chinese: no spaces and no forms, but a firm order of title, name, adverbs and cue.

The speaker stands before the cue, the cue before a colon or behind the closing mark. Names are told by what stands
around them: a title before, an adverb, a preposition or a cue behind, a surname first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from claims.base_words import base_words
from claims.language import has_words, languages, read_words
from claims.quotes.lexical.characters import HAN, all_han
from claims.quotes.lexical.patterns import UnspacedWords
from claims.quotes.unspaced.roles import Mention, RoleReader

LEAST_OPENING: Final = 3
"""Characters of a name that only its place tells."""
LONGEST_PART: Final = 16
"""Characters of the first part of a foreign name, with what is written right before it."""
LONGEST_AGE: Final = 6
"""Characters of an age behind a name: 年近七十五岁."""

_SOLE: Final = 3
"""Characters of a name that stands alone before its verb."""
_UNLISTED: Final = re.compile(rf"[{HAN}]{{2,3}}")
"""A name of which only its place is known."""
_DATELINE_END: Final = re.compile(r"[电電讯訊](?=[\s（(\u3000])")
_NO_DATELINE: Final = re.compile("[，。：\n]")
LONGEST_DATELINE: Final = 25
"""Characters from the beginning of a sentence to the last sign of where and by whom it was written."""
_POINTS: Final = "·•‧・．"
_POINT: Final = re.compile(f"[{_POINTS}]")
_FOREIGN: Final = re.compile(rf"[{HAN}]{{1,{LONGEST_PART}}}(?:[{_POINTS}][{HAN}]{{1,6}})+")
_AGED: Final = re.compile(r"岁(?<=[\d一二三四五六七八九十]岁)的?")
_AGE_BEHIND: Final = re.compile(r"(?:今年|现年|年近)?[\d一二三四五六七八九十]{1,3}岁")
_YEARS: Final = re.compile("岁")
_LATIN: Final = re.compile(rf"([{HAN}]{{2,6}})[（(][A-Z][a-zA-Z. ’'-]{{1,40}}[）)]")
"""A foreign name with its spelling in brackets: 史密斯（Anna Smith）."""
_BRACKETS: Final = re.compile(r"[（(][^（）()]{0,60}[）)]")
_GAPS: Final = frozenset("（( \u3000")
_GAP: Final = re.compile(r"(?:[（(][^（）()\n]{1,20}[）)])?[ \u3000]{0,24}")


class UnspacedLexicon(RoleReader):
    """The words of one unspaced language, and what they find."""

    def names(self, text: str) -> Iterator[tuple[int, str, str]]:
        """The names of `text` that a title or a point between their parts makes certain: place, name, title."""
        for found in _foreign_names(text):
            name = self._foreign(found.group())
            if name is not None:
                yield found.start() + name.start, name.text, name.title
        yield from self._aged(text)
        for title in self.titles.finditer(text):
            at = _past_gap(text, title.end())
            length = self._titled_length(text, at)
            if length:
                yield at, text[at : at + length], title.group()
            spelled = None if length else _LATIN.match(text, title.end())
            if spelled is not None:
                yield title.end(), spelled.group(1), title.group()
            before = max(0, title.start() - 3)
            named = before + 3 == title.start() and self._name_length(text, before) == 3
            if named and self.describing.length(text, max(0, before - 8), before):
                yield before, text[before : title.start()], title.group()

    def _aged(self, text: str) -> Iterator[tuple[int, str, str]]:
        """The names that an age before or behind makes certain."""
        for before in _AGED.finditer(text):
            length = self._titled_length(text, before.end())
            if length:
                yield before.end(), text[before.end() : before.end() + length], ""
        end = 0
        for years in _YEARS.finditer(text):
            aged = _AGE_BEHIND.search(text, max(end, years.end() - LONGEST_AGE), years.end())
            if aged is None:
                continue
            end = aged.end()
            length = self._aged_length(text, aged.start())
            if length:
                yield aged.start() - length, text[aged.start() - length : aged.start()], ""

    def is_body(self, name: str) -> bool:
        """Whether a name as a whole is that of an institution."""
        return self.institution.fullmatch(name) is not None

    def bare(self, clause: str) -> str:
        """The clause before a cue with nothing but whose words follow, at the same place, and where they come from."""
        written = _DATELINE_END.search(clause)
        end = written.end() if written is not None else 0
        if 0 < end <= LONGEST_DATELINE and _NO_DATELINE.search(clause, 0, end) is None:
            clause = "\u3000" * end + clause[end:]
        source = self.sources.match(clause)
        if source is not None:
            clause = "\u3000" * source.end() + clause[source.end() :]
        return self.whose(clause)

    def named(self, clause: str) -> Mention | None:
        """Who is named in the bare clause before a cue."""
        if "（" in clause or "(" in clause:
            clause = _BRACKETS.sub(lambda found: "\u3000" * len(found.group()), clause)
        return self._foreign(clause) or self._titled(clause) or self._plain(clause)

    def _foreign(self, clause: str) -> Mention | None:
        found = next(_foreign_names(clause), None) if _POINT.search(clause) is not None else None
        if found is None:
            return None
        start, end = found.span()
        points = [at for at in range(start, end) if clause[at] in _POINTS]
        for title in self.role.finditer(clause, start, points[0]):
            start = min(title.end(), points[0] - 1)
        behind = self.role.search(clause, points[-1] + 2, end)
        end = self._cut(clause, start, behind.start() if behind else end)
        return Mention(start, end, clause[start:end], "name", clause[:start].strip("\u3000"))

    def _cut(self, clause: str, start: int, end: int) -> int:
        """Where a foreign name ends: a preposition or adverb behind its last point is no part of it."""
        last = max(clause.rfind(point, start, end) for point in _POINTS)
        found = self.breaks.search(clause, last + 2, end)
        return found.start() if found else end

    def _titled(self, clause: str) -> Mention | None:
        """A name behind its title: 局长贺明川, or before it: 贺局长."""
        best: Mention | None = None
        for title in self.titles.finditer(clause):
            at = _past_gap(clause, title.end())
            length = self._titled_length(clause, at) or _unlisted_length(self, clause, title)
            if length and self.governing.length(clause, 0, title.start()):
                continue
            if length:
                best = Mention(at, at + length, clause[at : at + length], "name", clause[: title.end()])
            elif best is None and title.start() and self.surname.fullmatch(clause, title.start() - 1, title.start()):
                at = title.start() - 1
                no_surname = clause.endswith(self.words.no_surnames, 0, title.start())
                if no_surname or self.no_name.match(clause, at) or self.ends_body(clause, title.start()):
                    continue
                if at == 0 or not self._name_length(clause, at):
                    best = Mention(at, title.end(), clause[at : title.end()], "name")
            elif best is None:
                best = self._before_title(clause, title)
        return best

    def _before_title(self, clause: str, title: re.Match[str]) -> Mention | None:
        """A whole name before its title, behind where its bearer belongs: 气象大学的[孙立]教授."""
        for length in (3, 2):
            at = title.start() - length
            led = at > 0 and clause[at - 1] == "的" and self._name_length(clause, at) == length
            if led and not self.governing.length(clause, 0, at - 1):
                return Mention(at, title.start(), clause[at : title.start()], "name", title.group())
        return None

    def _name_length(self, clause: str, at: int) -> int:
        """How many characters of a Chinese name stand at a place: surname and one or two more, then a break."""
        surname = self.surname.match(clause, at) if clause[at : at + 1] in self.begin_names else None
        if surname is None:
            return 0
        for given in (2, 1):
            end = surname.end() + given
            if end > len(clause) or not all_han(clause[surname.end() : end]):
                continue
            if clause[at:end] in self.are_no_names or (given > 1 and clause[end - 1] in self.words.closing_adverbs):
                continue
            crossing = self.breaks.match(clause, end - 1) if given > 1 else None
            if crossing is not None and crossing.end() > end:
                continue
            if end == len(clause) or self.after_name.match(clause, end):
                inner = self.breaks.search(clause, surname.end(), end)
                whole = given == 1 or inner is None or inner.start() == surname.end() or inner.end() > end
                if whole and not self.crosses_body(clause, at, end):
                    return end - at
        return 0

    def _titled_length(self, clause: str, at: int) -> int:
        """`_name_length` behind a title: where nothing tells where it ends, a name is a surname and two characters."""
        length = self._name_length(clause, at) or self.foreign_length(clause, at)
        surname = self.surname.match(clause, at) if not length else None
        if surname is None or self.no_name.match(clause, at):
            return length
        given = clause[surname.end() : surname.end() + 2]
        if given[1:] == "的":
            return surname.end() + 1 - at
        whole = len(given) == 2 and all_han(given)
        whole = whole and not self.crosses_body(clause, at, surname.end() + 2)
        return surname.end() + 2 - at if whole and self.breaks.search(given) is None else 0

    def _plain(self, clause: str) -> Mention | None:
        start = len(clause) - len(clause.lstrip("\u3000 "))
        if (name := self._sole_name(clause, start)) is not None:
            return name
        while (opening := self.breaks.match(clause, start)) is not None and opening.group() in self.are_adverbs:
            start = opening.end()
        for same in self.words.same:
            if clause.startswith(same, start):
                role = self.role.match(clause, start + len(same))
                end = role.end() if role is not None else self._noun_end(clause, start)
                return Mention(start, end, clause[start:end], "same")
        pronoun = self.pronouns.search(clause)
        named = self._named_body(clause, start)
        if named is not None:
            return named
        length = self._name_length(clause, start) or self.friend_length(clause, start)
        if length and clause[start : start + length - 1] not in self.are_no_names:
            return Mention(start, start + length, clause[start : start + length], "name")
        described = clause.rfind("的", start) + 1
        length = self._name_length(clause, described) if described else 0
        if length:
            return Mention(described, described + length, clause[described : described + length], "name")
        return self.noun(clause, start) if pronoun is None else self._pronoun(clause, start, pronoun)

    def _pronoun(self, clause: str, start: int, pronoun: re.Match[str]) -> Mention:
        """Whom a pronoun means, or somebody of theirs behind it: 她家附近的[修车铺老板]."""
        owned = self.closing_role(clause, pronoun.end()) if pronoun.start() == start else None
        if owned is not None and self.is_owners(clause[pronoun.end() : owned.end]):
            return owned
        return Mention(pronoun.start(), pronoun.end(), pronoun.group(), "pronoun")

    def _named_body(self, clause: str, start: int) -> Mention | None:
        """A body, who speaks for it, or a document of it, at the beginning of a clause."""
        place = self.place.search(clause, start + 1)
        institution = self.institution.match(clause, start, place.start() if place else len(clause))
        document = self.document.match(clause, start, self._noun_end(clause, start))
        paper = self.paper.match(clause, institution.end() - 1) if institution is not None else None
        named = paper if paper is not None else institution
        if named is None or not (paper is not None or document is None or document.end() <= named.end()):
            return None
        spokes = self.spokes.match(clause, named.end())
        one = self.one_of.match(clause, named.end())
        if one is not None and spokes is None:
            return Mention(one.start(1), one.end(), one.group(1), "role")
        if spokes is not None and not self._titled_length(clause, spokes.end()):
            return Mention(start, spokes.end(), clause[start : spokes.end()], "role")
        staff = self.role.match(clause, named.end()) if paper is None and one is None else None
        if staff is not None and self.only_adverbs.fullmatch(clause, staff.end()) is not None:
            return Mention(start, staff.end(), clause[start : staff.end()], "role")
        kind = "institution" if paper is None else "document"
        return Mention(start, named.end(), clause[start : named.end()], kind)

    def opening_name(self, clause: str) -> Mention | None:
        """A name of three characters that opens a clause, though nothing tells where it ends: 纪晓棠皱起眉头."""
        start = clause.rfind(" ") + 1
        length = self._titled_length(clause, start)
        if length < LEAST_OPENING or clause[start : start + length - 1] in self.are_no_names:
            return None  # 车辆|改
        return Mention(start, start + length, clause[start : start + length], "name")


def _past_gap(text: str, at: int) -> int:
    """The place behind the space or the bracket that parts an office from its name: 教授 贺文棠, 局长（代表）孙立."""
    gap = _GAP.match(text, at) if text[at : at + 1] in _GAPS else None
    return gap.end() if gap is not None else at


def _unlisted_length(words: UnspacedLexicon, clause: str, title: re.Match[str]) -> int:
    """How long a name is whose surname no list has, behind an office that repeats its body's last sign: 农场场长.

    It has to be all that stands before the cue.
    """
    start = title.end()
    if not title.start() or clause[title.start() - 1] != title.group()[0]:
        return 0
    name = clause[start : words._adverbs_off(clause, start)]
    whole = _UNLISTED.fullmatch(name) is not None and words.breaks.search(name) is None
    return len(name) if whole and words.role.search(name) is None and not words.is_body(name) else 0


def _foreign_names(text: str) -> Iterator[re.Match[str]]:
    """The foreign names of `text`, looked for from the points between their parts."""
    end = 0
    for point in _POINT.finditer(text):
        if point.start() < end:
            continue
        start = point.start()
        while start > max(end, point.start() - LONGEST_PART) and all_han(text[start - 1]):
            start -= 1
        found = _FOREIGN.match(text, start)
        if found is not None:
            end = found.end()
            yield found


@cache
def unspaced_lexicon(language: str) -> UnspacedLexicon | None:
    """The compiled words of an unspaced language; None for any other."""
    if language not in languages() or base_words(language).writing != "unspaced" or not has_words(language, "quotes"):
        return None
    return UnspacedLexicon(read_words(language, "quotes", UnspacedWords))
