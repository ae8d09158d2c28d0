"""Speed, as ratios of two things run side by side in one process: machines differ, ratios travel.

Each pair is run in turn several times; the figure is the median of the ratios, with the least and the greatest.
`python -m benchmarks judging --events 1000000` measures judging at volume alone,
`python -m benchmarks.events --rows 1000000` the import of as many events.
"""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import appending, briefing, counting, events, judging, reading, volume
from benchmarks.pairs import Pair, measure


def main() -> None:
    """Run every pair and print one table; judging at volume, in small, stands below."""
    if sys.argv[1:2] == ["judging"]:
        volume.main(sys.argv[2:])
        return
    table = Table(title="pactwatch beside a yardstick", title_justify="left")
    for name in ("what", "yardstick", "ratio of times", "least", "greatest", "rate"):
        table.add_column(name)
    pairs: list[Pair] = [*reading.pairs(), *appending.pairs(), *judging.pairs(), *events.pairs(), *counting.pairs()]
    pairs += briefing.pairs()
    for pair in pairs:
        ratio = measure(pair)
        table.add_row(
            pair.what, pair.yardstick, f"{ratio.median:.1f}", f"{ratio.least:.1f}", f"{ratio.greatest:.1f}", ratio.rate
        )
    console = Console(width=140)
    console.print(table)
    console.print(volume.measured(20_000, 1_000))
    if reading.volume().is_file() and Path("/proc/self/statm").is_file():
        used = ", ".join(str(megabytes) for megabytes in reading.memory())
        console.print(f"Megabytes in use after each 500 articles of the volume file: {used}")


if __name__ == "__main__":
    main()
