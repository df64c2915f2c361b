#!/usr/bin/env bash
# The page's script: types (tsc), lint (ESLint), unit tests (node --test). Installs the two checkers of package-lock.json when they are
# not here; a second run finds them.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
cd "$here/../.."

if ! cmp -s "$here/package-lock.json" "$here/node_modules/.lock-installed"; then
  echo "Installing what checks the page's script …" >&2
  npm ci --prefix "$here" --no-audit --no-fund --ignore-scripts --loglevel=error >&2 || {
    echo "check.sh: TypeScript and ESLint could not be installed; check the network, then run it again" >&2
    exit 1
  }
  cp "$here/package-lock.json" "$here/node_modules/.lock-installed"
fi
"$here/node_modules/.bin/tsc" --project "$here"
"$here/node_modules/.bin/eslint" --config "$here/eslint.config.js" rafiq/page/reader rafiq/page/serve tests/javascript
node --test tests/javascript/*.test.mjs
