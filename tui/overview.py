"""What holds for an article as a whole, or for all of them: headings, counts, notices, states. Nothing here draws."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from claims.grouping import counted, grouped
from claims.language import has_words
from claims.ledger.review import ReviewState, SourceText
from claims.ledger.rows import ArticleSummary
from claims.model import FindingKind, Verdict
from tui.actions import KEYS, Keys
from tui.display import Run, Runs, Tone, bar, one_line, sign_of
from tui.panes import ROW_LONGEST, Row, short_name

PLACES: tuple[Verdict | None, ...] = (*Verdict, None)
"""The order of the counts in the heading."""

BAR = 10
"""Cells of the bar that says how far a review is."""


def counts(state: ReviewState, *, wide: bool = False) -> Runs:
    """How far the review is: `7/19 reviewed  ✓5 ✗1 ?1 –0 ·12`, and where there is room a bar."""
    by_verdict = Counter(item.verdict for item in state.items)
    tally: list[Run] = [Run(f"{state.decided}/{len(state.items)} reviewed ", Tone.STRONG)]
    tally += [Run(f" {sign_of(place).sign}{by_verdict[place]}", sign_of(place).tone) for place in PLACES]
    if wide:
        tally.append(Run(f"  {bar(state.decided, len(state.items), 2 * BAR)}", Tone.KEY))
    return tuple(tally)


def counts_in_words(state: ReviewState) -> str:
    """The same to be read aloud: `7 of 19 reviewed: 5 verified, 1 disputed, 1 can’t verify, 12 open`."""
    by_verdict = Counter(item.verdict for item in state.items)
    tally = ", ".join(f"{by_verdict[place]} {sign_of(place).word}" for place in PLACES if by_verdict[place])
    return f"{state.decided} of {len(state.items)} reviewed: {tally}"


def heading(state: ReviewState, reviewer: str, *, wide: bool) -> Runs:
    """Which article this is, in which language; where there is room also its hash and who reads."""
    runs = [
        Run("stet  ", Tone.STRONG),
        Run(short_name(state.name)),
        Run(f" · {one_line(state.language) or 'unknown language'}", Tone.DIM),
    ]
    if wide:
        runs.append(Run(f" · sha {state.sha256[:8]}…   reviewer {one_line(reviewer) or '–'}", Tone.DIM))
    return tuple(runs)


def start_heading(store: str) -> Runs:
    """Which store this is."""
    return (Run("stet  ", Tone.STRONG), Run("articles", Tone.STRONG), Run(f" in {one_line(store)}", Tone.DIM))


def article_row(article: ArticleSummary) -> Row:
    """An article in the list: how far its review is, its name, its verdicts."""
    before = (
        Run(f" {f'{article.decided}/{article.claims}':>9} "),
        Run(bar(article.decided, article.claims, BAR), Tone.KEY),
        Run(f" {one_line(article.language) or '?':<3}", Tone.DIM),
    )
    marks = [f"{sign_of(place).sign}{article.verdicts[place.value]}" for place in Verdict if place in article.verdicts]
    if article.claims and article.decided >= article.claims:
        marks = ["all read", *marks]
    words = "  ".join(filter(None, (*troubles(article), " ".join(marks))))
    return Row(before, short_name(article.name)[:ROW_LONGEST], Run(words), share=0.45)


def troubles(article: ArticleSummary) -> list[str]:
    """What of an article needs attention before all else."""
    counts = ((article.faults, "differing"), (article.stale, "stale"), (article.conflicts, "in conflict"))
    return [f"{count} {what}" for count, what in counts if count]


def by_attention(articles: Iterable[ArticleSummary]) -> tuple[ArticleSummary, ...]:
    """The queue: what has most that differs or is to be settled first, then what is open, what is all read last; of
    those that are alike the newest.
    """

    def rank(article: ArticleSummary) -> tuple[int, bool]:
        return -(article.faults + article.stale + article.conflicts), article.decided >= article.claims

    return tuple(sorted(articles, key=rank))


def order_title(key: str, *, attention: bool) -> str:
    """The title of the list of articles, with the key that puts it into the other order."""
    return f"Articles ({key}: {'what needs attention' if attention else 'the newest'} first)"


def article_words(number: int, article: ArticleSummary) -> str:
    """The same to be read aloud: `2 bridge.txt, en: 3 of 5 decided: 2 verified, 1 disputed; 1 stale`."""
    verdicts = [f"{article.verdicts[v.value]} {sign_of(v).word}" for v in Verdict if v.value in article.verdicts]
    how_far = f"{article.decided} of {counted(article.claims, 'claim')} decided"
    parts = "; ".join(
        filter(None, (": ".join(filter(None, (how_far, ", ".join(verdicts)))), ", ".join(troubles(article))))
    )
    return f"{number} {one_line(article.name)}, {one_line(article.language) or 'unknown language'}: {parts}"


def nothing_yet(keys: Keys = KEYS) -> Runs:
    """What to say where there is no article: what to do, with the keys in force."""
    return (
        Run("No article yet\n\n", Tone.STRONG),
        Run(f"{keys['new_article']:<4}", Tone.KEY, "new_article"),
        Run("open an article: a file, an address, or pasted text\n", act="new_article"),
        Run(f"{keys['keys']:<4}", Tone.KEY, "keys"),
        Run("all keys\n", act="keys"),
        Run(f"{keys['quit']:<4}", Tone.KEY, "quit"),
        Run("leave\n\n", act="quit"),
        Run("Its quotes and figures are found at once. Then add sources, decide\n", Tone.DIM),
        Run("claim by claim, and export what was decided. Every key press is kept.", Tone.DIM),
    )


def empty(state: ReviewState, keys: Keys = KEYS) -> Runs:
    """What to say of an article without claims."""
    return (
        Run("No claims were found\n\n", Tone.STRONG),
        Run(f"in {one_line(state.name)}.\n\n"),
        Run("Looked for words between quotation marks, and for figures with what they count or measure.\n"),
        Run(
            f"Is it the right text? {keys['articles']} leads to all articles, where another can be opened.\n\n",
            Tone.DIM,
        ),
        Run(f"{keys['quit']} leaves", Tone.DIM),
    )


def standing_notice(state: ReviewState, keys: Keys = KEYS) -> str:
    """What holds for the review as a whole and must be seen first: what is wrong with the texts, or that all is
    decided. Else empty.
    """
    if not state.items:
        return ""
    return next(filter(None, (words(state, keys) for words in _NOTICES)), "")


def _foreign(state: ReviewState, _: Keys) -> str:
    if state.language and has_words(state.language):
        return ""
    which = f"stet has no words for “{one_line(state.language)}”" if state.language else "the language is not known"
    return f"{which}: quotes and figures may be missing from the list"


def _damaged(state: ReviewState, _: Keys) -> str:
    replaced = state.text.count("\ufffd")
    return f"{counted(replaced, 'character')} of the article could not be read and show as \ufffd" if replaced else ""


def _all_read(state: ReviewState, keys: Keys) -> str:
    progress = state.progress
    if not progress.all_read:
        return ""
    given = ((verdict, progress.verdicts[verdict]) for verdict in Verdict if verdict in progress.verdicts)
    verdicts = ", ".join(f"{count} {sign_of(verdict).word}" for verdict, count in given)
    changes = f"; {counted(progress.changes, 'change')} asked" if progress.changes else ""
    next_steps = f"{keys['export']} export · {keys['sign']} second read"
    return f"{_all(progress.total)} decided. {next_steps} · {verdicts}{changes}; {progress.signed} signed"


def _all(claims: int) -> str:
    return "the one claim" if claims == 1 else f"all {grouped(claims)} claims"


def _to_settle(state: ReviewState, keys: Keys) -> str:
    progress = state.progress
    if progress.open or not (progress.stale or progress.conflicts):
        return ""
    to_settle = f"{progress.stale} stale, {progress.conflicts} in conflict"
    return f"{_all(progress.total)} decided; to settle ({keys['next_open']}): {to_settle}"


def _unread(state: ReviewState, keys: Keys) -> str:
    missing = [source for source in state.sources if not source.text]
    if not state.sources:
        return f"no source yet: {keys['add_source']} adds one (a file, an address, a passage)"
    if len(missing) == len(state.sources):
        before = any(item.finding.finding is not FindingKind.UNCHECKED for item in state.items)
        came = "what was found before stays" if before else "every claim is unchecked"
        return f"no source could be read: {_mending(keys)}; {came}"
    if missing:
        names = ", ".join(short_name(source.name) for source in missing)
        return f"{len(missing)} of {len(state.sources)} sources not read: {_mending(keys)} · {names}"
    return ""


def _mending(keys: Keys) -> str:
    return f"{keys['match']} tries again, {keys['add_source']} pastes it, {keys['sources']} says why"


def _odd(state: ReviewState, keys: Keys) -> str:
    odd = [source for source in state.sources if source.warnings]
    if not odd:
        return ""
    more = f" (and {len(odd) - 1} more: {keys['sources']})" if len(odd) > 1 else f" ({keys['sources']})"
    return f"{short_name(odd[0].name)}: {one_line(odd[0].warnings[0])}{more}"


_NOTICES: tuple[Callable[[ReviewState, Keys], str], ...] = (_all_read, _to_settle, _unread, _foreign, _damaged, _odd)


def sources_runs(state: ReviewState, keys: Keys = KEYS) -> Runs:
    """Every source with its state, when it was had, its copy, and what is odd about it."""
    if not state.sources:
        return (Run(f"No source yet: {keys['add_source']} adds one, by file, address or pasted passage."),)
    runs: list[Run] = []
    for number, source in enumerate(state.sources, start=1):
        read = bool(source.text)
        runs += [Run(f"{number:>2} "), Run("read      " if read else "not read  ", Tone.FINE if read else Tone.FAULT)]
        runs.append(Run(f"{one_line(source.name)}\n", Tone.STRONG))
        runs += [Run(f"   {name:<10}{one_line(words)}\n", tone) for name, words, tone in _facts(source, keys)]
    return tuple(runs)


def _facts(source: SourceText, keys: Keys) -> Iterator[tuple[str, str, Tone]]:
    if source.title:
        yield "title", source.title, Tone.PLAIN
    if source.text:
        yield "text", f"{counted(len(source.text), 'character')}, {source.language or 'unknown language'}", Tone.PLAIN
    else:
        yield "why", source.state, Tone.PLAIN
        yield "then", f"{keys['match']} tries again, {keys['add_source']} pastes its text by hand", Tone.PLAIN
    if source.url and source.url != source.name:
        yield "from", source.url, Tone.PLAIN
    if source.fetched_at:
        yield "had", f"{source.fetched_at[:16].replace('T', ' ')} UTC", Tone.PLAIN
    if source.sha256:
        yield "copy", f"sha256 {source.sha256}", Tone.DIM
    for warning in source.warnings:
        yield "warning", warning, Tone.UNSURE
