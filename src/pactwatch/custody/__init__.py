"""The chain of custody of a report: its original bytes kept by their hash, and everything that the ledger holds about it.

After the Berkeley Protocol on Digital Open Source Investigations (OHCHR and Human Rights Center, UC Berkeley, 2020), chapter
VI: what is collected is hashed at once, the original is kept unchanged apart from the working copy, and every
handling is documented.
"""

from pactwatch.custody.authorities import Authority, read_authority
from pactwatch.custody.chain import Chain, chain_of, handled, reports_of
from pactwatch.custody.originals import keep, keep_text, originals, sound
from pactwatch.custody.timestamps import Stamp, stamp_all, stamp_of, unstamped

__all__ = [
    "Authority",
    "Chain",
    "Stamp",
    "chain_of",
    "handled",
    "keep",
    "keep_text",
    "originals",
    "read_authority",
    "reports_of",
    "sound",
    "stamp_all",
    "stamp_of",
    "unstamped",
]
