"""Who may do what on a board: accounts with a role and a party, how they sign in, tokens for programs.

Kept in `people.db` of the case, readable by its owner alone, and never in the ledger, from which nothing can be taken out.
"""

from pactwatch.people.roles import RIGHTS, ROLES, Account, Forbidden, Role, may, refuse_unless
from pactwatch.people.store import People, open_people

__all__ = ["RIGHTS", "ROLES", "Account", "Forbidden", "People", "Role", "may", "open_people", "refuse_unless"]
