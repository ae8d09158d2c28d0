"""A case whose case.toml names where its ledger is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from pactwatch.case import open_case
from pactwatch.refusals import Refused
from tests.ledger.places import Places

CASE = """
id = "small"
title = { en = "A small case" }
time_zone = "Asia/Baku"
begins = 2020-09-27
"""
SOURCES = """
[[sources]]
id = "ministry"
names = { en = "Ministry of Defence" }
kind = "ministry"
side = "AZE"
parties = ["AZE.MIL"]
"""
REPORT = """+++
source = "ministry"
published = 2020-10-31
captured = 2020-10-31T12:30:00+04:00
language = "en"
title = "The ministry reports"
+++
The Ministry of Defence of Azerbaijan said that Armenia's army shelled Barda on 28 October.
"""


def folder(at: Path, line: str) -> Path:
    """A case with one report and a line of its own in case.toml."""
    for name in ("reports", "pacts"):
        (at / name).mkdir(parents=True)
    (at / "case.toml").write_text(f"{CASE}{line}\n{SOURCES}", encoding="utf-8")
    (at / "reports" / "one.en.txt").write_text(REPORT, encoding="utf-8")
    return at


def test_a_case_keeps_its_ledger_where_it_says(places: Places, tmp_path: Path) -> None:
    address = places.new()
    case = open_case(folder(tmp_path, f'ledger = "{address}"'))
    built = case.build()
    assert (built.reports, built.claims > 0) == (1, True)
    with case.ledger() as ledger:
        assert ledger.verify() == ()
        chain = ledger.head()
    assert not (tmp_path / "ledger.db").exists()
    other = open_case(folder(tmp_path / "other", ""))
    other.build()
    with other.ledger() as ledger:
        assert ledger.head() == chain


@pytest.mark.parametrize("told", ["kept/ours.db", "sqlite:///kept/ours.db"])
def test_a_path_is_counted_from_the_folder_of_the_case(tmp_path: Path, told: str) -> None:
    case = open_case(folder(tmp_path, f'ledger = "{told}"'))
    (tmp_path / "kept").mkdir()
    case.build()
    assert (tmp_path / "kept" / "ours.db").is_file()


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ('leger = "postgresql://team@db.example.org/karabakh"', "case.toml:6: unknown key 'leger'"),
        ('ledger = "postgresql://team:secret@db.example.org/karabakh"', "case.toml:6: a password stands in the address"),
        ('ledger = "postgresql://team@db.example.org/k?password=secret"', "case.toml:6: a password stands in the address"),
        ("ledger = 3", "case.toml:6"),
    ],
)
def test_what_is_misspelt_or_should_not_stand_there_is_refused(tmp_path: Path, line: str, sign: str) -> None:
    with pytest.raises(Refused) as refusal:
        open_case(folder(tmp_path, line))
    assert sign in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_another_kind_of_store_is_refused_when_it_is_asked_for(tmp_path: Path) -> None:
    case = open_case(folder(tmp_path, 'ledger = "mongodb://db.example.org/karabakh"'))
    with pytest.raises(Refused, match="no ledger can be kept"):
        case.build()
