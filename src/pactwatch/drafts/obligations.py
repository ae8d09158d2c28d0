"""Which sentences of an agreement lay a duty on somebody: what kind of duty, on whom, and to do what.

A sentence lays as many duties as it has verbs of duty ("shall", "refrain from"). A point without one lays a duty where it opens
as a demand does ("Ensure …", "Withdrawal of …"), and the points of a list share what the sentence that opens it lays down.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pactwatch.drafts.acting import Doing, Named, doing, named_acts, phase
from pactwatch.drafts.bearing import Owed, bearers, bearers_named, owing_parties
from pactwatch.drafts.heads import Head, demanded, forbids, heads, opening, settles
from pactwatch.drafts.provisions import Provision
from pactwatch.drafts.reader import Sentence, doer_of, sentence_of
from pactwatch.drafts.words import Words
from pactwatch.pacts.draft_clauses import TRUCE

_SHORT = 200


@dataclass(frozen=True)
class Obligation:
    """One duty. text: its sentence, with the one that opens its list where that is short; `under` is that one where it is
    long. sentence: the part of the text that was read."""

    provision: Provision
    text: str
    sentence: Sentence
    head: Head
    owed: Owed
    does: Doing
    under: str = ""


@dataclass(frozen=True)
class Unread:
    """A sentence in which no duty was read, and why."""

    provision: Provision
    text: str
    why: str


class Reading:
    """Reads the provisions of one agreement in order, so that "they" and "this process" can mean what came before."""

    def __init__(self, words: Words, aliases: Mapping[str, str]) -> None:
        """aliases: short names that the text gives to parties."""
        self.words, self.aliases = words, dict(aliases)
        self._last: Obligation | None = None
        self._truce = False

    def all(self, found: Sequence[Provision]) -> Iterator[Obligation | Unread]:
        """What the provisions lay down, in their order."""
        for provision in found:
            yield from self._provision(provision, None)

    def sentence(self, text: str) -> Sentence:
        """A sentence with everything that the reader's lexicons find in it."""
        return sentence_of(text, self.words.language, self.aliases)

    def _provision(self, provision: Provision, above: Obligation | None) -> Iterator[Obligation | Unread]:
        if provision.recital:
            yield Unread(provision, _whole(provision), "recital")
            return
        under = above.text if above and len(above.text) > _SHORT else ""
        read = [replace(o, under=under) if isinstance(o, Obligation) else o for o in self._duties(provision, above)]
        if not provision.items:
            yield from read
            return
        own = next((o for o in reversed(read) if isinstance(o, Obligation)), None)
        if own is not None and own.does.acts and own.does.duty != "must_not":
            # The list only says whom or what one duty is about: "shall release: prisoners; detainees".
            yield from (self._of_list(o, provision) if isinstance(o, Obligation) else o for o in read)
            return
        if own is None:
            yield from read
        for item in provision.items:
            yield from self._provision(item, own or above)

    def _of_list(self, one: Obligation, provision: Provision) -> Obligation:
        """A duty with the text of its list; where all parties bear it, the list may name them one by one."""
        whole, owed = _whole(provision), one.owed
        if owed.everyone:
            named = [bearers_named(self.sentence(item.text)) for item in provision.items]
            parties = tuple(dict.fromkeys(p for each in named for p in each))
            owed = replace(owed, parties=parties if len(parties) > 1 else ())
        return self._kept(replace(one, text=whole, owed=owed))

    def _duties(self, provision: Provision, above: Obligation | None) -> Iterator[Obligation | Unread]:
        sentence = self.sentence(provision.text)
        text = provision.text if above is None or len(above.text) > _SHORT else f"{above.text} {provision.text}"
        named = named_acts(sentence, self.words)
        verbs = heads(sentence, self.words)
        if verbs and forbids(sentence, self.words):
            verbs[0] = replace(verbs[0], duty="must_not")
        start = 0
        for n, head in enumerate(verbs):
            until = verbs[n + 1].start if n + 1 < len(verbs) else len(sentence.row)
            owed, does = self._read(sentence, head, start, until, named)
            before = above if n == 0 else None if head.passive else self._last
            yield self._kept(Obligation(provision, text, sentence, head, owed or self._inherited(owed, before), does))
            start = _next_clause(sentence, head.end, until)
        if not verbs:
            yield self._without_verb(provision, text, sentence, above)

    def _without_verb(
        self, provision: Provision, text: str, sentence: Sentence, above: Obligation | None
    ) -> Obligation | Unread:
        named = named_acts(sentence, self.words)
        if settles(sentence, self.words) and above is None:
            if not self._truce and named and named[0].act == "cease_fire":
                # "A ceasefire shall enter into force": whoever is bound by it, it forbids fighting.
                self._truce = True
                truce = Head(0, 0, "must_not", verb=False)
                return self._kept(Obligation(provision, text, sentence, truce, Owed(), Doing("must_not", TRUCE)))
            return Unread(provision, text, "it lays nothing on anybody")
        head = opening(sentence, self.words, tuple(n.start for n in named))
        if above is not None:
            duty = "must_not" if head and head.duty == "must_not" else above.head.duty
            head = Head(0, 0, duty, verb=False)
        opens = bool(provision.items) and demanded(sentence, self.words)
        if head is None or not (provision.point or opens) or (provision.closed and above is None):
            return Unread(provision, text, "no word of duty")
        owed = bearers(sentence, head, 0, len(sentence.row), self.words)
        does = doing(sentence, head, len(sentence.row), named, self.words)
        if not owed and named and named[0].trigger and named[0].act in does.acts:
            # "Sweden withdraws its troops": a verb that simply tells what is to be done.
            owed = Owed(owing_parties(doer_of(sentence, named[0].trigger)))
        if above is not None:
            owed = owed or above.owed
            does = does if does.acts else replace(above.does, duty=above.does.duty if above.does.acts else does.duty)
        return self._kept(Obligation(provision, text, sentence, head, owed, does))

    def _read(self, sentence: Sentence, head: Head, start: int, until: int, named: list[Named]) -> tuple[Owed, Doing]:
        """Who is to do what; where the text only goes on about the last duty ("this process"), that one's."""
        owed = bearers(sentence, head, start, until, self.words)
        does = doing(sentence, head, until, named, self.words)
        last = self._last
        if last is None:
            return owed, does
        going_on = phase(sentence, head, self.words)
        if owed.again:
            return last.owed, last.does if going_on and not does.acts else does
        same = going_on and bool(does.acts) and does.acts == last.does.acts
        return (last.owed if same and not owed else owed), does

    def _inherited(self, owed: Owed, before: Obligation | None) -> Owed:
        """The bearers of what came before, where the text names none of its own."""
        return before.owed if before and not owed.words else owed

    def _kept(self, obligation: Obligation) -> Obligation:
        self._last = obligation
        return obligation


def _next_clause(sentence: Sentence, start: int, end: int) -> int:
    """The token after the last mark of punctuation or "and" before the next verb of duty: there its subject begins."""
    for place in range(end, start, -1):
        if sentence.breaks(place) or sentence.row[place - 1].word in ("and", "but", "и", "а"):
            return place
    return start


def _whole(provision: Provision) -> str:
    return " ".join([provision.text, *(_whole(item) for item in provision.items)])
