"""What a duty is to do, or not to do: the acts that its words name, and upon whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pactwatch.drafts.bearing import everyone
from pactwatch.drafts.heads import Head
from pactwatch.drafts.reader import Hit, Sentence, Trigger, able, marker, target_of
from pactwatch.drafts.words import ActWord, Words
from pactwatch.pacts import vocabulary
from pactwatch.pacts.draft_clauses import TRUCE, roots
from pactwatch.types import Duty

_BESIDE = 3
_REACH, _OPENING_REACH, _FORBIDDEN_REACH = 8, 9, 16
_HOSTILE = frozenset({"attack", "violate_ceasefire", "harm", "detain", "block_access", "capture", "sanction", "condemn"})
_HANDED = frozenset({"transfer_list", "return_remains", "release", "deliver_aid"})
_WELCOME = frozenset({"monitor", "consult", "mediate", "deliver_aid", "evacuate", *_HANDED})
"""Nobody is forbidden these: where they stand among what is forbidden, the text speaks of hindering them."""

_AIMED = _HOSTILE | {"support"}


@dataclass(frozen=True, slots=True)
class Named:
    """Words for an act at tokens [start, end). contrary: the act is what they forbid."""

    start: int
    end: int
    act: str
    contrary: bool
    trigger: Hit[Trigger] | None = None


@dataclass(frozen=True, slots=True)
class Doing:
    """The acts of a duty, with the duty as the list of acts can express it; no acts where none could be read."""

    duty: Duty
    acts: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()


def named_acts(sentence: Sentence, words: Words) -> list[Named]:
    """The acts that a sentence names, in order; words of agreements stand above those of news."""
    # "Meet obligations", "release a statement": set phrases that name no act.
    passing = {h.start for h in sentence.words.passing.best(sentence.row)}
    own = [h for h in words.acts.best(sentence.row) if h.start not in passing]
    taken = {i for h in own for i in range(h.start, h.end)}
    found = [_own(h, sentence) for h in own]
    found += [
        Named(h.start, h.end, h.value.act, h.value.negated, h)
        for h in sentence.triggers
        if h.value.act not in words.forms["own_acts"] and taken.isdisjoint(range(h.start, h.end))
    ]
    return sorted(found, key=lambda n: n.start)


def doing(sentence: Sentence, head: Head, until: int, named: list[Named], words: Words) -> Doing:
    """What the duty of a head is to do. Its words end before token `until`."""
    within = _within(sentence, head, until, named, words)
    if head.verb and (phase(sentence, head, words) or (head.duty == "must_not" and head.passive and not within)):
        # "The withdrawal shall be completed": the subject names the act.
        within = [n for n in named if n.start < min(head.start, _OPENING_REACH)][:1]
    if not within:
        return Doing(head.duty)
    if head.duty == "must_not":
        return _forbidden(sentence, within)
    aid = next((n for n in within if n.act == "deliver_aid"), None)
    return _demanded(sentence, aid or within[0], head.duty)


def phase(sentence: Sentence, head: Head, words: Words) -> bool:
    """Whether the verb of a head only begins or ends what its subject names ("is to be completed")."""
    return any(h.start <= head.end + 1 for h in words.phases.best(sentence.row) if h.start >= head.start)


def _own(hit: Hit[ActWord], sentence: Sentence) -> Named:
    same = next((h for h in sentence.triggers if h.start in hit.at and h.value.act == hit.value.act), None)
    return Named(hit.start, hit.end, hit.value.act, hit.value.contrary, same)


def _within(sentence: Sentence, head: Head, until: int, named: list[Named], words: Words) -> list[Named]:
    reach = _FORBIDDEN_REACH if head.duty == "must_not" else _REACH if head.verb else _OPENING_REACH
    last = min(until, head.end + reach)
    if head.passive:
        last = next((i for i in range(head.end + 1, last) if sentence.row[i].word == "and"), last)
    for topic in words.topics.best(sentence.row):
        if head.end <= topic.start < last:
            last = topic.start
            break
    within = [n for n in named if head.start <= n.start < last]
    return within if head.duty == "must_not" or not head.verb or _reached(sentence, head, within, words) else []


def _reached(sentence: Sentence, head: Head, within: list[Named], words: Words) -> bool:
    """Whether an act is what the verb of duty is about: nothing but words that lend it their verb stand between.

    "Shall ensure the release of" demands the release; "shall report the release of" does not.
    """
    starts = {n.start for n in within if n.end > head.end}
    bearers = {i for m in sentence.mentions for i in range(m.start, m.end)} | {
        i for h in everyone(sentence, words) for i in h.at
    }
    if sentence.words.subject_first:
        bearers = set()
    for place in range(head.end, min(head.end + _REACH, len(sentence.row))):
        token = sentence.row[place]
        if place in bearers:
            continue
        if place in starts or any(n.start < place < n.end for n in within):
            return True
        if not token.stems.keys().isdisjoint(words.forms["light"]):
            return bool(starts)
        if token.word not in sentence.words.particles and not token.word.endswith("ly"):
            return False
    return False


def _forbidden(sentence: Sentence, within: list[Named]) -> Doing:
    if any(n.act == "cease_fire" for n in within):
        return Doing("must_not", TRUCE)
    forbidden = [n for n in within if not n.contrary and n.act not in _WELCOME]
    acts = tuple(dict.fromkeys(n.act for n in forbidden if _aimed(n, *_upon(sentence, n))))
    return Doing("must_not", acts, *_upon(sentence, forbidden[0])) if acts else Doing("must_not")


def _demanded(sentence: Sentence, named: Named, duty: Duty) -> Doing:
    if duty == "may":
        fits = not named.contrary and _aimed(named, *_upon(sentence, named))
        return Doing("may", (named.act,), *_upon(sentence, named)) if fits else Doing("may")
    if named.act == "cease_fire":
        return Doing("must_not", TRUCE)
    if named.contrary:
        return Doing("must_not", (named.act,))
    # What harms cannot be what is demanded: the sentence speaks of it in another way.
    upon = _upon(sentence, named)
    if named.act in _HOSTILE or not _aimed(named, *upon):
        return Doing("must")
    return Doing("must", (named.act,), *upon)


def _aimed(named: Named, target: tuple[str, ...], receiving: tuple[str, ...]) -> bool:
    """Whether an act has whom it needs: support is support of somebody."""
    return named.act != "support" or any(map(vocabulary.can_owe, (*target, *receiving)))


def _upon(sentence: Sentence, named: Named) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Target and recipients of an act."""
    to = [m.party for m in able(sentence, named.start, len(sentence.row)) if marker(sentence, m) == "to"]
    target: Iterable[str] = target_of(sentence, named.trigger) if named.trigger else ()
    if not target:
        near = (m for m in sentence.mentions if m.kind == "people" and 0 <= m.start - named.end <= _BESIDE)
        target = [m.party for m in near][:1]
    receiving = roots(to) if named.act in _HANDED else []
    people = [p for p in roots(target) if named.act in _AIMED or not vocabulary.can_owe(p)]
    return tuple(p for p in people if p not in receiving and p != "ALL"), tuple(receiving)
