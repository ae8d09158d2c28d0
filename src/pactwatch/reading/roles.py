"""Who stands where around a word: the party that does, the one it is done to, by their place in the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pactwatch.reading.cases import far_from, is_attribute, marked_by_case, may_act
from pactwatch.reading.mentioning import Mention
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.tokens import Token

_MARKER_REACH = 3
HELPLESS = frozenset({"CIV", "DETAINEES", "REMAINS"})
"""Those to whom things are done: they do not fight, hold or hand over."""
_SUBJECT_REACH = 6
_COPULA_REACH = 12
_DESCRIBING = 2
_PRONOUN = frozenset({"pronoun", "feminine"})  # the same letter ends feminine nouns


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [start, end) of a sentence that belong to one act."""

    start: int
    end: int


def marker(sentence: Sentence, mention: Mention) -> str:
    """The word that marks a mention: `against`, `by`, `with`, `between`, `to`, `at`, or nothing.

    A noun may stand between ("on positions of the army"), but no other party, act or mark of punctuation.
    """
    covered, heads = sentence.covered, sentence.heads()
    for place in range(mention.start - 1, max(-1, mention.start - 1 - _MARKER_REACH), -1):
        if sentence.breaks(place + 1) or (place == mention.start - 1 and _bare_name(sentence, mention)):
            break
        if place in covered or place in heads:
            break
        if sentence.words.free_order and place in sentence.openers:
            break
        if not sentence.words.free_order and _opens_speech(sentence, place):
            break  # "said on Thursday that Armenia": what stands before belongs to the saying
        if place in sentence.marked:
            if far_from(mention, sentence.row[place + 1 : mention.start]):
                break
            return sentence.marked[place]
        if sentence.row[place].has("to") and sentence.row[place].has("definite"):
            return "to"
    return "to" if "to" in mention.tags else "at" if "at" in mention.tags else marked_by_case(mention)


def _opens_speech(sentence: Sentence, place: int) -> bool:
    """Whether a token opens what somebody says ("that")."""
    return any(stem in sentence.words.complementizers for stem in sentence.row[place].stems)


def _bare_name(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state's name stands behind a noun that it does not belong to ("in the morning Armenia said")."""
    words, place = sentence.words, mention.start - 1
    if not words.subject_first or mention.form != "names" or place < 0:
        return False
    known = words.particles | words.definites | words.links | words.directions | words.place_heads
    plain = not any(stem in known for stem in sentence.row[place].stems)
    return plain and place not in sentence.marked and sentence.text[sentence.row[place].start].islower()


def able(sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
    """The parties named at tokens [start, end) that can act: not the press, not the unnamed."""
    return (m for m in strong(sentence, start, end) if m.kind not in ("anonymous", "media"))


def strong(sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
    """The parties named at tokens [start, end) in their own right."""
    return (m for m in sentence.mentions if start <= m.start and m.end <= end and not m.weak)


def subject(sentence: Sentence, start: int, end: int, clause: Clause) -> Mention | None:
    """The party that does what tokens [start, end) say: in their gap, after them or before them, as the language has it."""
    free = (m for m in able(sentence, start, end) if m.party not in HELPLESS and may_act(m))
    inside = next((m for m in free if marker(sentence, m) in ("", "from")), None)
    if not inside and sentence.words.verb_first:  # "entered it the army | of X": the pattern ends within the name
        over = (m for m in able(sentence, start, len(sentence.row)) if start < m.start < end < m.end and may_act(m))
        inside = next((m for m in over if not marker(sentence, m)), None)
    if inside and not sentence.words.subject_first and not sentence.words.free_order:
        return inside
    first = _without_negation(sentence, start)
    beside = next((m for m in sentence.mentions if m.end == first and m.kind not in ("anonymous", "media")), None)
    if beside and not sentence.breaks(first) and marker(sentence, beside) in ("", "to") and may_act(beside):
        return beside
    if sentence.words.copulas and (told := under_copula(sentence, start)) and told.party not in HELPLESS:
        return told
    if _noun_before(sentence, start, clause):
        return None
    if start and sentence.words.verb_first and sentence.row[start - 1].word in sentence.words.perfects:
        told = before(sentence, start, Clause(0, clause.end))
        if told:
            return told
    if sentence.words.free_order:
        return _free_subject(sentence, start, end, clause) or inside or _after(sentence, end, clause)
    if sentence.words.verb_first and told_of_before(sentence, start, end):
        return None
    after = _after(sentence, end, clause) if sentence.words.verb_first else None
    return after or before(sentence, start, clause)


def told_of_before(sentence: Sentence, start: int, end: int) -> bool:
    """ "The raid that hit the army": behind a relative word or a noun of attack the subject of a verb stands before it.

    "The raid that the army launched it" has a pronoun, in the verb or in a preposition right behind ("in which").
    """
    row, words = sentence.row, sentence.words
    if start == 0 or sentence.breaks(start) or row[start].has("and"):
        return False
    beside = (h for h in sentence.triggers if h.end in (start, start - 1))
    noun = any(h.value.act == "attack" and (h.value.kind in ("noun", "either") or len(h.at) > 1) for h in beside)
    if not noun and row[start - 1].word not in words.relatives:
        return False
    own = any(tags & _PRONOUN for tags in row[start].stems.values())
    behind = any(s in words.particles and tags & _PRONOUN for t in row[end : end + 1] for s, tags in t.stems.items())
    return not (own or behind)


def under_copula(sentence: Sentence, start: int) -> Mention | None:
    """ "Was X, who …, saying": the party right behind the copula of a verb-first language does what the verb after it tells."""
    heads, row = sentence.heads(), sentence.row
    for place in range(start - 1, max(-1, start - 1 - _COPULA_REACH), -1):
        if place in heads:
            return None
        if any(stem in sentence.words.copulas for stem in row[place].stems):
            free = (m for m in able(sentence, place + 1, start) if m.start - place <= 2 and may_act(m))
            return next((m for m in free if not marker(sentence, m)), None)
    return None


def _without_negation(sentence: Sentence, start: int) -> int:
    """The token before which a subject would stand: the verb, or the negation right before it."""
    negated = sentence.words.verb_first and start > 0 and start - 1 in sentence.negations
    return start - 1 if negated else start


def _free_subject(sentence: Sentence, start: int, end: int, clause: Clause) -> Mention | None:
    """The subject before a verb, or the party that a word of the pattern itself belongs to; "and" shares it between verbs."""
    own = next((m for m in able(sentence, 0, len(sentence.row)) if m.start <= start < m.end and may_act(m)), None)
    found = own or before(sentence, start, clause)
    shared = clause.start > 0 and (sentence.row[clause.start - 1].word == "и" or sentence.row[start].has("grnd"))
    return found or (before(sentence, start, Clause(0, end)) if shared else None)


def _noun_before(sentence: Sentence, start: int, clause: Clause) -> bool:
    """Whether a noun that names no party stands right before a verb: it is the subject."""
    if start <= clause.start or sentence.breaks(start) or not sentence.words.verb_first or start in sentence.openers:
        return False
    token = sentence.row[start - 1]
    noun = token.has("definite") or (token.has("pronoun") and not token.has("past"))
    return noun and token.word not in sentence.words.particles and start - 1 not in sentence.openers


def _after(sentence: Sentence, end: int, clause: Clause) -> Mention | None:
    for mention in able(sentence, end, clause.end):
        gap = range(end, mention.start)
        if len(gap) > _SUBJECT_REACH or any(i in sentence.heads() or i in sentence.marked for i in gap):
            return None
        if any(sentence.row[i].word in sentence.words.complementizers for i in gap):
            return None
        if sentence.words.free_order and is_attribute(sentence.row, mention):
            continue  # "destroyed a depot of the army": the depot's owner
        if may_act(mention) and mention.party not in HELPLESS:
            return None if marker(sentence, mention) else mention
    return None


def before(sentence: Sentence, start: int, clause: Clause) -> Mention | None:
    """The nearest unmarked party before a verb in its clause."""
    hanging: Mention | None = None
    apposed = before_apposition(sentence, start)
    if apposed and apposed.kind not in ("anonymous", "media") and may_act(apposed):
        return apposed
    for mention in reversed(list(able(sentence, clause.start, _joined(sentence, start)))):
        if not marker(sentence, mention) and may_act(mention):
            if not is_attribute(sentence.row, mention):
                return mention
            hanging = hanging or mention
    return hanging


def unnamed_from(sentence: Sentence, place: int) -> int:
    """From where a subject of the verb at `place` may stand: behind the last comma, where a noun stands between.

    "…, western diplomats in the city said": what is named before the comma does not speak."""
    comma = _comma_before(sentence, place)
    words = sentence.words
    between = [t for t in sentence.row[comma:place] if t.word not in words.particles and not t.word.endswith("ly")]
    plain = [t for t in between if not any(stem in words.auxiliaries for stem in t.stems) and not t.word.isdecimal()]
    return comma if plain and not sentence.row[comma].word.endswith("ing") else 0


def before_apposition(sentence: Sentence, place: int) -> Mention | None:
    """The party before an apposition that ends right before the verb at `place` ("Russia, an ally of Syria, has refused")."""
    comma = _comma_before(sentence, place) if sentence.words.subject_first else 0
    if not comma or unnamed_from(sentence, place) or any(comma <= m.start < place for m in sentence.mentions):
        return None
    opening = _comma_before(sentence, comma - 1)
    if not opening or sentence.row[opening].word in ("and", "but"):
        return None
    return next((m for m in strong(sentence, 0, opening) if m.end == opening and not marker(sentence, m)), None)


def _comma_before(sentence: Sentence, place: int) -> int:
    """The token behind the last mark of punctuation up to `place`; 0 where there is none."""
    return next((i for i in range(place, 0, -1) if sentence.breaks(i)), 0)


def _joined(sentence: Sentence, start: int) -> int:
    """Where to look back from for a subject: the first of two verbs joined by "and" ("X shot down drones and hit Z")."""
    row = sentence.row
    if not sentence.words.subject_first or start < 2 or not {row[start - 1].word, row[start - 2].word} & {"and", "then"}:
        return start
    heads = [h.start for h in sentence.triggers if h.end <= start and h.value.kind in ("verb", "either")]
    return max(heads, default=start)


def partners(sentence: Sentence, mention: Mention | None) -> tuple[str, ...]:
    """The party of a mention and those coordinated with it on either side ("X and Y")."""
    if mention is None:
        return ()
    every = list(sentence.mentions)
    first = last = every.index(mention)
    while last + 1 < len(every) and coordinated(sentence, every[last], every[last + 1]):
        last += 1
    while first > 0 and (
        coordinated(sentence, every[first - 1], every[first])
        or (last > first and _listed(sentence, every[first - 1], every[first]))
    ):
        first -= 1
    return unique(p for m in every[first : last + 1] if not m.weak for p in m.parties)


def coordinated(sentence: Sentence, one: Mention, two: Mention) -> bool:
    """Whether two mentions stand side by side with "and" between them."""
    between = [t for t in sentence.row[one.end : two.start] if t.word not in sentence.words.definites]
    if sentence.words.subject_first and between and between[0].word == "and" and _qualifies(sentence, between[1:]):
        between = between[:1]
    if len(between) > 1:
        return False
    if not between:
        return "and" in two.tags
    grammar = sentence.words.particles | sentence.words.complementizers
    return between[0].word in ("and", "и", "و") or (between[0].has("and") and grammar.isdisjoint(between[0].stems))


def _qualifies(sentence: Sentence, between: Sequence[Token]) -> bool:
    """Whether two words before a party only describe it ("and Iranian-backed rebels")."""
    return len(between) == _DESCRIBING and between[1].gap == "-" and between[1].has("past")


def _listed(sentence: Sentence, one: Mention, two: Mention) -> bool:
    """Whether only a comma stands between two mentions, as in "X, Y and Z"."""
    return one.end == two.start and sentence.row[two.start].gap.strip() == ","


def unique(parties: Iterable[str]) -> tuple[str, ...]:
    """The parties in order, each once."""
    return tuple(dict.fromkeys(parties))
