import { readConfigPath } from '../edit/config-path.ts';
import { rewrite } from '../edit/edit.ts';
import { taking } from '../edit/offer.ts';
import { removal } from '../edit/removal.ts';
import { type Key, type Node, type ObjectNode, textOf, writePath } from '../parse/tree.ts';
import { misfits } from '../schema/judge.ts';
import { credentialHome } from './claims/credential-keys.ts';
import { CHOICE, homeOf, isAliases, isHomeGuessed, REF } from './claims/key-homes.ts';
import { problemsOf } from './claims.ts';
import { advice, code, ifRead, listed, placeName, release } from './phrases.ts';
import { taken, toRightLevel } from './right-level.ts';
import type { Rule, Suggestion } from './rule.ts';

export const keyAtWrongLevel: Rule = {
  id: 'key-at-wrong-level',
  severity: 'error',
  summary: 'a key that OpenClaw knows, but in another place',
  why: 'OpenClaw refuses the whole file, as with any key it does not know in that place. A hot reload keeps the last good config without telling why.',
  facts: ['8.1', 'R2'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    const { target } = routing;
    for (const problem of problemsOf('key-at-wrong-level', routing, 'unknown-key')) {
      const { key, owner } = problem;
      const home = homeOf(problem, target)!;
      const model = home.endsWith('.model.fallbacks') ? owner.get('model') : undefined;
      const credential = credentialHome(problem, routing);
      const isElsewhere = credential !== undefined || isAliases(key.value);
      const fix = isElsewhere ? undefined : toRightLevel(problem, home, routing);
      yield ifRead(problem, {
        at: key,
        message: `${code(key.value)} does not belong at ${placeName(problem.path)}; ${release(target)} refuses to start with it`,
        ...(model?.kind === 'scalar'
          ? { help: `move it into ${code('model')}: ${code('"model": { "primary": …, "fallbacks": … }')}` }
          : isAliases(key.value)
            ? {
                help: `give each model its alias in ${code(home)}: ${code('"provider/model": { "alias": "short-name" }')}`,
              }
            : credential !== undefined
              ? { help: credential }
              : fix || !taken(home, routing)
                ? {
                    help: `move it to ${/[.[]/.test(home) ? '' : 'the top level, as '}${code(home)}${fix ? '' : reservations(home, problem.value, target.release)}`,
                  }
                : advice(
                    `remove it, or put it in place of what ${code(home)} says now`,
                    taking('remove it', routing.home.root, [...problem.path, key.value]),
                    inPlaceOf(taken(home, routing)!, problem, home),
                  )),
        ...(fix && { fix }),
        perhapsNewer: isHomeGuessed(problem),
      });
    }
  },
};

/** What of a value its new place does not take, and what it asks for. */
function reservations(home: string, value: Node, release: string | undefined): string {
  const place = home.includes('<') ? undefined : readConfigPath(home);
  if (!place) return '';
  const { wrong, lacking } = misfits(value, place, release);
  const all = [...new Set(wrong.map(writePath))];
  const added = lacking.length > 0 ? `, and add ${listed(lacking.map(writePath), 'and')}` : '';
  if (all.includes('')) return `, in a form that it takes there${added}`;
  const refused = all.length > 0 ? `; ${listed(all, 'and')} ${all.length > 1 ? 'are' : 'is'} refused there, too` : '';
  const halves = CHOICE.test(home) && all.includes('provider') ? `: ${REF}` : '';
  return `${added}${refused}${halves}`;
}

/** One text instead of another of the same file. */
function inPlaceOf(
  there: Node,
  { key, owner, value }: { key: Key; owner: ObjectNode; value: Node },
  home: string,
): Suggestion {
  const entry = owner.entries.find((each) => each.key === key);
  const text = textOf(value);
  const fits = entry && text !== undefined && textOf(there) !== undefined && value.file === there.file;
  return {
    title: `put it in place of what ${code(home)} says now`,
    edits: fits ? [...removal(owner, entry), rewrite(there, text)] : [],
  };
}
