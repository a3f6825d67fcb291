"""Having texts: the article and its sources, from the web, from files, from archives, or from what the store keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

from claims.extract import language_of
from claims.identify import identify_language
from claims.ledger.store import ClaimStore
from claims.report import SourceState, SourceStatus
from sources.archive import is_archive, read_warc
from sources.document import Document, PageWarning, Unreadable, Warn
from sources.files import STDIN, is_pasted, read_file
from sources.finding.feeds import damage_of, entries_of, is_sitemap
from sources.providers import Providers, asked, provider
from sources.reading import read
from sources.snapshots import FailureReason, Fetches, FetchFailure, Snapshot

SIDE_BY_SIDE = 8
"""Sources had at once. The fetcher keeps to one request at a time for each host by itself."""

_ROUNDS = 2
"""How often a list of lists is followed: an index of sitemaps, then a sitemap."""

MOST_LISTED = 40
"""Pages taken of all feeds and sitemaps together, each time they are followed: lists of lists have no end."""

_SAYS_ENOUGH = 400
"""Characters of main text from which its language is held against what the page says: a notice says too little."""

OnEach = Callable[[int, int, SourceState], None]


def is_address(name: str) -> bool:
    """Whether a name goes to the fetcher, which refuses what is not http(s) and says why."""
    return "://" in name


def have(
    name: str, stdin: bytes, fetches: Fetches, store: ClaimStore | None, known: Snapshot | None = None
) -> Snapshot | FetchFailure:
    """One text as it comes: an address is fetched, `-` is `stdin`, a pasted text is kept, all else is a path.

    A file that cannot be read gives the copy that is `known` of it, with a warning.
    """
    if is_pasted(name):
        kept = known or known_copy(name, store)
        return kept or FetchFailure(name, FailureReason.NOT_KEPT, f"{name} is not kept here. Paste it again")
    if is_address(name):
        return fetches.fetch(name, known=known or known_copy(name, store))
    had = read_file(name, stdin=stdin)
    return still(known, had) if known is not None and isinstance(had, FetchFailure) else had


def still(known: Snapshot, failure: FetchFailure) -> Snapshot:
    """A kept copy in the place of what could not be had again, with a warning that says so."""
    others = tuple(warning for warning in known.warnings if warning.kind is not Warn.KEPT_COPY)
    message = f"could not be had again, so the copy of {known.fetched_at:%Y-%m-%d %H:%M} UTC is used: {failure.message}"
    return replace(known, warnings=(*others, PageWarning(Warn.KEPT_COPY, message)))


def known_copy(name: str, store: ClaimStore | None, *, files: bool = False) -> Snapshot | None:
    """The newest copy that the store keeps of an address, of a pasted text or, if wanted, of a file."""
    wanted = files or is_address(name) or is_pasted(name)
    return store.latest_snapshot(name) if store is not None and wanted and name != STDIN else None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sources are wanted: `names` as given, `stdin` for `-`, the languages they should be in (empty: any).

    `providers` stand in for those that are installed. With `kept_files` the kept copy of a file that cannot be read
    stands in for it.
    """

    names: tuple[str, ...]
    stdin: bytes = b""
    languages: tuple[str, ...] = ()
    providers: Providers | None = None
    kept_files: bool = False


def have_sources(
    wanted: Wanted, fetches: Fetches, store: ClaimStore | None, on_each: OnEach | None = None
) -> tuple[SourceState, ...]:
    """The sources, side by side, each read or with the reason why not.

    A web archive gives one for each of its pages; a feed or sitemap is followed by the newest pages that it names.

    Args:
        on_each: told how many names are done, of how many, and each state.
    """
    states = list(_round(wanted, fetches, store, on_each))
    fresh = states
    for _ in range(_ROUNDS):
        seen = {state.name for state in states} | {state.snapshot.final_url for state in states if state.snapshot}
        listed = (entry.url for state in fresh if state.snapshot for entry in entries_of(state.snapshot))
        names = tuple(dict.fromkeys(url for url in listed if url not in seen))[:MOST_LISTED]
        if not names:
            break
        fresh = list(_round(replace(wanted, names=names), fetches, store, on_each))
        states += fresh
    return tuple(state for state in states if not _replaced(state, store))


def _replaced(state: SourceState, store: ClaimStore | None) -> bool:
    """Whether a source is a list of addresses, which is nothing to read: its pages stand for it, and it is kept."""
    page = state.snapshot
    if page is None or not is_sitemap(page) or damage_of(page) or not entries_of(page):
        return False
    if store is not None:
        store.save_snapshot(page)
    return True


def _round(wanted: Wanted, fetches: Fetches, store: ClaimStore | None, on_each: OnEach | None) -> Iterator[SourceState]:
    # What the store keeps is looked up here, in one thread: its connection is not shared.
    known = {name: known_copy(name, store, files=wanted.kept_files) for name in wanted.names}
    pool = ThreadPoolExecutor(max_workers=SIDE_BY_SIDE)
    try:
        ask = partial(_had, stdin=wanted.stdin, fetches=fetches, expected=wanted.languages)
        by_address = [name for name in wanted.names if asked(name) is None]
        futures = {name: pool.submit(ask, name, known=known[name]) for name in by_address}
        for done, name in enumerate(wanted.names, start=1):
            had = futures[name].result() if name in futures else (_provided(name, wanted, fetches, store),)
            for state in had:
                if on_each is not None:
                    on_each(done, len(wanted.names), state)
                yield state
    finally:
        # A reader who interrupts does not wait for a slow server.
        pool.shutdown(wait=False, cancel_futures=True)


def _provided(name: str, wanted: Wanted, fetches: Fetches, store: ClaimStore | None) -> SourceState:
    """A source that a provider was asked for; its answers are kept, so that it can be asked again offline."""
    ask = asked(name)
    assert ask is not None  # noqa: S101 - whoever calls has looked
    by_name = (wanted.providers or {}).get(ask.provider) or provider(ask.provider)
    found = by_name.find(ask.query, _Remembering(fetches, store))
    if isinstance(found, FetchFailure):
        return state_of(name, found)
    snapshot = replace(found.snapshot, url=name)
    if found.document is None:
        return state_of(name, snapshot, wanted.languages)
    return SourceState(name, SourceStatus.READ, language="en", document=found.document, snapshot=snapshot)


@dataclass(frozen=True, slots=True)
class _Remembering:
    """Fetches with what the store keeps at hand, and keeps what comes."""

    fetches: Fetches
    store: ClaimStore | None

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        answer = self.fetches.fetch(url, known=known or known_copy(url, self.store))
        if self.store is not None and isinstance(answer, Snapshot):
            self.store.save_snapshot(answer)
        return answer


def _had(
    name: str, *, stdin: bytes, fetches: Fetches, expected: tuple[str, ...], known: Snapshot | None
) -> tuple[SourceState, ...]:
    if is_archive(name) and not is_address(name):
        pages = read_warc(name)
        if not isinstance(pages, FetchFailure):
            return tuple(state_of(page.url, page, expected) for page in pages)
        return (state_of(name, pages, expected),)
    return (state_of(name, have(name, stdin, fetches, None, known), expected),)


def state_of(name: str, outcome: Snapshot | FetchFailure, expected: tuple[str, ...] = ()) -> SourceState:
    """What became of a source: read, had but unreadable, or not had at all."""
    if isinstance(outcome, FetchFailure):
        return SourceState(name, SourceStatus.FAILED, outcome.reason, outcome.message)
    document = read(outcome)
    if isinstance(document, Unreadable):
        return SourceState(name, SourceStatus.UNREADABLE, document.reason, document.message, snapshot=outcome)
    odd = (*_cut_list(outcome), *_other_language(document, expected))
    document = replace(document, warnings=(*document.warnings, *odd)) if odd else document
    return SourceState(name, SourceStatus.READ, language=language_of(document), document=document, snapshot=outcome)


def _cut_list(page: Snapshot) -> tuple[PageWarning, ...]:
    """A warning for a feed or sitemap that is damaged: what it would have named is not read."""
    damage = damage_of(page)
    return (PageWarning(Warn.TRUNCATED, f"the feed {damage}; what it names before is taken"),) if damage else ()


def _other_language(document: Document, expected: tuple[str, ...]) -> tuple[PageWarning, ...]:
    """A warning for a page that is not in the language it should be in, or says that it is in."""
    main = document.main_text
    shown = identify_language(main)
    language = shown or document.language
    if expected and language and language not in expected:
        wanted = " or ".join(expected)
        message = f"the page is in {language}, not in {wanted}: the server may have sent another version of it"
    elif shown and document.language not in {"", shown} and len(main) >= _SAYS_ENOUGH:
        message = f"the page says that it is in {document.language}, but its text is in {shown}"
    else:
        return ()
    return (PageWarning(Warn.LANGUAGE, message),)
