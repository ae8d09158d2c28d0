"""Pact files: one TOML file a pact, refused as a whole where any word of it is not understood (see docs/pact-files.md)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.clauses import Setting, read_clause, read_extension, read_zone, refuse_gap
from pactwatch.pacts.fields import Fields, read_fields
from pactwatch.pacts.membership import read_membership
from pactwatch.refusals import Refused
from pactwatch.times import Span
from pactwatch.types import Clause, Pact, Zone

RELATIONS = ("reaffirms", "supersedes", "amends", "terminates", "without_prejudice_to")
REGISTRIES = ("atop", "pa_x", "ucdp")
"""Public collections of agreements in which a pact may have an id."""

_OPEN = Span.parse("../..")
_CASES = ".cases.toml"
LIBRARY = Path(str(files("pactwatch"))) / "pacts" / "library"
"""The folder of the pacts that come with the program (docs/pact-library.md)."""


def load_pact(path: Path | str) -> Pact:
    """The pact of a TOML file. Refused, with file, line and mend, where anything in it is missing, unknown or impossible."""
    fields = read_fields(Path(path))
    refuse_gap(fields)
    pact_id = words.identifier(fields)
    parties = words.parties(fields, "parties")
    if not parties:
        fields.refuse("a pact must have parties", 'add parties = ["…", "…"]', "parties")
    zones = _zones(fields)
    made = fields.span("made")
    if made is None:
        fields.missing("made", "2020-10-30")
    in_force = fields.period("in_force") or Span(made.earliest, _OPEN.latest)
    zone = time_zone(fields)
    pact = Pact(
        id=pact_id,
        kind=fields.text("kind"),
        title=fields.names("title", needed=True),
        parties=parties,
        made=made,
        in_force=in_force,
        time_zone=zone,
        source=fields.text("source"),
        clauses=_clauses(fields, Setting(pact_id, parties, zones, made, in_force, zone, _ids(fields))),
        zones=zones,
        witnesses=words.parties(fields, "witnesses"),
        monitor=words.parties(fields, "monitor"),
        answers_for=_answers_for(fields),
        inquiries=_inquiries(fields),
        membership=read_membership(fields, parties, in_force, zone),
        registry=_registry(fields),
        extends=tuple(read_extension(row, pact_id) for row in fields.tables("extends")),
        adopted_from=fields.optional("adopted_from"),
        **{relation: _relation(fields, relation, pact_id) for relation in RELATIONS},
    )
    fields.close()
    return pact


def find_pact(named: Path) -> Path:
    """The file or folder itself or, where there is none of that name, the file of the library's pact with that id."""
    listed = LIBRARY / f"{named}.toml"
    return listed if not named.exists() and listed.is_file() else named


def load_pacts(folder: Path | str) -> dict[str, Pact]:
    """Every pact of a folder by its id, in the order of the files' names (`*.cases.toml` are not pacts).

    Refused where the folder is missing, a file cannot be taken, or two files hold the same id.
    """
    if not Path(folder).is_dir():
        raise Refused("there is no such folder of pacts", mend="name a folder that holds pact files", file=folder)
    pacts: dict[str, Pact] = {}
    for path in sorted(Path(folder).glob("*.toml")):
        if path.name.endswith(_CASES):
            continue
        pact = load_pact(path)
        if pact.id in pacts:
            raise Refused(f"a second pact has the id {pact.id!r}", mend="give one of them another id", file=path)
        pacts[pact.id] = pact
    return pacts


def dangling_relations(pacts: Mapping[str, Pact]) -> tuple[tuple[str, str, str], ...]:
    """(pact, relation, ref) of every relation to a pact or clause that is not among these. They are allowed: a pact may
    reaffirm one that nobody has encoded."""
    known = {*pacts, *(clause.ref for pact in pacts.values() for clause in pact.clauses)}
    named = [(pact.id, relation, ref) for pact in pacts.values() for relation in RELATIONS for ref in getattr(pact, relation)]
    named += [(pact.id, "extends", extension.what) for pact in pacts.values() for extension in pact.extends]
    named += [(clause.ref, "supersedes", ref) for p in pacts.values() for clause in p.clauses for ref in clause.supersedes]
    return tuple(row for row in named if row[2] not in known)


def _zones(fields: Fields) -> dict[str, Zone]:
    table = fields.table("zones")
    if table is None:
        return {}
    zones = {}
    for name in table.data:
        inner = table.table(name)
        assert inner is not None
        zones[name] = read_zone(inner, name)
    return zones


def _ids(fields: Fields) -> tuple[str, ...]:
    rows = fields.data.get("clauses")
    return tuple(str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row) if isinstance(rows, list) else ()


def _clauses(fields: Fields, setting: Setting) -> tuple[Clause, ...]:
    rows = fields.tables("clauses")
    if not rows:
        fields.refuse("the pact has no clauses", "add at least one [[clauses]] table")
    clauses: dict[str, Clause] = {}
    for row in rows:
        clause = read_clause(row, setting)
        if clause.id in clauses:
            row.refuse(f"two clauses have the id {clause.id!r}", "give one of them another id", "id")
        clauses[clause.id] = clause
    return tuple(clauses.values())


def time_zone(fields: Fields) -> str:
    """The IANA name under `time_zone`, UTC where there is none. Refused where there is no such zone."""
    name = fields.optional("time_zone") or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fields.refuse(f"unknown time zone {name!r}", "use an IANA name such as Asia/Baku or Europe/Moscow", "time_zone")
    return name


def _answers_for(fields: Fields) -> dict[str, tuple[str, ...]]:
    table = fields.table("answers_for")
    if table is None:
        return {}
    answers = {party: words.parties(table, party) for party in table.data}
    for party in answers:
        if not words.is_party(party):
            table.among(party, words.known_parties(), party, noun="party")
    return answers


def _inquiries(fields: Fields) -> dict[str, str]:
    table = fields.table("inquiries")
    if table is None:
        return {}
    found = {name: words.duration(table, name) for name in ("reply_within", "rule_within") if table.has(name)}
    table.close()
    return found


def _registry(fields: Fields) -> dict[str, tuple[str, ...]]:
    table = fields.table("registry")
    if table is None:
        return {}
    ids = {name: table.texts(name) for name in REGISTRIES if table.has(name)}
    table.close()
    return ids


def _relation(fields: Fields, relation: str, pact_id: str) -> tuple[str, ...]:
    refs = fields.texts(relation)
    for n, ref in enumerate(refs):
        if ref.partition("/")[0] == pact_id:
            fields.refuse(f"a pact cannot stand in the relation {relation!r} to itself", "name another pact", relation, n)
    return refs
