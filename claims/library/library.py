"""A library: a folder of SQLite files, each with the pages whose addresses fall to it by their hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from pathlib import Path
from types import TracebackType

from claims.errors import StoreError
from claims.library.asking import nearest
from claims.library.model import Found, Indexed, KeptPage, Outcome, Probe, Range, Totals
from claims.library.schema import LIBRARY
from claims.library.shard import Shard
from sources.snapshots import Snapshot

MOST_SHARDS = 64
_FILE = re.compile(r"([0-9]{1,2})-of-([0-9]{1,2})\.db")


class Library:
    """An open library. Its files can be opened one by one elsewhere (`Shard`), and asked there: see `asking`.

    `name` is what a report calls it. A library belongs to the thread that opened it.
    """

    def __init__(self, path: Path, shards: Sequence[Shard]) -> None:
        self.path = path
        self.name = path.name
        self.shards = tuple(shards)

    @classmethod
    def open(cls, path: Path, *, shards: int = 0, readonly: bool = False) -> Library:
        """Opens the library in the folder `path`; unless `readonly`, begins it there if there is none.

        Args:
            shards: how many files a new library has (1 unless given); one that is there keeps those that it has.

        Raises `StoreError` where there is none to be read, where the folder is something else, and for whatever is
        wrong with a file (see `Shard.open`).
        """
        files = shard_files(path)
        if not files and not readonly:
            files = _begun(path, shards or 1)
        if not files:
            what = "holds no library" if path.is_dir() else "does not exist"
            raise StoreError(f"library {path}: {what}", LIBRARY.start)
        with ExitStack() as opened:
            of = len(files)
            found = [opened.enter_context(Shard.open(f, n, of, readonly=readonly)) for n, f in enumerate(files)]
            opened.pop_all()
        return cls(path, found)

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        for shard in self.shards:
            shard.close()

    def totals(self) -> Totals:
        """How much the library holds."""
        return sum((shard.totals() for shard in self.shards), Totals())

    def pages(self) -> Iterator[KeptPage]:
        """Every page, in the order of names."""
        return merge(*(shard.pages() for shard in self.shards), key=lambda page: page.name)

    def page(self, name: str) -> KeptPage | None:
        """A page by its name, None for one that is not there."""
        return self._of(name).page(name)

    def snapshot(self, name: str) -> Snapshot | None:
        """The copy that is kept of a page, None for a page that is not there."""
        return self._of(name).snapshot(name)

    def places(self) -> tuple[str, ...]:
        """What pages were added from (folders, feeds, archives): where `update` looks for further ones."""
        return self.shards[0].places()

    def add_places(self, names: Iterable[str]) -> None:
        """Notes what pages are added from; what is noted already changes nothing."""
        self.shards[0].add_places(names)

    def drop_place(self, name: str) -> bool:
        """Forgets what pages are added from; whether it was noted."""
        return self.shards[0].drop_place(name)

    def add(self, pages: Sequence[Indexed]) -> tuple[Outcome, ...]:
        """Puts pages in, those of one file in one transaction; the same bytes as before change nothing."""
        outcomes: dict[int, Outcome] = {}
        for number, shard in enumerate(self.shards):
            own = [at for at, page in enumerate(pages) if shard_of(page.snapshot.url, len(self.shards)) == number]
            if own:
                outcomes |= zip(own, shard.add([pages[at] for at in own]), strict=True)
        return tuple(outcomes[at] for at in range(len(pages)))

    def drop(self, name: str) -> bool:
        """Takes a page out; whether it was there."""
        return self._of(name).drop((name,))[0]

    def nearest(self, probes: Sequence[Probe], most: int) -> list[tuple[Found, ...]]:
        """For each probe the passages that have most of what it asks for, one for each of at most `most` pages."""
        return nearest(self.shards, probes, most)

    def figures(self, ranges: Sequence[Range], most: int) -> tuple[Found, ...]:
        """At most `most` figures within any of the ranges."""
        return self._best(lambda shard: shard.figures(ranges, most))[:most]

    def said_by(self, words: Sequence[str], most: int) -> tuple[Found, ...]:
        """At most `most` quotes of speakers whose names have all of these words (see `indexing.words`)."""
        return self._best(lambda shard: shard.said_by(words, most))[:most]

    def _best(self, ask: Callable[[Shard], Iterable[Found]]) -> tuple[Found, ...]:
        return tuple(merge(*map(ask, self.shards), key=lambda found: -found.score))

    def _of(self, name: str) -> Shard:
        return self.shards[shard_of(name, len(self.shards))]


def shard_of(name: str, of: int) -> int:
    """The number of the file, of so many, that a page belongs to."""
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()[:8], "big") % of


def shard_files(path: Path) -> tuple[Path, ...]:
    """The files of the library in a folder, in their order, those that a killed program did not come to make among
    them; none where there is no library. Raises `StoreError` where files of two libraries lie together.
    """
    found = [match for file in _names(path) if (match := _FILE.fullmatch(file))]
    counts = {int(match[2]) for match in found}
    if not counts:
        return ()
    if len(counts) > 1 or not 0 < max(counts) <= MOST_SHARDS:
        raise StoreError(f"library {path}: has files of more than one library", "Move the others to another folder")
    return _files(path, counts.pop())


def _files(path: Path, of: int) -> tuple[Path, ...]:
    return tuple(path / f"{number + 1}-of-{of}.db" for number in range(of))


def _names(path: Path) -> list[str]:
    try:
        return sorted(file.name for file in path.iterdir()) if path.is_dir() else []
    except (OSError, ValueError) as error:
        raise StoreError(f"library {path}: cannot be read ({_why(error)})", "Check the rights to the folder") from error


def _why(error: OSError | ValueError) -> str:
    """What the system has against a folder, without its numbers."""
    if isinstance(error, FileExistsError):
        return "there is a file of that name"
    return str(getattr(error, "strerror", "") or error)


def _begun(path: Path, shards: int) -> tuple[Path, ...]:
    if not 0 < shards <= MOST_SHARDS:
        raise StoreError(f"library {path}: cannot have {shards} files", f"Give a number from 1 to {MOST_SHARDS}")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise StoreError(f"library {path}: cannot be made ({_why(error)})", "Name another folder") from error
    return _files(path, shards)
