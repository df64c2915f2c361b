#!/usr/bin/env bash
# Starts a PostgreSQL server for the tests on a free port of 127.0.0.1, installing it when missing, and prints the line
#   export RAFIQ_TEST_POSTGRES=postgresql://…
# for `eval`. A server this script started before and that still answers is used again. `stop` ends it and removes its files.
set -euo pipefail

fail() { echo "postgres_for_tests: $*" >&2; exit 1; }

home=${TMPDIR:-/tmp}/rafiq-postgres-$(id -u)

if [ "$(id -u)" = 0 ]; then
  as() { runuser -u postgres -- "$@"; } # the server refuses to run as root
  root() { "$@"; }
else
  as() { "$@"; }
  root() { sudo -n "$@"; }
fi

binaries() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

if [ -z "$(binaries)" ] || [ ! -x "$(binaries)/initdb" ]; then
  {
    root apt-get update -qq && root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
  } >&2 || fail "PostgreSQL is not installed and could not be; install Debian's postgresql, then run it again"
fi
bin=$(binaries)

if [ "${1:-start}" = stop ]; then
  [ -d "$home/data" ] && as "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >&2 || true
  rm -rf "$home"
  exit 0
fi

url() { echo "postgresql://postgres@127.0.0.1:$(cat "$home/port")/rafiq"; }

if [ -f "$home/port" ] && "$bin/pg_isready" -q -h 127.0.0.1 -p "$(cat "$home/port")" -d rafiq -U postgres; then
  echo "export RAFIQ_TEST_POSTGRES=$(url)"
  exit 0
fi

rm -rf "$home"
mkdir -p -m 755 "$home"
[ "$(id -u)" = 0 ] && chown postgres "$home"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
# Locale C and UTF-8: what the tests compare must not depend on the machine. fsync off: this data is thrown away.
as "$bin/initdb" -D "$home/data" -U postgres -A trust --encoding UTF8 --locale C >"$home/log" 2>&1 || { tail "$home/log" >&2; fail "initdb failed"; }
as "$bin/pg_ctl" -D "$home/data" -l "$home/data/server.log" -w -t 60 \
  -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off -c full_page_writes=off" start >&2 ||
  { tail "$home/data/server.log" >&2; fail "the server did not start"; }
as "$bin/createdb" -h 127.0.0.1 -p "$port" -U postgres rafiq >&2 || fail "the database could not be made"
echo "$port" >"$home/port"
echo "export RAFIQ_TEST_POSTGRES=$(url)"
