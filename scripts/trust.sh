#!/usr/bin/env bash
# Hostile input and faults in long form, within 20 minutes: prints one table of counts, and fails when anything was found, lost or left.
# MINUTES (20) is the time for all of it.
set -euo pipefail
cd "$(dirname "$0")/.."

RAFIQ_OFFLINE=1 EXTRAS=dev scripts/setup.sh
RAFIQ_OFFLINE=1 exec .venv/bin/python -m benchmarks.trust "${MINUTES:-20}"
