import { putting } from '../edit/offer.ts';
import { keyAt } from '../parse/tree.ts';
import { allowedValues } from '../schema/walk.ts';
import { problemsOf } from './claims.ts';
import { advice, code, listed, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const profileWithoutMode: Rule = {
  id: 'profile-without-mode',
  severity: 'error',
  summary: 'a profile does not say what kind of credential it is',
  why: 'OpenClaw refuses the whole file, in every release since 2026.1: a profile needs `provider` and `mode`.',
  facts: ['3.1'],
  refusesStart: true,
  convertedOnStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    const { home, target, profiles } = routing;
    for (const problem of problemsOf('profile-without-mode', routing, 'missing-key')) {
      const id = String(problem.path[2]);
      const stored = profiles.stored.get(id)?.[0];
      const modes = allowedValues(problem.schema.properties!.mode!).map(String);
      const change = (title: string, mode: string) => putting(title, home.root, [...problem.path, 'mode'], mode);
      const same = stored?.type && change(`add \`"mode": "${stored.type}"\``, stored.type);
      yield {
        at: keyAt(home.root, problem.path) ?? problem.at,
        message: `profile ${code(id)} has no ${code('mode')}; ${release(target)} refuses to start without it`,
        ...(same
          ? { help: `${same.title}, the type of the stored credential`, ...(same.edits.length > 0 && { fix: same }) }
          : advice(
              `add ${code('mode')}: ${listed(modes)}`,
              ...modes.map((mode) => change(`write ${code(mode)}`, mode)),
            )),
        ...(stored?.typeAt && {
          related: [{ at: stored.typeAt, message: `the credential is stored as ${code(stored.type ?? '?')}` }],
        }),
      };
    }
  },
};
