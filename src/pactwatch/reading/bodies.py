"""Bodies that stand without a state of their own: "the army", "the ministry", "its forces", "the movement", "an official"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pactwatch import lexicons
from pactwatch.places import find_places, place
from pactwatch.places.finding import whole
from pactwatch.reading.lexicon import Body, Lexicon
from pactwatch.reading.mentioning import Mention, Scene
from pactwatch.reading.patterns import Hit
from pactwatch.reading.tokens import Token

_NEAR_NAME = 2


def alone(
    bodies: list[Hit[Body]], found: list[Mention], row: Sequence[Token], text: str, words: Lexicon, scene: Scene
) -> list[Mention]:
    """The bodies among `bodies` that no party found stands beside, with the party they mean in this text."""
    free = [b for b in bodies if not any(b.start < m.end and m.start < b.end for m in found)]
    free = [b for b in free if not (words.subject_first and _tied(row, b.start - 1))]
    meant = (_meant(body, found, row, words, _at_home(body, row, text, words, scene)) for body in free)
    return [mention for mention in meant if mention]


def _at_home(body: Hit[Body], row: Sequence[Token], text: str, words: Lexicon, scene: Scene) -> Scene:
    """The scene, for a local body with the state of the place named behind it, else of the places of the text."""
    if not body.value.local or not words.free_order:
        return scene
    near = row[body.end : body.end + _NEAR_NAME]
    named = find_places(text[near[0].start : near[-1].end], words.language) if near else ()
    states = [place(i).within[-1] for _, _, name in named for i in whole(name)[:1] if place(i).within]
    home = states[0] if states else scene.ground
    return replace(scene, state=home, last={}, short={}) if home else scene


def _tied(row: Sequence[Token], place: int) -> bool:
    """Whether a participle with a hyphen stands before a body: "Russian-backed forces" are nobody's that the text names."""
    return place > 0 and row[place].gap == "-" and row[place].has("past")


def _meant(body: Hit[Body], found: list[Mention], row: Sequence[Token], words: Lexicon, scene: Scene) -> Mention | None:
    tags = row[body.start].stems.get(body.stem, frozenset())
    single, known = body.end - body.start == 1, "definite" in tags
    if body.value.group:
        known = known or (words.subject_first and body.start > 0 and row[body.start - 1].word in words.definites)
        group = _group(body, found, words) or scene.group
        return Mention(body.start, body.end, group, "group", "body", tags=tags) if known and single and group else None
    if body.value.anonymous and not known:
        return Mention(body.start, body.end, "ANON", "anonymous", "names", tags=tags)
    if not body.value.means and body.value.only and scene.state and scene.state not in body.value.only:
        return None
    bare = body.value.person and not known and single and not body.value.state
    if not body.value.suffix or (bare and words.verb_first):
        return None
    code = _code(body, found, row, words, scene)
    return Mention(body.start, body.end, code, "body", "body", person=body.value.person, tags=tags) if code else None


def _group(body: Hit[Body], found: list[Mention], words: Lexicon) -> str:
    """The group named last before a body in its own sentence."""
    before = [m.party for m in found if m.kind == "group" and m.end <= body.start] if words.subject_first else []
    return before[-1] if before else ""


def _code(body: Hit[Body], found: list[Mention], row: Sequence[Token], words: Lexicon, scene: Scene) -> str:
    """The party of a body: of its own state, of the one named last, of the one that the text speaks of most.

    "15 tanks" belong to nobody in particular, whatever state the text speaks of.
    """
    suffix = body.value.suffix
    if body.value.state:
        return body.value.state + suffix
    owner = _owner(body, found, row, words, scene)
    if owner:
        return owner + ("" if owner in lexicons.load("parties") and "." in owner else suffix)
    if words.subject_first and body.end - body.start == 1 and row[body.end - 1].word in scene.short:
        return scene.short[row[body.end - 1].word]
    if body.value.means and (not scene.state or scene.state in body.value.only):
        return scene.short.get(body.stem, body.value.means + suffix)
    if body.value.leading and scene.state:
        return scene.state + suffix
    earlier = [m.party for m in found if m.end <= body.start and m.party.endswith(suffix)]
    if earlier:
        return earlier[-1]
    counted = words.subject_first and body.start > 0 and row[body.start - 1].word.isdecimal()
    return scene.last.get(suffix) or (scene.state + suffix if scene.state and not counted else "")


def _owner(body: Hit[Body], found: list[Mention], row: Sequence[Token], words: Lexicon, scene: Scene) -> str:
    """Whose "its forces" are: of the party named last."""
    near = [t.word for t in row[max(0, body.start - 2) : body.start]]
    if not any(w in words.possessives for w in near):
        return ""
    kinds = ("state", "body", "group")
    before = [m for m in found if m.end <= body.start and m.kind in kinds and not m.weak]
    party = before[-1].party if before else scene.roots[-1] if scene.roots else ""
    root = party.split(".")[0]
    return root if lexicons.load("parties").get(root, {}).get("kind") == "state" else ""
