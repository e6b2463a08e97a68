import { nodeAt } from '../parse/tree.ts';
import { compare, parseRelease } from '../release/releases.ts';
import { code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const versionSkew: Rule = {
  id: 'version-skew',
  severity: 'warning',
  summary: 'a newer release of OpenClaw wrote the config than the one it is checked for',
  why: 'OpenClaw starts on a file that a newer release has written, with a warning, as long as it knows every key in it. It does not go back: what the newer one has moved stays where it is, credentials and sessions included.',
  facts: ['1.2'],
  *check({ home, target }) {
    const written = nodeAt(home.root, ['meta', 'lastTouchedVersion']);
    if (written?.kind !== 'scalar' || typeof written.value !== 'string' || !target.release || target.source === 'meta')
      return;
    const wrote = parseRelease(written.value);
    const asked = (target.newerThanModelled && target.asked) || target.release;
    if (!wrote || compare(wrote, asked) <= 0) return;
    yield {
      at: written,
      message: `OpenClaw ${wrote.text} wrote this file last, and it is checked for ${asked === target.release ? release(target) : `OpenClaw ${asked}`}, which is older`,
      help: `check it with ${code(`--release ${wrote.text}`)}, or look through what the newer release has changed`,
    };
  },
};
