"""Who was bound when, and a pact's ids in public collections."""

from pathlib import Path

import pytest

from pactwatch.pacts.loading import load_pact
from pactwatch.refusals import Refused
from pactwatch.times import Span
from tests.pacts.files import pact_file

TWO = "[membership]\nAZE = { from = 2020-10-20 }\n"


def with_tables(folder: Path, tables: str) -> Path:
    return pact_file(folder, ("[zones.valley]", f"{tables}\n[zones.valley]"))


def test_a_party_may_join_later_or_come_back(tmp_path: Path) -> None:
    assert load_pact(with_tables(tmp_path, TWO)).membership == {"AZE": (Span.parse("2020-10-20/.."),)}
    twice = "[membership]\nAZE = [{ until = 2020-10-20 }, { from = 2021-01-01 }]\n"
    assert load_pact(with_tables(tmp_path, twice)).membership["AZE"] == (
        Span.parse("../2020-10-20"),
        Span.parse("2021-01-01/.."),
    )


def test_ids_in_public_collections(tmp_path: Path) -> None:
    pact = load_pact(with_tables(tmp_path, '[registry]\natop = "4220"\npa_x = ["1", "2"]\n'))
    assert pact.registry == {"atop": ("4220",), "pa_x": ("1", "2")}


@pytest.mark.parametrize(
    ("tables", "line", "words"),
    [
        (TWO.replace("AZE", "RUS"), 10, "unknown party of the pact 'RUS'"),
        (TWO.replace("from", "form"), 10, "unknown key 'form' in AZE"),
        (TWO.replace("from", "until").replace("2020", "2019"), 10, "only outside the life of the pact"),
        (TWO.replace("}", ", until = 2020-10-19 }"), 10, "'AZE' ends before it begins"),
        ("[membership]\nAZE = []\n", 10, "'AZE' has no period"),
        ("[membership]\nAZE = [{ until = 2021-01-01 }, { from = 2021-01-01 }]\n", 10, "joins again before it has left"),
        ('[registry]\nptop = "1"\n', 10, "unknown key 'ptop' in registry; did you mean 'atop'"),
    ],
)
def test_mistakes(tmp_path: Path, tables: str, line: int, words: str) -> None:
    with pytest.raises(Refused) as refused:
        load_pact(with_tables(tmp_path, tables))
    assert words in str(refused.value)
    assert refused.value.line == line
