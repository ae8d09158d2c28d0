"""One-sided names and words in a brief's own voice."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from pactwatch.briefs.composed import composed
from pactwatch.briefs.neutrality import findings, loaded_words, one_sided
from pactwatch.briefs.wording import labels
from pactwatch.pacts.loading import load_pacts
from pactwatch.verdicts.words import sections
from tests.briefs.sample import sample

LIBRARY = Path(__file__).parents[2] / "src" / "pactwatch" / "pacts" / "library"
EXAMPLE = Path(__file__).parents[2] / "examples" / "karabakh-2020" / "pacts"


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The town was liberated from the occupiers.", "en", ["liberated", "occupiers"]),
        ("بعد تحرير المدينة من المحتلين واستشهاد جندي", "ar", ["تحرير", "المحتلين", "واستشهاد"]),
        ("Освобождение города от оккупантов", "ru", ["освобождение", "оккупантов"]),
        ("The list of the delivered goods", "en", []),
        ("تحرير الأسرى وتسليم الجثامين", "ar", []),
        ("Освобождение пленных", "ru", []),
        ('The ministry spoke of “terrorists” and of "martyrs".', "en", []),
        ("تحدثت الوزارة عن «الشهداء»", "ar", []),
        ("Министерство говорит о «боевиках»", "ru", []),
    ],
)
def test_loaded_words(text: str, language: str, words: list[str]) -> None:
    assert [f.word for f in one_sided(text, language, "a text") if not f.quoted] == words


def _rows() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(files("pactwatch").joinpath("briefs/loaded.toml").read_text("utf-8"))["words"]
    return rows


_ENDING = {"en": "s", "ar": "ين", "ru": "ов"}


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['language']} {row['words'][0]}")
def test_a_word_is_found_with_any_ending_and_an_exception_never_is(row: dict[str, Any]) -> None:
    base, end = row["language"], _ENDING[row["language"]]
    for word in row["words"]:
        assert list(one_sided(f"— {word.replace('*', end)} —", base, "a text")), word
    mends = {row["instead"]}
    for phrase in row.get("unless", ()):
        for ending in ("", end):
            found = one_sided(f"— {phrase.replace('*', ending)} —", base, "a text")
            assert not mends & {f.instead for f in found}, phrase


@pytest.mark.parametrize(
    ("speaker", "language", "word"),
    [
        ("According to the ministry", "en", "terrorists"),
        ("وفق الوزارة", "ar", "الإرهابيين"),
        ("По словам министра", "ru", "боевики"),
    ],
)
def test_what_is_quoted_from_a_speaker_may_stay_and_is_told_as_such(speaker: str, language: str, word: str) -> None:
    for opening, closing in ("“”", "«»", '""'):
        (said,) = one_sided(f"{speaker}, {opening}{word}{closing}.", language, "a text")
        assert said.quoted
        assert "may stay" in str(said)
        (own,) = one_sided(f"{opening}{word}{closing}.", language, "a text")
        assert not own.quoted, "nobody is told to have said it"
        first, second = one_sided(f"{word}. {speaker}, {opening}{word}{closing}.", language, "a text")
        assert (first.quoted, second.quoted) == (False, True), "a speaker answers for his own sentence alone"


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The road to Stepanakert", "en", [("Stepanakert", "ARM", "Khankendi / Stepanakert")]),
        ("The road to Khankendi", "en", [("Khankendi", "AZE", "Khankendi / Stepanakert")]),
        ("The road to Stepanakert / Khankendi", "en", []),
        ("في شوشا", "ar", [("شوشا", "AZE", "شوشا / شوشي")]),
        ("في شوشا / شوشي", "ar", []),
        ("Дорога на Шуши", "ru", [("Шуши", "ARM", "Шуша / Шуши")]),
        ("Hadrut and Barda", "en", []),
    ],
)
def test_names_that_one_side_alone_uses(text: str, language: str, found: list[tuple[str, str, str]]) -> None:
    assert [(f.word, f.side, f.instead) for f in one_sided(text, language, "a text")] == found


@pytest.mark.parametrize("language", ["en", "ar", "ru"])
def test_its_own_words_take_no_side(language: str) -> None:
    own = {key: texts[language] for key, texts in labels().items()}
    for section, rows in sections().items():
        own |= {f"{section}.{key}": row[language] for key, row in rows.items() if isinstance(row, dict) and language in row}
    assert [str(f) for where, text in own.items() for f in one_sided(text, language, where)] == []


def test_titles_and_clauses_are_its_own_voice_quotations_are_not() -> None:
    brief = composed(sample())
    assert findings(brief, "en") == ()
    pact = replace(brief.pacts[0], title={"en": "The liberation of Artsakh"})
    found = findings(replace(brief, pacts=(pact, *brief.pacts[1:])), "en")
    assert {(f.word, f.side) for f in found} == {("liberation", ""), ("Artsakh", "ARM")}
    assert f"the title of {pact.id}" in str(found[0])
    report = next(iter(brief.reports.values()))
    quoted = replace(brief, reports={**brief.reports, report.id: replace(report, title="Martyrs of Artsakh")})
    assert findings(quoted, "en") == ()


def test_what_the_library_makes_agreements_say_takes_no_side() -> None:
    """Terms of agreements are no side's words: releases of prisoners, aggression as law defines it, lists of the UN."""
    pacts = [p for folder in (LIBRARY, EXAMPLE) for p in load_pacts(folder).values()]
    texts = [
        (p.id, tag, text) for p in pacts for names in (p.title, *(c.text for c in p.clauses)) for tag, text in names.items()
    ]
    assert len(texts) > 500
    assert [str(f) for where, tag, text in texts if tag in ("en", "ar", "ru") for f in one_sided(text, tag, where)] == []


def test_every_language_has_its_words() -> None:
    assert {row.language for row in loaded_words()} == {"en", "ar", "ru"}
