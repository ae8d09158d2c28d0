"""Speakers told by the build of a line: "Ministry: …", "… — ministry", and "this was reported by …" of what stands before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pactwatch.reading.mentioning import Mention
from pactwatch.reading.roles import strong
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speech import OUTLET, SPEAKERS, Saying
from pactwatch.types import Claim

_HEAD, _TAIL = 8, 5
_LONG_HEAD = 12
_DASHES = frozenset("—–")
_BULLETS = tuple("—–-•·*")


def headed(sentence: Sentence) -> Iterator[Saying]:
    """The speaker before a colon at the beginning of a sentence, or behind a dash at its end."""
    row, size = sentence.row, len(sentence.row)
    reach = _LONG_HEAD if sentence.words.free_order else _HEAD
    colon = next((i for i in range(1, min(reach, size)) if ":" in row[i].gap), None)
    if colon and not any(i < colon for i in sentence.heads()):
        by = next((m for m in reversed(list(strong(sentence, 0, colon))) if _speaks(m)), None)
        if by:
            yield Saying(0, colon, size, by.party, by, None, None)
    dash = next((i for i in range(size - 1, max(0, size - 1 - _TAIL), -1) if _DASHES.intersection(row[i].gap)), None)
    if dash and not any(i >= dash for i in sentence.heads()):
        by = next((m for m in strong(sentence, dash, size) if m.start == dash and _speaks(m)), None)
        if by:
            yield Saying(dash, 0, dash, by.party, by, None, None)


def _speaks(mention: Mention) -> bool:
    return mention.kind in SPEAKERS and mention.kind != "people"


def backward(sentence: Sentence, said: Iterable[Saying]) -> str | None:
    """Who is said to have told what the sentence before tells ("this was reported by …"); None where it is no such sentence."""
    own = [h for h in sentence.triggers if not any(i in sentence.openers for i in range(h.start))]
    if own or not any(h.start <= 1 for h in sentence.words.backward.best(sentence.row)):
        return None
    return next((s.speaker for s in said if s.by and s.speaker not in (None, OUTLET)), None)


def told_by(claims: Iterable[Claim], speaker: str) -> list[Claim]:
    """The claims that nobody was named for, as those of a speaker; what condemns or welcomes keeps its own."""
    return [replace(c, speaker=speaker) if c.speaker == OUTLET and c.stance in ("asserts", "promises") else c for c in claims]


def is_item(text: str) -> bool:
    """Whether a sentence is an item of a list."""
    return text.startswith(_BULLETS)


def opens_list(said: Iterable[Saying], listed: str) -> str:
    """Whose list goes on behind a sentence: that of the one named before a colon ("Briefing of X: — …"), else as before."""
    return next((s.speaker for s in said if s.verb is None and s.start == 0 < s.first and s.speaker), listed)


def quoted_by(claims: Iterable[Claim], said: Iterable[Saying], earlier: str) -> list[Claim]:
    """The claims of a quotation over several sentences, as those of the one who is named at its end ("…, said X")."""
    speaker = next((s.speaker for s in said if s.verb and s.first == 0 < s.start and s.speaker not in (None, OUTLET)), None)
    return [replace(c, speaker=speaker) if speaker and c.speaker in (OUTLET, earlier) else c for c in claims]
