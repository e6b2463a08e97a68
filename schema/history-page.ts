import { behaviour, compare, NEWEST, OLDEST, releases } from '../src/release/releases.ts';
import { schemaAt, steps as stepsOf } from '../src/schema/at.ts';
import { configShape } from '../src/schema/config.ts';
import { describedNotes } from '../src/schema/described.ts';
import type { Shape } from '../src/schema/schema.ts';
import { differences } from '../src/upgrade/changes.ts';
import { type Changed, isAccount, whatChanged } from '../src/upgrade/releases.ts';

/** docs/history.md: what each release changed about the config, and what became of each key that is gone. */
export function historyPage(): string {
  const all = [...releases()].sort(compare);
  const steps = all.slice(1).map((to, i) => ({ to, from: all[i]!, changed: whatChanged(all[i]!, to) }));
  return `${[
    '# What changed in the config of OpenClaw',
    `From ${OLDEST} to ${NEWEST}, the whole file, with the channels and plugins that come with OpenClaw; what a channel takes, its accounts take as well. \`*\` stands for any name, \`[]\` for any item of a list. Of what came or went with everything in it, only the top is listed. \`clawlint schema diff A B\` prints the same for any two releases, and \`clawlint upgrade\` what it means for a home. Written by \`npm run generate\`.`,
    '## By release',
    ...steps.map(section).filter(Boolean).reverse(),
    '## By key',
    'Every key that OpenClaw once had and the newest release refuses.',
    table(steps.flatMap(({ changed }) => changed.removed)),
  ].join('\n\n')}\n`;
}

function section({ from, to, changed }: { from: string; to: string; changed: Changed }): string {
  const otherwise = differences(behaviour({ release: from }), behaviour({ release: to })).map(
    ({ message }) => `- ${message}`,
  );
  const lists = [
    list(
      'Refused from here on',
      [...changed.removed]
        .sort((a, b) => Number(!a.replacedBy) - Number(!b.replacedBy))
        .map(({ path, replacedBy }) => `${code(path)}${replacedBy ? `: write ${code(replacedBy)}` : ''}`),
    ),
    list(
      'Other values',
      changed.changed.map(({ path, how }) => `${code(path)} ${how}`),
    ),
    otherwise.length > 0 ? `Other behaviour:\n\n${otherwise.join('\n')}` : '',
    list('New', news(changed)),
  ].filter(Boolean);
  return lists.length > 0 ? `### ${to}\n\n${lists.join('\n\n')}` : '';
}

const list = (title: string, lines: readonly string[]): string =>
  lines.length > 0 ? `${title}:\n\n${lines.map((line) => `- ${line}`).join('\n')}` : '';

/** New keys, with what they are for where schema/ says it. */
function news({ added }: Changed): string[] {
  return added.map((path) => {
    const text = schemaAt(stepsOf(path), configShape(undefined, describedNotes()))?.description;
    return `${code(path)}${text ? `: ${text[0]!.toLowerCase()}${text.slice(1).replace(/\.$/, '')}` : ''}`;
  });
}

function table(removed: Changed['removed']): string {
  const successor = new Map(removed.map(({ path, replacedBy }) => [path, replacedBy]));
  const rows = [...gone(configShape(undefined), '', OLDEST)]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, since, until }) => {
      const now = successor.get(path);
      return `| ${code(path)} | ${since} | ${until} | ${now ? code(now) : ''} |`;
    });
  return `| key | first seen | last accepted | write instead |\n|---|---|---|---|\n${rows.join('\n')}`;
}

interface Gone {
  readonly path: string;
  readonly since: string;
  readonly until: string;
}

/** The keys that the newest release refuses; of what is gone with all that was in it only the top. */
function* gone(shape: Shape, path: string, around: string): Iterable<Gone> {
  for (const each of shape.alternatives) {
    for (const name of each.names()) {
      const child = each.key(name)!;
      const at = path ? `${path}.${name}` : name;
      const since = child.since ?? around;
      if (isAccount(at)) continue;
      if (!child.until) yield* gone(child, at, since);
      else if (each.closedNow) yield { path: at, since, until: child.until };
    }
    if (each.rest) yield* gone(each.rest, `${path}.*`, each.rest.since ?? around);
    if (each.items) yield* gone(each.items, `${path}[]`, around);
  }
}

const code = (text: string): string => `\`${text}\``;
