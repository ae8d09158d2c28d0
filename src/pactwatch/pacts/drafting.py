"""A promise found in a report becomes a draft; a person makes it a pact. The machine proposes, a person disposes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.conditions import Condition, read_condition
from pactwatch.pacts.draft_clauses import clause_ids, duties, gap, roots, write_clause, zone_id
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.times import Span
from pactwatch.types import Claim, Report, Zone, ZoneReading


def draft_pact(
    report: Report,
    claims: Sequence[Claim],
    *,
    begins: date | None = None,
    zones: Mapping[str, Zone] | None = None,
    time_zone: str = "UTC",
) -> str | None:
    """The promises of a report as the text of a pact file, for a person to check; None where it makes none.

    Its id is the report's. begins: the day from which what happened may meet a condition. zones: contested zones already
    encoded, whose readings of a state's territory are taken over. time_zone: IANA name in which its days are counted. What
    cannot be read is left as a `to_fill_in` line, with which the file is refused until somebody has filled it in.
    """
    promises = duties(claims)
    if not promises:
        return None
    made = min((p.when or report.published for p in promises if p.when or report.published), key=_begins, default=None)
    conditions = [_condition(p, report.language) for p in promises]
    places = list(dict.fromkeys(c.place for c in conditions if c))
    rows = zip(promises, conditions, clause_ids(promises), strict=True)
    parts = [
        _head(report, promises, made, time_zone),
        *(_zone(place, zones or {}) for place in places),
        *(write_clause(promise, condition, name, report, begins) for promise, condition, name in rows),
    ]
    return "\n".join(parts)


def _condition(promise: Claim, language: str) -> Condition | None:
    if promise.condition is None:
        return None
    return read_condition(promise.condition, language, [p for p in roots(promise.target) if words.is_state(p)])


def _head(report: Report, promises: Sequence[Claim], made: Span | None, time_zone: str) -> str:
    named = roots(p for promise in promises for p in (*promise.actor, *promise.target))
    parties = [p for p in named if words.can_owe(p)]
    witnesses = sorted({r for r in roots(p.speaker for p in promises) if words.can_owe(r)} - set(parties))
    lines = [
        comment("Drafted from a report by rules. Check every line against the source before you adopt it."),
        f"id = {text(_slug(report.id))}",
        'kind = "pledge"',
        f"title = {inline({report.language: report.title or report.id})}",
        *([f"parties = {array(parties)}"] if parties else []),
        *([f"witnesses = {array(witnesses)}"] if witnesses else []),
        *([f"made = {text(str(made))}"] if made else []),
        f"time_zone = {text(time_zone)} # in which its days are counted",
        f"source = {text(report.url or report.id)}",
        f"adopted_from = {text(report.id)}",
        *gap([*([] if parties else ["who are the parties?"]), *([] if made else ["when was it made?"])]),
    ]
    return "\n".join(lines) + "\n"


def _zone(place: str, zones: Mapping[str, Zone]) -> str:
    """A zone named after its place: the place within its recognised border, then what others hold it to cover."""
    readings: dict[tuple[str, ...], ZoneReading] = {(place,): ZoneReading("recognised-border", (place,))}
    taken: dict[tuple[str, ...], str] = {}
    for zone in zones.values():
        for held in zone.readings if any(place in r.includes for r in zone.readings) else ():
            covers = tuple(i for i in held.includes if i == place or not words.is_state(i))
            key = (*covers, *(f"-{e}" for e in held.excludes))
            names = {r.id for k, r in readings.items() if k != key}
            name = readings[key].id if key in readings else f"{held.id}-{zone.id}" if held.id in names else held.id
            holders = dict.fromkeys((*(readings[key].held_by if key in readings else ()), *held.held_by))
            readings[key] = replace(held, id=name, includes=covers, held_by=tuple(holders))
            taken[key] = zone.id
    return "\n".join(_reading(place, reading, taken.get(key)) for key, reading in readings.items())


def _reading(place: str, reading: ZoneReading, taken_from: str | None) -> str:
    why = f"Taken over from zone {taken_from} of another pact: keep it if its holder would say the same of this promise."
    lines = [
        *([comment(why)] if taken_from else []),
        f"[[zones.{zone_id(place)}.readings]]",
        f"id = {text(reading.id)}",
        f"includes = {array(reading.includes)}",
        *([f"excludes = {array(reading.excludes)}"] if reading.excludes else []),
        *([f"held_by = {array(reading.held_by)}"] if reading.held_by else []),
        *([f"text = {inline(reading.text)}"] if reading.text else []),
        *([f"source = {text(reading.source)}"] if reading.source else []),
    ]
    return "\n".join(lines) + "\n"


def _slug(report: str) -> str:
    return re.sub(r"[^a-z0-9_.-]+", "-", report.lower()).strip("-.") or "draft"


def _begins(span: Span | None) -> str:
    return span.instants("UTC")[0].isoformat() if span else ""
