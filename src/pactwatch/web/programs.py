"""What programs alone ask for."""

from __future__ import annotations

from pactwatch.web.views import changes, counts, ledger, verdicts

PROGRAMS = (verdicts.pages, verdicts.owed, changes.pages, counts.pages, ledger.pages)
"""Questions of the API for which there is no page."""
