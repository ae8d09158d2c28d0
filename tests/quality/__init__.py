"""How well the reader reads: gold sets, our scorer, floors that only rise."""
