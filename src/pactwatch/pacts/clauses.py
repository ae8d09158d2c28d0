"""Clauses and zones of a pact file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.fields import Fields
from pactwatch.times import Span
from pactwatch.types import Amount, Clause, Due, Duty, Extension, Proof, Trigger, Zone, ZoneReading

DUTIES = ("must", "must_not", "may")
STARTS = ("made", "in_force", "trigger")
"""Words for what a deadline may run from."""


@dataclass(frozen=True)
class Setting:
    """What a clause is read against; `clauses` are the ids of all of the pact's."""

    pact: str
    parties: tuple[str, ...]
    zones: Mapping[str, Zone]
    made: Span
    in_force: Span
    time_zone: str
    clauses: tuple[str, ...] = ()


def read_clause(fields: Fields, setting: Setting) -> Clause:
    """One `[[clauses]]` table. Refused where a word is unknown, a zone is not defined or a deadline has no start."""
    refuse_gap(fields)
    clause_id = words.identifier(fields)
    trigger, unless = read_trigger(fields, "trigger", setting), read_trigger(fields, "unless", setting)
    clause = Clause(
        id=clause_id,
        pact=setting.pact,
        text=fields.names("text", needed=True),
        duty=cast(Duty, fields.one_of("duty", DUTIES)),
        bearers=_bearers(fields, setting),
        acts=words.acts(fields),
        cites=fields.optional("cites"),
        target=words.parties(fields, "target"),
        recipients=words.parties(fields, "recipients"),
        zone=_zone_name(fields, setting),
        window=_window(fields, setting),
        due=_due(fields, trigger, clause_id, setting),
        trigger=trigger,
        unless=unless,
        amount=_amount(fields),
        proof=_proof(fields),
        supersedes=_relations(fields, f"{setting.pact}/{clause_id}", setting.pact),
        reciprocal=fields.flag("reciprocal"),
    )
    if not clause.acts:
        fields.refuse(f"clause {clause.id!r} names no act", 'add act = "…"', "act")
    if clause.due is not None and clause.duty != "must":
        fields.refuse(f"clause {clause.id!r} has a deadline, but its duty is {clause.duty!r}", "use `window` instead", "due")
    fields.close()
    return clause


def refuse_gap(fields: Fields) -> None:
    """Refused where a draft still says what a person has to fill in."""
    if "to_fill_in" in fields.data:
        gaps = "; ".join(fields.texts("to_fill_in"))
        fields.refuse(f"a draft's gap is still open: {gaps}", "fill it in and take the line to_fill_in out", "to_fill_in")


def read_zone(fields: Fields, zone_id: str) -> Zone:
    """One `[zones.NAME]` table: an uncontested zone, or one under several readings."""
    rows = fields.tables("readings")
    if not rows:
        reading = _reading(fields, zone_id)
        fields.close()
        return Zone(zone_id, (reading,))
    fields.close()
    readings = tuple(_reading(row, words.identifier(row)) for row in rows)
    for n, (row, reading) in enumerate(zip(rows, readings, strict=True)):
        if reading.id in [r.id for r in readings[:n]]:
            row.refuse(f"two readings of zone {zone_id!r} are called {reading.id!r}", "give one another id", "id")
        row.close()
    return Zone(zone_id, readings)


def read_trigger(fields: Fields, key: str, setting: Setting) -> Trigger | None:
    """A `trigger` or `unless` table: an event, a request, or both."""
    inner = fields.table(key)
    if inner is None:
        return None
    trigger = Trigger(
        acts=words.acts(inner),
        actor=words.parties(inner, "actor", words.ROLES),
        target=words.parties(inner, "target", words.ROLES),
        zone=_zone_name(inner, setting),
        since=inner.span("since"),
        requested_by=words.parties(inner, "requested_by", words.ROLES),
        proof=cast(Proof, inner.one_of("proof", words.PROOFS, "reported")),
        text=inner.names("text"),
        threatened=inner.flag("threatened"),
    )
    if trigger.threatened and not trigger.acts:
        inner.refuse("a threat of nothing meets no condition", 'add act = "…"', "threatened")
    if not trigger.acts and not trigger.requested_by:
        fields.refuse(f"{key!r} names neither an act nor who must ask", 'add act = "…" or requested_by = ["…"]', key)
    inner.close()
    return trigger


def _bearers(fields: Fields, setting: Setting) -> tuple[str, ...]:
    if fields.has("bearers") and fields.data["bearers"] == "each":
        return setting.parties
    bearers = words.parties(fields, "bearers")
    if not bearers:
        fields.refuse("a clause must say who bears it", 'add bearers = "each" or a list of parties', "bearers")
    for bearer in bearers:
        if bearer not in setting.parties:
            parties = ", ".join(setting.parties)
            fields.refuse(f"bearer {bearer!r} is no party of the pact", f"name one of: {parties}", "bearers")
    return bearers


def _zone_name(fields: Fields, setting: Setting) -> str | None:
    name = fields.optional("zone")
    if name is not None and name not in setting.zones:
        mend = f"define it as [zones.{name}]" if not setting.zones else f"name one of: {', '.join(setting.zones)}"
        fields.refuse(f"zone {name!r} is not defined", mend, "zone")
    return name


def _reading(fields: Fields, reading_id: str) -> ZoneReading:
    includes = words.place_ids(fields, "includes", also=("*", words.PARTY))
    if not includes:
        fields.refuse(f"zone reading {reading_id!r} covers nothing", 'add includes = ["…"] (place ids, or "*")', "includes")
    return ZoneReading(
        id=reading_id,
        includes=includes,
        excludes=words.place_ids(fields, "excludes"),
        held_by=words.parties(fields, "held_by"),
        text=fields.names("text"),
        source=fields.optional("source"),
    )


def _window(fields: Fields, setting: Setting) -> Span | None:
    window = fields.period("window")
    if window is not None and not window.overlaps(setting.in_force, setting.time_zone):
        fields.refuse("the window lies outside the life of the pact", "change `window` or the pact's `in_force`", "window")
    return window


def read_extension(fields: Fields, pact: str) -> Extension:
    """One `[[extends]]` table. Refused where it moves an end of this very pact, or says neither or both of `until` and `by`."""
    what = fields.text("what")
    if what.partition("/")[0] == pact:
        fields.refuse("a pact cannot extend itself", "write the later end where it stands", "what")
    until, by = fields.span("until"), words.duration(fields, "by") if fields.has("by") else None
    if (until is None) == (by is None):
        fields.refuse("an extension runs either `until` a date or longer `by` a duration", "give one of the two")
    fields.close()
    return Extension(what, until, by)


def _due(fields: Fields, trigger: Trigger | None, clause_id: str, setting: Setting) -> Due | None:
    inner = fields.table("due")
    if inner is None:
        return None
    by = inner.span("by")
    if (by is not None) + inner.has("within") + inner.has("every") != 1:
        mend = "give one of the three"
        fields.refuse("a deadline is `by` a date, `within` a duration, or a new one `every` duration", mend, "due")
    if by is not None:
        inner.close()
        if by.instants(setting.time_zone)[1] < setting.made.instants(setting.time_zone)[0]:
            fields.refuse("the deadline is over before the pact is made", "change `due` or the pact's `made`", "due")
        return Due(by)
    within = words.duration(inner, "within") if inner.has("within") else None
    every = words.duration(inner, "every") if inner.has("every") else None
    of = _start(inner, trigger, setting)
    if of == f"{setting.pact}/{clause_id}":
        inner.refuse("a clause cannot wait for itself", "name another clause", "of")
    inner.close()
    return Due(None, within, of, every)


def _start(inner: Fields, trigger: Trigger | None, setting: Setting) -> str:
    """What a duration runs from: a word, an ISO date, or a clause as `pact/clause`."""
    if not inner.has("of"):
        inner.refuse("the deadline has no start", 'add of = "made", "in_force", "trigger", a date or a clause\'s id')
    if not isinstance(inner.data["of"], str):
        start = inner.span("of")
        return str(start)
    of = inner.text("of")
    if of == "trigger" and trigger is None:
        inner.refuse("the deadline has no start: it runs from a trigger, and the clause has none", "add a trigger", "of")
    if of == "in_force" and setting.in_force.earliest == datetime.min:
        inner.refuse(
            "the deadline has no start: it is not said from when the pact is in force", "add in_force = { from = … }", "of"
        )
    if of in STARTS or "/" in of:
        return of
    inner.among(of, (*STARTS, *setting.clauses), "of", noun="start of a deadline")
    return f"{setting.pact}/{of}"


def _amount(fields: Fields) -> Amount | None:
    inner = fields.table("amount")
    if inner is None:
        return None
    unit, qualifier = inner.one_of("unit", words.UNITS), inner.one_of("qualifier", words.QUALIFIERS, "exact")
    amount = Amount(inner.number("value"), unit, qualifier)
    inner.close()
    return amount


def _proof(fields: Fields) -> dict[str, Proof]:
    inner = fields.table("proof")
    if inner is None:
        return {}
    proof = {key: cast(Proof, inner.one_of(key, words.PROOFS)) for key in ("breach", "performance") if inner.has(key)}
    inner.close()
    return proof


def _relations(fields: Fields, *own: str) -> tuple[str, ...]:
    refs = fields.texts("supersedes")
    for n, ref in enumerate(refs):
        if ref in own:
            fields.refuse(f"a clause cannot supersede itself or its pact ({ref!r})", "name another", "supersedes", n)
    return refs
