"""What is learned: the weights that ship, the judge that reads with them, and training that gives the same each time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pactwatch.reading import READER, read
from pactwatch.reading.judging import Rules
from pactwatch.reading.learned import NAME, PARTS, WEIGHTS, Learned, Model, judge_of, likely, model, total
from pactwatch.reading.reader import read_with
from pactwatch.times import Span
from pactwatch.types import Report
from tests.quality.golds import gold_sets
from tools.fitting import Choice, fit
from tools.train_reader import examples, fold_of, held_out, learn

SHELLED = "The army of Azerbaijan shelled the town of Shusha on Monday."


def report(text: str, language: str = "en") -> Report:
    return Report("r", "outlet", language, "", text, Span.parse("2020-10-31"), None, "")


def own_texts() -> list[dict[str, Any]]:
    return [t for name, texts in sorted(gold_sets().items()) if name.startswith("own-") for t in texts]


# --- fitting --------------------------------------------------------------------------------------------------------


def choices(*right: bool) -> list[Choice]:
    """One choice a text between an option with a feature of its own and one with nothing."""
    return [Choice(f"text-{i}", ((["sunny"], float(yes)), ((), float(not yes)))) for i, yes in enumerate(right)]


def test_what_is_mostly_right_is_found_likely() -> None:
    weights = fit(choices(True, True, True, True, False), strength=0.01)
    assert likely(weights["sunny"]) == pytest.approx(0.8, abs=0.02)


def test_a_strong_prior_keeps_weights_small() -> None:
    made = choices(True, True, True, True, False)
    assert 0 < fit(made, strength=10)["sunny"] < fit(made, strength=0.1)["sunny"]


def test_a_feature_of_too_few_texts_is_left_out() -> None:
    rare = [Choice("one text", ((["rare"], 1.0), ((), 0.0)))] * 9
    assert fit([*choices(True, True, True), *rare], strength=0.1).keys() == {"sunny"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.booleans(), min_size=3, max_size=12))
def test_the_order_of_choices_tells_nothing(right: list[bool]) -> None:
    made = choices(*right)
    assert fit(made) == pytest.approx(fit(made[::-1]), abs=0.002)


def test_a_feature_counts_once() -> None:
    assert total({"a": 1.5, "b": 2.0}, ["a", "a", "unknown"]) == 1.5


# --- training -------------------------------------------------------------------------------------------------------


def test_the_same_gold_gives_the_same_weights() -> None:
    texts = own_texts()[:14]
    first, again = learn(texts), learn(texts)
    assert first == again
    assert any(first.parts.values())


def test_every_decision_shares_out_one_right_answer() -> None:
    found = [c for t in own_texts() for part in examples(t).values() for c in part]
    assert found
    assert all(sum(share for _, share in c.options) == pytest.approx(1) for c in found)


def test_a_text_is_read_with_weights_it_did_not_give() -> None:
    texts = own_texts()
    one = next(t for t in texts if t["claims"])
    others = [t for t in texts if fold_of(t["id"]) != fold_of(one["id"])]
    alone = held_out([*others, one])[one["id"]]
    marked_wrongly = {**one, "claims": [{**c, "target": ["NOBODY"], "places": ["nowhere"]} for c in one["claims"]]}
    assert held_out([*others, marked_wrongly])[one["id"]] == alone


# --- the weights that ship ------------------------------------------------------------------------------------------


def test_the_weights_are_small_and_whole() -> None:
    assert len(WEIGHTS.read_bytes()) < 5_000_000
    learned = model()
    assert learned is not None
    assert set(learned.parts) <= set(PARTS)
    assert all(abs(w) < 20 for weights in learned.parts.values() for w in weights.values())


def test_no_weight_names_a_party_or_a_text() -> None:
    learned = model()
    assert learned is not None
    names = {"ARM", "AZE", "RUS", "USA", "ISR", "SYR", "HAMAS", "HOUTHI", "TALIBAN", "ISIS"}
    ids = {t["id"] for texts in gold_sets().values() for t in texts}
    for weights in learned.parts.values():
        for feature in weights:
            values = {piece.rpartition("=")[2] for piece in feature.split("|")}
            assert not values & names, feature
            assert not values & ids, feature


# --- the judge ------------------------------------------------------------------------------------------------------


def test_the_reader_tells_that_it_has_learned() -> None:
    assert READER == NAME
    assert {c.reader for c in read(report(SHELLED))} == {NAME}
    assert {c.reader for c in read_with(report(SHELLED), Rules())} == {"rules/1"}


def test_a_language_nothing_was_learned_of_is_read_by_rules() -> None:
    assert isinstance(judge_of("xx"), Rules)
    assert isinstance(judge_of("ar"), Learned)


def test_reading_twice_gives_the_same() -> None:
    judge = judge_of("en")
    other = report("Two people were killed in Marib, the ministry said.")
    once = read_with(report(SHELLED), judge)
    read_with(other, judge)
    assert read_with(report(SHELLED), judge) == once == read(report(SHELLED))


def test_a_model_of_nothing_reads_as_the_rules_do() -> None:
    for text in own_texts():
        made = report(text["text"], text["language"])
        found = read_with(made, Learned(Model((text["language"],), {})))
        assert tuple(replace(c, reader="") for c in found) == tuple(replace(c, reader="") for c in read_with(made, Rules()))


def test_weights_decide() -> None:
    assert [(c.actor, c.places) for c in read_with(report(SHELLED), Rules())] == [(("AZE.MIL",), ("Shusha",))]
    everybody = Learned(Model(("en",), {"target": {"named=1": 9.0}}))
    assert [c.target for c in read_with(report("Armenia said that Azerbaijan shelled Shusha."), everybody)] == [("ARM",)]
    nowhere = Learned(Model(("en",), {"place": {"rule=1": -9.0}}))
    assert [c.places for c in read_with(report(SHELLED), nowhere)] == [()]


def test_the_weights_are_readable_line_by_line() -> None:
    whole = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert whole["reader"] == NAME
    assert whole["languages"] == ["ar", "en", "ru"]
