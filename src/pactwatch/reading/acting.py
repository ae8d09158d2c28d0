"""What each word for an act amounts to in its sentence: its clause, who acts, upon whom, and what the speaker makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch import lexicons
from pactwatch.lexicons.roots import root
from pactwatch.reading.clauses import clause_of, with_relative
from pactwatch.reading.draft import Draft
from pactwatch.reading.governed import by_governor
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.noun_roles import _BESIDE, noun_roles
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import HELPLESS, marker
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.reading.stance import OUTER, governor
from pactwatch.reading.verb_roles import verb_roles
from pactwatch.reading.verbs import is_verb
from pactwatch.types import Stance

_GIVEN = frozenset({"cease_fire", "release", "withdraw", "consult", "deliver_aid", "support", "monitor", "evacuate", "mediate"})
_GIVEN |= {"transfer_list", "return_remains"}
_HARMFUL = frozenset({"attack", "harm", "violate_ceasefire", "block_access", "detain"})
_CONVENED = frozenset({"UN", "EU", "NATO", "LAS", "GCC", "AU", "OSCE", "MINSK", "CSTO", "IGAD"})
"""Organizations of states that meet as a body."""
_OUTSIDERS = frozenset({"OUTLET", "ANON", "MEDIA", "UN", "MINSK", "SOHR", "OSCE", "ACTIVISTS", "CIV", "ALL"})


def draft(sentence: Sentence, hit: Hit[Trigger], said: Sequence[Saying], speaker: str) -> Draft:
    """The draft of a trigger: its stance and its parties. Whether it is a claim at all is judged afterwards."""
    trigger = hit.value
    verb = is_verb(sentence, hit)
    ruled = governor(sentence, hit, said)
    stance: Stance = trigger.stance or (ruled.stance if ruled else "asserts")
    if ruled and ruled.start < hit.start and ruled.stance in OUTER:
        stance = ruled.stance
    if stance == "promises" and trigger.act == "violate_ceasefire":
        stance = "asserts"  # a breach is pledged by nobody: "a commitment to end the violations"
    negated = trigger.negated != bool(ruled and ruled.negated)
    clause = clause_of(sentence, hit)
    if ruled and ruled.kind == "light" and sentence.words.verb_first and not verb:
        clause = with_relative(sentence, clause, ruled.start)
    plain = Draft(hit, trigger.act, stance, negated, clause, verb, ruled, speaker)
    parted = verb_roles(sentence, plain) if verb else noun_roles(sentence, plain)
    parted = by_governor(sentence, _passive_people(parted))
    if trigger.own_words and stance == "asserts":
        parted = _own_words(parted)
    if not parted.target and trigger.target:
        parted = replace(parted, target=(trigger.target,))
    parted = own_part(_passive_people(_own_refusal(parted)))
    parted = _convened(sentence, _without_sources(parted)) if sentence.words.verb_first else parted
    return parted if sentence.words.subject_first else _own_denial(parted)


def _convened(sentence: Sentence, plain: Draft) -> Draft:
    """An organization whose meeting it is meets, whoever asked for it ("a session of the Security Council")."""
    held = plain.verb and len(plain.hit.at) > 1  # "held a session of", which is written like "the holding of a session of"
    if plain.act != "consult" or (plain.verb and not held):
        return plain
    end = plain.hit.end
    body = next((m for m in sentence.mentions if end <= m.start <= end + _BESIDE), None)
    if body is None or body.party not in _CONVENED or any(sentence.breaks(i) for i in range(end, body.start + 1)):
        return plain
    near = marker(sentence, body) in (("to",) if held else ("", "to"))
    if not near or any(token.word in sentence.words.particles for token in sentence.row[end : body.start]):
        return plain
    return replace(plain, actor=(body.party,), target=())


def _without_sources(plain: Draft) -> Draft:
    """Unnamed sources and the press tell of acts, they do not commit them."""
    told = tuple(p for p in plain.actor if p.split(".")[0] not in ("ANON", "MEDIA"))
    return plain if len(told) == len(plain.actor) or plain.hit.value.own_words else replace(plain, actor=told)


def _own_denial(plain: Draft) -> Draft:
    """A party that says it does not do harm rejects what is said of it."""
    own = plain.speaker.split(".")[0] in {party.split(".")[0] for party in plain.actor}
    denied = plain.stance == "asserts" and plain.negated and not plain.hit.value.negated and plain.act in _HARMFUL
    return replace(plain, stance="denies", negated=False) if own and denied and plain.verb else plain


def _own_refusal(plain: Draft) -> Draft:
    """A party's announced decision not to give something is a refusal; not to do harm it promises."""
    announced = plain.governor is not None and plain.governor.kind == "future"
    if not announced or plain.stance != "promises" or not plain.negated or plain.hit.value.negated or plain.act not in _GIVEN:
        return plain
    return replace(plain, stance="refuses", negated=False)


def _passive_people(plain: Draft) -> Draft:
    """Civilians, detainees and remains do not fight: where they seem to, it is done to them."""
    helpless = tuple(p for p in plain.actor if p in HELPLESS)
    if not helpless:
        return plain
    return replace(plain, actor=tuple(p for p in plain.actor if p not in HELPLESS), target=plain.target or helpless)


def own_part(plain: Draft) -> Draft:
    """Who pledges, refuses or denies speaks of himself where nobody else is named; who threatens, always does. Who denies that
    a place fell does not."""
    side = plain.speaker.split(".")[0]
    if plain.act == "capture" and plain.stance == "denies" and _is_of_place(plain.hit.value):
        return replace(plain, actor=tuple(p for p in plain.actor if p.split(".")[0] != side))
    own = plain.stance in ("promises", "threatens", "refuses", "denies") and not plain.actor
    own = own or (plain.stance == "threatens" and side not in {party.split(".")[0] for party in plain.actor})
    if not own or side in _OUTSIDERS:
        return plain
    return replace(plain, actor=(plain.speaker,), target=tuple(p for p in plain.target if p != plain.speaker) or plain.actor)


def own_gain(plain: Draft) -> Draft:
    """Who tells that a place was taken, naming nobody, tells of his own forces ("announced the capture of the town"); a
    government that tells that a corridor worked, of what it arranged."""
    taken = plain.act == "capture" and not plain.verb
    arranged = plain.hit.value.arranged and plain.speaker.endswith(".GOV")
    told = (taken or arranged) and plain.stance == "asserts" and not (plain.negated or plain.actor)
    if not told or plain.speaker.split(".")[0] in _OUTSIDERS or not _fights(plain.speaker):
        return plain
    return replace(plain, actor=(plain.speaker,), target=tuple(p for p in plain.target if p != plain.speaker))


def _is_of_place(trigger: Trigger) -> bool:
    """Whether the words tell what became of a place ("the fall of", "had fallen"), not what somebody did."""
    return trigger.of == "target" or trigger.kind == "passive"


def _fights(party: str) -> bool:
    """Whether a party may have forces of its own: a state, an armed group."""
    return lexicons.load("parties").get(root(party), {}).get("kind") in ("state", "group")


def _own_words(plain: Draft) -> Draft:
    """Who condemns or welcomes speaks for himself; unnamed, it is the speaker."""
    if plain.actor:
        return replace(plain, speaker=plain.actor[0])
    return plain if plain.speaker == "OUTLET" else replace(plain, actor=(plain.speaker,))
