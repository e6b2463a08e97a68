#!/usr/bin/env bash
# What action.yml runs: annotations for the pull request, counts as outputs, SARIF where it is asked for.
set -uo pipefail
read -r -a paths <<<"${PATHS:-.}"
report=$(mktemp)
arguments=(--fail-on "${FAIL_ON:-error}" --format github --format "json=$report")
[[ -z ${RELEASE:-} ]] || arguments+=(--release "$RELEASE")
[[ -z ${SARIF:-} ]] || arguments+=(--format "sarif=$SARIF")
node "$GITHUB_ACTION_PATH/dist/cli.cjs" "${arguments[@]}" -- "${paths[@]}"
code=$?
[[ ! -s $report ]] || node -e '
  const { summary } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  process.stdout.write(`errors=${summary.error}\nwarnings=${summary.warning}\n`);
' "$report" >>"$GITHUB_OUTPUT"
rm -f "$report"
exit "$code"
