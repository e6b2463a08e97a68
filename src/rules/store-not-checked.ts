import type { Unchecked } from '../files.ts';
import { storesFor } from '../routing/credentials/relevant-stores.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

const INVENTORY = `or pass the output of ${code('openclaw models auth list --json')} with ${code('--inventory')}`;

const REASONS: Readonly<
  Record<Exclude<Unchecked, 'beyond'> | 'no-inventory', readonly [message: string, help: string]>
> = {
  'no-sqlite': ['SQLite files cannot be read here', `run clawlint with Node 22.15 or newer, ${INVENTORY}`],
  locked: ['another process is writing to it', `try again, ${INVENTORY}`],
  unfinished: [
    'the last changes to it stand in a file beside it, and bringing them in would mean to write',
    'start and stop OpenClaw once, or copy the files beside the database too',
  ],
  newer: ['its layout is newer than the newest that this clawlint knows', `update clawlint, ${INVENTORY}`],
  damaged: ['it is not a database as OpenClaw writes it', `run ${code('openclaw doctor')}`],
  folder: ['it is a folder', 'move the folder away'],
  denied: ['permission denied', 'run as the user OpenClaw runs as'],
  'dangling-link': ['it is a link to a file that does not exist', 'mend the link'],
  'not-regular': ['it is a pipe, a socket or a device', 'put the database there'],
  'too-large': ['it is too large', INVENTORY.replace('or pass', 'pass')],
  'no-inventory': [
    `it is not what ${code('openclaw models auth list --json')} prints`,
    'give it the whole output of that command',
  ],
  outside: [
    'this credential store is a link out of the repository; clawlint does not follow it',
    'put the file itself there, or hand clawlint `openclaw models auth list --json` with --inventory',
  ],
  'not-utf8': ['the name of this credential store or of a folder around it is not UTF-8', 'rename it'],
  unreadable: ['it cannot be read', 'check the disk and the permissions'],
};

export const storeNotChecked: Rule = {
  id: 'store-not-checked',
  severity: 'info',
  summary: 'a credential store, or a list of what is stored, is there but was not looked into',
  why: 'Since 2026.6.5 OpenClaw keeps credentials in SQLite files. Where one cannot be read, nobody can say which profiles are stored, so what depends on that is reported with less certainty or not at all. clawlint opens these files for reading only and asks for ids, types, providers and dates, never for a key.',
  facts: ['4.1', 'H3'],
  onBrokenSyntax: true,
  *check({ home, behaviour }) {
    for (const { file, unchecked, parsed } of home.inventory ?? storesFor(home.stores, behaviour.store)) {
      if (!unchecked || unchecked === 'beyond' || parsed.errors.length > 0) continue;
      const [message, help] = REASONS[unchecked];
      yield {
        at: { file, offset: 0, length: 0 },
        message: `the profiles in this store were not checked: ${message}`,
        help,
      };
    }
  },
};
