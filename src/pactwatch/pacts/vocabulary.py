"""The words a pact may use for acts, parties and places; anything else is refused."""

from __future__ import annotations

import re
from functools import cache

import isodate

from pactwatch import lexicons
from pactwatch.pacts.fields import Fields
from pactwatch.places import places
from pactwatch.times import Span, add_duration

PARTY = "party"
"""What a zone may say in place of the states that are parties at the time."""

ROLES = (PARTY, "other", "outside")
"""What a trigger may say in place of a party: see `types.Trigger`."""

UNITS = (
    "killed", "wounded", "detainees", "remains", "places", "attacks", "violations", "weapons", "vehicles", "people",
    "percent", "hours", "patrols", "cameras", "sorties", "other",
)  # fmt: skip
FORMS = ("osce-smm", "ctsamvm")
"""Missions whose reports are read by their form: the keys of `missions.FORMS`."""
QUALIFIERS = ("exact", "about", "at_least", "at_most")
PROOFS = ("claimed", "reported", "corroborated", "ruled")
_BRANCHES = ("GOV", "MIL")
_NO_PARTY = ("people", "media", "anonymous", "all")
_SOME_DAY = Span.parse("2100-01-01")
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]*")


@cache
def known_acts() -> tuple[str, ...]:
    """Every act a claim or clause can speak of (`lexicons/acts.toml`)."""
    return tuple(lexicons.load("acts"))


@cache
def known_parties() -> tuple[str, ...]:
    """Every party of `lexicons/parties.toml`, and every state."""
    return tuple(dict.fromkeys([*lexicons.load("parties"), *(p for p in places() if len(p) == 3 and p.isupper())]))


def identifier(fields: Fields, key: str = "id") -> str:
    """An id: small Latin letters, digits, `-`, `_` and `.`, since it becomes a file's name."""
    value = fields.text(key)
    if not _ID.fullmatch(value):
        fields.refuse(f"{value!r} cannot be an id", "use small Latin letters, digits and hyphens", key)
    return value


def acts(fields: Fields, key: str = "act") -> tuple[str, ...]:
    return tuple(fields.among(act, known_acts(), key, n, noun="act") for n, act in enumerate(fields.texts(key)))


def parties(fields: Fields, key: str, roles: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Party names: those known, a state's `.GOV` or `.MIL`, `ANON.XXX` for the unnamed of a known one."""
    names = fields.texts(key)
    for n, name in enumerate(names):
        if name not in roles and not is_party(name):
            fields.among(name, [*known_parties(), *roles], key, n, noun="party")
        if name in names[:n]:
            fields.refuse(f"{name!r} stands twice in {key!r}", "keep it once", key, n)
    return names


def is_party(name: str) -> bool:
    """Whether a party name can be one (`ARM`, `ARM.MIL`, `ANON.ARM`, `SYR.OPP`)."""
    root, _, branch = name.partition(".")
    if root == "ANON" and branch:
        return is_party(branch)
    return name in known_parties() or (root in known_parties() and branch in _BRANCHES)


def can_owe(name: str) -> bool:
    """Whether a party can be a party to a pact. People in general, the unnamed and those who only tell cannot."""
    listed = lexicons.load("parties")
    row = listed.get(name) or listed.get(name.partition(".")[0], {})
    return row.get("kind") not in _NO_PARTY


def is_state(name: str) -> bool:
    """Whether a name is a state's ISO 3166 alpha-3 code."""
    return len(name) == 3 and name.isupper() and name in places()


def place_ids(fields: Fields, key: str, *, also: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Ids of places; `also` holds what may stand in their place."""
    ids = fields.texts(key)
    for n, id_ in enumerate(ids):
        if id_ not in places() and id_ not in also:
            fields.among(id_, places(), key, n, noun="place")
    return ids


def duration(fields: Fields, key: str) -> str:
    """An ISO 8601 duration above nothing, as text (`P7D`, `PT72H`)."""
    text = fields.text(key)
    try:
        isodate.parse_duration(text)
    except (isodate.ISO8601Error, ValueError):
        fields.refuse(f"{text!r} is no duration of ISO 8601", "write P7D for seven days, PT72H for 72 hours", key)
    try:
        ends = add_duration(_SOME_DAY, text, "UTC")
    except (OverflowError, ValueError):
        fields.refuse(f"{text!r} ends beyond the calendar", "give a shorter duration", key)
    if ends <= _SOME_DAY.instants("UTC")[1]:
        fields.refuse(f"{text!r} is no time to do it in", "give a duration above nothing", key)
    return text
