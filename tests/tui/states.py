"""Reviews to test the screen with, built from the real model: a French article, English and Chinese sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.errors import StoreError
from claims.ledger.events import GENESIS, Draft, Event, chained
from claims.ledger.review import Item, ReviewState, SourceText, replay
from claims.ledger.rows import ArticleSummary
from claims.ledger.store import OnRead, silent
from claims.model import (
    Claim,
    Cue,
    DiffKind,
    DiffPart,
    Evidence,
    Finding,
    FindingKind,
    Mode,
    Qualifier,
    Quantity,
    QuantityClaim,
    Quote,
    QuoteClaim,
    Speaker,
    UnitKind,
)
from claims.report import claim_id, text_hash
from sources.document import Span
from sources.snapshots import Fetches, Kept, Snapshot
from tui.background import OnBytes, OpenWeb
from tui.desk import Desk, Shelf

ARTICLE = (
    "Le pont de Valmer rouvre\n\n"
    "Le chantier a coûté 12,5\u00a0millions d’euros, selon la mairie. Il a duré quatre ans.\n\n"
    "«\u202fNous n’avons jamais fermé l’école du port\u202f», a déclaré la maire, Odile Brac. "
    "Près de 40\u00a0000 habitants passent le pont chaque jour.\n\n"
    "«\u00a0La mer [sic] monte, et nous avec\u00a0», a dit l’ingénieure Lin Yue.\n"
)
ENGLISH = (
    "Valmer bridge opens again. The works cost 12.5 million euros over four years. "
    "“We never closed the harbour school,” said mayor Odile Brac. Some 14,000 people cross it every day."
)
CHINESE = "林悦说：“海水在上涨，我们也在上涨。”这座桥每天有一万四千人通过。"

HOSTILE = (
    "[sic]",
    "[/x]",
    "[@click=app.quit]x[/]",
    "A\x1b]52;c;UFdOWg==\x1b\\B",
    "7 \u202e000\u202c M",
    "\x9b31m\x00\ud800",
)


def span_of(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def quote_claim(text: str, words: str, speaker: str) -> QuoteClaim:
    span = span_of(text, words)
    cue = Cue("a dit", Span(0, 0))
    quote = Quote(span, words, Speaker(speaker, speaker), cue, Mode.DIRECT)
    return QuoteClaim(claim_id(text_hash(text), "quote", span), quote)


def number_claim(text: str, words: str, value: str, unit: str, kind: UnitKind = UnitKind.COUNT) -> QuantityClaim:
    span = span_of(text, words)
    quantity = Quantity(span, words, Decimal(value), Qualifier.ABOUT, unit, kind, span)
    return QuantityClaim(claim_id(text_hash(text), "number", span), quantity)


def evidence(source: str, text: str, words: str, **more: object) -> Evidence:
    return Evidence(source, span_of(text, words), words, 0.9, "test/1", **more)  # type: ignore[arg-type]


def state_of(text: str, items: tuple[tuple[Claim, Finding], ...], sources: tuple[SourceText, ...]) -> ReviewState:
    sha256 = text_hash(text)
    return ReviewState(
        article_id=sha256[:16],
        name="valmer.txt",
        language="fr",
        sha256=sha256,
        text=text,
        items=tuple(Item(claim, finding) for claim, finding in items),
        sources=sources,
    )


SOURCES = (
    SourceText("harbour.html", "read", "77ab" * 16, "en", "Valmer bridge", ENGLISH, "2026-03-01T10:00:00Z"),
    SourceText("桥.html", "read", "12cd" * 16, "zh", "", CHINESE, "2026-03-01T10:00:01Z"),
    SourceText("http://gone.example/x", "failed: http_status: the server said 404"),
)


def bridge() -> ReviewState:
    """Four claims: a match, an altered quote, a conflict with a runner-up passage, a quote that no source has."""
    diff = (
        DiffPart(DiffKind.SAME, "Nous n’avons jamais fermé l’école", "We never closed the", Span(0, 33), Span(0, 19)),
        DiffPart(DiffKind.CHANGED, "du port", "harbour school", Span(34, 41), Span(20, 34)),
    )
    cost = number_claim(ARTICLE, "12,5\u00a0millions d’euros", "12500000", "EUR", UnitKind.CURRENCY)
    people = number_claim(ARTICLE, "Près de 40\u00a0000 habitants", "40000", "habitants")
    school = quote_claim(ARTICLE, "Nous n’avons jamais fermé l’école du port", "Odile Brac")
    sea = quote_claim(ARTICLE, "La mer [sic] monte, et nous avec", "Lin Yue")
    first = evidence("harbour.html", ENGLISH, "12.5 million euros", value=Decimal(12500000), unit="EUR")
    crossing = evidence("harbour.html", ENGLISH, "Some 14,000 people", value=Decimal(14000), unit="people")
    second = evidence("桥.html", CHINESE, "一万四千人", value=Decimal(14000), unit="人")
    said = evidence("harbour.html", ENGLISH, "We never closed the harbour school", diff=diff, speaker="Odile Brac")
    return state_of(
        ARTICLE,
        (
            (cost, Finding(FindingKind.MATCH, "equal", first, (), 1.0, ("12 500 000 EUR in both",))),
            (school, Finding(FindingKind.ALTERED, "words_changed", said, (), 0.8, ("du port / harbour school",))),
            (people, Finding(FindingKind.CONFLICT, "value", crossing, (second,), 0.9, ("40 000 is not 14 000",))),
            (sea, Finding(FindingKind.ABSENT, reasons=("no passage has these words",))),
        ),
        SOURCES,
    )


CHINESE_ARTICLE = (
    "林悦桥重新开放\n\n市政府表示,工程耗资1250万欧元,历时四年。\n\n"
    "市长奥迪尔·布拉克说:“我们从未关闭港口学校。”每天约有4万人通过这座桥。\n"
)


def chinese() -> ReviewState:
    """Three claims of a Chinese article: a match in English, a translated quote, a conflict with a Chinese page."""
    cost = number_claim(CHINESE_ARTICLE, "1250万欧元", "12500000", "EUR", UnitKind.CURRENCY)
    school = quote_claim(CHINESE_ARTICLE, "我们从未关闭港口学校。", "奥迪尔·布拉克")
    people = number_claim(CHINESE_ARTICLE, "约有4万人", "40000", "人")
    first = evidence("harbour.html", ENGLISH, "12.5 million euros", value=Decimal(12500000), unit="EUR")
    said = evidence("harbour.html", ENGLISH, "We never closed the harbour school", speaker="Odile Brac")
    crossing = evidence("桥.html", CHINESE, "一万四千人", value=Decimal(14000), unit="人")
    state = state_of(
        CHINESE_ARTICLE,
        (
            (cost, Finding(FindingKind.MATCH, "converted", first, (), 1.0, ("1250万 is 12.5 million",))),
            (school, Finding(FindingKind.TRANSLATED, "", said, (), 0.7, ("a person should confirm it",))),
            (people, Finding(FindingKind.CONFLICT, "value", crossing, (), 0.9, ("40 000 is not 14 000",))),
        ),
        SOURCES[:2],
    )
    return replace(state, name="桥梁.txt", language="zh")


def hostile() -> ReviewState:
    """Quotes, speakers and source names made of what would harm a terminal or a markup parser."""
    text = "\n\n".join(f"« {words} », a dit {words}." for words in HOSTILE)
    body = " ".join(HOSTILE)
    sources = tuple(SourceText(f"{words}.html", words, "", "en", words, body) for words in HOSTILE)
    items = tuple(
        (
            quote_claim(text, words, words),
            Finding(
                FindingKind.ALTERED, words, evidence(f"{words}.html", body, words, speaker=words), (), 0.5, (words,)
            ),
        )
        for words in HOSTILE
    )
    return state_of(text, items, sources)


def unread() -> ReviewState:
    """Claims of which nothing is known, since no source could be read."""
    state = bridge()
    unchecked = Finding(FindingKind.UNCHECKED, reasons=("no source could be read",))
    items = tuple((item.claim, unchecked) for item in state.items)
    return state_of(ARTICLE, items, (SOURCES[2],))


def without_claims() -> ReviewState:
    return state_of("Rien à signaler.", (), SOURCES)


def many(count: int) -> ReviewState:
    """A long article: so many figures, each in its own sentence."""
    text = "\n".join(f"La commune {n} compte {n}\u00a0000 habitants." for n in range(1, count + 1))
    items = tuple(
        (number_claim(text, f"compte {n}\u00a0000 habitants", f"{n}000", "habitants"), Finding(FindingKind.ABSENT))
        for n in range(1, count + 1)
    )
    return state_of(text, items, SOURCES)


def endless() -> ReviewState:
    """A quote of a million letters, and the same in its source."""
    words = "x" * 1_000_000
    diff = (DiffPart(DiffKind.CHANGED, words, words, Span(0, len(words)), Span(0, len(words))),)
    finding = Finding(FindingKind.ALTERED, "words_changed", evidence("x.html", words, words, diff=diff), (), 1.0)
    return state_of(words, ((quote_claim(words, words, words), finding),), (SourceText("x.html", "read", text=words),))


class Log:
    """The smallest shelf there is: one review, its events in memory, chained as the real one chains them."""

    path = Path("nowhere.db")

    def __init__(self, state: ReviewState | None = None) -> None:
        self.state = state
        self.recorded: list[Event] = []
        self.refusal: StoreError | None = None
        self.kept: list[Snapshot] = []

    def record(self, draft: Draft) -> Event:
        if self.refusal is not None:
            raise self.refusal
        previous = self.recorded[-1].sha256 if self.recorded else GENESIS
        self.recorded.append(chained(draft, len(self.recorded) + 1, previous))
        return self.recorded[-1]

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]:
        return tuple(self.recorded[after:])

    def named(self, article_id: str) -> tuple[str, str]:
        state = self.review(article_id)
        return state.article_id, state.name

    def newest(self) -> int:
        return len(self.recorded)

    def review(self, article_id: str, on_read: OnRead = silent) -> ReviewState:
        if self.state is None or article_id not in {self.state.article_id, self.state.name}:
            raise StoreError(f"no article {article_id!r}")
        return replay(self.state, self.recorded)

    def articles(self) -> tuple[ArticleSummary, ...]:
        if self.state is None:
            return ()
        state = self.review(self.state.article_id)
        verdicts = Counter(item.verdict.value for item in state.items if item.verdict)
        at = datetime(2026, 3, 1, tzinfo=UTC)
        return (
            ArticleSummary(
                state.article_id, state.name, state.language, at, len(state.items), state.decided, dict(verdicts)
            ),
        )

    def copies(self, url: str) -> tuple[Snapshot, ...]:
        return tuple(copy for copy in self.kept if copy.url == url)

    def save_snapshot(self, snapshot: Snapshot) -> str:
        self.kept.append(snapshot)
        return snapshot.sha256


def desk_of(shelf: Shelf, *, reviewer: str = "MD", open_web: OpenWeb | None = None, **more: Any) -> Desk:
    """A desk over a shelf; pages come from what is kept, unless another web is given."""
    return Desk(shelf, reviewer, ticking(), open_web or offline, **more)


@contextmanager
def offline(_: OnBytes) -> Iterator[Fetches]:
    yield Kept()


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a second each time it is looked at."""
    now = datetime(2026, 3, 1, 14, 7, 30, tzinfo=UTC)

    def tick() -> datetime:
        nonlocal now
        now += timedelta(seconds=1)
        return now

    return tick
