#!/usr/bin/env bash
# Hostile input and faults in long form, within 20 minutes: prints counts, and fails when anything was found, lost or left.
# SECONDS_FUZZING (600) is the time for inputs of all readers together.
set -euo pipefail
cd "$(dirname "$0")/.."

RAFIQ_OFFLINE=1 EXTRAS=dev scripts/setup.sh
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" RAFIQ_HOME="$home/rafiq" RAFIQ_OFFLINE=1
echo "== inputs: every reader, import and export (findings go to tests/corpus)"
.venv/bin/python -m benchmarks.fuzz "${SECONDS_FUZZING:-600}"
echo "== kills: writers of the library ended in mid-write"
timeout 300 .venv/bin/python -m benchmarks.library
echo "== every call of SQLite to the disk, and every 5th allocation, refused once and for good"
for faults in "disk 1" "disk-gone 1" "kept 1" "memory 5" "memory-gone 41"; do
  read -r kind every <<<"$faults"
  printf '%-12s ' "$kind"
  counts=$(timeout 200 .venv/bin/python -m tests.support.sqlite_faults "$kind" "$(mktemp -d -p "$home")" "$every" 2>"$home/stderr") || {
    echo "ended with $?"
    tail -20 "$home/stderr"
    exit 1
  }
  echo "$counts"
  [[ "$counts" == *'"lost": 0'*'"findings of check": 0'*'"failures": []'* ]]
done
echo "== limits, power loss, damage"
unset RAFIQ_HOME
timeout 300 .venv/bin/python -m pytest -q tests/properties/test_readers.py tests/rafiq/sources/test_worker.py tests/rafiq/library/test_power.py tests/rafiq/library/test_calls.py tests/rafiq/library/test_damage.py tests/rafiq/library/test_backups.py
