#!/usr/bin/env bash
# Makes .venv, installs Rafiq in it, fetches and verifies its data. Idempotent; quick when nothing changed.
# Packages come from a lock with hashes, without PyTorch, which the default engines never need; EXTRAS=dev (or anything) takes all,
# for tests, training and hub engines. PYTHON=… names the interpreter. Says in one sentence what failed.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() { echo "setup: $*" >&2; exit 1; }

# .venv cannot be mended in place: it is made anew, once.
again() {
  [ -z "${RAFIQ_SETUP_AGAIN:-}" ] || fail "$1 in .venv, and a new one does not mend it; delete .venv and run it again"
  echo "The installation is broken ($1): it is made anew …"
  rm -rf .venv
  RAFIQ_SETUP_AGAIN=1 exec scripts/setup.sh
}

suits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

if [ ! -x .venv/bin/python ] || ! suits .venv/bin/python; then
  found=""
  for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 && suits "$candidate"; then found=$candidate; break; fi
  done
  [ -n "$found" ] || fail "no Python 3.11 or newer with venv was found; install one (Debian: apt install python3 python3-venv) or name it with PYTHON=…"
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free" -ge 1500 ] || fail "only $free MB are free on this disk; Rafiq needs 1,500 MB for its packages and data"
  rm -rf .venv
  "$found" -m venv .venv || fail "could not make .venv with $found"
fi

# What is wanted: the default reading (locks/app.txt), or with EXTRAS everything (locks/full.txt, and PyTorch by itself).
extras=${EXTRAS:-}
stamp=.venv/.installed
works() { .venv/bin/rafiq --version >/dev/null 2>&1; } # the stamp may say installed when packages are gone since
want="$(cat pyproject.toml locks/*.txt | sha256sum | cut -d' ' -f1)"
before="$(sed -n 2p "$stamp" 2>/dev/null || true)"
[ -n "$extras" ] || [ "$before" != full ] || extras=full
kind=${extras:+full}
if [ "$(sed -n 1p "$stamp" 2>/dev/null)" != "$want" ] || [ "$before" != "${kind:-app}" ] || ! works; then
  rm -f "$stamp"
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || again "pip is missing"
  size="0.9 GB"
  [ -z "$kind" ] || size="2 GB"
  echo "Installing Rafiq and its packages (about $size, once) …"
  log=$(mktemp)
  pip() { .venv/bin/python -m pip "$@" --disable-pip-version-check >>"$log" 2>&1; }
  broken() {
    tail -n 15 "$log" >&2
    fail "the packages could not be installed (see above); check the network and the disk, then run it again"
  }
  pip install --quiet --no-deps --require-hashes -r "locks/${kind:-app}.txt" || broken
  [ -z "$kind" ] || pip install --quiet "torch>=2.4" || broken
  pip install --quiet --no-deps --no-build-isolation --editable . || broken
  works || again "a package is damaged"
  printf '%s\n%s\n' "$want" "${kind:-app}" >"$stamp"
fi

.venv/bin/rafiq setup
