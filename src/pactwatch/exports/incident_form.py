"""The field incident form as XLSForm (xlsform.org), for KoboToolbox or ODK: what it collects, `datasets.incidents` reads.

Its questions and choices stand in `incident_form.toml`; the parties to choose from are given by whoever sends it out.
"""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale

from pactwatch.cells import harmless
from pactwatch.verdicts.names import name_of
from pactwatch.verdicts.words import sections

LANGUAGES = {"en": "English (en)", "ar": "العربية (ar)", "ru": "Русский (ru)"}
_PLAIN = ("type", "name", "required", "default", "appearance", "relevant", "constraint", "calculation")
_SAID = ("label", "hint", "constraint_message")


def form_bytes(parties: Iterable[str]) -> bytes:
    """The form as a workbook with the sheets survey, choices and settings. parties: the codes to choose from."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in (("survey", _survey()), ("choices", _choices(parties)), ("settings", _settings())):
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([harmless(cell) for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def choice_of(code: str) -> str:
    """A party's code as the name of a choice, which may hold no space; `datasets.incidents` reads it back."""
    return code.replace(" ", "_")


@cache
def _form() -> dict[str, Any]:
    return tomllib.loads(files("pactwatch").joinpath("exports/incident_form.toml").read_text(encoding="utf-8"))


def _survey() -> Iterator[list[str]]:
    yield [*_PLAIN, *(f"{column}::{shown}" for column in _SAID for shown in LANGUAGES.values())]
    for name, question in _form()["questions"].items():
        row = {**question, "name": name}
        said = (question.get(column, {}).get(language, "") for column in _SAID for language in LANGUAGES)
        yield [*(row.get(column, "") for column in _PLAIN), *said]


def _choices(parties: Iterable[str]) -> Iterator[list[str]]:
    yield ["list_name", "name", *(f"label::{shown}" for shown in LANGUAGES.values())]
    lists: Mapping[str, Mapping[str, Mapping[str, str]]] = _form()["choices"]
    named = {choice_of(code): _names(code) for code in parties if code not in lists["party"]}
    for list_name, choices in {**lists, "party": {**named, **lists["party"]}}.items():
        for name, labels in choices.items():
            yield [list_name, name, *(labels[language] for language in LANGUAGES)]


def _names(code: str) -> dict[str, str]:
    return {language: name_of(code, Locale(language), sections()) for language in LANGUAGES}


def _settings() -> Iterator[list[str]]:
    yield ["form_title", "form_id", "version", "default_language", "allow_choice_duplicates"]
    yield [_form()["title"], "pactwatch_incident", "1", LANGUAGES["en"], "no"]
