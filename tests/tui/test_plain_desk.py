"""The desk line by line: articles, another person's signature, a place that is kept, from nothing to an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from claims.ledger.store import ClaimStore
from tests.tui.states import Log, bridge, desk_of, many, ticking
from tests.tui.test_plain import Talk
from tui.background import Order
from tui.plain import PlainReview
from tui.plain_desk import PlainDesk
from tui.session import ReviewSession


@contextmanager
def spoken(
    folder: Path, lines: Sequence[str], reviewer: str = "MD"
) -> Iterator[tuple[PlainDesk, list[str], ClaimStore]]:
    """A desk line by line over a store in a folder, answered by the given lines."""
    said: list[str] = []
    answers = iter(lines)

    def answer(prompt: str) -> str | None:
        said.append(prompt)
        return next(answers, None)

    with ClaimStore.open(folder / "stet.db") as store:
        yield PlainDesk(desk_of(store, folder=folder, reviewer=reviewer), said.append, answer), said, store


def test_from_an_empty_store_to_an_exported_log_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_text("Le chantier a coûté 12,5 millions d’euros. Il a duré cinq ans.\n", "utf-8")
    lines = [
        "?", "7", "a", "", "Le chantier a coûté 12,5 millions d’euros. Il a duré quatre ans.", ".", "le pont",
        "a", str(tmp_path / "source.txt"), "", "v", "d", "it says five", "s", "Bo", "article", "kept", "A",
        "", "E", "1", "", "1", "n", "", "q",
    ]  # fmt: skip
    with spoken(tmp_path, lines) as (desk, said, store):
        assert desk.run()
        kinds = [event.kind.value for event in store.events()]
    text = "\n".join(said)
    assert "No article yet. a opens one: a file, an address, or pasted text." in text
    assert "there is no article 7" in text
    assert "2 claims checked · 1 source read" in text
    assert f"  read: {tmp_path / 'source.txt'}" in text
    assert [kind for kind in kinds if kind not in {"extracted", "fetched", "found"}] == [
        "decided", "decided", "noted", "signed",
    ]  # fmt: skip
    assert "1 pasted:le pont, fr: 2 of 2 claims decided: 1 verified, 1 disputed" in text
    assert "Il a duré *quatre ans*." in text
    assert f"{tmp_path / 'source.txt'}:\n" in text
    assert list(tmp_path.glob("*le-pont.stet.jsonl"))


def test_the_articles_are_chosen_by_their_number(tmp_path: Path) -> None:
    for name, text in (("a.txt", "Il y a 12 ponts."), ("b.txt", "Il y a 13 écoles.")):
        (tmp_path / name).write_text(text, "utf-8")
    with spoken(tmp_path, ["2", "v", "A", "enter", "1", "q"]) as (desk, said, store):
        checking = desk_of(store)
        for name in ("a.txt", "b.txt"):
            check = checking.check(Order(str(tmp_path / name)))
            check.run()
        assert desk.run()
        assert [store.review(str(tmp_path / name)).decided for name in ("a.txt", "b.txt")] == [1, 0]
    text = "\n".join(said)
    assert "a.txt, fr: 1 of 1 claim decided: 1 verified" in text
    assert said.count("review: number of the article > ") == 1


def test_who_sits_here_signs_without_being_asked_again() -> None:
    log = Log(bridge())
    Talk(bridge(), ["v", "q"], log=log)
    bo = Talk(log.review(bridge().article_id), ["g", "s", "down", "s", "q"], reviewer="Bo", log=log)
    assert [event.reviewer for event in log.recorded] == ["MD", "Bo"]
    assert not [words for words in bo.said if words.startswith("second reader")]
    assert "nothing to sign: the claim is open" in bo.text


def test_the_place_is_kept_line_by_line_too() -> None:
    log = Log(many(9))
    desk = desk_of(log)
    for answers, first in ((["down", "down", "q"], 1), (["q"], 3)):
        said: list[str] = []
        lines = iter(answers)
        session = ReviewSession(log.review(many(9).article_id), log, reviewer="MD", clock=ticking())
        assert PlainReview(session, desk, said.append, lambda _, lines=lines: next(lines, None)).run()  # type: ignore[misc]
        assert next(words for words in said if "Claim " in words).lstrip().startswith(f"Claim {first} ")
