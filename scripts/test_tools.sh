#!/usr/bin/env bash
# Installs from Debian's packages what the tests drive: a browser with fonts, Node, validators and a word processor. Quick when all is there.
set -euo pipefail

fail() { echo "test_tools: $*" >&2; exit 1; }
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

missing=()
for package in chromium fonts-noto-core nodejs npm default-jre-headless epubcheck libreoffice-writer-nogui libreoffice-calc-nogui; do
  # Any Java will do for epubcheck, any Chromium for the browser, any Node for the page's script.
  case $package in
    default-jre-headless) command -v java >/dev/null && continue ;;
    chromium) command -v chromium >/dev/null && continue ;;
    nodejs) command -v node >/dev/null && continue ;;
    npm) command -v npm >/dev/null && continue ;;
  esac
  installed "$package" || missing+=("$package")
done
[ ${#missing[@]} = 0 ] && exit 0
echo "Installing for the tests: ${missing[*]} …" >&2
root apt-get update -qq >&2 || fail "Debian's package lists could not be fetched; check the network, then run it again"
root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2 ||
  fail "these Debian packages could not be installed: ${missing[*]}"
