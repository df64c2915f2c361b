#!/usr/bin/env bash
# Bulk runs in their long form: killed again and again, on a pool and on Ray; then how fast they are. About 20 minutes on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
export RAY_USAGE_STATS_ENABLED=0 RAY_AUTH_MODE=disabled
.venv/bin/python -m benchmarks.scale "$@"
