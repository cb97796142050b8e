"""`python -m effnett`, and the command `effnett`: a process of its own."""

from __future__ import annotations

import gc
import sys

from effnett.cli import main


class _NoPandas:
    """Says of pandas that it is not installed.

    DuckDB imports it at the first value that is bound, to know its word for a missing one. No command
    uses it, and the import takes longer than evaluating a scorecard.
    """

    @staticmethod
    def find_spec(name: str, *_: object) -> None:
        """Find nothing that others would not find, and pandas not at all."""
        if name == "pandas":
            raise ModuleNotFoundError(f"{name} is not used here", name=name)


def run() -> int:
    """Run one command in a process of its own; the exit status."""
    gc.set_threshold(100_000)  # a command is short; looking for garbage while modules load is a tenth of its time
    sys.meta_path.insert(0, _NoPandas())
    status = main()
    gc.freeze()  # what there is ends with the process: looking through it for garbage first is a tenth of its time too
    return status


if __name__ == "__main__":
    sys.exit(run())
