import { behaviour, compare, NEWEST, OLDEST, releases } from '../src/release/releases.ts';
import { differences } from '../src/upgrade/changes.ts';
import { type Changed, whatChanged } from '../src/upgrade/releases.ts';
import { configSchema } from './bundle.ts';
import { type History, history } from './history.ts';
import { lookup } from './lookup.ts';

/** docs/history.md: what each release changed about the config, and what became of each key that is gone. */
export function historyPage(): string {
  const all = [...releases()].sort(compare);
  const steps = all.slice(1).map((to, i) => ({ to, from: all[i]!, changed: whatChanged(all[i]!, to) }));
  return `${[
    '# What changed in the config of OpenClaw',
    `From ${OLDEST} to ${NEWEST}, the whole file, down to where plugins and channels own it. \`*\` stands for any name, \`[]\` for any item of a list. Of what came or went with everything in it, only the top is listed. \`clawlint schema diff A B\` prints the same for any two releases, and \`clawlint upgrade\` what it means for a home. Written by \`npm run generate\`.`,
    '## By release',
    ...steps.map(section).filter(Boolean).reverse(),
    '## By key',
    'Every key that OpenClaw once had and the newest release refuses.',
    table(
      history(),
      steps.flatMap(({ changed }) => changed.removed),
    ),
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

const config = configSchema();

/** New keys, with what they are for where schema/ says it. */
function news({ added }: Changed): string[] {
  return added.map((path) => {
    const text = lookup(config, path)[0]?.description;
    return `${code(path)}${text ? `: ${text[0]!.toLowerCase()}${text.slice(1).replace(/\.$/, '')}` : ''}`;
  });
}

function table(keys: History, removed: Changed['removed']): string {
  const gone = [...keys].filter(([path, segments]) => segments.at(-1)!.until !== undefined && !isBelowGone(path, keys));
  const successor = new Map(removed.map(({ path, replacedBy }) => [path, replacedBy]));
  const rows = gone.map(([path, segments]) => {
    const now = successor.get(path);
    return `| ${code(path)} | ${segments[0]!.since} | ${segments.at(-1)!.until} | ${now ? code(now) : ''} |`;
  });
  return `| key | first seen | last accepted | write instead |\n|---|---|---|---|\n${rows.join('\n')}`;
}

/** What is around it is gone too, or takes any key now. */
function isBelowGone(path: string, keys: History): boolean {
  const around = path.replace(/(?:^|\.)[^.[]+$|\[\]$/, '');
  if (around === '') return false;
  const last = keys.get(around)?.at(-1);
  return last === undefined || last.until !== undefined || last.object !== 'closed';
}

const code = (text: string): string => `\`${text}\``;
