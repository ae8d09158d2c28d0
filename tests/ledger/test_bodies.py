"""Records as bodies of lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from pactwatch.ledger import from_body, kind_of, to_body
from pactwatch.ledger.bodies import Record
from pactwatch.ledger.canon import canonical, content_id
from pactwatch.refusals import Refused
from pactwatch.types import Amount, Source
from tests.ledger.records import amounts, claim, claims, report, reports, source, sources


@given(sources | reports | claims)
def test_a_record_comes_back_from_its_body(record: Record) -> None:
    body = to_body(record)
    assert from_body(kind_of(record), json.loads(canonical(body))) == record


@given(amounts)
def test_a_figure_has_one_body_whether_whole_or_not(given_amounts: tuple[Amount, ...]) -> None:
    for amount in given_amounts:
        as_float = Amount(float(amount.value), amount.unit, amount.qualifier)
        assert canonical(to_body(amount)) == canonical(to_body(as_float))


def test_defaults_are_left_out_so_that_ids_outlive_new_fields() -> None:
    assert to_body(Source("x", {"en": "X"})) == {"id": "x", "names": {"en": "X"}}


def test_spans_are_iso_text_and_the_statement_stands_inside() -> None:
    body = to_body(claim(report()))
    assert body["when"] == "2020-10-10T12:00"
    assert body["statement"]["report"] == "report"
    assert body["amounts"] == [{"value": 3.0, "unit": "killed"}]


def test_ids_of_known_bodies_do_not_drift() -> None:
    """These ids stand in ledgers already written: a change here orphans them."""
    ids = {kind_of(r): content_id(kind_of(r), canonical(to_body(r)))[:16] for r in (source(), report(), claim(report()))}
    assert ids == {"source": "60f7a81a88186e06", "report": "04cc3a56b9d85bdc", "claim": "91c7dfc3116fad7f"}


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("source", {"nmaes": {}}),
        ("source", {"id": 3}),
        ("source", {"parties": "AZE"}),
        ("report", {"published": "31.10.2020"}),
        ("report", {"captured": "yesterday"}),
        ("report", {"text": None}),
        ("claim", {"negated": "no"}),
        ("claim", {"statement": {"report": "r"}}),
        ("claim", {"amounts": [3]}),
        ("claim", {"when": 2020}),
        ("draft", {}),
    ],
)
def test_what_is_no_body_is_refused(kind: str, change: dict[str, Any]) -> None:
    bodies = {"source": to_body(source()), "report": to_body(report()), "claim": to_body(claim(report()))}
    with pytest.raises(Refused):
        from_body(kind, bodies.get(kind, {}) | change)
