"""Reading: from the text of a report to the claims it carries. By rules and lexicons, offline, in any language that has one."""

from pactwatch.reading.reader import READER, read

__all__ = ["READER", "read"]
