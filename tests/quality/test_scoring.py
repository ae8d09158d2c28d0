"""Our scorer by small cases, and beside the reference scorer where the shared data is present."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.quality.__main__ import main, moved, shortfalls
from tests.quality.golds import gold_sets, read_all
from tests.quality.scoring import FIGURES, Figure, place_key, same_time, score


def made(**changes: Any) -> dict[str, Any]:
    base = {"start": 0, "end": 10, "act": "attack", "stance": "asserts", "negated": False, "speaker": "AZE.MIL"}
    return {**base, "actor": ["ARM.MIL"], "target": [], "places": [], "when": None, "due": None, **changes}


def figures(gold: dict[str, Any], read: dict[str, Any]) -> dict[str, Figure]:
    return score([{"id": "t", "claims": [gold]}], {"t": [read]})


def test_a_claim_answers_where_half_of_the_shorter_span_is_shared() -> None:
    assert figures(made(), made(start=5, end=40))["act"].right == 1
    assert figures(made(), made(start=6, end=40))["act"].right == 0


def test_another_act_does_not_answer_and_another_stance_only_as_an_act() -> None:
    assert figures(made(), made(act="harm"))["act"].right == 0
    denied = figures(made(), made(stance="denies"))
    assert (denied["act"].right, denied["claim"].right, denied["who"].right) == (1, 0, 0)


def test_parties_count_by_their_root_and_who_needs_a_shared_actor() -> None:
    assert figures(made(), made(speaker="AZE.GOV", actor=["ARM"]))["who"].right == 1
    assert figures(made(), made(actor=[]))["who"].right == 0
    assert figures(made(actor=[]), made(actor=[]))["who"].right == 1


def test_one_read_claim_answers_one_gold_claim() -> None:
    both = score([{"id": "t", "claims": [made(), made()]}], {"t": [made()]})
    assert both["act"] == Figure(1, 1, 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2020-10", "2020-10-01/2020-10-31", True), ("2020-10", "2020-10-01", False), ("1992/..", "1992-01-01/..", True)],
)
def test_times_are_the_same_where_they_name_the_same_days(one: str, other: str, same: bool) -> None:
    assert same_time(one, other) is same


def test_place_names_are_compared_without_head_nouns_articles_and_letter_variants() -> None:
    assert place_key("مدينة الغوطة") == place_key("غوطه")
    assert place_key("the city of Ganja") == place_key("ganja")


def test_floors_rise_and_fall_only_for_a_reason() -> None:
    found = {"own": {name: Figure(1, 2, 2) for name in FIGURES}}
    floors: dict[str, Any] = {"floors": {"own": {"act": 0.6, "claim": 0.4}}, "lowered": []}
    assert shortfalls(found, floors["floors"]) == ["own: act 0.500 is below its floor 0.600"]
    assert moved(found, floors, None)["floors"]["own"]["act"] == 0.6
    assert moved(found, floors, None)["floors"]["own"]["claim"] == 0.5
    lowered = moved(found, floors, "a gold mark was wrong")
    assert (lowered["floors"]["own"]["act"], lowered["lowered"]) == (0.5, ["a gold mark was wrong"])


def test_gold_quotes_stand_at_their_offsets_and_use_known_acts() -> None:
    acts = {"asserts", "denies", "promises", "requests", "proposes", "refuses", "threatens"}
    for name, texts in gold_sets().items():
        for text in texts:
            for claim in text["claims"]:
                assert text["text"][claim["start"] : claim["end"]] == claim["quote"], (name, text["id"])
                assert claim["stance"] in acts


def test_our_scorer_agrees_with_the_reference(shared: Path, tmp_path: Path) -> None:
    reference = _load(shared / "reading" / "score.py")
    texts = json.loads((shared / "reading" / "gold" / "ar.json").read_text(encoding="utf-8"))[:12]
    read = read_all(texts)
    theirs, ours = reference.score(texts, read), score(texts, read)
    for name in FIGURES:
        got = (ours[name].right, ours[name].read, ours[name].gold)
        assert got == (theirs[name]["right"], theirs[name]["read"], theirs[name]["gold"]), name


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_no_figure_lies_below_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([])
    assert code == 0, capsys.readouterr().err
