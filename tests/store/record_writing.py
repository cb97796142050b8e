"""A process of its own: saves until it is killed or has done so many, and prints each save once it is acknowledged.

`record_writing.py STORE NAME LAST`: every other save is of a record that all writers share, made anew from what
came between where it meets a conflict; the others are records of its own. Begins when a line comes on standard
input.
"""

import sys
from pathlib import Path

from record_samples import SUBJECT, shared, wave_text

from effnett.model.records import Conflict, Edit, Saved, Wondering
from effnett.store.records import open_records

store, name, last = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
records = open_records(store)
common = Edit.first(shared("")).record
print("ready", flush=True)
sys.stdin.readline()
for number in range(last):
    text = wave_text(name, number)
    if number % 2:
        result = records.save(Edit.first(Wondering(SUBJECT, text)), name)
    else:
        newest = records.newest(common)
        result = records.save(Edit(common, shared(text), newest.version if newest else 0), name)
    while isinstance(result, Conflict):
        print("aside", result.mine.change, flush=True)
        result = records.save(result.mine_chosen(), name)
    assert isinstance(result, Saved)
    saved = result.version
    assert saved.content.text == text
    print("saved", saved.record, saved.version, text[-64:], flush=True)
