import type { Overrun, Resource } from '../budget.ts';
import type { Rule } from './rule.ts';

const each = (limit: number): string => limit.toLocaleString('en');
const mib = (limit: number): string => `${limit / 1024 / 1024} MiB`;
const AGAIN = 'see whether files include each other over and over, or include each of them once';

const WORDS: Readonly<Record<Resource, readonly [what: (limit: number) => string, help: string]>> = {
  text: [
    (limit) => `the files of this home hold more than ${mib(limit)} of text`,
    'look for a file that does not belong there, or for agents that are long gone',
  ],
  names: [
    (limit) => `there are more than ${each(limit)} files, folders and stored profiles`,
    'look for a folder that does not belong there, or for agents that are long gone',
  ],
  includes: [(limit) => `there are more than ${each(limit)} includes, counting a file each time it is included`, AGAIN],
  included: [
    (limit) => `the includes make more than ${mib(limit)} of text, counting a file each time it is included`,
    AGAIN,
  ],
  asked: [
    (limit) => `the agents of this home may ask more than ${each(limit)} models, counting a fallback for each agent`,
    'look for agents or fallbacks that are long gone',
  ],
  milliseconds: [
    (limit) => `checking this home takes more than ${limit / 1000} seconds`,
    'run `clawlint` in a terminal, which takes its time; shorter files are checked as you type',
  ],
};

export const limitReached: Rule = {
  id: 'limit-reached',
  severity: 'warning',
  summary: 'a home asks for more than clawlint reads, so part of it was not checked',
  why: 'Files that include each other ten times over make billions, and a cloned repository may hold any amount of text. OpenClaw has no such limits and may well start. clawlint stops and says so, lest an editor or a pipeline hang.',
  facts: [],
  onBrokenSyntax: true,
  *check({ home: { budget } }) {
    if (budget.overrun) yield finding(budget.overrun);
  },
};

function finding({ resource, limit, at }: Overrun) {
  const [what, help] = WORDS[resource];
  return { at, message: `${what(limit)}; clawlint stops here, and what lies beyond was not checked`, help };
}
