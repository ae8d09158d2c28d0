"""The language of a text, from its letters."""

from __future__ import annotations

import pytest

from pactwatch.reports.languages import language_of


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("وقف إطلاق النار، قالت رويترز (Reuters)", None, "ar"),
        ("Министерство сообщило (TASS)", None, "ru"),
        ("The ministry said (وزارة)", None, "en"),
        ("Le ministère a dit", "fr-FR", "fr"),
        ("وقف إطلاق النار", "en", "ar"),
        ("آتش بس اعلام شد", "fa", "fa"),
        ("The ministry said", "ar", "en"),
        ("The ministry said", "x" * 9, "en"),
        ("სამინისტრომ განაცხადა", None, None),
        ("1234", None, None),
    ],
)
def test_the_language_of_a_text(text: str, declared: str | None, expected: str | None) -> None:
    assert language_of(text, declared) == expected
