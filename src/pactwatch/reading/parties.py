"""Who is named in a row of words: states, their bodies, organisations, groups, people, and the unnamed."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import pairwise

from pactwatch import lexicons
from pactwatch.reading.bodies import alone
from pactwatch.reading.cases import counted
from pactwatch.reading.lexicon import Body, Lexicon
from pactwatch.reading.mentioning import Mention, Named, Scene, names
from pactwatch.reading.morphology import CASES
from pactwatch.reading.patterns import Hit
from pactwatch.reading.recalling import aliases, coordinated, remember
from pactwatch.reading.tokens import Token

__all__ = ["Mention", "Scene", "mentions"]

_CHAIN = 3
"""How many nouns may stand between a title and the adjective of its state ("head of the centre for reconciliation")."""
_ENDINGS = frozenset({"plural", "dual", "feminine", "adverbial", "pronoun"})
"""Endings that the name of a state does not take."""
_LONGEST_NAME = 3
_VAGUE = frozenset({"GUNMEN", "REBELS", "MILITIAS", "TRIBES"})


def mentions(row: Sequence[Token], text: str, words: Lexicon, scene: Scene, taken: frozenset[int]) -> list[Mention]:
    """The parties named in a row of tokens of `text`, in order. `taken` are tokens that name an act.

    The scene is brought up to date: what is named here can be meant by a short form later.
    """
    finder = names(words.language)
    hits = finder.choose(h for h in finder.all(row) if _written(h, row, text, words) and _here(h, scene))
    found = [_plain(h, row, words, scene) for h in hits]
    titles = [range(h.start, h.end) for h in words.bodies.best(row) if len(h.at) > 1]
    found = [m for m in found if m.kind not in ("anonymous", "people") or not any(m.start in title for title in titles)]
    marking = words.markers.values() if words.free_order else ()
    marks = {i for finder in marking for h in finder.best(row) if len(h.at) > 1 for i in h.at}
    free = [h for h in words.bodies.all(row) if not any(h.start < m.end and m.start < h.end for m in found)]
    free = [h for h in free if marks.isdisjoint(h.at)]
    bodies = words.bodies.choose(free)
    found = _with_state(_compose(_absorb(found, row, words), bodies, row, words), row)
    found += _sides(row, words, scene, found)
    found += alone(bodies, found, row, text, words, scene)
    found += aliases(row, scene, found, taken)
    found = sorted(_join(sorted(found, key=lambda m: m.start), row, words), key=lambda m: m.start)
    found = _apart(found, row) if words.subject_first else found
    found = [counted(m, row) for m in found] if words.free_order else found
    remember(found, row, words, scene, taken)
    return _with_names(found, row, text, words) if words.subject_first else found


def _written(hit: Hit[Named], row: Sequence[Token], text: str, words: Lexicon) -> bool:
    """Whether the text writes a name as it must be: `US` in capitals, "the Coalition" with its article."""
    tags = row[hit.start].stems.get(hit.stem, frozenset())
    proper = hit.value.kind == "state" and hit.value.form != "people"
    if words.verb_first and (_verbal(tags) or (proper and tags & _ENDINGS)):
        return False
    thing = row[hit.end] if hit.value.form == "capitals" and hit.end < len(row) else None
    if thing and thing.word in words.capital_things and not thing.gap.strip():
        return False
    if hit.value.article and not row[hit.start].has("definite", hit.stem):
        return False
    if not hit.value.shouted:
        return True
    whole = "".join(text[row[i].start : row[i].end] for i in hit.at)
    return whole.isupper()


def _here(hit: Hit[Named], scene: Scene) -> bool:
    """Whether a name that means a party only in texts about some states stands in one of them."""
    return not hit.value.only or scene.state in hit.value.only


def _verbal(tags: frozenset[str]) -> bool:
    """Whether a word was read as a verb: no name begins with one."""
    return bool(tags & {"imperfect", "future", "past"})


def _plain(hit: Hit[Named], row: Sequence[Token], words: Lexicon, scene: Scene) -> Mention:
    value = hit.value
    code = dict(value.resolves).get(scene.state, value.code)
    if value.kind == "state" and value.form in ("capitals", "leaders"):
        code += ".GOV"
    weak = value.kind == "state" and value.form == "people" and _is_adjective(hit, row, words)
    return Mention(hit.start, hit.end, code, value.kind, value.form, weak, tags=row[hit.start].stems.get(hit.stem, frozenset()))


def _is_adjective(hit: Hit[Named], row: Sequence[Token], words: Lexicon) -> bool:
    """Whether a word for a people goes with a noun beside it instead of standing for the people."""
    told = row[hit.start].stems.get(hit.stem, frozenset())
    if "noun" in told and "adjf" not in told:
        return False
    if not words.verb_first and words.state_first:
        after = row[hit.end] if hit.end < len(row) else None
        return after is not None and after.gap.strip() == "" and after.word not in words.particles and not _plural(row, hit)
    if hit.start == 0 or row[hit.start].gap.strip("# _"):
        return False
    before, this = row[hit.start - 1], row[hit.start]
    if before.word in words.particles or before.word.isdecimal() or this.has("and", hit.stem) or this.has("to", hit.stem):
        return False
    return before.has("definite") == this.has("definite") or not this.has("definite")


def _plural(row: Sequence[Token], hit: Hit[Named]) -> bool:
    return row[hit.end - 1].has("plural", hit.stem)


def _with_state(found: list[Mention], row: Sequence[Token]) -> list[Mention]:
    """A body whose name is followed by its own state ("the air force of Russia") is one party, not two."""
    kept: list[Mention] = []
    for mention in found:
        before = kept[-1] if kept else None
        own = before is not None and before.kind == "body" and before.party.split(".")[0] == mention.party
        if before and own and mention.start == before.end and not row[mention.start].gap.strip():
            kept[-1] = replace(before, end=mention.end)
        else:
            kept.append(mention)
    return kept


def _absorb(found: list[Mention], row: Sequence[Token], words: Lexicon) -> list[Mention]:
    """ "Gunmen of the movement": what the gunmen belong to, where it is named beside them."""
    kept: list[Mention] = []
    for mention in found:
        last = kept[-1] if kept else None
        if (
            last
            and last.kind == "anonymous"
            and mention.form == "people"
            and mention.start - last.end <= 1
            and "and" not in mention.tags
        ):
            kept[-1] = replace(last, end=mention.end, party=f"{last.party}.{mention.party}")
            continue
        if last and _belongs(last, mention) and _adjoins(row[last.end : mention.start], row[mention.start], words):
            kept[-1] = replace(mention, start=last.start, weak=False, tags=last.tags)
            continue
        kept.append(mention)
    return kept


def _belongs(vague: Mention, mention: Mention) -> bool:
    near = mention.start - vague.end <= 2 and "and" not in mention.tags
    return near and vague.party in _VAGUE and mention.kind in ("group", "state", "body")


def _compose(found: list[Mention], bodies: list[Hit[Body]], row: Sequence[Token], words: Lexicon) -> list[Mention]:
    """Bodies joined with the state beside them: army + Azerbaijani = AZE.MIL."""
    joined: dict[int, Mention] = {}
    for body in sorted(bodies, key=lambda b: -b.start):
        place = _beside(body, found, joined, row, words)
        if place is None:
            continue
        mention = joined.get(place, found[place])
        code = mention.party
        if mention.kind == "state" and body.value.suffix and mention.form != "body":
            code = mention.party.split(".")[0] + body.value.suffix
        elif body.value.suffix and mention.kind in ("state", "body") and "." not in code:
            code += body.value.suffix
        form = "body" if body.value.suffix or mention.form == "body" else mention.form
        start, end = min(body.start, mention.start), max(body.end, mention.end)
        person = body.value.person or (mention.person and not body.value.suffix)
        tags = _shared(_tags_of(row[body.start], body.stem), mention.tags, body.start == start)
        joined[place] = replace(mention, start=start, end=end, party=code, form=form, weak=False, person=person, tags=tags)
    return [joined.get(i, m) for i, m in enumerate(found)]


def _tags_of(token: Token, stem: str) -> frozenset[str]:
    """The tags of a word read as `stem`; of all its readings where the lexicon names the very form."""
    if stem in token.stems and (token.stems[stem] or stem == token.word):
        return token.stems[stem]
    return frozenset(tag for tags in token.stems.values() for tag in tags)


def _shared(body: frozenset[str], name: frozenset[str], leads: bool) -> frozenset[str]:
    """The tags of a body with its state: of the word that leads; an adjective before it shares the cases of its noun."""
    if leads:
        return body
    return (name - CASES) | (name & body & CASES) if body & CASES else name


_LEADING = frozenset({"people", "names", "capitals", "body"})
_LEADING_BENT = frozenset({"people"})
"""How a state is named before its body: in a language of cases by an adjective only."""


def _beside(
    body: Hit[Body], found: list[Mention], joined: dict[int, Mention], row: Sequence[Token], words: Lexicon
) -> int | None:
    """The index of the mention that a body belongs to: after it, or before it where the language has it so."""
    choices: list[tuple[int, int]] = []
    for i, plain in enumerate(found):
        mention = joined.get(i, plain)
        if mention.kind in ("people", "anonymous", "all"):
            continue
        between = row[body.end : mention.start]
        if words.verb_first and _two_names(body, mention, row):
            continue
        if words.free_order and mention.weak and mention.start >= body.end:
            continue  # "a drone of Iranian make"
        if words.subject_first and between and (between[0].has("past") or between[0].has("imperfect")):
            continue  # "the minister visited Russia" names two
        chained = words.verb_first and mention.weak and "definite" in mention.tags
        if mention.start >= body.end and _adjoins(between, row[mention.start], words, _CHAIN if chained else 1):
            choices.append((len(between), i))
        elif (
            words.state_first
            and mention.end <= body.start
            and mention.form in (_LEADING_BENT if words.free_order else _LEADING)
        ):
            gap = row[mention.end : body.start]
            if _close(gap, mention, words) and all(t.gap.strip(" '’") == "" for t in (*gap, row[body.start])):
                choices.append((len(gap), i))
    return min(choices)[1] if choices else None


def _two_names(body: Hit[Body], mention: Mention, row: Sequence[Token]) -> bool:
    """ "The ministry called on Baku": a body with its article owns no name that stands right behind it."""
    apart = mention.start == body.end and mention.form in ("names", "capitals") and mention.kind == "state"
    return apart and body.end - body.start == 1 and row[body.start].has("definite", body.stem)


def _close(gap: Sequence[Token], mention: Mention, words: Lexicon) -> bool:
    """Whether only a possessive or an adjective stands between state and body ("Iran's army", not "Iran sent troops")."""
    if not words.subject_first:
        return len(gap) <= 1
    first = [t for t in gap if t.word != "s"]
    if mention.form in ("names", "capitals", "leaders") and len(first) == len(gap):
        return not gap
    return len(first) <= 1 and not any(t.has("past") or t.has("imperfect") for t in first)


def _adjoins(between: Sequence[Token], first: Token, words: Lexicon, most: int = 1) -> bool:
    """Whether a party goes with what stands before it: at most so many words between, none of them of grammar."""
    if any(t.gap.strip("\"'«“# _") for t in (*between, first)):
        return False
    if first.has("and") and not between and not any("and" not in tags for tags in first.stems.values()):
        return False
    if any(t.has("verb") or t.has("prts") for t in between):
        return False
    strange = [t for t in between if t.word not in words.links]
    return len(strange) <= most and not any(t.word in words.particles for t in strange)


def _sides(row: Sequence[Token], words: Lexicon, scene: Scene, found: list[Mention]) -> list[Mention]:
    sides = []
    for hit in words.two_sides.best(row):
        if any(hit.start < m.end and m.start < hit.end for m in found):
            continue
        known = lexicons.load("parties")
        two = (
            _pair_before(hit.start, found, row, words)
            or scene.pair
            or tuple(r for r in scene.roots if known.get(r, {}).get("kind") != "organisation")[-2:]
        )
        tags = row[hit.start].stems.get(hit.stem, frozenset())
        led = hit.start > 0 and row[hit.start - 1].has("prep")  # "со стороны Украины"
        if len(two) < 2 and not words.verb_first and not (led and row[hit.start].has("nominative")):
            sides.append(Mention(hit.start, hit.end, "ALL", "all", "pair", tags=tags))
        if len(two) >= 2:
            sides.append(Mention(hit.start, hit.end, two[0], "body", "pair", more=two[1:], tags=tags))
    return sides


def _pair_before(place: int, found: list[Mention], row: Sequence[Token], words: Lexicon) -> tuple[str, ...]:
    """Two states joined by "and" earlier in the same sentence."""
    if not words.subject_first:
        return ()
    named = sorted(
        (m for m in found if m.end <= place and m.kind in ("state", "body", "group") and not m.weak), key=lambda m: m.start
    )
    pairs = [(a, b) for a, b in pairwise(named) if coordinated(a, b, row)]
    return tuple(m.party.split(".")[0] for m in pairs[-1]) if pairs else ()


def _with_names(found: list[Mention], row: Sequence[Token], text: str, words: Lexicon) -> list[Mention]:
    """Titles with the names behind them ("Prime Minister Nikol Pashinyan"): one party, which "and" can join to another."""
    kept: list[Mention] = []
    for mention in found:
        last = kept[-1] if kept else None
        own = last is not None and last.person and last.party.split(".")[0] == mention.party.split(".")[0]
        if last and own and mention.form in ("leaders", "alias") and _name_end(last.end, row, text, words) >= mention.end:
            kept[-1] = replace(last, end=mention.end)
        else:
            kept.append(mention)
    starts = {i for m in kept for i in range(m.start, m.end)}
    ends = [_name_end(m.end, row, text, words, starts) if m.person and m.form == "body" else m.end for m in kept]
    return [replace(m, end=end) for m, end in zip(kept, ends, strict=True)]


def _name_end(start: int, row: Sequence[Token], text: str, words: Lexicon, taken: Container[int] = ()) -> int:
    """The token behind a person's name that begins at a token; the same token where none does."""
    end = start
    while end < min(len(row), start + _LONGEST_NAME) and end not in taken and not row[end].gap.strip():
        capital = text[row[end].start].isupper() and not text[row[end].start : row[end].end].isupper()
        if not capital or row[end].word in words.particles or words.verbs.at(row, end):
            break
        end += 1
    return end


def _apart(found: list[Mention], row: Sequence[Token]) -> list[Mention]:
    """Parties without those that a hyphen ties to a participle: "Russian-backed" names no Russia."""
    kept: list[Mention] = []
    for mention in found:
        after = row[mention.end] if mention.end < len(row) else None
        tied = after is not None and after.gap == "-" and after.has("past")
        if not tied or (mention.kind != "state" and mention.form != "body"):
            kept.append(mention)
    return kept


def _join(found: list[Mention], row: Sequence[Token], words: Lexicon) -> list[Mention]:
    """ "The ministers of X and Y": what follows a body's state with "and" is the same kind of body."""
    for i in range(len(found) - 1):
        one, two = found[i], found[i + 1]
        alike = one.form == "body" and two.kind == "state" and two.form in ("names", "people") and not two.weak
        if alike and "." in one.party and coordinated(one, two, row):
            found[i + 1] = replace(two, party=two.party + "." + one.party.rsplit(".", 1)[-1], form="body")
    return found
