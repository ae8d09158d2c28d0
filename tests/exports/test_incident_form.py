"""The incident form: a valid XLSForm that collects exactly what the incident reader takes in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from pactwatch.cli import main
from pactwatch.datasets import incidents
from pactwatch.datasets.names import party_named
from pactwatch.exports.incident_form import LANGUAGES, choice_of, form_bytes
from pactwatch.pacts import vocabulary

READ = {
    *("observer", "date", "act", "place", "latitude", "longitude", "actor", "target", "killed", "wounded", "discharges"),
    *("hours_observed", "method", "description"),
}
"""What `datasets.incidents` reads of a submission, but its id, which the server gives."""


def run(*words: str | Path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.argv", ["pactwatch", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
    return int(ended.value.code or 0)


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("form") / "form.xlsx"
    assert run("form", path, "--party", "ARM.MIL", "--party", "WHITE HELMETS") == 0
    return path


def rows(form: Path, sheet: str) -> Iterator[dict[str, str]]:
    head, *body = load_workbook(form)[sheet].iter_rows(values_only=True)
    return ({str(k): str(v or "") for k, v in zip(head, row, strict=True)} for row in body)


def test_it_converts_with_no_word_of_complaint_and_asks_for_what_is_read(form: Path) -> None:
    made = convert(str(form))
    assert made.warnings == []
    data = next(e for e in ElementTree.fromstring(made.xform).iter() if e.tag.rpartition("}")[2] == "data")
    asked = {child.tag.rpartition("}")[2] for child in data}
    assert asked - {"location", "meta"} == READ
    assert incidents.recognises(frozenset({*asked, "_uuid"}))
    assert incidents.recognises(frozenset({*asked, "KEY"}))


def test_with_every_party_it_converts_too(tmp_path: Path) -> None:
    assert run("form", tmp_path / "all.xlsx") == 0
    assert convert(str(tmp_path / "all.xlsx")).warnings == []
    parties = [row["name"] for row in rows(tmp_path / "all.xlsx", "choices") if row["list_name"] == "party"]
    assert len(parties) > 100
    assert not {"OUTLET", "ANON", "MEDIA"} & set(parties)


def test_every_text_is_there_in_each_language(form: Path) -> None:
    for sheet, said in (("survey", ("label", "hint", "constraint_message")), ("choices", ("label",))):
        for row in rows(form, sheet):
            for column in said:
                texts = [row[f"{column}::{shown}"] for shown in LANGUAGES.values()]
                assert len({bool(t) for t in texts}) == 1, row["name"]
                assert len(set(texts)) == len(texts) or not any(texts) or row.get("list_name") == "party", row["name"]


def test_every_choice_is_read_back(form: Path) -> None:
    acts = [row["name"] for row in rows(form, "choices") if row["list_name"] == "act"]
    assert set(acts) - {"nothing_seen"} <= set(vocabulary.known_acts())
    assert "nothing_seen" in acts
    assert "violate_ceasefire" not in acts  # a judgement, which no observer is asked for
    for code in vocabulary.known_parties():
        assert " " not in choice_of(code)
        assert party_named(choice_of(code).replace("_", " ")) == code
    assert party_named("unknown") is None


def test_it_is_the_same_for_the_same_parties(form: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    again.write_bytes(form_bytes(["ARM.MIL", "WHITE HELMETS"]))
    for sheet in ("survey", "choices", "settings"):
        assert list(rows(again, sheet)) == list(rows(form, sheet))


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("form.xlsx", "--party", "NOBODY"), "no party 'NOBODY'"),
        (("form.xls",), "is a workbook"),
        (("no/form.xlsx",), "written"),
    ],
)
def test_what_cannot_be_is_refused(
    words: tuple[str, ...], problem: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("form", tmp_path / words[0], *words[1:]) == 2
    assert problem in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
