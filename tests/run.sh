#!/usr/bin/env sh
# Gates and tests with PYTHON. Gets Chromium and PostgreSQL by apt-get where it may; says loudly what it leaves out
# where it may not.
set -eu
cd "$(dirname "$0")/.."
# The headless shell is Chromium without a window: the tests take a third less time in it.
if ! command -v chromium-headless-shell >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Henter Chromium til nettlesertestene …"
  get() { apt-get install -y -qq --no-install-recommends "$@" poppler-utils >/dev/null; }
  apt-get update -qq && { get chromium-headless-shell || command -v chromium || get chromium; } || true
fi
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Henter PostgreSQL til testene av det som skrives …"
  apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql >/dev/null || true
fi
"$PYTHON" -m ruff format --check .
"$PYTHON" -m ruff check .
"$PYTHON" -m mypy
# A file of tests stays together: those in a browser share a server.
"$PYTHON" -m pytest -n auto --dist loadfile
