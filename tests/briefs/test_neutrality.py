"""One-sided names and words in a brief's own voice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pactwatch.briefs.composed import composed
from pactwatch.briefs.neutrality import findings, loaded_words, one_sided
from pactwatch.briefs.wording import labels
from pactwatch.verdicts.words import sections
from tests.briefs.sample import sample


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
    assert [f.word for f in one_sided(text, language, "a text")] == words


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


def test_every_language_has_its_words() -> None:
    assert {row.language for row in loaded_words()} == {"en", "ar", "ru"}
