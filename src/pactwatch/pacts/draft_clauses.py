"""A promised duty as the text of a draft clause, with what a person has still to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from pactwatch.pacts import vocabulary as words
from pactwatch.pacts.conditions import Condition
from pactwatch.pacts.writing import array, comment, inline, text
from pactwatch.times import add_duration
from pactwatch.types import Claim, Report

TRUCE = ("attack", "violate_ceasefire", "capture")
"""What a promise to cease fire forbids."""

_HARM = ("attack", "violate_ceasefire", "harm")
"""A promise to do these is a threat, whatever the text calls it: it makes no duty."""


def duties(claims: Iterable[Claim]) -> list[Claim]:
    """The promises that make a duty, each once (what a text says again adds nothing), in the order of the text."""
    promises = [c for c in claims if c.stance == "promises" and (c.negated or c.act not in _HARM)]
    found = {(p.act, p.negated, p.actor, p.target, p.due, p.condition): p for p in reversed(promises)}
    return sorted(found.values(), key=lambda p: p.start)


def clause_ids(promises: Sequence[Claim]) -> list[str]:
    """An id for each: its act, with `no-` where it is not to be done, and a number where there are several."""
    ids: list[str] = []
    for promise in promises:
        name = f"{'no-' if promise.negated else ''}{promise.act}".replace("_", "-")
        count = sum(i == name or i.removeprefix(f"{name}-").isdecimal() for i in ids)
        ids.append(f"{name}-{count + 1}" if count else name)
    return ids


def write_clause(promise: Claim, condition: Condition | None, clause_id: str, report: Report, begins: date | None) -> str:
    """The `[[clauses]]` table of a promise; `condition` is what its condition was read as, None where it could not be."""
    owing = [p for p in roots(promise.actor) if words.can_owe(p)]
    truce = promise.act == "cease_fire" and not promise.negated
    must_not = truce or promise.negated
    target = [] if truce else roots(promise.target)
    due, open_due = _deadline(promise, report, must_not=must_not)
    trigger, open_trigger = _trigger(promise, condition, begins, report.language)
    lines = [
        "[[clauses]]",
        f"id = {text(clause_id)}",
        comment(f"{promise.speaker}, in {promise.statement.id}:"),
        f"text = {inline({report.language: promise.quote})}",
        f"duty = {text('must_not' if must_not else 'must')}",
        *([f"bearers = {array(owing)}"] if owing else []),
        f"act = {array(TRUCE) if truce else text(promise.act)}",
        *([f"target = {array(target)}"] if target else []),
        *([comment("The text keeps its distance from this.")] if promise.certainty == "hedged" else []),
        *due,
        *trigger,
        *gap([*([] if owing else [f"who owes it? ({promise.speaker} says it)"]), *open_due, *open_trigger]),
    ]
    return "\n".join(lines) + "\n"


def gap(questions: Sequence[str]) -> list[str]:
    """The line with which a file is refused until a person has answered the questions and taken it out."""
    return [f"to_fill_in = {array(questions)}"] if questions else []


def roots(names: Iterable[str]) -> list[str]:
    """States for their governments and armies, each party once; names that a pact cannot use are left out."""
    return list(dict.fromkeys(r for r in map(root, names) if words.is_party(r)))


def root(party: str) -> str:
    """The state for its government or army; any other party as it is."""
    state = party.partition(".")[0]
    return state if words.is_state(state) else party


def zone_id(place: str) -> str:
    """The id of the zone that a draft makes of a place."""
    return place.lower()


def _deadline(promise: Claim, report: Report, *, must_not: bool) -> tuple[list[str], list[str]]:
    said = promise.when or report.published
    if promise.due is None:
        return [], []
    moment, because = promise.due, comment("as the text has it")
    if promise.due.startswith("P"):
        if said is None or said.latest.year == date.max.year:
            return [], [f"it is due {promise.due} after it was said: when was that? (due = {{ by = … }})"]
        last = add_duration(said, promise.due, "UTC")
        moment = last.isoformat() if "T" in promise.due else last.date().isoformat()
        because = comment(f"{promise.due} from {said}")
    key = "window = { from" if must_not else "due = { by"
    return [f"{key} = {text(moment)} }} {because}"], []


def _trigger(promise: Claim, condition: Condition | None, begins: date | None, language: str) -> tuple[list[str], list[str]]:
    if promise.condition is None:
        return [], []
    if condition is None:
        return [], [f"the condition “{promise.condition}”: write it as trigger = {{ act = …, zone = … }}"]
    since = f", since = {begins.isoformat()}" if begins else ""
    said = inline({language: promise.condition})
    line = f"trigger = {{ act = {array(condition.acts)}, zone = {text(zone_id(condition.place))}{since}, text = {said} }}"
    why = "`since` lets what happened since the case began meet the condition; put the day of the promise to exclude it."
    return [*([comment(why)] if begins else []), line], []
