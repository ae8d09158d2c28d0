"""The canonical text and the two hashes, re-computed as an outsider would from docs/ledger.md."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactwatch.ledger import open_ledger, to_body
from pactwatch.ledger.canon import canonical, stamp, unstamp
from pactwatch.refusals import Refused
from tests.ledger.records import moments, report, source, texts

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=8
)


@given(values)
def test_canonical_text_reads_back_and_is_its_own_canonical_text(value: Any) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(texts, scalars, max_size=5))
def test_the_order_of_keys_does_not_matter(table: dict[str, Any]) -> None:
    assert canonical(dict(reversed(table.items()))) == canonical(table)


def test_canonical_text_is_as_documented() -> None:
    assert canonical({"b": [1, 1.0, 0.1, None, True], "a": "هدنة\n"}) == '{"a":"هدنة\\n","b":[1,1.0,0.1,null,true]}'


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1: "x"}, {"x": datetime(2020, 1, 1)}, "\ud800", {"\udfff": 1}, {1}]
)
def test_what_has_no_canonical_text_is_refused(value: Any) -> None:
    with pytest.raises(Refused):
        canonical([value])


@given(moments, moments)
def test_stamps_read_back_and_sort_as_time_does(a: datetime, b: datetime) -> None:
    assert unstamp(stamp(a)) == a
    assert (stamp(a) < stamp(b)) == (a < b)


def test_an_outsider_can_recompute_every_line(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db", clock="replay") as ledger:
        ledger.append("source", to_body(source()), by="نسرين", recorded_at=datetime(2020, 10, 10, tzinfo=UTC))
        entry = ledger.append("report", to_body(report()), by='with "quotes"')
        ledger.append("retraction", {"why": "a forgery"}, by="monitor", retracts=entry.id)
    previous = "0" * 64
    rows = sqlite3.connect(tmp_path / "ledger.db").execute(
        'SELECT seq, recorded_at, kind, id, body, retracts, "by", chain FROM entries ORDER BY seq'
    )
    for number, (seq, recorded_at, kind, entry_id, body, retracts, by, chain) in enumerate(rows, 1):
        content = '{"body":' + body + ',"kind":"' + kind + '"}'
        line = json.dumps([previous, seq, recorded_at, kind, entry_id, retracts, by], ensure_ascii=False, separators=(",", ":"))
        assert seq == number
        assert hashlib.sha256(content.encode()).hexdigest() == entry_id
        assert hashlib.sha256(line.encode()).hexdigest() == chain
        previous = chain
    assert number == 4


def test_the_program_in_the_documentation_finds_the_ledger_sound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).resolve().parents[2] / "docs" / "ledger.md").read_text("utf-8")
    program = text.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(tmp_path)
    with open_ledger("ledger.db") as ledger:
        ledger.append("note", {"figure": 1e16, "text": "هدنة\n\x01"}, by="آنا")
        seq, chain = ledger.head()
    exec(compile(program, "docs/ledger.md", "exec"), {})
    assert capsys.readouterr().out == f"{seq} {chain}\n"
