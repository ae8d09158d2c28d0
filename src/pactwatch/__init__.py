"""pactwatch: who promised what, and did they keep it?

Reports are opened, their claims read, kept in a ledger, and held against pacts:

    case = open_case("examples/karabakh-2020")
    case.build()
    for verdict in case.judge(at): ...

Each stage can be used by itself; the names below are the whole public surface.
"""

from pactwatch.briefs import write_brief
from pactwatch.case import open_case
from pactwatch.ledger import open_ledger
from pactwatch.pacts.loading import load_pact
from pactwatch.reading import read
from pactwatch.reports import open_reports
from pactwatch.verdicts.explain import explain
from pactwatch.verdicts.judge import judge

__all__ = ["explain", "judge", "load_pact", "open_case", "open_ledger", "open_reports", "read", "write_brief"]
