"""How well an event is proven: by whose voices, and what interest they have.

Levels, lowest to highest: `claimed` (all voices share an interest in the matter), `reported` (a disinterested voice),
`corroborated` (two independent voices, one of them disinterested; or the accused admits it; or a sensor and a voice),
`ruled` (the monitor whom the pact names has found it).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from pactwatch.lexicons.roots import covers
from pactwatch.types import Proof, Reason
from pactwatch.verdicts.denying import in_general
from pactwatch.verdicts.evidence import Heard
from pactwatch.verdicts.voices import Voice, interested

LEVELS: tuple[Proof, ...] = get_args(Proof)


def at_least(level: Proof, least: Proof) -> bool:
    """Whether a level of proof reaches another."""
    return LEVELS.index(level) >= LEVELS.index(least)


def proof_of(
    heard: Iterable[Heard], sides: frozenset[str], *, accused: tuple[str, ...] = (), monitor: tuple[str, ...] = ()
) -> Proof:
    """The proof that these claims, all saying the same, give together.

    sides: those who have an interest in the matter. accused: the parties whose own word against themselves is an admission.
    monitor: parties whose finding is a ruling.
    """
    told = list(heard)
    voices = {h.voice.id: h.voice for h in sorted(told, key=lambda h: (h.voice.named, h.id))}
    if not voices:
        return "none"
    if any(covers(m, h.claim.speaker) for h in told for m in monitor):
        return "ruled"
    named = [v for v in voices.values() if v.named]
    if any(v.stands_for(a) and not v.sensor for v in named for a in accused):
        return "corroborated"
    if _independent(named, sides):
        return "corroborated"
    return "reported" if any(not interested(v, sides) for v in named) else "claimed"


def _independent(named: list[Voice], sides: frozenset[str]) -> bool:
    """Two named voices of different interest, one of them without any; a sensor's detection counts as one of the two."""
    return len(named) > 1 and any(not interested(v, sides) for v in named)


def proof_reason(
    heard: Iterable[Heard], level: Proof, sides: frozenset[str], *, accused: tuple[str, ...] = (), bearer: tuple[str, ...] = ()
) -> Reason:
    """The voices behind an event, each with its interest and its sentences; a reprint is named as the copy it is.

    accused: whose own word is an admission. bearer: those whose performance is told, so that the other side's word concedes it.
    """
    told = list(heard)
    by_voice: dict[str, list[Heard]] = {}
    for h in told:
        by_voice.setdefault(h.voice.id, []).append(h)
    leaves = []
    for name, said in sorted(by_voice.items()):
        voice = said[0].voice
        copies = tuple(
            Reason("reprint", {"source": h.report.source, "of": h.reprint_of}, (h.statement,)) for h in said if h.reprint_of
        )
        firsthand = tuple(h.statement for h in said if not h.reprint_of)
        interest = next((s for s in sorted(sides) if voice.stands_for(s)), None)
        key = _manner(voice, interest, accused, bearer)
        leaves.append(Reason(key, {"voice": name, "interest": interest}, firsthand, copies))
    return Reason("proof", {"level": level, "voices": sorted(by_voice)}, (), tuple(leaves))


def _manner(voice: Voice, interest: str | None, accused: tuple[str, ...], bearer: tuple[str, ...]) -> str:
    if not voice.named:
        return "voice_unnamed"
    if any(voice.stands_for(a) for a in accused):
        return "voice_admits"
    if bearer and interest is not None and not any(voice.stands_for(b) for b in bearer):
        return "voice_concedes"
    return "voice"


def denials(heard: Iterable[Heard], *, of_happening: bool = False) -> tuple[Reason, ...]:
    """Who says otherwise, each speaker once, with its sentences; of a happening apart, who denies in general."""
    said: dict[tuple[str, str, str], list[str]] = {}
    for h in heard:
        key = "denied_in_general" if of_happening and in_general(h) else "denied_by"
        said.setdefault((key, h.voice.id, h.claim.speaker), []).append(h.statement)
    return tuple(
        Reason(key, {"voice": voice, "speaker": speaker}, tuple(dict.fromkeys(statements)))
        for (key, voice, speaker), statements in said.items()
    )
