"""No message of the board is without its translation."""

from __future__ import annotations

import re

import pytest

from pactwatch.web.words import catalogue
from tools import catalogues

SLOT = re.compile(r"%\((\w+)\)s|%%")


def forms(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_every_message_is_translated(language: str) -> None:
    known = catalogues.read(language)
    missing = [m.id for m in catalogues.messages() if m.id and not (m.id in known and all(forms(known[m.id].string)))]
    assert missing == []


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_no_translation_is_left_over_or_loses_a_slot(language: str) -> None:
    template = catalogues.messages()
    for message in catalogues.read(language):
        if message.id:
            assert message.id in template
            slots = set(SLOT.findall(forms(message.id)[-1]))
            assert all(set(SLOT.findall(form)) <= slots for form in forms(message.string))


def test_a_message_is_told_in_its_language() -> None:
    assert [catalogue(base).gettext("Today") for base in ("en", "ar", "ru")] == ["Today", "اليوم", "Сегодня"]
