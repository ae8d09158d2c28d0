"""What a text remembers of those it has named: the last body of each kind, pairs, surnames, the state it speaks of most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from pactwatch import lexicons
from pactwatch.reading.lexicon import Lexicon
from pactwatch.reading.mentioning import Mention, Scene, names
from pactwatch.reading.tokens import Token

_LONGEST_NAME = 3
_SHORTEST_NAME = 4


def remember(found: list[Mention], row: Sequence[Token], words: Lexicon, scene: Scene, taken: frozenset[int]) -> None:
    """Bring the scene up to date with the parties of a sentence. `taken` are tokens that name an act."""
    for one, two in pairwise(found):
        sound = all(m.kind in ("state", "body", "group") and not m.weak for m in (one, two))
        if sound and one.party.split(".")[0] != two.party.split(".")[0] and coordinated(one, two, row):
            pair = (one.party.split(".")[0], two.party.split(".")[0])
            scene.pair = (*_listed_before(one, found, row), *pair)
    for mention in found:
        if not mention.weak and mention.kind in ("state", "body", "group", "organisation"):
            _keep(mention, row, scene)
            if mention.person and mention.form in ("body", "names", "people"):
                _learn(mention, found, row, words, scene, taken)


def _keep(mention: Mention, row: Sequence[Token], scene: Scene) -> None:
    """Keep what a mention may be called by later: its kind of body, its last word, a leader's surname."""
    if mention.kind == "group":
        scene.group = mention.party
    root = mention.party.split(".")[0] if mention.kind in ("state", "body") else mention.party
    if "." in mention.party and mention.kind in ("state", "body"):
        scene.last["." + mention.party.rsplit(".", 1)[-1]] = mention.party
    last = row[mention.end - 1]
    if mention.form == "body" and mention.end - mention.start > 1:
        scene.short[last.word] = mention.party
        scene.short.update((stem, mention.party) for stem in row[mention.start].stems)
    if root in scene.roots:
        scene.roots.remove(root)
    scene.roots.append(root)
    if mention.form == "leaders" and mention.end - mention.start > 1:
        for stem in last.stems:
            if len(stem) >= _SHORTEST_NAME:
                scene.aliases.setdefault(stem, mention.party)


def _learn(
    mention: Mention, found: list[Mention], row: Sequence[Token], words: Lexicon, scene: Scene, taken: frozenset[int]
) -> None:
    """The name that follows a title: its last word can be used alone from here on."""
    covered = {i for m in found if m is not mention for i in range(m.start, m.end)} | taken
    name: list[str] = []
    for i in range(mention.end, min(mention.end + _LONGEST_NAME + 1, len(row))):
        token = row[i]
        mark = token.gap.strip()
        if i in covered and not name:
            continue
        if (mark and name and mark not in "\"'«“#_") or token.word in words.particles or i in covered:
            break
        bound = token.word.startswith(words.articles) or token.has("definite")
        if words.verb_first and not name and bound:
            break
        if words.verbs.at(row, i) or token.word.isdecimal() or len(token.word) < 3 or token.has("adverbial"):
            break
        name.append(token.word)
    if not name:
        name = _name_before(mention, row, words, covered)
    for word in name[-2:]:
        if len(word) >= _SHORTEST_NAME:
            scene.aliases.setdefault(word, mention.party)


def _name_before(mention: Mention, row: Sequence[Token], words: Lexicon, covered: Collection[int]) -> list[str]:
    """ "X Y, spokesman of": the name that stands before a title, with a comma between."""
    if not row[mention.start].gap.strip().startswith(("،", ",")):
        return []
    name: list[str] = []
    for i in range(mention.start - 1, max(-1, mention.start - 1 - _LONGEST_NAME), -1):
        token = row[i]
        if i in covered or token.word in words.particles or token.word.isdecimal() or words.verbs.at(row, i):
            break
        name.insert(0, token.word)
        if token.gap.strip():
            break
    return name


def coordinated(one: Mention, two: Mention, row: Sequence[Token]) -> bool:
    if two.start == one.end:
        return row[two.start].has("and")
    return two.start == one.end + 1 and row[one.end].word in ("and", "и", "و")


def _listed_before(one: Mention, found: list[Mention], row: Sequence[Token]) -> tuple[str, ...]:
    """The first of three in a row ("X, Y and Z"), where only a comma stands between it and the second."""
    first = next((m for m in found if m.end == one.start and row[one.start].gap.strip() in (",", "،")), None)
    sound = first is not None and not first.weak and first.kind in ("state", "body", "group")
    return (first.party.split(".")[0],) if first and sound else ()


def aliases(row: Sequence[Token], scene: Scene, found: list[Mention], taken: frozenset[int]) -> list[Mention]:
    covered = {i for m in found for i in range(m.start, m.end)} | taken
    spotted = []
    for i, token in enumerate(row):
        if i in covered:
            continue
        name = next((stem for stem in token.stems if stem in scene.aliases), None)
        if name:
            tags = token.stems[name]
            spotted.append(Mention(i, i + 1, scene.aliases[name], "body", "alias", person=True, tags=tags))
    return spotted


def leading_state(rows: Sequence[Sequence[Token]], words: Lexicon) -> str:
    """The state that a text speaks of most: what "the army" means before any army is named."""
    finder, count = names(words.language), Counter[str]()
    for row in rows:
        for hit in finder.best(row):
            if hit.value.kind == "state":
                count[hit.value.code] += 1
            elif hit.value.kind in ("group", "body"):
                state = lexicons.load("parties")[hit.value.code].get("state")
                if state:
                    count[state] += 1
    return count.most_common(1)[0][0] if count else ""
