"""How many of the words with content in our own texts the lexicons know: the share in per cent for each language.

    python -m bench.coverage

A word without a meaning can neither be found in another language nor be missed there, so a rendering is judged by the
others alone. Names (capitals, but for German), figures, stop words and words of up to three letters are left out; in
Chinese nothing is, and the share is one of characters.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from claims.base_words import base_words
from claims.extract import article_text
from claims.identify import identify_language
from claims.matching.words.folding import HAN, fold_word
from claims.matching.words.terms import Term, terms_of
from sources.document import Document
from sources.files import read_file
from sources.reading import read
from sources.snapshots import Snapshot

FIXTURES = Path(__file__).parent.parent / "fixtures"
_SHORT = 3


def texts() -> list[str]:
    """The articles and sources of the gold bundles, without their furniture."""
    files = [*FIXTURES.glob("desk*/**/article.*"), *FIXTURES.glob("desk*/**/sources/*")]
    snapshots = [read_file(str(file)) for file in sorted(files)]
    documents = [read(snapshot) for snapshot in snapshots if isinstance(snapshot, Snapshot)]
    return [article_text(document) for document in documents if isinstance(document, Document)]


def counts(term: Term, written: str, language: str) -> bool:
    """Whether a word is one that a lexicon may know."""
    if HAN.match(term.form):
        return True
    name = written[0].isupper() and language != "de"
    return term.form.isalpha() and len(term.form) > _SHORT and not name


def main() -> None:
    """Prints the table."""
    known: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for text in texts():
        language = identify_language(text)
        if language is None:
            continue
        stops = {fold_word(word) for word in base_words(language).stop_words}
        for term in terms_of(text, language):
            if term.form not in stops and counts(term, term.span.of(text), language):
                size = len(term.form) if HAN.match(term.form) else 1
                whole[language] += size
                known[language] += size * bool(term.meanings)
    for language in sorted(whole):
        print(f"{language}  {whole[language]:>7} words  {100 * known[language] / whole[language]:5.1f} %")


if __name__ == "__main__":
    main()
