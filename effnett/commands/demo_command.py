"""`effnett demo`: build the demonstration store."""

from __future__ import annotations

import argparse
from pathlib import Path

from tqdm import tqdm

from effnett.demo import Demo, build_whole_demo
from effnett.store.location import store_folder
from effnett.workspace import DATA, DEFAULT_STORE, surveys_in

_TOLD = {
    Demo.BUILT: "Demonstrasjonsdataene ligger i {store}.",
    Demo.THERE: "Demonstrasjonsdataene lå i {store} fra før.",
    Demo.OLDER: "{store} er bygd av eldre demonstrasjonsdata. Slett mappen og kjør på nytt for å få de nye.",
}


def run(options: argparse.Namespace) -> int:
    """Build it, or say that it is there."""
    store = store_folder(options.store or DEFAULT_STORE)
    with tqdm(
        total=100, desc="Demonstrasjonsdata", bar_format="{desc}: {bar} {postfix}", disable=None, leave=False
    ) as bar:

        def progress(what: str, share: float) -> None:
            bar.n = round(share * 100)
            bar.set_postfix_str(what)

        outcome = build_whole_demo(store, DATA, surveys_in(Path(options.scorecards)), progress)
    print(_TOLD[outcome].format(store=store))
    return 0
