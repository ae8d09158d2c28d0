"""Claims of a mission, made of a sentence of its report."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pactwatch.missions.offsets import offsets
from pactwatch.types import Claim, Report, Statement


def claim(report: Report, start: int, end: int, act: str, speaker: str, reader: str, **known: Any) -> Claim:
    """What `speaker` asserts in [start, end) of a report; `known` are further fields of the claim, `fields` its statement's."""
    text = report.text[start:end]
    lead = len(text) - len(text.lstrip())
    start, text = start + lead, text.strip()
    end = start + len(text)
    statement = Statement(report.id, start, end, text, known.pop("fields", {}))
    values = {"stance": "asserts", "negated": False, **known}
    return Claim(statement=statement, start=start, end=end, quote=text, act=act, speaker=speaker, reader=reader, **values)


def located(found: Claim) -> Claim:
    """A claim with the distance and direction that its sentence tells, in its statement's fields; its place is what lies there.

    The place that is measured from is not where it happened. A claim of a sentence with two such places stays as it is.
    """
    told = list(offsets(found.statement.text))
    if len(told) != 1:
        return found
    offset = told[0]
    elsewhere = tuple(p for p in found.places if p not in (offset.origin, offset.name))
    statement = replace(found.statement, fields={**found.statement.fields, **offset.fields})
    return replace(found, statement=statement, places=(offset.name, *elsewhere))
