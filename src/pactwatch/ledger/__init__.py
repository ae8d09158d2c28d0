"""The ledger: what was taken in, and when, in lines that nobody can rewrite unseen.

`open_ledger` opens or begins one; `Ledger.append` writes, `Ledger.view` reads it as of any line or moment,
`Ledger.verify` finds what was changed. `to_body` and `from_body` turn records into bodies of lines and back.
"""

from __future__ import annotations

from pactwatch.ledger.appending import NewEntry, Prepared
from pactwatch.ledger.bodies import from_body, kind_of, to_body
from pactwatch.ledger.opening import open_ledger
from pactwatch.ledger.store import Ledger
from pactwatch.ledger.verifying import Fault
from pactwatch.ledger.views import View

__all__ = ["Fault", "Ledger", "NewEntry", "Prepared", "View", "from_body", "kind_of", "open_ledger", "to_body"]
