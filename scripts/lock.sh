#!/usr/bin/env bash
# Writes locks/app.txt and locks/full.txt anew from pyproject.toml: exact versions with hashes, for every platform and Python we support.
# `--upgrade` takes the newest releases; without it what is locked stays where it fits. Needs the network, and uv (.venv/bin/pip install uv).
set -euo pipefail
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || { echo "lock: uv is missing: .venv/bin/pip install uv, then run it again" >&2; exit 1; }
lock() { # OUT OVERRIDES OPTIONS…
  "$uv" pip compile pyproject.toml locks/build.in --universal --python-version 3.11 --generate-hashes --quiet --no-header \
    --override "$2" --output-file "$1" "${@:3}" >/dev/null
}
lock locks/app.txt locks/app.without "$@"
lock locks/full.txt locks/full.without --extra dev --extra train --extra postgres --extra bulk --extra ray "$@"
wc -l locks/app.txt locks/full.txt
