"""Clauses as policies of the Open Digital Rights Language (ODRL Information Model 2.2, W3C Recommendation, 2018), in JSON-LD.

A pact is an agreement; a `must_not` a prohibition, a `may` a permission, a `must` a duty (`obligation`). The bearers are the
assignees, those to whom it is owed the assigners; a deadline is a constraint. What ODRL has no word for stands under `pw:`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import quote

from pactwatch.briefs.links import web_url
from pactwatch.types import Clause, Pact, Trigger, Verdict
from pactwatch.verdicts.obligations import Obligation

CONTEXT = ("http://www.w3.org/ns/odrl.jsonld", {"pw": "urn:pactwatch:", "xsd": "http://www.w3.org/2001/XMLSchema#"})
PROFILE = "urn:pactwatch:odrl-profile"
_RULES = {"must": "obligation", "must_not": "prohibition", "may": "permission"}

Json = dict[str, Any]


def odrl_bytes(pacts: Iterable[Pact], verdicts: Iterable[Verdict]) -> bytes:
    """A JSON-LD graph with a policy for each pact that has clauses. verdicts: of the moment at which deadlines are told."""
    judged: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        judged.setdefault(verdict.clause, []).append(verdict)
    policies = [_policy(pact, judged) for pact in pacts if any(c.ref in judged for c in pact.clauses)]
    return (json.dumps({"@context": list(CONTEXT), "@graph": policies}, ensure_ascii=False, indent=1) + "\n").encode()


def _policy(pact: Pact, judged: dict[str, list[Verdict]]) -> Json:
    policy: Json = {
        "@type": "Agreement",
        "uid": f"pw:pact/{pact.id}",
        "profile": PROFILE,
        "pw:title": _texts(pact.title),
        "pw:source": _source(pact.source),
        "pw:made": str(pact.made),
        "pw:inForce": str(pact.in_force),
    }
    for clause in pact.clauses:
        for verdict in judged.get(clause.ref, ()):
            policy.setdefault(_RULES[clause.duty], []).append(_rule(Obligation(pact, clause, verdict)))
    return policy


def _source(told: str) -> str:
    """Where a text can be read: an address of the web or other words, and no address that would do something else."""
    return web_url(told) or ("" if re.match(r"\s*[a-z][a-z0-9+.-]*:\S", told, re.IGNORECASE) else told)


def _rule(owed: Obligation) -> Json:
    clause, verdict = owed.clause, owed.verdict
    rule: Json = {
        "uid": f"pw:clause/{clause.ref}/{quote(verdict.bearer)}",
        "assigner": _parties(owed.owed_to),
        "assignee": _parties((verdict.bearer,)),
        "target": f"pw:zone/{clause.pact}/{clause.zone}" if clause.zone else f"pw:clause/{clause.ref}/matter",
        "action": _action(clause),
        "pw:text": _texts(clause.text),
        "pw:upon": _parties(clause.target),
        "pw:to": _parties(clause.recipients),
        "pw:onlyIf": _trigger(clause.trigger),
        "pw:unless": _trigger(clause.unless),
        "pw:readings": _readings(owed),
        "constraint": _constraints(owed),
    }
    return {key: value for key, value in rule.items() if value}


def _action(clause: Clause) -> Any:
    """The act; of several, all are forbidden or allowed, while any one performs a duty."""
    acts = [f"pw:act/{act}" for act in clause.acts]
    if len(acts) == 1:
        return acts[0]
    if clause.duty != "must":
        return acts
    any_of = [{"leftOperand": "pw:act", "operator": "eq", "rightOperand": {"@id": act}} for act in acts]
    return {"rdf:value": {"@id": "pw:act/any"}, "refinement": {"or": any_of}}


def _constraints(owed: Obligation) -> list[Json]:
    clause, due = owed.clause, owed.clause.due
    found: list[Json] = []
    if clause.window is not None:
        first, last = clause.window.instants(owed.pact.time_zone)
        found += [_moment("gteq", first.isoformat())] if first.year > 1 else []
        found += [_moment("lteq", last.isoformat())] if last.year < 9999 else []
    if owed.verdict.due is not None:
        found.append(_moment("lteq", owed.verdict.due.isoformat()))
    elif due is not None and due.within is not None:
        found.append(_length("elapsedTime", "lteq", due.within) | {"pw:of": due.of})
    if due is not None and due.every is not None:
        found.append(_length("timeInterval", "eq", due.every))
    return found


def _moment(operator: str, moment: str) -> Json:
    return {
        "leftOperand": "dateTime",
        "operator": operator,
        "rightOperand": {"@value": moment, "@type": "xsd:dateTime"},
    }


def _length(operand: str, operator: str, duration: str) -> Json:
    return {"leftOperand": operand, "operator": operator, "rightOperand": {"@value": duration, "@type": "xsd:duration"}}


def _trigger(trigger: Trigger | None) -> Json | None:
    if trigger is None:
        return None
    told = {
        "pw:acts": [f"pw:act/{act}" for act in trigger.acts],
        "pw:actor": list(trigger.actor),
        "pw:upon": list(trigger.target),
        "pw:text": _texts(trigger.text),
    }
    return {key: value for key, value in told.items() if value}


def _readings(owed: Obligation) -> list[Json]:
    """What the zone covers, by each reading, where there is more than one."""
    zone = owed.pact.zones.get(owed.clause.zone or "")
    if zone is None or len(zone.readings) < 2:
        return []
    return [
        {
            "pw:reading": reading.id,
            "pw:includes": list(reading.includes),
            "pw:excludes": list(reading.excludes),
            "pw:heldBy": _parties(reading.held_by),
        }
        for reading in zone.readings
    ]


def _parties(codes: Sequence[str]) -> list[str]:
    return [f"pw:party/{quote(code)}" for code in codes]


def _texts(names: dict[str, str]) -> list[Json]:
    return [{"@language": tag, "@value": text} for tag, text in names.items()]
