"""Speakers told by the build of a line: "Ministry: …", "… — ministry", and "this was reported by …" of what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pactwatch.reading.mentioning import Mention
from pactwatch.reading.roles import strong
from pactwatch.reading.scenes import Sentence
from pactwatch.reading.speakers import SPEAKERS
from pactwatch.reading.speech import Saying
from pactwatch.reading.unnamed import OUTLET
from pactwatch.types import Claim

_HEAD, _TAIL = 8, 5
_LONG_HEAD = 12
_ABOUT = frozenset({"о", "об", "про"})
_DASHES = frozenset("—–")
_ITEM = re.compile(r"[—–\-•·*●▪◾◼🔹🔸🔺🔻⚡❗✅]|\d{1,2}[.)]\s")


def headed(sentence: Sentence) -> Iterator[Saying]:
    """The speaker before a colon at the beginning of a sentence, or behind a dash at its end."""
    row, size = sentence.row, len(sentence.row)
    reach = _LONG_HEAD if sentence.words.free_order else _HEAD
    # A colon with nothing behind it stands between hours and minutes.
    colon = next((i for i in range(1, min(reach, size)) if ":" in row[i].gap and row[i].gap != ":"), None)
    if colon is None and size <= reach and sentence.text.endswith(":"):
        colon = size
    if colon and not any(i < colon for i in sentence.heads()):
        by = next((m for m in reversed(list(strong(sentence, 0, colon))) if _speaks(m)), None)
        if by:
            yield Saying(0, colon, size, by.party, by, None, None)
    elif topic_of(sentence):
        yield Saying(0, topic_of(sentence), size, sentence.mentions[0].party, sentence.mentions[0], None, None)
    dash = next((i for i in range(size - 1, max(0, size - 1 - _TAIL), -1) if _DASHES.intersection(row[i].gap)), None)
    if dash and not any(i >= dash for i in sentence.heads()):
        by = next((m for m in strong(sentence, dash, size) if m.start == dash and _speaks(m)), None)
        if by:
            yield Saying(dash, 0, dash, by.party, by, None, None)


def topic_of(sentence: Sentence) -> int:
    """ "X on the explosions: we …": the token behind the colon, before which acts are only spoken of; else 0."""
    first = sentence.mentions[0] if sentence.words.free_order and sentence.mentions else None
    if first is None or first.start or not _speaks(first):
        return 0
    row = sentence.row
    about = first.end < len(row) and row[first.end].word in _ABOUT
    return next((i for i in range(1, min(_LONG_HEAD, len(row))) if row[i].gap.startswith(": ")), 0) if about else 0


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
    return _ITEM.match(text) is not None


def announced(sentence: Sentence, said: Sequence[Saying], earlier: str) -> str:
    """Whose words follow a sentence that only announces them ("X has published its summary"); until somebody else speaks."""
    named = next((s.speaker for s in said if s.speaker not in (None, OUTLET, "ANON", "MEDIA")), None)
    if sentence.triggers:
        return earlier if named in (None, earlier) else OUTLET
    documents = any(stem in sentence.words.documents for token in sentence.row for stem in token.stems)
    by = next(
        (m.party for m in reversed(list(strong(sentence, 0, len(sentence.row)))) if _speaks(m) and m.kind != "media"), None
    )
    if documents and by and len(sentence.row) <= _LONG_HEAD:
        return named or by
    return earlier if named in (None, earlier) else OUTLET


def opens_list(sentence: Sentence, said: Sequence[Saying], listed: str) -> str:
    """Whose list goes on behind a sentence: of the one named before its colon ("Briefing of X: — …"), else as before."""
    headed_by = next((s.speaker for s in said if s.verb is None and s.start == 0 < s.first and s.speaker), None)
    told = [s.speaker for s in said if s.speaker not in (None, OUTLET)] if sentence.text.endswith(":") else []
    return headed_by or (told[-1] if told else None) or listed


def quoted_by(claims: Iterable[Claim], said: Iterable[Saying], earlier: str) -> list[Claim]:
    """The claims of a quotation over several sentences, as those of the one who is named at its end ("…, said X")."""
    speaker = next((s.speaker for s in said if s.verb and s.first == 0 < s.start and s.speaker not in (None, OUTLET)), None)
    return [replace(c, speaker=speaker) if speaker and c.speaker in (OUTLET, earlier) else c for c in claims]
