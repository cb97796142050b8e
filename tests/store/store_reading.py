"""A process of its own: reads the newest facts again and again, and prints any wave that is not whole.

`store_reading.py STORE UNTIL` stops when it has seen wave UNTIL; prints how many times it read.
"""

import sys
from pathlib import Path

from effnett.store.facts import current_facts

store, until = Path(sys.argv[1]), int(sys.argv[2])
reads = seen = 0
print("ready", flush=True)
while seen < until:
    facts = current_facts(store)
    rows = facts.rows("SELECT min(value), max(value), count(*) FROM kostra")[0]
    derived = facts.rows("SELECT min(value), max(value), count(*) FROM kostra_by_series")[0]
    low, high, count = rows
    if rows != derived or low != high or count not in (0, 400):
        sys.exit(f"half an import: {rows} {derived} in {facts.version}")
    if (low or 0) < seen:
        sys.exit(f"went back from {seen} to {low}")
    seen, reads = int(low or 0), reads + 1
print(reads)
