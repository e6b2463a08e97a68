import type { Finding, Rule } from '../rule.ts';
import type { Routing } from '../routing/routing.ts';
import type { Problem } from '../schema.ts';
import { suggest } from '../suggest.ts';
import { homeOf } from './key-at-wrong-level.ts';
import { isSecretField } from './secret-in-auth-profiles.ts';
import { code, placeName, quoteLike, release } from './words.ts';

export const unknownKey: Rule = {
  id: 'unknown-key',
  severity: 'error',
  summary: 'a key that this release of OpenClaw does not have',
  why: 'OpenClaw refuses the whole file: the gateway does not start, and under systemd or launchd it restarts again and again. One key is enough, in any section.',
  *check(routing) {
    for (const problem of routing.walked.problems) {
      if (problem.kind === 'early-key') yield early(problem, routing);
      else if (problem.kind === 'unknown-key' && !isSecretField(problem) && !homeOf(problem)) yield unknown(problem, routing);
    }
  },
};

function unknown({ key, owner, path, schema }: Problem & { kind: 'unknown-key' }, { target }: Routing): Finding {
  const known = Object.keys(schema.properties ?? {}).filter((name) => !schema.properties![name]!.until);
  const near = suggest(key.value, known);
  const message = `${placeName(path)} has no key ${code(key.value)}; ${release(target)} refuses to start on it`;
  if (near === undefined) {
    const some = known.length > 0 && known.length <= 12 ? `; keys here are ${known.map(code).join(', ')}` : '';
    return { at: key, message, help: `remove it${some}` };
  }
  const free = !owner.entry(near);
  const fix = free && { fix: { title: `rename to ${code(near)}`, edits: [{ at: key, text: bare(key.file.text, key.offset) ? near : quoteLike(key, near) }] } };
  return { at: key, message, help: `did you mean ${code(near)}?`, ...fix };
}

function early({ key, since }: Problem & { kind: 'early-key' }, { target }: Routing): Finding {
  return {
    at: key,
    message: `${code(key.value)} exists since OpenClaw ${since}; ${release(target)} refuses to start on it`,
    help: `remove it, or update OpenClaw to ${since} or newer`,
  };
}

const bare = (text: string, offset: number): boolean => !/["']/.test(text[offset] ?? '');
