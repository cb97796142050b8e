"""A process of its own: publishes with room for so many bytes a file, then with room enough.

`store_full_disk.py STORE BYTES`; prints what it was told the first time.
"""

import resource
import sys
from pathlib import Path

from store_batches import source, wave

from effnett.errors import InputError
from effnett.store.publish import publish

store, room = Path(sys.argv[1]), int(sys.argv[2])
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (room, most))
try:
    publish(store, [(wave(2, rows=40_000), source("full.json"))])
except InputError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
publish(store, [(wave(3), source("rom.json"))])
