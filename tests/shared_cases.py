"""Runs the shared golden cases, where they lie beside the project, and holds the list of those not yet due.

    python tests/shared_cases.py

A case that is not yet due must still fail: one that passes is taken off the list, which only ever gets shorter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parent.parent.parent / "shared" / "cases"

NOT_YET_DUE: dict[str, str] = {}


def run(case: str) -> tuple[bool, str]:
    """Whether one case passes, and what the runner printed."""
    command = [sys.executable, str(CASES / "run.py"), "--effnett", f"{sys.executable} -m effnett", str(CASES / case)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parent.parent)
    return done.returncode == 0, done.stdout + done.stderr


def main() -> int:
    """Run every case; 1 where a due one fails, or one on the list has begun to pass."""
    if not CASES.is_dir():
        print("The shared cases do not lie beside the project.", file=sys.stderr)
        return 1
    wrong = 0
    for case in sorted(path.parent.name for path in CASES.glob("*/expected.json")):
        passed, told = run(case)
        if case not in NOT_YET_DUE:
            wrong += not passed
            print(f"{'passed' if passed else 'FAILED'}  {case}" + ("" if passed else f"\n{told}"))
        elif passed:
            wrong += 1
            print(f"FAILED  {case} passes now: take it off the list")
        else:
            print(f"not due {case}: {NOT_YET_DUE[case]} ({told.strip().splitlines()[-1]})")
    print("the shared cases that are due pass" if not wrong else f"{wrong} shared cases are wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
