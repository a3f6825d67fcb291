"""Having texts: the article and its sources, from the web, from files, from archives, or from what the store keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from claims.extract import language_of
from claims.identify import identify_language
from claims.ledger.store import ClaimStore
from claims.report import SourceState, SourceStatus
from sources.archive import is_archive, read_warc
from sources.document import Document, PageWarning, Unreadable, Warn
from sources.files import read_file
from sources.reading import read
from sources.snapshots import Fetches, FetchFailure, Snapshot

SIDE_BY_SIDE = 8
"""Sources had at once. The fetcher keeps to one request at a time for each host by itself."""

_SAYS_ENOUGH = 400
"""Characters of main text from which its language is held against what the page says: a notice says too little."""

OnEach = Callable[[int, int, SourceState], None]


def is_address(name: str) -> bool:
    """Whether a name goes to the fetcher, which refuses what is not http(s) and says why."""
    return "://" in name


def have(
    name: str, stdin: bytes, fetches: Fetches, store: ClaimStore | None, known: Snapshot | None = None
) -> Snapshot | FetchFailure:
    """One text as it comes: an address is fetched, `-` is `stdin`, all else is a path."""
    if is_address(name):
        return fetches.fetch(name, known=known or known_copy(name, store))
    return read_file(name, stdin=stdin)


def known_copy(name: str, store: ClaimStore | None) -> Snapshot | None:
    """The newest copy that the store keeps of an address."""
    return store.latest_snapshot(name) if store is not None and is_address(name) else None


def have_sources(
    names: Iterable[str],
    stdin: bytes,
    fetches: Fetches,
    store: ClaimStore | None,
    expected: tuple[str, ...] = (),
    on_each: OnEach | None = None,
) -> tuple[SourceState, ...]:
    """The sources, side by side, each read or with the reason why not; a web archive gives one for each of its pages.

    Args:
        expected: the languages (ISO 639-1) that sources should be in; any, if empty.
        on_each: told how many names are done, of how many, and each state.
    """
    names = tuple(names)
    # What the store keeps is looked up here, in one thread: its connection is not shared.
    known = {name: known_copy(name, store) for name in names}
    states: list[SourceState] = []
    pool = ThreadPoolExecutor(max_workers=SIDE_BY_SIDE)
    try:
        ask = partial(_had, stdin=stdin, fetches=fetches, expected=expected)
        futures = [pool.submit(ask, name, known=known[name]) for name in names]
        for done, future in enumerate(futures, start=1):
            for state in future.result():
                states.append(state)
                if on_each is not None:
                    on_each(done, len(futures), state)
    finally:
        # A reader who interrupts does not wait for a slow server.
        pool.shutdown(wait=False, cancel_futures=True)
    return tuple(states)


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
    odd = _other_language(document, expected)
    document = replace(document, warnings=(*document.warnings, *odd)) if odd else document
    return SourceState(name, SourceStatus.READ, language=language_of(document), document=document, snapshot=outcome)


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
