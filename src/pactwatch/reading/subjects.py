"""Subjects named in passing: a pronoun ("it said it had withdrawn"), an adjective ("Armenian shells hit"), own forces."""

from __future__ import annotations

from collections.abc import Iterable

from pactwatch.reading.cases import may_act
from pactwatch.reading.clauses import clause_of
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause, able, marker, partners, subject
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.verbs import is_verb

_PRONOUN_REACH = 4
_BLOW_REACH = 3
_NOBODY = ("OUTLET", "ANON")
_OWN = ("", "MIL", "GOV")


def by_pronoun(sentence: Sentence, start: int, speaker: str) -> tuple[str, ...]:
    """The speaker, where a pronoun stands right before the verb at token `start`."""
    if speaker in _NOBODY:
        return ()
    that = sentence.words.free_order and start > 1 and sentence.row[start - 1].word in sentence.words.complementizers
    if that and sentence.row[start].has("verb"):
        return (speaker,)  # "said that fired": nobody else is named
    for place in range(start - 1, max(-1, start - 1 - _PRONOUN_REACH), -1):
        if sentence.row[place].word in sentence.words.pronouns:
            return (speaker,)
        if sentence.breaks(place + 1) or place in sentence.heads():
            return ()
    return ()


def hanging(sentence: Sentence, hit: Hit[Trigger]) -> Mention | None:
    """The subject of the verb that a participle goes on with ("X attacked a base, killing 17 soldiers and taking control")."""
    row = sentence.row
    if not sentence.words.subject_first or not hit.start or not row[hit.start].word.endswith("ing"):
        return None
    if not sentence.breaks(hit.start) and row[hit.start - 1].word != "and":
        return None
    for main in reversed([h for h in sentence.triggers if h.end <= hit.start]):
        if is_verb(sentence, main) and not row[main.start].word.endswith("ing"):
            if main.value.kind == "passive":
                return None
            clause = clause_of(sentence, main)
            return subject(sentence, main.start, main.end, Clause(clause.start, min(clause.end, hit.start)))
    return None


def inner_doer(sentence: Sentence, hit: Hit[Trigger], clause: Clause) -> Mention | None:
    """Who did what somebody suffered, where "by" does not say: "killed when gunmen attacked", "came under fire from gunmen"."""
    row = sentence.row
    if not sentence.words.subject_first:
        return None
    inner = next((i for i in hit.at if row[i].word in ("when", "after")), None)
    if inner is not None:
        return next((m for m in able(sentence, inner, clause.end) if not marker(sentence, m)), None)
    if not any(row[i].word == "under" for i in hit.at):
        return None
    late = [m for m in able(sentence, hit.end, clause.end) if m.kind != "state" or m.form == "people"]
    return next((m for m in late if any(t.word == "from" for t in row[max(hit.end, m.start - 3) : m.start])), None)


def of_blow(sentence: Sentence, hit: Hit[Trigger], clause: Clause) -> tuple[str, ...]:
    """Whose name or adjective stands before the blow or weapon by which somebody suffered ("killed in Israeli air strikes")."""
    row, words = sentence.row, sentence.words
    if not words.subject_first:
        return ()
    blows = {*hit.at, *(h.start for h in sentence.triggers if h.value.act == "attack")}
    named = (m for m in sentence.mentions if m.weak or m.form == "body" or m.kind == "group")
    for mention in (m for m in named if hit.start < m.start and m.end < clause.end):
        behind = range(mention.end, min(mention.end + _BLOW_REACH, clause.end))
        blow = next((i for i in behind if i in blows or words.weapons.intersection(row[i].stems)), None)
        joined = blow is not None and not any(sentence.breaks(i) for i in range(mention.end, blow + 1))
        if joined and not any(row[i].word in words.particles for i in range(mention.end, blow or 0)) and may_act(mention):
            return (mention.party,)
    return ()


def first_told(sentence: Sentence, place: int) -> tuple[str, ...]:
    """ "… said that X fired, and that it shelled": who does what is told first in the same words of speech."""
    for hit in reversed([h for h in sentence.triggers if h.end <= place]):
        if any(hit.end <= v.start < place for v in sentence.verbs):
            return ()
        if hit.value.kind != "passive" and is_verb(sentence, hit):
            clause = clause_of(sentence, hit)
            doer = subject(sentence, hit.start, hit.end, Clause(clause.start, min(clause.end, place)))
            return partners(sentence, doer)
    return ()


def by_adjective(sentence: Sentence, start: int, clause: Clause) -> tuple[str, ...]:
    """The state whose adjective stands before a verb that has no other subject ("Azerbaijani fire hit homes")."""
    if not (sentence.words.subject_first or sentence.words.free_order):
        return ()
    before = [m for m in sentence.mentions if clause.start <= m.start and m.end <= start]
    if before and before[-1].weak and not marker(sentence, before[-1]) and may_act(before[-1]):
        return (before[-1].party,)
    return ()


def others(found: Iterable[str], actor: Iterable[str]) -> tuple[str, ...]:
    """The parties found that are neither the actor nor its own forces ("withdrew its troops")."""
    acting = tuple(actor)
    roots = {_root(p) for p in acting}
    return tuple(p for p in found if p not in acting and not (_root(p) in roots and _part(p) in _OWN))


def killer_of(sentence: Sentence, hit: Hit[Trigger], clause: Clause) -> Mention | None:
    """Who killed, where the form does not tell "killed" from "was killed": forces right beside the verb, with an object behind.

    "The army killed 11 gunmen": forces, then somebody else. "11 soldiers were killed in": nobody behind.
    """
    if not sentence.words.verb_first:
        return None
    for mention in able(sentence, clause.start, clause.end):
        forces = mention.form in ("body", "names", "alias") and mention.kind not in ("people", "all")
        after = forces and 0 <= mention.start - hit.end <= 1 and not marker(sentence, mention)
        if after and _object_at(sentence, mention.end, clause):
            return mention
        counted = mention.start > 0 and sentence.row[mention.start - 1].word.isdecimal()
        if forces and mention.end == hit.start and not counted and _object_at(sentence, hit.end, clause):
            return mention
    return None


def _object_at(sentence: Sentence, place: int, clause: Clause) -> bool:
    """Whether an object may begin at a token: a figure or a bare noun."""
    if place >= clause.end or sentence.breaks(place) or place in sentence.marked:
        return False
    token = sentence.row[place]
    bound = token.has("definite") or token.has("to") or token.has("at") or token.has("and")
    return token.word.isdecimal() or (token.word not in sentence.words.particles and not bound)


def _root(party: str) -> str:
    return party.split(".", maxsplit=1)[0]


def _part(party: str) -> str:
    return party.partition(".")[2]
