import { check, type Result } from '../check.ts';
import { become } from '../disk/become.ts';
import { disk } from '../disk/disk.ts';
import { programFile } from '../disk/program-file.ts';
import { NEWEST } from '../release/releases.ts';
import { toPretty } from '../report/pretty.ts';
import { printable } from '../report/printable.ts';
import { readable } from '../report/readable.ts';
import { ruleNamed } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import type { Diagnostic } from '../rules/rule.ts';
import type { Arguments } from './arguments.ts';
import { restoreHome, watchHome } from './guard-watch.ts';
import { findHomes } from './homes.ts';
import { display, print, workingFolder } from './output.ts';
import { asStarted, releaseStartedBy } from './started.ts';

/** EX_CONFIG, with which OpenClaw itself ends on such a config (facts 1.2). */
const REFUSED = 78;
const NOT_FOUND = 127;
const NOT_STARTED = 126;

/**
 * Starts a command, unless the release of OpenClaw behind it will refuse the config: then it says why, and returns 78.
 * Whatever keeps it from being sure is said, and is no reason not to start. Without a command it only answers.
 */
export function guard(options: Arguments): number | undefined {
  const { started = [] } = options;
  if (options.watch) return watchHome(options);
  if (options.restore) return restoreHome(options);
  const refused = inDoubt(() => isRefused(options));
  if (refused) return REFUSED;
  const [word] = started;
  if (word === undefined) return 0;
  const file = programFile(word, process.env.PATH ?? '', workingFolder());
  if (file === undefined) {
    say('there is no such command');
    return NOT_FOUND;
  }
  become(file, started, (reason) => {
    say(`the command cannot be started (${reason})`);
    process.exit(NOT_STARTED);
  });
  return undefined;
}

/** A guard that fails must not be what keeps a gateway down. */
function inDoubt(judge: () => boolean): boolean {
  try {
    return judge();
  } catch (error) {
    say(`${printable(readable(String((error as Error)?.message)))}; not judged`);
    return false;
  }
}

function isRefused(options: Arguments): boolean {
  const { started = [], paths } = options;
  if (started.includes('--dev')) return passed('--dev has a home of its own');
  const profile = options.profile ?? profileIn(started);
  const [target, ...others] = findHomes({ ...options, ...(profile !== undefined && { profile }) }, true);
  if (!target) return passed('there is no openclaw.json');
  if (others.length > 0) return passed(`there are ${others.length + 1} homes in ${printable(paths[0]!)}`);
  const release = options.release ?? releaseStartedBy([...started.slice(0, 3), options.openclaw]);
  const result = check(disk, asStarted(target, options, release));
  const { newerThanModelled, isInstalled, release: judged } = result.routing.target;
  const errors = refusals(result.diagnostics, result.routing.home);
  const found = errors.filter(({ rule }) => !ruleNamed(rule)?.convertedOnStart);
  if (found.length === 0) return false;
  if (release === undefined) {
    told(
      result,
      found,
      `may be refused: ${judged ? `OpenClaw ${judged}, which wrote it, does not take it` : 'no known release takes it'}`,
    );
    return passed('which release is started is not known, and --release says it');
  }
  if (newerThanModelled && !isInstalled) {
    told(result, found, `would be refused by OpenClaw ${NEWEST}`);
    return passed(`OpenClaw ${release} is newer than any release known here`);
  }
  told(result, found, `will be refused by OpenClaw ${judged}`);
  if (started.length > 0) say('the command is not started');
  return true;
}

/** @returns false: not refused */
function passed(reason: string): false {
  say(`${reason}; not held back`);
  return false;
}

function told({ routing, ...result }: Result, diagnostics: readonly Diagnostic[], what: string): void {
  say(`${printable(display(routing.home.path))} ${what}:`);
  print(toPretty([{ ...result, routing, diagnostics }], { display }), 2);
}

/** On standard error: standard output belongs to the command. */
const say = (text: string): number => print(`clawlint guard: ${text}\n`, 2);

/** The profile that a command of OpenClaw's is told to use. */
function profileIn(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => /^--profile(?:=|$)/.test(word));
  return at < 0 ? undefined : (/=(.*)/.exec(words[at]!)?.[1] ?? words[at + 1]);
}
