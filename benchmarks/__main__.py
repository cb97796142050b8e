"""`python -m benchmarks [PART …]`: one table of ratios. The exit status is 0: measurements are no tests."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from benchmarks.table import Ratio, as_text
from benchmarks.worlds import Extent, district, national
from benchmarks.yardsticks import MissingError

_district = cache(district)


def _evaluate(runs: int) -> Iterator[Ratio]:
    from benchmarks import evaluate

    return evaluate.measure(_district(), runs)


def _shielding(runs: int) -> Iterator[Ratio]:
    from benchmarks import shielding

    return shielding.measure(_district(), runs)


def _national(runs: int) -> Iterator[Ratio]:
    from benchmarks import national as part

    large, small = Extent(), Extent(regions=97)
    return part.measure(national(large), national(small), (large, small), runs)


def _compare(runs: int) -> Iterator[Ratio]:
    from benchmarks import compare

    extent = Extent()
    return compare.measure(national(extent), extent, runs)


def _process(runs: int) -> Iterator[Ratio]:
    from benchmarks import process

    return process.measure(_district(), runs)


def _import(runs: int) -> Iterator[Ratio]:
    from benchmarks import importing

    return importing.measure(runs)


def _page(runs: int) -> Iterator[Ratio]:
    from benchmarks import page

    return page.measure(_district(), max(1, runs // 2))


def _crowd(runs: int) -> Iterator[Ratio]:
    from benchmarks import crowd

    return crowd.measure(_district(), max(1, runs // 2))


def _tertial(runs: int) -> Iterator[Ratio]:
    from benchmarks import other_pages

    return other_pages.measure_tertial(_district(), max(1, runs // 2))


def _peers(runs: int) -> Iterator[Ratio]:
    from benchmarks import other_pages

    return other_pages.measure_compare(national(Extent()), _district(), max(1, runs // 2))


def _saving(runs: int) -> Iterator[Ratio]:
    from benchmarks import saving

    return saving.measure(runs)


# Imported when called: a part that is not asked for needs none of its yardsticks.
PARTS: dict[str, Callable[[int], Iterator[Ratio]]] = {
    "evaluate": _evaluate,
    "shielding": _shielding,
    "national": _national,
    "compare": _compare,
    "process": _process,
    "import": _import,
    "page": _page,
    "crowd": _crowd,
    "tertial": _tertial,
    "peers": _peers,
    "saving": _saving,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the parts asked for, by default all, and print their ratios."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=15, help="interleaved runs of each part (default 15)")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.parts) - set(PARTS))
    if unknown:
        parser.error(f"no part named {', '.join(unknown)}; there are {', '.join(PARTS)}")
    print(as_text(_measured(options.parts or list(PARTS), options.runs)))
    return 0


def _measured(parts: Sequence[str], runs: int) -> list[Ratio]:
    """The ratios of all parts; what cannot be measured here is told and left out."""
    ratios: list[Ratio] = []
    for part in parts:
        print(f"{part} … (load {os.getloadavg()[0]:.1f})", file=sys.stderr)
        try:
            ratios += PARTS[part](runs)
        except MissingError as error:
            print(f"{part}: not measured: {error}", file=sys.stderr)
    return ratios


if __name__ == "__main__":
    sys.exit(main())
