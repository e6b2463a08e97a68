import { renameKey } from '../edit/edit.ts';
import type { Node } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem, Schema } from '../schema/schema.ts';
import { suggest } from '../text/nearest.ts';
import { fits, homeOf } from './key-at-wrong-level.ts';
import { code, meant, placeName, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';
import { isSecretField } from './secret-in-auth-profiles.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  summary: 'a key that this release of OpenClaw does not have',
  why: 'OpenClaw refuses the whole file: the gateway does not start, and under systemd or launchd it restarts again and again. One key is enough, in any section.',
  *check(routing) {
    for (const problem of routing.problems) {
      if (problem.kind === 'early-key') yield early(problem, routing);
      else if (problem.kind === 'unknown-key' && !isSecretField(problem) && !homeOf(problem, routing.target))
        yield unknown(problem, routing);
    }
  },
};

function unknown({ key, value, owner, path, schema }: Problem & { kind: 'unknown-key' }, { target }: Routing): Finding {
  const known = keysOf(schema, target.release);
  const near = nearKey(key.value, known);
  const message = `${placeName(path)} has no key ${code(key.value)}; ${release(target)} refuses to start on it`;
  if (near === undefined) {
    const some = known.length > 0 && known.length <= 12 ? `; keys here are ${known.map(code).join(', ')}` : '';
    return {
      at: key,
      message,
      help: REMARK.test(key.value) ? 'make it a comment: `// …` may stand in this file' : `remove it${some}`,
    };
  }
  const edits = owner.entry(near) ? [] : [renameKey(key, near)];
  const sure = edits.length > 0 && fits(value, schema.properties?.[near]) && suggest(key.value, known) === near;
  return {
    at: key,
    message,
    ...meant(near, sure ? [] : edits),
    ...(sure && { fix: { title: `rename to ${code(near)}`, edits } }),
  };
}

function early({ key, since }: Problem & { kind: 'early-key' }, { target }: Routing): Finding {
  return {
    at: key,
    message: `${code(key.value)} exists since OpenClaw ${since}; ${release(target)} refuses to start on it`,
    help: `remove it, or update OpenClaw to ${since} or newer`,
  };
}

const REMARK = /^(?:\/\/|#|[_$]?(?:comments?|notes?|readme|todo)$)/i;

/** The keys that an object may have in a release, or in the newest. */
function keysOf({ properties = {} }: Schema, to?: string): string[] {
  return Object.keys(properties).filter((name) => {
    const { since, until } = properties[name]!;
    return !until && !(to && since && compare(to, since) < 0);
  });
}

/** A key a typing mistake away, or the only one that begins with the word: `thinking` for `thinkingDefault`. */
function nearKey(word: string, known: readonly string[]): string | undefined {
  const longer = word.length < 5 ? [] : known.filter((name) => name.startsWith(word));
  return suggest(word, known) ?? (longer.length === 1 ? longer[0] : undefined);
}

/** Keys that an object has under a misspelt name: they are not missing as well. */
export function misspeltIn(owner: Node, problems: readonly Problem[]): ReadonlySet<string | undefined> {
  return new Set(
    problems.map((problem) =>
      problem.kind === 'unknown-key' && problem.owner === owner
        ? suggest(problem.key.value, keysOf(problem.schema))
        : undefined,
    ),
  );
}
