#!/usr/bin/env bash
# Makes .venv, installs Rafiq in it, fetches and verifies its data. Idempotent; quick when nothing changed.
# EXTRAS=dev,train adds optional dependencies. PYTHON=… names the interpreter. Says in one sentence what failed.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "setup: $*" >&2; exit 1; }

suits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ ! -x .venv/bin/python ] || ! suits .venv/bin/python; then
  found=""
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && suits "$candidate"; then found=$candidate; break; fi
  done
  [ -n "$found" ] || fail "no Python 3.11 or newer with venv was found; install one (Debian: apt install python3 python3-venv) or name it with PYTHON=…"
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge 3000 ] || fail "only $free MB are free on this disk; Rafiq needs 3,000 MB for its packages and data"
  rm -rf .venv
  "$found" -m venv .venv || fail "could not make .venv with $found"
fi

extras=${EXTRAS:-}
stamp=.venv/.installed
want="$(sha256sum pyproject.toml | cut -d' ' -f1)"
has() { case ",$(sed -n 2p "$stamp" 2>/dev/null)," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
missing=0
[ "$(sed -n 1p "$stamp" 2>/dev/null)" = "$want" ] || missing=1
for extra in ${extras//,/ }; do has "$extra" || missing=1; done
if [ "$missing" = 1 ]; then
  all=$(printf '%s\n' ${extras//,/ } $(sed -n 2p "$stamp" 2>/dev/null | tr ',' ' ') | sort -u | paste -sd, -)
  echo "Installing Rafiq and its packages (about 1.7 GB, once) …"
  log=$(mktemp)
  if ! .venv/bin/python -m pip install --disable-pip-version-check --quiet --editable ".${all:+[$all]}" >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "the packages could not be installed (see above); check the network and the disk, then run it again"
  fi
  printf '%s\n%s\n' "$want" "$all" >"$stamp"
fi

.venv/bin/rafiq setup
