"""Where an act happens: the places named in its clause that stand there as places, not as parties.

Known names come from the gazetteer. Others are taken from behind a head noun ("the town of X"), which any text supplies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pactwatch.letters import fold
from pactwatch.places import find_places, place
from pactwatch.places.finding import whole
from pactwatch.reading.dates import find_times
from pactwatch.reading.lexicon import Lexicon
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.tokens import Token
from pactwatch.reading.toponyms import bends, dictionary_form, known_names, merged, regions

_ENDING = 3
_LONG = 5
_NAMED_SO = ("ون", "ان")
"""Endings of many names that are those of the plural and the dual, too; behind a noun for a place those have others."""
_NO_HEAD = frozenset({"definite", "pronoun", "imperfect", "past"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named at offsets [start, end) of a sentence, as written."""

    start: int
    end: int
    name: str


def places_in(sentence: Sentence) -> tuple[PlaceMention, ...]:
    """The places of a sentence. A state, a capital or a group that acts or is acted upon is none."""
    text, row = sentence.text, sentence.row
    known = [_whole(text, PlaceMention(*found)) for found in find_places(text, sentence.words.language)]
    known = [p for p in known if not _is_party(sentence, p) and not _lends_its_name(sentence, p)]
    behind = list(_behind_heads(sentence))
    if sentence.words.subject_first:
        behind += _behind_prepositions(sentence, [*known, *behind])
    behind = [p for p in behind if not any(p.start < k.end and k.start < p.end for k in known)]
    every = sorted([*known, *behind], key=lambda p: p.start) or list(_sides_of_grounds(sentence))
    if bends(sentence.words.language):
        return _unbent(sentence, every)
    return tuple(_extended(text, row, p, sentence.words) for p in every)


def _lends_its_name(sentence: Sentence, place: PlaceMention) -> bool:
    """Whether a place's name only tells a thing apart: "Moscow time", "the Minsk agreements"."""
    words = sentence.words
    after = next((i for i, t in enumerate(sentence.row) if t.start >= place.end), None) if words.capital_things else None
    if after is None or sentence.row[after].gap.strip() or after in sentence.heads():
        return False
    word = sentence.row[after].word
    return word in words.capital_things and word not in words.sides | words.place_parts | words.place_heads


def _unbent(sentence: Sentence, found: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The names as a dictionary has them, with those that only the dictionary of the language knows."""
    language = sentence.words.language
    named = [(p.start, p.end, _of_gazetteer(p.name, language) or dictionary_form(p.name, language)) for p in found]
    more = [(p.start, p.end, p.name) for n in known_names(sentence) if not _is_party(sentence, p := PlaceMention(*n))]
    every = (n for n in merged([*regions(sentence), *named, *more]) if not _surname(sentence, n[0]))
    return tuple(PlaceMention(*n) for n in every)


def _surname(sentence: Sentence, start: int) -> bool:
    """Whether a name stands behind a first name that follows a title ("the president X Y")."""
    row = sentence.row
    at = next((i for i, t in enumerate(row) if t.start == start), 0)
    if at < 2 or row[at].gap.strip() or not sentence.text[row[at - 1].start].isupper() or row[at - 1].gap.strip():
        return False
    return any(m.person and m.end == at - 1 for m in sentence.mentions)


def _of_gazetteer(name: str, language: str) -> str | None:
    """The gazetteer's own spelling of a name, where it is the same name in another case."""
    written, ids = fold(name), whole(name)
    names = (part.strip() for i in ids for part in place(i).names.get(language, "").split("/"))
    return next((n for n in names if n and _bent(written, fold(n))), None)


def _bent(written: str, name: str) -> bool:
    """Whether two names differ in the endings of their words only."""
    pairs = list(zip(written.split(), name.split(), strict=False))
    same = all(b[: max(3, len(a) - 3)] == a[: max(3, len(a) - 3)] and abs(len(a) - len(b)) <= _ENDING for a, b in pairs)
    return same and len(written.split()) == len(name.split())


def _whole(text: str, place: PlaceMention) -> PlaceMention:
    """A name without the rest of a particle and an article written as one (للغوطة)."""
    if place.name.startswith("ل") and text[place.start - 1 : place.start] == "ل":
        return PlaceMention(place.start + 1, place.end, place.name[1:])
    return place


def _is_party(sentence: Sentence, place: PlaceMention) -> bool:
    row = sentence.row
    for mention in sentence.mentions:
        start, end = row[mention.start].start, row[mention.end - 1].end
        if not (start < place.end and place.start < end):
            continue
        if mention.form in ("people", "body", "alias", "leaders", "pair"):
            return True
        if mention.form == "names" and mention.kind != "state":
            return True
        return "at" not in mention.tags and not _located(sentence, mention.start)
    return False


def _located(sentence: Sentence, place: int) -> bool:
    """Whether a word of place stands before a name: "in", "north of"."""
    if "under" in (sentence.marked.get(place - 1), sentence.marked.get(place - 2)):
        return False
    if sentence.words.free_order and sentence.marked.get(place - 1) == "from":
        return True
    if sentence.marked.get(place - 1) == "at" or sentence.marked.get(place - 2) == "at":
        return True
    before = sentence.words.directions | sentence.words.witnesses
    return place > 0 and any(stem in before for stem in sentence.row[place - 1].stems)


def _behind_heads(sentence: Sentence) -> Iterator[PlaceMention]:
    """Names behind a noun for a place: the words that can be one, and what is joined to them."""
    row, words = sentence.row, sentence.words
    named = {i for m in sentence.mentions for i in range(m.start, m.end)}
    acts = {i for h in sentence.triggers for i in h.at} | {i for h in sentence.verbs for i in h.at}
    for i, token in enumerate(row[:-1]):
        part = _head_noun(token, words.place_parts)
        head = part or _head_noun(token, words.place_heads)
        several = head and token.has("plural", head) and not row[i + 1].has("definite")
        if not head or several or i + 1 in named or i + 1 in acts or not _name_like(sentence, i + 1):
            continue
        last = i + 1
        while last + 1 < len(row) and last - i < 3 and last + 1 not in named and _goes_on(sentence, last):
            last += 1
        first = token.end - len(part) if token.word.endswith(part) else token.start
        start, end = first if part else row[i + 1].start, row[last].end
        yield PlaceMention(start, end, sentence.text[start:end])


def _sides_of_grounds(sentence: Sentence) -> Iterator[PlaceMention]:
    """Sides of a place named before, where nothing nearer is: "the south of the country", "north of the capital"."""
    row, words = sentence.row, sentence.words
    for i, token in enumerate(row[1:], 1) if words.grounds else ():
        ground = any(s in words.grounds and token.has("definite", s) for s in token.stems) and not token.gap.strip()
        described = i + 1 < len(row) and not row[i + 1].gap.strip() and row[i + 1].has("definite")
        if ground and not described and _side(row[i - 1], words.directions):
            yield PlaceMention(token.start, token.end, sentence.text[token.start : token.end])


def _head_noun(token: Token, heads: frozenset[str]) -> str:
    """The stem of a noun for a place, where the word is one and a name may follow it; else nothing."""
    return next((s for s, tags in token.stems.items() if s in heads and not tags & _NO_HEAD), "")


def _behind_prepositions(sentence: Sentence, known: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Names with a capital behind a word of place, and those listed with one ("in X, Y and Z", "from X to Y")."""
    row, text = sentence.row, sentence.text
    named = {i for m in sentence.mentions for i in range(m.start, m.end)}
    times = find_times(text, sentence.words.language, None)
    named |= {i for i, t in enumerate(row) if any(m.start <= t.start < m.end for m in times)}
    behind = {hit.end for hit in sentence.words.markers["at"].all(row)}
    last = -1
    for i, token in enumerate(row):
        held = next((p for p in known if p.start <= token.start < p.end), None)
        if held or i <= last:
            last = max(last, i) if held else last
            continue
        starts = i in behind or (i - 1 in behind and row[i - 1].word == "the") or (last >= 0 and _listed(sentence, i, last))
        if not starts or i in named or not _name_like_here(sentence, i):
            continue
        last = i
        while last + 1 < len(row) and last + 1 not in named and _goes_on(sentence, last):
            last += 1
        yield PlaceMention(token.start, row[last].end, text[token.start : row[last].end])


def _listed(sentence: Sentence, place: int, last: int) -> bool:
    """Whether a word follows the place that ends at token `last` in a list."""
    between = [t.word for t in sentence.row[last + 1 : place]]
    if between:
        return between in (["and"], ["to"], ["or"])
    return sentence.row[place].gap.strip() == "," and _list_goes_on(sentence, place)


def _list_goes_on(sentence: Sentence, place: int) -> bool:
    """Whether a name behind a comma is followed by "and" and another, as in a list, not by what is said of a person."""
    row = sentence.row
    for i in range(place, len(row)):
        if row[i].gap.strip() not in ("", ","):
            return False
        if row[i].word == "and":
            return i > place
        if not sentence.text[row[i].start].isupper():
            return False
    return False


def _name_like_here(sentence: Sentence, place: int) -> bool:
    token = sentence.row[place]
    plain = token.gap.strip(" ,") == "" and token.word not in sentence.words.particles and not token.word[0].isdecimal()
    heads = any(stem in sentence.words.place_heads for stem in token.stems)
    return plain and not heads and sentence.text[token.start].isupper() and place not in sentence.heads()


def _name_like(sentence: Sentence, place: int) -> bool:
    token = sentence.row[place]
    if token.gap.strip(" \"'«“#_") or token.word in sentence.words.particles or token.word.isdecimal():
        return False
    if sentence.words.verb_first:
        kept = sentence.words.place_heads | sentence.words.directions | sentence.words.sides
        kept |= sentence.words.no_names
        if any(stem in kept for stem in token.stems) or place in sentence.negations:
            return False
        likely = token.has("definite") or (len(token.word) >= _LONG and token.word.endswith(_NAMED_SO))
        return likely or not any(tags & {"plural", "adverbial", "dual"} for tags in token.stems.values())
    return sentence.text[token.start].isupper()


def _goes_on(sentence: Sentence, last: int) -> bool:
    """Whether the next word belongs to a name: both carry the article, or both a capital."""
    this, following = sentence.row[last], sentence.row[last + 1]
    if following.gap.strip():
        return False
    if sentence.words.verb_first:
        named = this.has("definite") or any(stem in sentence.words.name_heads for stem in this.stems)
        return named and following.has("definite") and not following.has("and") and len(following.word) > 4
    return sentence.text[following.start].isupper()


def _extended(text: str, row: Sequence[Token], place: PlaceMention, words: Lexicon) -> PlaceMention:
    """A name with the side it speaks of: "south-western Syria", "the eastern countryside of Daraa"."""
    first = next((i for i, t in enumerate(row) if t.start <= place.start < t.end), None)
    last = next((i for i, t in enumerate(row) if t.start < place.end <= t.end), None)
    if first is None or last is None:
        return place
    start, end = place.start, place.end
    while first > 0 and not row[first].gap.strip() and (stem := _side(row[first - 1], words.directions)):
        first -= 1
        start = row[first].end - len(stem)
    behind = row[last + 1] if last + 1 < len(row) and not row[last + 1].gap.strip() else None
    # "Southern" without the article begins another place ("Daraa in southern Syria").
    if behind and _side(behind, words.sides) and (behind.has("definite") or not words.verb_first):
        end = row[last + 1].end
    return PlaceMention(start, end, text[start:end])


def _side(token: Token, sides: frozenset[str]) -> str:
    return next((stem for stem, tags in token.stems.items() if stem in sides and "and" not in tags), "")


def chosen(found: Sequence[PlaceMention], start: int, end: int) -> tuple[str, ...]:
    """The names of the places within offsets [start, end), each once, hashtags written as words."""
    return tuple(dict.fromkeys(p.name.replace("_", " ") for p in found if p.start < end and start < p.end))


def state_of_places(text: str, language: str) -> str:
    """The state that most of the places named in a text lie in, as ISO alpha-3; empty where there is none."""
    ids = [i for _, _, name in find_places(text, language) for i in whole(name)[:1]]
    count = Counter(place(i).within[-1] for i in ids if place(i).within)
    return count.most_common(1)[0][0] if count else ""
