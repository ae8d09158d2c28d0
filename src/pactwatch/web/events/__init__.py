"""The events of a snapshot, indexed once so that two hundred thousand can be filtered, counted and paged in an instant."""

from pactwatch.web.events.choosing import Chosen, select
from pactwatch.web.events.earlier import EarlierIndex
from pactwatch.web.events.figures import Counter
from pactwatch.web.events.index import EventIndex, Spot

__all__ = ["Chosen", "Counter", "EarlierIndex", "EventIndex", "Spot", "select"]
