"""Glosses: who is asked, once for each text, and what is kept."""

from __future__ import annotations

from pathlib import Path

from claims.glosses import Glosses
from claims.ledger.store import ClaimStore
from claims.model import Gloss
from sources.translation import UntranslatedReason
from tests.claims.phrasebook import Phrasebook

BOOK = {"sí": "yes", "no \ud800\x00": "no \ud800\x00!"}


def test_each_text_is_asked_for_once() -> None:
    book = Phrasebook(book=BOOK)
    glosses = Glosses([book])
    yes = Gloss("yes", "en", "phrasebook 1")
    assert glosses.render(["sí", "mar", "sí"], "es", "en") == (yes, Gloss("mar", "en", "phrasebook 1"), yes)
    assert glosses.render(["sí"], "es", "en") == (yes,)
    assert book.asked == ["sí", "mar"]


def test_another_run_takes_what_the_store_keeps(tmp_path: Path) -> None:
    texts = list(BOOK)
    for version, times in (("1", 1), ("1", 0), ("2", 1)):
        book = Phrasebook(book=BOOK, version=version)
        with ClaimStore.open(tmp_path / "stet.db") as store:
            made = Glosses([book], store).render(texts, "es", "en")
        assert [gloss.text for gloss in made if gloss] == list(BOOK.values())
        assert len(book.asked) == times * len(texts)


def test_many_texts_are_kept_and_found(tmp_path: Path) -> None:
    texts = [f"texto {number}" for number in range(1200)]
    with ClaimStore.open(tmp_path / "stet.db") as store:
        Glosses([Phrasebook()], store).render(texts, "es", "en")
        again = Phrasebook()
        assert len(Glosses([again], store).render(texts, "es", "en")) == 1200
        assert again.asked == []


def test_the_first_that_does_the_pair_is_asked() -> None:
    french, spanish = Phrasebook("french", pairs=[("fr", "en")]), Phrasebook("spanish")
    glosses = Glosses([french, spanish])
    (gloss,) = glosses.render(["sí"], "es", "en")
    assert gloss is not None
    assert gloss.by == "spanish 1"
    assert glosses.render(["ja", "nein"], "de", "en") == (None, None)
    assert glosses.render(["sí"], "es", "es") == (None,)
    assert glosses.failures == ()
    assert french.asked == []


def test_one_that_fails_is_told_once_and_the_next_is_asked() -> None:
    slow, spare = Phrasebook("slow"), Phrasebook("spare")
    slow.fails = UntranslatedReason.TOO_SLOW
    glosses = Glosses([slow, spare])
    for text in ("uno", "dos"):
        (gloss,) = glosses.render([text], "es", "en")
        assert gloss is not None
        assert gloss.by == "spare 1"
    assert [failure.message for failure in glosses.failures] == ["slow fails"]
    assert slow.asked == ["uno"]


def test_a_bad_answer_costs_its_pair_only() -> None:
    odd = Phrasebook()
    odd.fails = UntranslatedReason.BAD_ANSWER
    glosses = Glosses([odd])
    assert glosses.render(["uno"], "es", "en") == (None,)
    odd.fails = None
    assert glosses.render(["uno"], "es", "en") == (None,)
    assert glosses.render(["one"], "en", "es") != (None,)
