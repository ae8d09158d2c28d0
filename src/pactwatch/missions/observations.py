"""What OSCE SMM status reports count besides violations: weapons, restrictions, casualties, fire at UAVs, patrols."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pactwatch.missions.counted import AREAS_OUTSIDE, OUTSIDE, Counted
from pactwatch.missions.phrases import COUNT, TIMES, amount, figure, sentences
from pactwatch.missions.restrictions import restrictions
from pactwatch.types import Amount


def observations(text: str) -> Iterator[tuple[int, int, Counted]]:
    """Everything counted in a report, with the offsets of its sentence. What is counted over a year is left out."""
    for start, sentence in sentences(text):
        for counts in (_weapons, restrictions, _casualties, _fire_at_aircraft, _effort):
            yield from ((start, start + len(sentence), counted) for counted in counts(sentence))


_LINES = r"weap-?ons\s+in\s+viola-?tion\s+of\s+(?:the\s+|their\s+)?(?:agreed\s+|respective\s+)?with-?drawal\s+lines"
_WEAPONS = re.compile(rf"{figure('n', COUNT)}\s+{_LINES} | {_LINES}\s+\({figure('m', COUNT)}\b", re.IGNORECASE | re.VERBOSE)
_OF_THEM_OUTSIDE = re.compile(rf"\b(?P<n>{COUNT})\s+in\s+{AREAS_OUTSIDE}", re.IGNORECASE)
_OVER_A_YEAR = re.compile(r"\b(?:In 20\d\d,?|Between 1 January 20\d\d\b.*?|since .*?) the (?:SMM|Mission)\b", re.IGNORECASE)


def _weapons(sentence: str) -> Iterator[Counted]:
    """Weapons that should have been withdrawn and were seen: a withdrawal that did not happen."""
    found = _WEAPONS.search(sentence)
    counted = found and (amount(found, "n", "weapons") or amount(found, "m", "weapons"))
    if found and counted and not _OVER_A_YEAR.search(sentence):
        outside = _OF_THEM_OUTSIDE.search(sentence, found.end())
        yield Counted("withdraw", (counted,), negated=True, fields={OUTSIDE: outside["n"]} if outside else {})


_CASUALTIES = re.compile(
    rf"""\b(?:corroborated|confirmed|recorded)\s+(?:reports\s+of\s+)?{figure("all", COUNT)}\s+civilian\s+casu-?al-?t(?:ies|y)
    | \b{figure("killed", COUNT)}\s+(?:civilians|people)\s+(?:were\s+)?killed\s+and\s+{figure("wounded", COUNT)}
        \s+(?:was\s+|were\s+)?injured
    | \b{figure("hurt", COUNT)}\s+civilians\s+(?:were|had\s+been)\s+injured""",
    re.IGNORECASE | re.VERBOSE,
)
_ALL_INJURED = re.compile(r"casu-?al-?ties,?\s*(?:–\s*)?all\s+(?:of\s+whom\s+were\s+)?injur", re.IGNORECASE)
_DEAD = re.compile(rf"(?:including|[–,-])\s+{figure('n', COUNT)}\s+fatali-?t(?:ies|y)", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:since|bringing|brings)\b", re.IGNORECASE)


def _casualties(sentence: str) -> Iterator[Counted]:
    told = _SO_FAR.split(sentence)[0]
    found = None if _OVER_A_YEAR.search(sentence) else _CASUALTIES.search(told)
    if found is None:
        return
    amounts = (amount(found, "killed", "killed"), amount(found, "wounded", "wounded") or amount(found, "hurt", "wounded"))
    counted = tuple(a for a in amounts if a and a.value) or _dead_and_wounded(told, found)
    if counted:
        yield Counted("harm", counted, target=("CIV",))


def _dead_and_wounded(told: str, found: re.Match[str]) -> tuple[Amount, ...]:
    """Casualties as dead and wounded where the report says how many of them died; else as people."""
    whole = amount(found, "all", "people")
    if whole is None or not whole.value:
        return ()
    if _ALL_INJURED.search(told):
        return (Amount(whole.value, "wounded", whole.qualifier),)
    dead = _DEAD.search(told, found.end())
    killed = amount(dead, "n", "killed") if dead else None
    if killed is None:
        return (whole,)
    wounded = Amount(whole.value - killed.value, "wounded", whole.qualifier)
    return tuple(a for a in (killed, wounded) if a.value > 0)


_AIRCRAFT = re.compile(r"\bUAVs?\b|un-?manned\s+aerial\s+vehicles?", re.IGNORECASE)
_FIRED_AT = re.compile(
    rf"""tar-?geted\s+(?:by\s+small-arms\s+fire\s+)?(?:on\s+)?{figure("n", TIMES)}
    | small-arms\s+fire\s+was\s+di-?rected\s+(?:at|towards)\s+SMM\s+(?:UAVs|un-?manned\s+aerial\s+vehicles)\s+on\s+
        {figure("m", TIMES)}""",
    re.IGNORECASE | re.VERBOSE,
)


def _fire_at_aircraft(sentence: str) -> Iterator[Counted]:
    found = _FIRED_AT.search(sentence) if _AIRCRAFT.search(sentence) else None
    counted = found and (amount(found, "n", "attacks") or amount(found, "m", "attacks"))
    if counted:
        yield Counted("attack", (counted,), target=("OSCE",))


_EFFORT = {
    "patrols": rf"\b(?:conducted|deployed|carried\s+out)\s+{figure('n', COUNT)}\s+patrols\b",
    "sorties": rf"\b{figure('n', COUNT)}\s+(?:mini-|long-range\s+)?UAV\s+flights\b",
    "hours": rf"\b{figure('n', COUNT)}\s+hours\s+of\s+(?:observation|monitoring|flight)\b",
    "cameras": rf"\b{figure('n', COUNT)}\s+(?:SMM\s+|static\s+)?cameras\s+(?:were\s+)?(?:in\s+operation|recorded|operat)",
}
_EFFORTS = {unit: re.compile(pattern, re.IGNORECASE) for unit, pattern in _EFFORT.items()}


def _effort(sentence: str) -> Iterator[Counted]:
    """How much the mission watched: patrols, flights, hours, cameras."""
    hits = ((unit, pattern.search(sentence)) for unit, pattern in _EFFORTS.items())
    counted = tuple(a for unit, found in hits if found and (a := amount(found, "n", unit)))
    if counted and not _OVER_A_YEAR.search(sentence):
        yield Counted("monitor", counted, actor=("OSCE",))
