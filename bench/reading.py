"""How much of a page the readers keep, which of it they take for the article, and how fast: printed, never asserted.

    python -m bench.reading                    our own articles in six frames, the pages of the fixtures, PDF samples
    python -m bench.reading --pages FOLDER     also a folder in the shape of scrapinghub/article-extraction-benchmark:
                                               html/*.html.gz and ground-truth.json with `articleBody`

F1, precision and recall are of the main text, by shingles of four words, the mean of precision and recall over all
pages as that benchmark has it. The other columns are the share of the body's sentences, quotes and figures that stand
whole in `text`, white space folded. Time is of both layers; memory that of a process of its own that reads all pages.
"""

from __future__ import annotations

import gzip
import json
import re
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from bench.frames import FIXTURES, FRAMES, Article, Framed, articles, framed
from claims.identify import identify_language
from claims.numbers import find_quantities
from claims.quotes import find_quotes
from claims.sentences import split_sentences
from sources.document import Document
from sources.reading import read

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")
SHINGLE = 4


class Kept(NamedTuple):
    """How many of the body's sentences, quotes and figures there are, and how many stand in the text."""

    wanted: Counter[str]
    found: Counter[str]


def stet_main(page: str) -> str:
    document = read(page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")
    return document.main_text if isinstance(document, Document) else ""


def stet_text(page: str) -> str:
    document = read(page.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")
    return document.text if isinstance(document, Document) else ""


def trafilatura(page: str) -> str:
    """What trafilatura takes for the main text, as it comes."""
    text = import_module("trafilatura").extract(page, include_comments=False)
    return str(text or "")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def scores(read_main: Callable[[str], str], pages: Sequence[Framed]) -> tuple[float, float, float]:
    """F1, precision and recall of a main text over all pages."""
    precisions, recalls = [], []
    for each in pages:
        found, wanted = shingles(read_main(each.page)), shingles("\n".join(each.body))
        shared = (found & wanted).total()
        precisions.append(shared / max(1, found.total()))
        recalls.append(shared / max(1, wanted.total()))
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    return 2 * precision * recall / (precision + recall), precision, recall


def folded(text: str) -> str:
    return " ".join(text.split())


def kept(read_text: Callable[[str], str], pages: Sequence[Framed]) -> Kept:
    """What of the bodies stands whole in the texts."""
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for each in pages:
        text = folded(read_text(each.page))
        for kind, words in parts_of(each.body):
            wanted[kind] += 1
            found[kind] += folded(words) in text
    return Kept(wanted, found)


def parts_of(body: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The sentences, quotes and figures of a body, each paragraph by itself."""
    language = identify_language("\n".join(body))
    for paragraph in body:
        yield from (("sentences", span.of(paragraph)) for span in split_sentences(paragraph, language))
        yield from (("quotes", quote.text) for quote in find_quotes(paragraph, language))
        yield from (("figures", one.core.of(paragraph)) for one in find_quantities(paragraph, language))


def table(name: str, pages: Sequence[Framed]) -> None:
    """One set of pages, each reader on a line."""
    size = sum(len(each.page) for each in pages) // len(pages)
    print(f"{name}: {len(pages)} pages of {size // 1000} kB on average")
    print(f"  {'':<24}{'F1':>8}{'P':>8}{'R':>8}{'sentences':>11}{'quotes':>11}{'figures':>11}")
    rows = (("stet main_text", stet_main), ("stet text", stet_text), ("trafilatura", trafilatura))
    for label, reader in rows:
        f1, precision, recall = scores(reader, pages)
        one = kept(reader, pages)
        shares = [one.found[kind] / max(1, one.wanted[kind]) for kind in ("sentences", "quotes", "figures")]
        parts = "".join(f"{share:>11.4f}" for share in shares)
        print(f"  {label:<24}{f1:>8.3f}{precision:>8.3f}{recall:>8.3f}{parts}")


def scrapinghub(folder: Path) -> list[Framed]:
    """The pages of a folder in the shape of that benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    return [
        Framed(
            key, gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode("utf-8", "replace"), (body,)
        )
        for key, body in ((key, said["articleBody"]) for key, said in truth.items())
    ]


def load() -> None:
    """Reads all pages of the fixtures, framed and not, then long ones, and prints how fast and in how much memory."""
    pages = [each.page.encode() for each in framed()]
    pages += [file.read_bytes() for file in sorted(FIXTURES.glob("pages/*.html"))]
    pages += [file.read_bytes() for file in sorted(FIXTURES.glob("desk/*/sources/*.html"))]
    everything = Article("en", "All articles", tuple(part for each in articles() for part in each.paragraphs))
    long = [frame(everything).encode() for frame in FRAMES]
    read(pages[0], media_type="text/html")
    for name, some in (("pages", pages), ("long pages", long)):
        start = time.perf_counter()
        for page in some:
            document = read(page, media_type="text/html")
            if isinstance(document, Document):
                _ = (document.text, document.main_text)
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        mean = sum(map(len, some)) // len(some) // 1000
        print(f"both layers: {len(some) / took:.0f} {name}/s of {mean} kB on average, peak {peak} MB")


def main(words: Sequence[str]) -> None:
    """Print the tables."""
    if list(words) == ["--load"]:
        load()
        return
    table("our articles in six frames", framed())
    if list(words[:1]) == ["--pages"]:
        table(words[1], scrapinghub(Path(words[1])))
    sys.stdout.flush()
    subprocess.run([sys.executable, "-m", "bench.reading", "--load"], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
