#!/usr/bin/env bash
# Everything that must hold: format, lint, types, tests (unit, property, golden, browser, packaging). Installs what it needs.
set -euo pipefail
cd "$(dirname "$0")/.."

RAFIQ_OFFLINE=1 EXTRAS=dev,train,postgres scripts/setup.sh  # tests do not depend on what can be fetched today
scripts/test_tools.sh
echo "== format, lint, types"
.venv/bin/ruff format --check .
.venv/bin/ruff check .
.venv/bin/mypy
scripts/javascript/check.sh
echo "== tests"
trap 'scripts/postgres_for_tests.sh stop' EXIT # whatever becomes of the tests, their server ends with them
eval "$(scripts/postgres_for_tests.sh)"
.venv/bin/python -m pytest -n "${RAFIQ_TESTS_AT_ONCE:-2}" --dist loadfile "$@"  # a file of tests stays in one process
