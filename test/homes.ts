import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { cases, filesOf } from './cases.ts';
import { FIXTURES } from './fixtures.ts';
import { data } from './recorded.ts';

/** What the real program said of a home: `issues` is empty where it starts. */
export interface Verdict {
  readonly releases: readonly string[];
  /** `path: message`, as `openclaw config validate` gives them */
  readonly issues: readonly string[];
}

/** Home → verdicts. Releases that said the same stand together. */
export type Verdicts = Readonly<Record<string, readonly Verdict[]>>;

export const VERDICTS = new URL('./oracle/releases.json', import.meta.url);

/** The releases whose verdicts are recorded: those at which behaviour changed, and the newest of each month. */
export const RECORDED = [
  '2026.2.26',
  '2026.3.2',
  '2026.3.28',
  '2026.4.15',
  '2026.5.18',
  '2026.6.11',
  '2026.7.1',
  '2026.8.2',
  '2026.9.1',
  '2026.9.6',
];

/** What the community guides tell their readers to write, word by word; by the id of the case that quotes them. */
const GUIDES = [
  'S0-01',
  'S0-03',
  'S1-01',
  'S1-13',
  'S1-15',
  'S1-18',
  'S2-01b',
  'S2-03',
  'S2-05',
  'S2-07',
  'S2-09',
  'S2-12',
  'S3-02',
  'S3-08',
  'S3-17',
  'S3-21',
  'S4-01',
  'S4-03',
  'S4-08',
  'G-11',
  'G-12',
  'G-19',
];

/**
 * Home → its files by path (a copy without its secrets is none): whole homes, homes made for a question, what guides
 * recommend, and configs of a few lines.
 */
export function homes(): Map<string, Readonly<Record<string, string>>> {
  const all = new Map<string, Readonly<Record<string, string>>>();
  for (const folder of ['releases', 'homes'])
    for (const name of readdirSync(join(FIXTURES, folder))
      .sort()
      .filter((each) => each !== 'in-a-repository'))
      all.set(`${folder}/${name}`, filesOf(join(FIXTURES, folder, name)));
  for (const { id, files } of cases) if (GUIDES.includes(id)) all.set(`guides/${id}`, files);
  for (const [name, { config }] of Object.entries(data<Record<string, { config: unknown }>>('./oracle/verdicts.json')))
    all.set(`small/${name}`, { 'openclaw.json': JSON.stringify(config, null, 2) });
  return all;
}
