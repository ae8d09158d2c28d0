"""The case behind a board: its present state, and past ones that were asked for lately."""

from __future__ import annotations

import gc
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice
from threading import Lock, Thread, Timer

from pactwatch.case import Case
from pactwatch.collector import collector_off
from pactwatch.ledger import Ledger
from pactwatch.web.snapshot import Snapshot
from pactwatch.web.trails import Trails
from pactwatch.web.turns import Turns

_PAST = 24
_AT_ONCE = 20_000
"""Claims up to which a changed ledger is read anew before the answer; beyond, the last state is shown meanwhile."""
_FIRST_PAGE = 0.3
"""Seconds in which the first page of an earlier line is made."""
_YOUNG = 20_000
"""New objects after which garbage is looked for: fewer than where nobody waits, since all wait meanwhile."""
_FEW = 100
"""New lines that are looked at one by one."""


class Board:
    """Snapshots of one case. The present one is renewed when the ledger has grown.

    prepare: works out what takes long, so that the first reader waits no longer than the next; ahead: what is asked next of the
    present line, and of an earlier one while its first page is read, step by step. trails: which lines concern each report.
    turns: to be held while an answer is made.
    """

    def __init__(
        self,
        case: Case,
        prepare: Callable[[Snapshot], object] = Snapshot.warm,
        ahead: Callable[[Snapshot], Iterable[object]] = lambda _: (),
    ) -> None:
        self.case, self._prepare, self._ahead = case, prepare, ahead
        self.ledger: Ledger = case.ledger()
        self.trails, self.turns = Trails(self.ledger), Turns()
        self._lock = Lock()
        self._renewing, self._looking = Lock(), Lock()
        self._past: OrderedDict[int, Snapshot] = OrderedDict()
        self.trails.prepare()
        self._stand(Snapshot(case, self.ledger.view()))

    def close(self) -> None:
        """Lets go of the ledger."""
        self.ledger.close()

    def now(self) -> Snapshot:
        """The ledger as it is; as it was a moment ago where it is large and is being read anew."""
        if self.ledger.head()[0] != self._now.seq and not self._followed():
            if len(self._now.view.claims) <= _AT_ONCE:
                self.renew()
            elif not self._renewing.locked():
                Thread(target=self.renew, daemon=True).start()
        return self._now

    def renew(self) -> None:
        """Reads the ledger anew, unless another already has."""
        with self._renewing:
            if self.ledger.head()[0] != self._now.seq:
                self._stand(self._like_now(None))

    def _like_now(self, seq: int | None) -> Snapshot:
        """The state at a line, or the last; what the present one knows already is not read and heard again."""
        now = self._now
        return now.at_line(self.ledger.view(seq, like=now.view))

    def _stand(self, snapshot: Snapshot) -> None:
        """Makes it the present state, once what the first reader asks has been worked out."""
        with collector_off:
            self._prepare(snapshot)
        self._now = snapshot
        with self._lock:
            self._past.clear()  # they hold on to what stood before
        if len(snapshot.view.claims) > _AT_ONCE:
            _set_aside()
            self._later(snapshot)

    def _followed(self) -> bool:
        """Takes up new lines where they do not change what is known of the world; whether it could."""
        if not self._renewing.acquire(blocking=False):
            return False
        try:
            new = list(islice(self.ledger.entries(self._now.seq), _FEW + 1))
            followed = self._now.followed_by(new) if len(new) <= _FEW else None
            self._now = followed or self._now
        finally:
            self._renewing.release()
        return followed is not None

    def known(self, known_at: datetime | int | None) -> Snapshot:
        """The ledger as it stood at a line or moment. Refused where it has no such line."""
        if known_at is None:
            return self.now()
        seq = self.ledger.line_at(known_at)
        if seq == self._now.seq:
            return self._now
        with self._lock:
            if seq in self._past:
                self._past.move_to_end(seq)
                return self._past[seq]
        with self.turns:
            made = self._like_now(seq)
        with self._lock:
            self._past[seq] = made
            while len(self._past) > _PAST:
                self._past.popitem(last=False)
        if len(made.view.claims) > _AT_ONCE:
            self._later(made)
        return made

    def _later(self, snapshot: Snapshot) -> None:
        later = Timer(_FIRST_PAGE, self._look_ahead if snapshot.later else self._go_on, (snapshot,))
        later.daemon = True
        later.start()

    def _look_ahead(self, past: Snapshot) -> None:
        with self._looking:  # one line after another
            for _ in self._ahead(past):
                self.turns.wait()

    def _go_on(self, now: Snapshot) -> None:
        for _ in self._ahead(now):
            self.turns.wait()
            with self._looking:  # after the earlier lines, of which somebody reads a page
                if now.memory is not self._now.memory:
                    return  # another stands in its place


def _set_aside() -> None:
    """Spares the collector of garbage all that stands now: it stays, and to look through millions of objects takes seconds,
    during which nobody is answered. What stood before and does not any more goes first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])
