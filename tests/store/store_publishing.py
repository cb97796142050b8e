"""A process of its own: publishes wave after wave until it is killed or has done so many.

`store_publishing.py STORE FIRST LAST [SERIES]`; prints a line when each is published.
"""

import sys
from pathlib import Path

from store_batches import source, wave

from effnett.store.publish import publish

store, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
series = sys.argv[4] if len(sys.argv) > 4 else "KOSwave"
print("ready", flush=True)
for number in range(first, last + 1):
    publish(store, [(wave(number, series=series), source(f"{number}.json"))], lambda: print("waiting", flush=True))
    print(number, flush=True)
