#!/usr/bin/env bash
# Makes .venv, installs Rafiq in it, fetches and verifies its data. Idempotent; quick when nothing changed.
# EXTRAS=dev,train adds optional dependencies. PYTHON=… names the interpreter. Says in one sentence what failed.
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
  [ "$free" -ge 3000 ] || fail "only $free MB are free on this disk; Rafiq needs 3,000 MB for its packages and data"
  rm -rf .venv
  "$found" -m venv .venv || fail "could not make .venv with $found"
fi

extras=${EXTRAS:-}
stamp=.venv/.installed
want="$(sha256sum pyproject.toml | cut -d' ' -f1)"
has() { case ",$(sed -n 2p "$stamp" 2>/dev/null)," in *",$1,"*) return 0 ;; *) return 1 ;; esac; }
works() { .venv/bin/rafiq --version >/dev/null 2>&1; }
missing=0
[ "$(sed -n 1p "$stamp" 2>/dev/null)" = "$want" ] || missing=1
for extra in ${extras//,/ }; do has "$extra" || missing=1; done
[ "$missing" = 1 ] || works || missing=1 # the stamp says installed; packages or the command may be gone since
if [ "$missing" = 1 ]; then
  rm -f "$stamp"
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip --upgrade >/dev/null 2>&1 || again "pip is missing"
  all=$(printf '%s\n' ${extras//,/ } $(sed -n 2p "$stamp" 2>/dev/null | tr ',' ' ') | sort -u | paste -sd, -)
  echo "Installing Rafiq and its packages (about 1.7 GB, once) …"
  log=$(mktemp)
  if ! .venv/bin/python -m pip install --disable-pip-version-check --quiet --editable ".${all:+[$all]}" >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "the packages could not be installed (see above); check the network and the disk, then run it again"
  fi
  works || again "a package is damaged"
  printf '%s\n%s\n' "$want" "$all" >"$stamp"
fi

.venv/bin/rafiq setup
