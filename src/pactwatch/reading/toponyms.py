"""Names of places in a language that bends them: put into the form of a dictionary, and found where no gazetteer has them.

Works on what pymorphy3 knows of Russian words: that a word is a place's name, its case, its gender.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from pactwatch.reading.morphology import analyzer
from pactwatch.reading.scenes import Sentence

Named = tuple[int, int, str]
"""Offsets [start, end) in a sentence, and the name in its dictionary form."""

_MASCULINE_HEADS = frozenset(
    {"район", "край", "округ", "уезд", "анклав", "коридор", "перевал", "хребет", "залив", "пролив", "полуостров"}
)
_FEMININE_HEADS = frozenset({"область", "губерния", "республика", "провинция", "волость", "долина"})


_FEMININE_SHORT = frozenset("СЦ")
"""The last letters of short names of power stations; those of plants end in others."""
_LONGEST_SHORT = 4


def bends(language: str) -> bool:
    """Whether names of places are bent in this language, so that the form of the dictionary must be made."""
    return analyzer(language) is not None


def regions(sentence: Sentence) -> Iterator[Named]:
    """Names made of an adjective and a noun ("in the Lvov and Kherson regions"), each in full."""
    row, text = sentence.row, sentence.text
    for i, token in enumerate(row):
        head = next((s for s in token.stems if s in _MASCULINE_HEADS or s in _FEMININE_HEADS), None)
        if head is None:
            continue
        place, end = i - 1, token.end
        gender = "masc" if head in _MASCULINE_HEADS else "femn"
        while place >= 0 and (row[place].word == "и" or _is_name_adjective(sentence, place)):
            if end == 0 and row[place].word != "и" and row[place + 1].word != "и" and "," not in row[place + 1].gap:
                break
            if row[place].word != "и":
                word = _agreeing(text[row[place].start : row[place].end], gender, sentence.words.language)
                yield row[place].start, end or row[place].end, f"{word} {head}"
                end = 0
            place -= 1


def _is_name_adjective(sentence: Sentence, place: int) -> bool:
    token = sentence.row[place]
    after = sentence.row[place + 1]
    return (
        after.gap.strip() in ("", ",")
        and sentence.text[token.start].isupper()
        and any("adjf" in tags for tags in token.stems.values())
    )


def known_names(sentence: Sentence) -> Iterator[Named]:
    """Words with a capital that the dictionary holds as names of places."""
    text, row, language = sentence.text, sentence.row, sentence.words.language
    for token in row:
        written = text[token.start : token.end]
        if written[:1].isupper() and not written.isupper() and _is_toponym(token.word, language):
            yield token.start, token.end, dictionary_form(written, language)


@cache
def _is_toponym(word: str, language: str) -> bool:
    parses = analyzer(language).parse(word)
    return any("Geox" in p.tag for p in parses[:3]) and not any("Name" in p.tag for p in parses)


@lru_cache(maxsize=20_000)
def dictionary_form(name: str, language: str) -> str:
    """A name as a dictionary has it: the nominative of its noun, with the adjectives before it to match."""
    parts = re.split(r"([\s-]+)", name)
    whole = _noun(name, language)
    if whole is not None and len(parts) > 1 and " " not in name and "Geox" in whole.tag:
        return _capitals(_nominative(whole), name)
    if len(parts) > 1 and parts[-1].isupper() and len(parts[-1]) <= _LONGEST_SHORT:
        gender = "femn" if parts[-1][-1] in _FEMININE_SHORT else "masc"  # "Chernobyl NPP", "Odesa refinery"
        return "".join(_agreeing(p, gender, language) if _adjective(p, language) else p for p in parts)
    nouns = [(i, p) for i, part in enumerate(parts) if part.strip(" -") and (p := _noun(part, language)) is not None]
    if not nouns:
        return name
    place, noun = nouns[-1] if len(nouns) == 1 or "-" not in name else nouns[0]
    out = []
    for i, part in enumerate(parts):
        if i == place:
            out.append(_capitals(_nominative(noun), part))
        elif part.strip(" -") and _adjective(part, language):
            out.append(_agreeing(part, noun.tag.gender or "masc", language, noun.tag.number))
        else:
            out.append(part)
    return "".join(out)


def _noun(word: str, language: str) -> Any:
    """The reading of a word as a noun, names of places first; None where it has none or already is in the nominative."""
    parses = [p for p in analyzer(language).parse(word.lower()) if p.tag.POS == "NOUN"]
    placed = [p for p in parses if "Geox" in p.tag] or [p for p in parses if "anim" not in p.tag] or parses
    guessed = placed and "plur" in placed[0].tag and not analyzer(language).word_is_known(word.lower())
    return None if not placed or guessed or any("nomn" in p.tag for p in placed) else placed[0]


def _adjective(word: str, language: str) -> bool:
    return any(p.tag.POS == "ADJF" for p in analyzer(language).parse(word.lower()))


def _nominative(parse: Any) -> str:
    made = parse.inflect({"nomn"})
    return str(made.word if made else parse.normal_form)


def _agreeing(word: str, gender: str, language: str, number: str = "sing") -> str:
    parse = next((p for p in analyzer(language).parse(word.lower()) if p.tag.POS == "ADJF"), None)
    wanted = {"nomn", gender, "sing"} if number != "plur" else {"nomn", "plur"}
    made = parse.inflect(wanted) if parse else None
    return _capitals(made.word, word) if made else word


def _capitals(made: str, written: str) -> str:
    """The letters of one word with the capitals of another; ё only where the text had it."""
    made = made if "ё" in written else made.replace("ё", "е")
    if "-" in made and made.count("-") == written.count("-"):
        return "-".join(_capitals(a, b) for a, b in zip(made.split("-"), written.split("-"), strict=True))
    return made[:1].upper() + made[1:] if written[:1].isupper() else made


def _is_region(named: Named) -> bool:
    return named[2].rsplit(" ", 1)[-1] in _MASCULINE_HEADS | _FEMININE_HEADS


def merged(found: Sequence[Named]) -> list[Named]:
    """Names by place; where two share a letter, the region, else the longer."""
    kept: list[Named] = []
    for start, end, name in sorted(found, key=lambda n: (not _is_region(n), n[0] - n[1], n[0])):
        if not any(start < e and s < end for s, e, _ in kept):
            kept.append((start, end, name))
    return sorted(kept)
