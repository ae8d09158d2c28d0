"""What other programs read: events as GeoJSON, tables and event-data rows, clauses as ODRL, changes of status as Atom.

One module a format. `events.rows` gives the events of a view; each format writes them. To add one, write its module and put
it in `commands/exports.py`.
"""
