"""Who acts and upon whom, where an act is told by a verb, in the active or the passive."""

from __future__ import annotations

from dataclasses import replace

from pactwatch.reading.cases import is_passive, may_act, may_suffer, only_infinitive
from pactwatch.reading.draft import Draft
from pactwatch.reading.lexicon import Trigger
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.mutual import both_sides
from pactwatch.reading.patterns import Hit
from pactwatch.reading.roles import Clause, able, before, marker, partners, subject
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.subjects import by_adjective, by_pronoun, first_told, hanging, inner_doer, killer_of, of_blow, others

_LEAVING = frozenset({"withdraw", "evacuate", "deliver_aid", "release"})


def verb_roles(sentence: Sentence, plain: Draft) -> Draft:
    """The draft with those who act and those it is done to, as its verb says."""
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
        return both_sides(sentence, plain, actor, clause)
    if not (actor or sufferer) and sentence.words.free_order:
        sufferer = _fronted(sentence, plain, clause)
    if trigger.active and actor:
        plain = replace(plain, act=trigger.active)
    return replace(plain, actor=actor, target=others(sufferer, actor))


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
        if plain.act == "withdraw" and mention.kind == "body":
            return ()  # "to pull its troops out": whose they are is said by who is to do it
        if (
            sentence.words.free_order
            and not marker(sentence, mention)
            and not may_suffer(mention, mention.start - plain.hit.end)
        ):
            continue
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
    start = plain.hit.start if sentence.words.subject_first else plain.hit.end  # "was hit by Turkish artillery fire"
    doer = next((m for m in able(sentence, start, clause.end) if marker(sentence, m) == "by"), None)
    doer = doer or inner_doer(sentence, plain.hit, clause)
    if plain.hit.value.active and doer and not sufferer_first(sufferer, doer):
        plain = replace(plain, act=plain.hit.value.active)
    killer = killer_of(sentence, plain.hit, clause) if plain.hit.value.active else None
    if killer:
        act = plain.hit.value.active or plain.act
        return replace(plain, act=act, actor=partners(sentence, killer), target=_object(sentence, plain, killer, clause))
    if sentence.words.subject_first:
        told = _suffers(sentence, plain, sufferer, doer)
        return told if told.actor else replace(told, actor=of_blow(sentence, plain.hit, clause))
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
    whose = plain.act == "harm" or bool(after and after[0].kind != "body")  # "47 soldiers surrendered": whose?
    if after and after[0].start - plain.hit.end <= 1 and "counted" in after[0].tags and whose:
        return after[0]  # "died 12 civilians"
    return before(sentence, plain.hit.start, clause)
