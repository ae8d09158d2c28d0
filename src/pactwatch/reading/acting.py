"""What each word for an act amounts to in its sentence: its clause, who acts, upon whom, and what the speaker makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pactwatch.reading.cases import is_passive, may_act, only_infinitive
from pactwatch.reading.clauses import clause_of, with_relative
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import HELPLESS, Clause, able, before, coordinated, marker, partners, subject, unique
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import Saying
from pactwatch.reading.stance import OUTER, Governor, governor, is_verb
from pactwatch.reading.subjects import by_adjective, by_pronoun, first_told, hanging, inner_doer, killer_of, others
from pactwatch.types import Stance

_GIVEN = frozenset({"cease_fire", "release", "withdraw", "consult", "deliver_aid", "support", "monitor", "evacuate", "mediate"})
_GIVEN |= {"transfer_list", "return_remains"}
_SHARED = frozenset({"cease_fire", "release", "return_remains", "transfer_list"})
_LEAVING = frozenset({"withdraw", "evacuate", "deliver_aid", "release"})
_HARMFUL = frozenset({"attack", "harm", "violate_ceasefire", "block_access", "detain"})
_BESIDE = 2
_CONVENED = frozenset({"UN", "EU", "NATO", "LAS", "GCC", "AU", "OSCE", "MINSK", "CSTO", "IGAD"})
"""Organizations of states that meet as a body."""
_OUTSIDERS = frozenset({"OUTLET", "ANON", "MEDIA", "UN", "MINSK", "SOHR", "OSCE", "ACTIVISTS", "CIV", "ALL"})


@dataclass(frozen=True)
class Draft:
    """A claim in the making, in tokens of its sentence."""

    hit: Hit[Trigger]
    act: str
    stance: Stance
    negated: bool
    clause: Clause
    verb: bool
    governor: Governor | None
    speaker: str
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    used: frozenset[int] = field(default_factory=frozenset)
    sure: bool = False
    """Whether grammar itself says who acts."""


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
    parted = _verb_roles(sentence, plain) if verb else _noun_roles(sentence, plain)
    parted = _by_governor(sentence, _passive_people(parted))
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
    return replace(plain, actor=(body.party,), target=(), sure=True)


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
    """Who pledges, refuses or denies speaks of himself where nobody else is named; who threatens, always does."""
    root = plain.speaker.split(".")[0]
    own = plain.stance in ("promises", "threatens", "refuses", "denies") and not plain.actor
    own = own or (plain.stance == "threatens" and root not in {party.split(".")[0] for party in plain.actor})
    if not own or root in _OUTSIDERS:
        return plain
    return replace(plain, actor=(plain.speaker,), target=tuple(p for p in plain.target if p != plain.speaker) or plain.actor)


def _own_words(plain: Draft) -> Draft:
    """Who condemns or welcomes speaks for himself; unnamed, it is the speaker."""
    if plain.actor:
        return replace(plain, speaker=plain.actor[0])
    return plain if plain.speaker == "OUTLET" else replace(plain, actor=(plain.speaker,))


def _verb_roles(sentence: Sentence, plain: Draft) -> Draft:
    trigger, hit = plain.hit.value, plain.hit
    clause = Clause(plain.clause.start, plain.clause.end)
    if trigger.kind == "passive":
        return _passive(sentence, plain, clause)
    if _in_passive(sentence, hit):
        return _passive(sentence, plain, clause)
    if is_passive(sentence.row, hit.at):
        return _suffered(sentence, plain, clause)
    own = _first_person(sentence, plain)
    told = (plain.speaker,) if own else _pronoun(sentence, plain)
    doer = hanging(sentence, hit) or subject(sentence, hit.start, hit.end, clause) or _antecedent(sentence, hit)
    doer = None if told else doer
    actor = told or partners(sentence, doer)
    if not actor:
        actor = by_pronoun(sentence, hit.start, plain.speaker)
    if not actor and not trigger.mutual:
        actor = by_adjective(sentence, hit.start, clause)
    if plain.governor and plain.governor.kind != "plain" and only_infinitive(sentence.row, hit.at):
        actor = ()  # what governs an infinitive says who is to act
    sufferer = _object(sentence, plain, doer, clause)
    if trigger.mutual:
        return replace(_mutual(sentence, plain, actor, clause), sure=own)
    if not (actor or sufferer) and sentence.words.free_order:
        sufferer = _fronted(sentence, plain, clause)
    if trigger.active and actor:
        plain = replace(plain, act=trigger.active)
    return replace(plain, actor=actor, target=others(sufferer, actor), sure=own)


def _first_person(sentence: Sentence, plain: Draft) -> bool:
    """Whether a verb says by its form that the speaker does it ("we stand by", "I shall receive")."""
    hit = plain.hit
    own = any(sentence.row[i].has("own", hit.stem) for i in hit.at)
    return own and plain.speaker.split(".")[0] not in ("OUTLET", "ANON", "MEDIA")


def _in_passive(sentence: Sentence, hit: Hit[Trigger]) -> bool:
    """Whether a form of "be" stands right before a participle ("was criticised", "have been publicly commended")."""
    row = sentence.row
    if not sentence.words.subject_first or not row[hit.start].has("past") or hit.value.mutual:
        return False
    before = row[max(0, hit.start - 2) : hit.start]
    close = len(before) == 2 and "be" in before[0].stems and before[1].word.endswith("ly")
    return close or bool(before and "be" in before[-1].stems)


def _antecedent(sentence: Sentence, hit: Hit[Trigger]) -> Mention | None:
    """ "The planes that shelled": the party just before a relative word."""
    if not any(i in sentence.openers for i in (hit.start - 1, hit.start - 2)):
        return None
    near = (m for m in sentence.mentions if 0 <= hit.start - m.end <= 3 and not m.weak)
    return next((m for m in near if not _noun_between(sentence, m.end, hit.start)), None)


def _noun_between(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a noun of an act stands between two tokens of a verb-first language: what follows tells of it."""
    return sentence.words.verb_first and any(start <= h.start < end for h in sentence.triggers)


def _pronoun(sentence: Sentence, plain: Draft) -> tuple[str, ...]:
    """ "… said that it shelled": the speaker, where "that" carries the pronoun."""
    for place in range(max(0, plain.hit.start - 3), plain.hit.start):
        token = sentence.row[place]
        joined = [s for s in token.stems if s in sentence.words.complementizers and s != token.word]
        # The same letter ends feminine nouns: no "that" is one.
        apart = plain.act in _LEAVING and not token.has("pronoun")  # "that it was permitted to leave": nobody's pronoun
        if joined and not apart and (token.has("pronoun") or token.has("feminine")):
            earlier = first_told(sentence, place) if token.has("and") else ()
            if earlier or plain.speaker not in ("OUTLET", "ANON"):
                return earlier or (plain.speaker,)
    return ()


def _object(sentence: Sentence, plain: Draft, doer: Mention | None, clause: Clause) -> tuple[str, ...]:
    loose = sentence.words.subject_first or sentence.words.free_order
    first = plain.hit.start if loose else plain.hit.end
    start = max(first, doer.end if doer and doer.start >= plain.hit.start else 0)
    skip = set(partners(sentence, doer))
    for mention in able(sentence, min(start, clause.end), clause.end):
        if marker(sentence, mention) in ("", "against", "to") and mention.party not in skip and mention is not doer:
            return partners(sentence, mention)
    if sentence.words.verb_first:  # between the words of the act: "gave to X all the help"
        for mention in able(sentence, plain.hit.start, plain.hit.end):
            if marker(sentence, mention) in ("against", "to") and mention.party not in skip:
                return partners(sentence, mention)
    return _adjective_object(sentence, plain, start, clause)


def _adjective_object(sentence: Sentence, plain: Draft, start: int, clause: Clause) -> tuple[str, ...]:
    """ "Attacked an Israeli post": the state whose adjective stands by the object, where no party is named."""
    if sentence.words.verb_first or plain.act not in ("attack", "harm", "sanction", "condemn", "support"):
        return ()
    found = [m for m in sentence.mentions if m.weak and start <= m.start and m.end <= min(clause.end, start + 5)]
    return (found[0].party,) if found and marker(sentence, found[0]) in ("", "against", "to") else ()


def _fronted(sentence: Sentence, plain: Draft, clause: Clause) -> tuple[str, ...]:
    """The object that stands before a verb without a subject ("the observers were not let in", said in the active)."""
    every = able(sentence, clause.start, plain.hit.start)
    found = [m for m in every if not marker(sentence, m) and not may_act(m) and "accusative" in m.tags]
    return partners(sentence, found[0]) if found else ()


def _suffered(sentence: Sentence, plain: Draft, clause: Clause) -> Draft:
    """A verb whose form is passive: the subject suffers ("were shelled"), who did it stands in the instrumental."""
    every = list(able(sentence, clause.start, clause.end))
    own = next((m for m in sentence.mentions if m.weak and m.end in plain.hit.at and sentence.row[m.end].has("noun")), None)
    if own and sentence.words.free_order:  # "a Russian strike was carried out"
        return replace(plain, actor=(own.party,), target=_object(sentence, plain, None, clause))
    doer = next((m for m in every if marker(sentence, m) == "by"), None)
    if plain.hit.value.active and (doer or _by_weapon(sentence, clause)):
        plain = replace(plain, act=plain.hit.value.active)
    subjects = [m for m in every if marker(sentence, m) == "" and may_act(m)] if len(plain.hit.at) == 1 else []
    target = partners(sentence, subjects[0]) if subjects else _object(sentence, plain, doer, clause)
    if not target:
        near = (m for m in sentence.mentions if m.weak and clause.start <= m.start < clause.end and may_act(m))
        target = tuple(m.party for m in near)[:1]
    return replace(plain, actor=partners(sentence, doer), target=target)


def _by_weapon(sentence: Sentence, clause: Clause) -> bool:
    """Whether a weapon stands in the clause as the means ("was destroyed by missiles")."""
    row = sentence.row[clause.start : clause.end]
    return any("instrumental" in tags for t in row for stem, tags in t.stems.items() if stem in sentence.words.weapons)


def _passive(sentence: Sentence, plain: Draft, clause: Clause) -> Draft:
    """The subject suffers; who did it stands after "by", or beside a noun of attack."""
    sufferer = _sufferer(sentence, plain, clause)
    doer = next((m for m in able(sentence, plain.hit.end, clause.end) if marker(sentence, m) == "by"), None)
    doer = doer or inner_doer(sentence, plain.hit, clause)
    if plain.hit.value.active and doer and not sufferer_first(sufferer, doer):
        plain = replace(plain, act=plain.hit.value.active)
    killer = killer_of(sentence, plain.hit, clause) if plain.hit.value.active else None
    if killer:
        act = plain.hit.value.active or plain.act
        return replace(plain, act=act, actor=partners(sentence, killer), target=_object(sentence, plain, killer, clause))
    if sentence.words.subject_first:
        return _suffers(sentence, plain, sufferer, doer)
    return replace(plain, target=partners(sentence, sufferer), actor=partners(sentence, doer))


def _suffers(sentence: Sentence, plain: Draft, sufferer: Mention | None, doer: Mention | None) -> Draft:
    """A subject before its verb: forces deployed or withdrawn act; where none is near, it is done to whom "to" marks."""
    hit = plain.hit
    if sufferer and any(sentence.breaks(i) for i in range(sufferer.end, hit.start + 1)):
        sufferer = None
    if plain.act in ("mobilize", "withdraw") and sufferer and not doer:
        return replace(plain, actor=partners(sentence, sufferer))
    if sufferer is None:
        later = able(sentence, hit.start, min(plain.clause.end, hit.end + 4))
        sufferer = next((m for m in later if m is not doer and marker(sentence, m) == "to"), None)
    return replace(plain, target=others(partners(sentence, sufferer), ()), actor=partners(sentence, doer))


def sufferer_first(sufferer: Mention | None, doer: Mention) -> bool:
    """Whether one party is both."""
    return sufferer is doer


def _sufferer(sentence: Sentence, plain: Draft, clause: Clause) -> Mention | None:
    after = [m for m in able(sentence, plain.hit.start, clause.end) if marker(sentence, m) in ("", "from", "into")]
    if after and after[0].start - plain.hit.end <= 6 and sentence.words.verb_first:
        return after[0]
    return before(sentence, plain.hit.start, clause)


def _noun_roles(sentence: Sentence, plain: Draft) -> Draft:
    hit, clause = plain.hit, plain.clause
    beside = [m for m in sentence.mentions if hit.start <= m.start <= hit.end + _BESIDE and m.start < clause.end]
    beside = [m for m in beside if m.start < hit.end or not any(sentence.breaks(i) for i in range(hit.end, m.start + 1))]
    if hit.value.mutual:
        return _mutual(sentence, plain, (), clause)
    if sentence.words.state_first:
        leading = (m for m in sentence.mentions if m.form == "people" or not sentence.words.free_order)
        beside += [m for m in leading if m.end <= hit.start and _leads_to(sentence, m.end, hit.start)]
    unmarked = [m for m in beside if marker(sentence, m) == "" and (not m.weak or _qualifies(sentence, m, hit))]
    owner = [m for m in beside if marker(sentence, m) == "to"]
    by = [m for m in able(sentence, hit.start, clause.end) if marker(sentence, m) == "by"]
    if sentence.words.subject_first:
        by = [m for m in by if not any(sentence.breaks(i) for i in range(hit.end, m.start + 1))]
    against = [m for m in able(sentence, hit.end, clause.end) if marker(sentence, m) == "against"]
    if hit.value.of == "target":
        sufferer = (
            unmarked
            or [m for m in able(sentence, hit.start, clause.end) if marker(sentence, m) in ("", "to", "from", "into")][:1]
        )
        act = hit.value.active if hit.value.active and by else plain.act
        return replace(plain, act=act, target=partners(sentence, sufferer[0]) if sufferer else (), actor=_parties(sentence, by))
    doer = unmarked[:1] or by or owner
    if not doer and plain.act in _SHARED and sentence.words.verb_first:
        doer = [m for m in able(sentence, clause.start, clause.end) if marker(sentence, m) == "between"][:1]
    to = [m for m in able(sentence, hit.end, clause.end) if marker(sentence, m) == "to" and m not in doer]
    return replace(plain, actor=_parties(sentence, doer), target=_parties(sentence, against or to))


def _qualifies(sentence: Sentence, mention: Mention, hit: Hit[Trigger]) -> bool:
    """Whether the adjective of a state belongs to the noun of an act: in a language of free order it stands before it."""
    return mention.start - hit.end <= 1 and (mention.end <= hit.start or not sentence.words.free_order)


def _leads_to(sentence: Sentence, start: int, noun: int) -> bool:
    """Whether only adjectives stand between a party and the noun it qualifies ("Russian missile strikes")."""
    row = sentence.row
    return all(row[i].has("adjf") for i in range(start, noun)) and not any(sentence.breaks(i) for i in range(start, noun + 1))


def _parties(sentence: Sentence, found: Sequence[Mention]) -> tuple[str, ...]:
    return (found[0].party,) if found and found[0].weak else partners(sentence, found[0]) if found else ()


def _mutual(sentence: Sentence, plain: Draft, actor: tuple[str, ...], clause: Clause) -> Draft:
    """ "Between X and Y", "X with Y": both take part; where one of them speaks or calls, the other is the target."""
    every = list(able(sentence, clause.start, clause.end))
    between = [i for i, m in enumerate(every) if marker(sentence, m) == "between"]
    if between:
        both = [every[between[0]]]
        for mention in every[between[0] + 1 :]:
            if "and" in mention.tags or coordinated(sentence, both[-1], mention):
                both.append(mention)
                break
        return replace(plain, actor=unique(p for m in both for p in partners(sentence, m)))
    loose = sentence.words.subject_first or sentence.words.free_order
    first = plain.hit.start if loose else plain.hit.end
    partner = [m for m in every if marker(sentence, m) == "with" or (m.start >= first and marker(sentence, m) in ("", "to"))]
    other = partners(sentence, partner[0]) if partner else ()
    inside = next((m for m in every if plain.hit.start < m.start < plain.hit.end and not marker(sentence, m)), None)
    if inside and not actor and sentence.words.verb_first:
        return replace(plain, actor=partners(sentence, inside))
    asked = plain.governor is not None and plain.governor.kind == "bid" and sentence.words.verb_first
    if not actor and not plain.verb and not asked:
        actor = partners(sentence, before(sentence, plain.hit.start, clause))
    other = tuple(p for p in other if p not in actor)
    if plain.act in ("consult", "mediate", "support") and actor:
        return replace(plain, actor=actor, target=other)
    return replace(plain, actor=unique((*actor, *other)))


def _by_governor(sentence: Sentence, plain: Draft) -> Draft:
    """Parties that the governing word gives: who pledges or threatens acts himself; who is asked is to act."""
    ruled = plain.governor
    if ruled is None:
        return plain
    plain = replace(plain, speaker=ruled.speaker) if ruled.speaker else plain
    talks = plain.hit.value.mutual and ruled.kind == "bid" and bool(ruled.to) and sentence.words.verb_first
    over = talks or _asked_of(sentence, plain, ruled) or _accuses(sentence, plain, ruled)
    if plain.actor and not over:  # but "asked X for talks on the conflict with Y": X is to hold them
        return plain
    if ruled.kind == "demand" or ((ruled.kind == "bid" or ruled.stance == "proposes") and ruled.to):
        return replace(plain, actor=ruled.to)
    if ruled.kind == "accuse" and ruled.to:
        return replace(plain, actor=ruled.to)
    if _accuses(sentence, plain, ruled):
        return replace(plain, actor=())  # whom the lexicons do not know did it, not who accuses
    if ruled.kind == "agree":
        return replace(plain, actor=_agreed(sentence, plain, ruled))
    active = plain.hit.value.active
    if active and ruled.kind == "light" and ruled.by and _behind_preposition(sentence, plain.hit.start):
        plain = replace(plain, act=active)  # "succeeded in killing"
    if ruled.kind in ("commit", "light", "take") and ruled.by:
        return replace(plain, actor=tuple(p for p in ruled.by if p not in plain.target))
    return plain


def _behind_preposition(sentence: Sentence, place: int) -> bool:
    return sentence.words.verb_first and place > 0 and sentence.row[place - 1].word in sentence.words.prepositions


def _asked_of(sentence: Sentence, plain: Draft, ruled: Governor) -> bool:
    """Whether what seems to act only asks or accuses somebody else: its verb stands before the act ("X urged Y to leave")."""
    over = (ruled.kind in ("bid", "accuse") and bool(ruled.to)) or ruled.kind == "demand"
    over = over and ruled.start < plain.hit.start
    return sentence.words.subject_first and over and set(plain.actor) <= set(ruled.by)


def _accuses(sentence: Sentence, plain: Draft, ruled: Governor) -> bool:
    """Whether what seems to act accuses another before the act is told ("the army accused the rebels of shelling")."""
    over = ruled.kind == "accuse" and ruled.start < plain.hit.start and bool(plain.actor)
    return sentence.words.subject_first and over and set(plain.actor) <= set(ruled.by)


def _agreed(sentence: Sentence, plain: Draft, ruled: Governor) -> tuple[str, ...]:
    """The sides of an agreement: its subject and its partner, or those it is between."""
    late = list(able(sentence, min(ruled.start, plain.hit.start), len(sentence.row)))
    between = next((m for m in late if marker(sentence, m) == "between"), None)
    if between:
        return partners(sentence, between)
    partner = next((m for m in late if marker(sentence, m) == "with"), None)
    return unique((*ruled.by, *partners(sentence, partner)))
