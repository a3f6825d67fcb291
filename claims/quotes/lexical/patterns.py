"""The words of a language that does not part them, as its data hold them, and the patterns they make."""

from __future__ import annotations

import re
from functools import cached_property

from claims.language import Words
from claims.quotes.lexical.characters import HAN, OTHERS, Endings, any_of
from claims.quotes.lexical.vocabulary import Gender


class UnspacedWords(Words):
    """What `languages/<code>.quotes.toml` holds for a language that does not part its words."""

    cues: tuple[str, ...]
    short_cues: tuple[str, ...]
    reporting: tuple[str, ...]
    """Those of the short cues that a reported clause may follow at once: 称双方的诉求“都有道理”."""
    no_report: tuple[str, ...]
    """What behind such a cue makes another word of it: 称号, 说明."""
    after_cue: tuple[str, ...]
    according: tuple[str, ...]
    views: tuple[str, ...]
    """What closes the clause behind 在 that says whose view follows: 在[X]看来."""
    leaks: tuple[str, ...]
    """How words come out of the body behind 从: 从[X]传出的消息."""
    aspects: tuple[str, ...]
    """What stands behind a verb whose deed is done or goes on: 了, 过."""
    replies: tuple[str, ...]
    """Cues of those who were asked."""
    quoting: tuple[str, ...]
    """What one says who passes on another's words: 援引, 引述."""
    passed_on: tuple[str, ...]
    """What such words are called behind 的: 的话, 的说法."""
    pronouns: dict[str, Gender]
    former: frozenset[str]
    """Those of the pronouns that mean the first of two: 前者."""
    same: tuple[str, ...]
    anaphoric: tuple[str, ...]
    adverbs: tuple[str, ...]
    closing_adverbs: str
    """Adverbs of one character that hardly any name ends in: 则, 也."""
    prepositions: tuple[str, ...]
    titles: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    roles: tuple[str, ...]
    reporter: str
    """Who writes, and asks: what a pronoun behind means is whom they turned to."""
    spokespeople: tuple[str, ...]
    """Roles that are named together with the body right before them: 外交部发言人."""
    institutions: tuple[str, ...]
    institution_endings: str
    """Single characters that end a body's name, where it fills the clause up to the cue: 市发展改革委表示."""
    documents: tuple[str, ...]
    surnames: str
    double_surnames: tuple[str, ...]
    sounds: str
    """Characters that foreign names are written with."""
    familiar: str
    """What stands before a surname among people who know each other: 小韩."""
    elders: tuple[str, ...]
    """What stands behind the last sign of a name among neighbours: 兰姨."""
    no_familiar: str
    """What makes another word with such a sign: 小时."""
    governing: tuple[str, ...]
    no_names: tuple[str, ...]
    concerned: tuple[str, ...]
    """What may stand between a body and who speaks for it: 市交通局[有关]负责人."""
    name_end: str
    """The sign that ends many a given name and means "and" elsewhere."""
    no_surnames: tuple[str, ...]
    """Words whose last sign is a surname in others: 西方外交官 is nobody called 方."""
    labels_before: tuple[str, ...]
    verdicts: tuple[str, ...]
    """Those of them that give somebody's view where the sentence is about a person: 称之为."""
    inscribed: tuple[str, ...]
    """What stands right before words that a sign or a banner bears, so that nobody says them."""
    labels_after: tuple[str, ...]


class Patterns:
    """The words of one language, compiled."""

    def __init__(self, words: UnspacedWords) -> None:
        self.words = words
        self.short, self.reporting = frozenset(words.short_cues), frozenset(words.reporting)
        self.cue = re.compile(f"(?:{any_of((*words.cues, *words.views))})(?:{any_of(words.after_cue)})?")
        self.stated = re.compile(f"(?:{any_of(set(words.documents) & set(words.cues))})(?={any_of(words.cues)})")
        self.titles = re.compile(any_of((*words.titles, *words.roles)))
        self.last_adverb = Endings(words.adverbs)
        self.only_adverbs = re.compile(f"(?:{any_of(words.adverbs)})*")
        breaking = (*words.adverbs, *words.prepositions, *words.cues)
        self.breaks = re.compile(any_of(breaking, OTHERS))
        self.after_name = re.compile(any_of((*breaking, *words.titles, *words.women, *words.men), OTHERS))
        self.institution = re.compile(f"[{HAN}A-Za-z0-9]{{0,24}}(?:{any_of(words.institutions)})")
        self.body = re.compile(f"[{HAN}A-Za-z0-9]{{1,14}}[{words.institution_endings}]$")
        self.document = re.compile(f"[{HAN}A-Za-z0-9]{{0,24}}(?:{any_of(words.documents)})")
        self.paper = re.compile(any_of(words.documents))
        self.roles = re.compile(f"[{HAN}A-Za-z0-9]{{0,16}}(?:{any_of((*words.roles, *words.titles))})们?$")
        self.description = re.compile(r"(?:.*的|一[名位个些群份项篇则]|[有某]|几[名位个])+")
        self.role = re.compile(f"(?:{any_of((*words.roles, *words.titles))})们?")
        self.place = re.compile("(?<!所)在")
        self.pronouns = re.compile(any_of(words.pronouns))
        self.surname = re.compile(any_of((*words.double_surnames, *words.surnames)))
        self.surnames, self.double_surnames = frozenset(words.surnames), frozenset(words.double_surnames)
        self.begin_names = self.surnames | {surname[0] for surname in words.double_surnames}
        self.begins_name = re.compile(f"[{''.join(sorted(self.begin_names))}]")
        people = (*words.titles, *words.women, *words.men, *words.roles)
        self.sounded = re.compile(f"[{words.sounds}]{{2,8}}")
        self.familiar = re.compile(f"[{words.familiar}](?:{self.surname.pattern})|阿[{HAN}]")
        self.describing = Endings((*people, "的", "岁", "位", "名", "叫"))
        """What may end the words before a name that say who bears it: a title, a role, 的."""
        self.last_person = Endings(people)
        self.honorifics = frozenset((*words.women, *words.men))
        self.titled = re.compile(f"[{words.surnames}](?=({any_of((*words.titles, *words.women, *words.men))}))")
        """A surname, and the title behind it in a group."""
        self.governing = Endings(words.governing)
        self.governed = re.compile(any_of(words.governing))
        self.no_name = re.compile(any_of(words.no_names))
        self.last_label = Endings(words.labels_before)

    @cached_property
    def label_after(self) -> re.Pattern[str]:
        """What makes the words before it, between marks, a name or a term."""
        return re.compile(f"的?(?:{any_of(self.words.labels_after)})")

    @cached_property
    def are_no_names(self) -> frozenset[str]:
        """Words that look like names."""
        return frozenset(self.words.no_names)

    @cached_property
    def are_adverbs(self) -> frozenset[str]:
        """The adverbs, each as a whole."""
        return frozenset(self.words.adverbs)

    @cached_property
    def views(self) -> frozenset[str]:
        """What closes a clause that says whose view follows."""
        return frozenset(self.words.views)

    @cached_property
    def actor(self) -> re.Pattern[str]:
        """A role that describes no other."""
        role = any_of((*self.words.roles, *self.words.titles))
        return re.compile(f"{role}(?!的|{role})")

    @cached_property
    def verdict(self) -> Endings:
        """What says right before the marks how somebody calls a thing."""
        return Endings(self.words.verdicts)

    @cached_property
    def no_report(self) -> re.Pattern[str]:
        """What behind a short cue makes another word of it."""
        return re.compile(any_of(self.words.no_report))

    @cached_property
    def sources(self) -> re.Pattern[str]:
        """What leads to where the words come from: 据."""
        return re.compile(any_of(self.words.according))

    @cached_property
    def inscribed(self) -> re.Pattern[str]:
        """What stands right before the words that a sign or a banner bears."""
        return re.compile(f"(?:{any_of(self.words.inscribed)})[：:]?\\s*$")

    @cached_property
    def another(self) -> re.Pattern[str]:
        """What makes a role that of somebody new: [一名]代表."""
        return re.compile("一[名位个]|某")

    @cached_property
    def adverb(self) -> re.Pattern[str]:
        """An adverb."""
        return re.compile(any_of(self.words.adverbs))

    @cached_property
    def given(self) -> re.Pattern[str]:
        """What somebody may be called among friends by a given name: 小兰."""
        leads, no = self.words.familiar, self.words.no_familiar
        return re.compile(f"[{leads[0]}{leads[-1]}](?![{no}])[{HAN}]")

    @cached_property
    def elder(self) -> re.Pattern[str]:
        """What stands behind the last sign of a name among neighbours."""
        return re.compile(any_of(self.words.elders))

    @cached_property
    def aspect(self) -> re.Pattern[str]:
        """What stands behind a verb whose deed is done."""
        return re.compile(any_of(self.words.aspects))

    @cached_property
    def spokes(self) -> re.Pattern[str]:
        """Those who speak for a body."""
        return re.compile(any_of(self.words.spokespeople))

    def ends_body(self, clause: str, end: int) -> bool:
        """Whether a body's name ends at a place, so that its last sign is no surname: 铁路公[司]发言人."""
        return self._body_end.length(clause, 0, end) > 0

    def crosses_body(self, clause: str, start: int, end: int) -> bool:
        """Whether a body's noun begins inside what looks like a name, and goes on behind it: 白桥[街道办]."""
        found = (self._body_noun.match(clause, at) for at in range(start + 1, end))
        return any(one is not None and one.end() > end for one in found)

    @cached_property
    def _body_noun(self) -> re.Pattern[str]:
        return re.compile(any_of(one for one in self.words.institutions if len(one) > 1))

    @cached_property
    def _body_end(self) -> Endings:
        return Endings(one for one in self.words.institutions if len(one) > 1)

    @cached_property
    def one_of(self) -> re.Pattern[str]:
        """Somebody of a body who has no name: 县文旅局一名[工作人员]."""
        return re.compile(f"(?:一[名位个]|{any_of(self.words.concerned)}|有)({self.role.pattern})")

    @cached_property
    def _passed_on(self) -> re.Pattern[str]:
        quoting, words = any_of(self.words.quoting), any_of(self.words.passed_on)
        leaks = any_of(self.words.leaks)
        return re.compile(
            f"(?:(?:{quoting})了?([^，,。：:]{{1,40}}?)|从([^，,。：:]{{1,20}}?)(?:{leaks}))的(?:{words})"
        )

    def whose(self, clause: str) -> str:
        """A clause with nothing but whose words it passes on, at the same place: 当地媒体援引[一名知情人士]的话."""
        found = self._passed_on.search(clause)
        if found is None or found.lastindex is None:
            return clause
        return "\u3000" * found.start(found.lastindex) + found.group(found.lastindex)

    def described(self, mention: str) -> int:
        """How many characters of a mention only describe: 一名常来买菜的[客人]."""
        found = None if self.role.fullmatch(mention) else self.description.match(mention)
        return found.end() if found is not None and found.end() < len(mention) else 0

    def _adverbs_off(self, clause: str, start: int) -> int:
        """Where a clause ends without the adverbs before its cue."""
        end = len(clause)
        while adverb := self.last_adverb.length(clause, start, end):
            end -= adverb
        return end

    def _noun_end(self, clause: str, start: int) -> int:
        found = self.breaks.search(clause, start + 1)
        return found.start() if found else len(clause)

    def friend_length(self, clause: str, at: int) -> int:
        """How many characters from a place to its adverbs are a surname among friends: [老胡]又."""
        found = self.familiar.fullmatch(clause, at, self._adverbs_off(clause, at))
        return found.end() - at if found is not None else 0

    def goes_on(self, behind: str) -> bool:
        """Whether what stands behind a role makes it only the beginning of another's office: [总统]府发言人."""
        return self.role.search(behind) is not None and self.roles.fullmatch(behind) is not None
