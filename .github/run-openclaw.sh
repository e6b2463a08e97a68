#!/usr/bin/env bash
# Runs a release of OpenClaw on a copy of a home: run-openclaw.sh --release RELEASE HOME ARGUMENT…
# Installed without its scripts into a folder of its own; the environment holds PATH and HOME only.
set -euo pipefail
release=$2 home=$3 && shift 3
cache=${XDG_CACHE_HOME:-$HOME/.cache}/openclaw-releases/$release
if [ ! -e "$cache/ready" ]; then
  npm install --silent --ignore-scripts --no-audit --no-fund --prefix "$cache" "openclaw@$release" >&2
  touch "$cache/ready"
fi
copy=$(mktemp -d) && trap 'rm -rf "$copy"' EXIT
cp -R "$home" "$copy/state" && cd "$copy"
env -i PATH="$PATH" HOME="$copy" NO_COLOR=1 OPENCLAW_STATE_DIR="$copy/state" \
  node "$cache/node_modules/openclaw/openclaw.mjs" "$@"
