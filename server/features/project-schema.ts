import { LEVELS } from '../../src/home/project.ts';
import { releases } from '../../src/release/releases.ts';
import { rules } from '../../src/rules/index.ts';
import type { Schema } from '../../src/schema/walk.ts';
import { once } from '../../src/text/memo.ts';

const rule = (description: string): Schema => ({ description, type: 'string', enum: [...LEVELS] });

/** The schema of `clawlint.json`. */
export const projectSchema = once(
  (): Schema => ({
    type: 'object',
    description: 'What clawlint answers for, in this folder and below it.',
    properties: {
      release: { description: 'The release of OpenClaw to answer for.', type: 'string', enum: [...releases()] },
      rules: {
        description: 'What becomes of the findings of a rule.',
        type: 'object',
        properties: Object.fromEntries(rules.map(({ id, summary }) => [id, rule(summary)])),
      },
      snapshot: { description: 'A file that `clawlint snapshot` wrote, relative to this one.', type: 'string' },
    },
  }),
);
