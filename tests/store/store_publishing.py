"""A process of its own: publishes wave after wave until it is killed or has done so many.

`store_publishing.py STORE LAST [SERIES]` reads the first number from standard input once it is ready, and
prints a line when each is published.
"""

import sys
from pathlib import Path

from store_batches import source, wave

from effnett.store.publish import publish

store, last = Path(sys.argv[1]), int(sys.argv[2])
series = sys.argv[3] if len(sys.argv) > 3 else "KOSwave"
print("ready", flush=True)
first = int(sys.stdin.readline())
for number in range(first, last + 1):
    publish(store, [(wave(number, series=series), source(f"{number}.json"))], lambda: print("waiting", flush=True))
    print(number, flush=True)
