"""The pairs are sound, and a sentence is not borne out by a passage that refutes its figure or has another quote."""

from __future__ import annotations

from collections import Counter

from bench.pairs import FILES, FINE, WRONG, pairs, share

PAIRS = pairs(FILES[0])


def test_each_pair_is_whole() -> None:
    everything = [pair for file in FILES for pair in pairs(file)]
    assert max(Counter(pair.id for pair in everything).values()) == 1
    assert not [pair.id for pair in everything if pair.claim.count(pair.text) == 0]
    assert not [pair.id for pair in everything if pair.finding not in FINE | WRONG | {"absent"}]


def test_hardly_a_refuted_figure_is_called_supported() -> None:
    judged = [(pair, pair.judged()) for pair in PAIRS if not pair.quoted]
    supported, refuted = share(judged, WRONG, FINE)
    assert supported <= 0.05 * refuted
    right, _ = share(judged, FINE, FINE)
    wrongly = sum(found in FINE for pair, found in judged if pair.finding not in FINE)
    assert right >= 0.85 * (right + wrongly)


def test_no_altered_quote_is_called_fine() -> None:
    judged = [(pair, pair.judged()) for pair in PAIRS if pair.quoted]
    assert [pair.id for pair, found in judged if pair.finding == "altered" and found in FINE] == []
    right, _ = share(judged, FINE, FINE)
    wrongly = sum(found in FINE for pair, found in judged if pair.finding not in FINE)
    assert right >= 0.85 * (right + wrongly)
    assert right >= 40  # to abstain from all would be no answer
