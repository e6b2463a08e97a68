import { rules } from '../rules/index.ts';
import { pageOf } from '../rules/rule.ts';
import { knownRule } from './arguments.ts';

export const HELP = `clawlint: checks the model routing of OpenClaw homes

usage: clawlint [PATH…]           check homes: folders, or their openclaw.json
       clawlint route [MODEL]     say which keys and models are tried, in order
       clawlint upgrade [PATH…]   say what an update breaks, and mend it
       clawlint baseline [PATH…]  permit what is wrong today, and report what is
                                  new from then on
       clawlint snapshot [PATH]   write down what the OpenClaw of this machine
                                  takes, for checks where it is not installed
       clawlint set PATH VALUE    change a value of the config, unless that makes
                                  the home worse; unset PATH takes it out
       clawlint schema            print the JSON Schema of a config
       clawlint schema diff A B   say what changed from release A to release B
       clawlint lsp               serve an editor, on standard input and output
       clawlint mcp [PATH…]       serve agents by the Model Context Protocol; with
                                  --write they may apply a change
       clawlint rules             list the rules
       clawlint explain RULE      say what a rule finds and why it matters

Without a path: the openclaw.json of this folder, else the live home that
OpenClaw itself would use. A folder that is no home is searched for homes.
A file of a home stands for its config, a file that configs include for those.
\`-\` reads a config from standard input, or what --stdin-filename says.

  --format NAME[=FILE]         what to print, or write to a file (repeatable):
                               pretty, json, github, sarif, gitlab, junit,
                               checkstyle, concise, agent (default: pretty, in
                               GitHub Actions github)
  --fail-on error|warning|info|never
                               the severity from which to exit with 1
                               (default: error)
  -q, --quiet                  print errors only
  --max-warnings N             exit with 1 where there are more warnings
  --statistics                 print how often each rule found something
  --color auto|always|never    (default: auto)
  --rule ID[,ID…]              run only these rules
  --ignore-rule ID[,ID…]       run all but these
  --severity RULE=LEVEL        off, info, warning or error (repeatable)
  --release RELEASE            the release of OpenClaw, such as 2026.9.6
                               (default: that of the nearest clawlint.json, else
                               meta.lastTouchedVersion of the config)
  --profile NAME               the live home of this OpenClaw profile
  --inventory FILE             stored profiles, as printed by
                               openclaw models auth list --json
  --snapshot FILE              what clawlint snapshot wrote, or is to write
                               (default: clawlint.snapshot.json beside the
                               config, or as clawlint.json says)
  --dotenv FILE                more variables that will be set, in .env syntax
  --process-env                count the variables of this process as set
                               (always so for the live home)
  --closed-world               the files are all there is; the rest is missing
  --stdin-filename PATH        check standard input in place of this file
  --fix                        mend what can be mended with certainty, and say
                               what is left
  --diff                       show what --fix would change; exits with 1 where
                               there is something
  --unsafe                     with --fix or --diff: also fixes that take away
                               what you may want to keep, or change which key
                               is used
  --staged                     check what is about to be committed, as git has
                               it (for a pre-commit hook)
  -h, --help   -V, --version

route, where MODEL is an alias, a model or provider/model that is asked for,
or a folder or config, the home:
  --home PATH                  the home (default: as above)
  --agent ID                   the agent (default: the one that answers here)
  --slot NAME                  another job than conversations: subagents, cron,
                               image, heartbeat, compaction, …
  --job ID                     a job of cron/jobs.json, by its id or name
  --all                        all that sends requests: agents, heartbeats, jobs
  --fail WHAT=KIND             play an outage (repeatable). WHAT: a profile, a
                               variable, a provider, provider/model. KIND:
                               rate_limit, overloaded, timeout, auth, billing,
                               model_not_found
  --format text|json|mermaid|svg
                               what to print (default: text)
  --width PIXELS               of the svg: 320 to 1200 (default: 720)

snapshot:
  --openclaw COMMAND           the OpenClaw to ask (default: openclaw)
  --check                      write nothing; exit with 1 if it is out of date
  --time-limit SECONDS         for each answer (default: 120)

set, unset, where PATH is agents.defaults.model.primary and VALUE JSON5 or a word:
  --home PATH                  the home (default: as above)
  --diff                       show the change, and what would be said of it
  --fail-on LEVEL              what to refuse (default: new warnings and errors)

upgrade:
  --to RELEASE                 the release to go to (default: the newest known)
  --diff, --unsafe             as above
  --write                      make the changes

exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 usage,
            3 nothing to check, 4 a defect in clawlint
            route: 0 a request can be sent (or is answered, with --fail), else 1
            upgrade: 0 OpenClaw will start with every home, else 1
`;

/** The rules as a table: id, severity, summary. */
export function listRules(): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  return rules.map(({ id, severity, summary }) => `${id.padEnd(width)}  ${severity.padEnd(7)}  ${summary}\n`).join('');
}

/** What a rule finds and why. @throws UsageError where no rule has that id */
export function explainRule(id: string): string {
  const { severity, summary, why } = rules.find((rule) => rule.id === knownRule(id))!;
  return `${id} (${severity})\n\n${summary}\n\n${wrap(why)}\n\n${pageOf(id)}\n`;
}

function wrap(text: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line && line.length + word.length >= 80) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines.join('\n');
}
