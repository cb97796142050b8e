"""`python -m effnett`."""

import sys

from effnett.cli import main

sys.exit(main())
