"""What the reader keeps of pages as they lie about: any folder of HTML, held against a second way to read it.

    python -m bench.wild FOLDER... [--most 300] [--show 10]

The second way is lxml's tree with its text cut at the elements that stand for themselves on a page (`_BREAKS`), in
twenty lines that share nothing with our reader. Of every run of text that it finds, the sentences, quotes and figures
are looked for in `text`, white space folded. Where markup says what the main text is (`main`, `article`, and the names
that makers of documentation give it), the main text is held against it beside trafilatura's, as in `bench.reading`.
Pages are taken evenly over the folders, named in the order of their paths; none is kept here.
"""

from __future__ import annotations

import argparse
import gzip
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import html as lxml_html
from lxml.etree import ParserError

from bench.frames import Framed
from bench.reading import folded, parts_of, scores, stet_main, trafilatura
from sources.decoding import decode_text, meta_label
from sources.document import Document
from sources.reading import read

_BREAKS = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
]
_UNSEEN = ["head", "iframe", "noframes", "noscript", "object", "script", "style", "svg", "template", "audio", "video"]
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_MAIN = (
    "//main",
    "//article",
    "//*[@role='main']",
    "//div[@class='body']",
    "//body/div[contains('|chapter|sect1|section|appendix|preface|book|', concat('|', @class, '|'))]",
)


def paragraphs(root: lxml_html.HtmlElement) -> list[str]:
    """The runs of visible text below an element, in their order."""
    runs: list[list[str]] = [[]]

    def say(text: str | None, inside: lxml_html.HtmlElement | None) -> None:
        preformatted = inside is not None and next(inside.iterancestors("pre"), inside).tag == "pre"
        first, *further = _BLANK_LINE.split(text or "") if preformatted else [text or ""]
        runs[-1].append(first)
        runs.extend([part] for part in further)

    def walk(element: lxml_html.HtmlElement) -> None:
        shown = isinstance(element.tag, str) and element.tag not in _UNSEEN and not _hidden(element)
        breaks = element.tag in _BREAKS
        if shown:
            if breaks:
                runs.append([])
            say(element.text, element)
            for child in element:
                walk(child)
            if breaks:
                runs.append([])
        if element is not root:
            say(element.tail, element.getparent())

    walk(root)
    return [text for text in (folded("".join(run)) for run in runs) if text]


def _hidden(element: lxml_html.HtmlElement) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def gold_main(root: lxml_html.HtmlElement) -> list[str]:
    """The main text where the markup names exactly one element for it, else nothing."""
    for way in _MAIN:
        found = root.xpath(way)
        if found:
            return paragraphs(found[0]) if len(found) == 1 else []
    return []


def pages(folders: Sequence[Path], most: int) -> list[Path]:
    """At most so many pages, evenly over the folders that hold any."""
    by_folder: defaultdict[Path, list[Path]] = defaultdict(list)
    for folder in folders:
        for file in sorted([*folder.rglob("*.html"), *folder.rglob("*.html.gz"), *folder.rglob("*.xhtml")]):
            if file.is_file():
                by_folder[file.parent].append(file)
    chosen: list[Path] = []
    turn = 0
    while len(chosen) < most and any(len(files) > turn for files in by_folder.values()):
        chosen += [files[turn] for files in by_folder.values() if len(files) > turn]
        turn += 1
    return chosen[:most]


def bytes_of(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def _text_of(data: bytes) -> str:
    return decode_text(data, (meta_label(data),)).text


def trees(files: Sequence[Path]) -> Iterator[tuple[Path, bytes, lxml_html.HtmlElement]]:
    """Pages with their trees, without those that lxml cannot read."""
    for file in files:
        data = bytes_of(file)
        text = _text_of(data)
        try:
            tree = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
        except (ParserError, ValueError):
            continue
        yield file, data, tree


def main() -> None:
    """Print what is kept, what is lost, and how the main text does."""
    parser = argparse.ArgumentParser(prog="python -m bench.wild", description="Real pages, held against a second way.")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=300)
    parser.add_argument("--show", type=int, default=10)
    given = parser.parse_args()
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    lost: list[str] = []
    framed: list[Framed] = []
    took, count, size, languages = 0.0, 0, 0, Counter[str]()
    for file, data, tree in trees(pages(given.folders, given.most)):
        began = time.perf_counter()
        document = read(data, media_type="text/html")
        took += time.perf_counter() - began
        count, size = count + 1, size + len(data)
        text = folded(document.text) if isinstance(document, Document) else ""
        languages[document.language if isinstance(document, Document) else "unreadable"] += 1
        for kind, words in parts_of(paragraphs(tree)):
            wanted[kind] += 1
            if folded(words) in text:
                found[kind] += 1
            else:
                lost.append(f"{file}: {kind}: {folded(words)[:200]}")
        body = gold_main(tree)
        if len(" ".join(body)) >= 200:
            framed.append(Framed(str(file), _text_of(data), tuple(body)))
    spoken = ", ".join(f"{language or '-'} {number}" for language, number in languages.most_common())
    print(f"{count} pages of {size // count // 1000} kB on average ({spoken}), {count / took:.0f} a second")
    for kind, number in wanted.items():
        print(f"  {kind}: {found[kind]} of {number}, {found[kind] / number:.5f}")
    for line in lost[: given.show]:
        print("  lost:", line)
    for name, reader in (("stet main_text", stet_main), ("trafilatura", trafilatura)):
        if framed:
            f1, precision, recall = scores(reader, framed)
            print(f"  {name} on {len(framed)} pages: F1 {f1:.3f}, P {precision:.3f}, R {recall:.3f}")


if __name__ == "__main__":
    main()
