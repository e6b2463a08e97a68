import { nodeAt } from '../parse/tree.ts';
import { NEWEST } from '../release/releases.ts';
import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const releaseNewerThanKnown: Rule = {
  id: 'release-newer-than-known',
  severity: 'info',
  summary: 'the config is checked for a newer release of OpenClaw than clawlint knows',
  why: 'A newer release may have keys, words, providers, models and plugins that no release known here has. Of these nothing is said, unless they look like a typing error of something known. What would be wrong in any release is still said: syntax, variables, orders, aliases, and as a warning keys that are gone, for some came back.',
  facts: [],
  *check({ home, target, installed }) {
    if (!target.newerThanModelled) return;
    const file = home.config?.file;
    const written = nodeAt(home.root, ['meta', 'lastTouchedVersion']);
    const at = target.source === 'meta' && written ? written : file && { file, offset: 0, length: 0 };
    if (!at) return;
    if (installed)
      return yield {
        at,
        message: `OpenClaw ${target.release} is newer than ${NEWEST}, the newest that this clawlint knows; what it takes is in the snapshot, and how it routes is taken to be as in ${NEWEST}`,
        help: 'update clawlint when it knows the release',
      };
    yield {
      at,
      message: `OpenClaw ${target.asked} is newer than ${NEWEST}, the newest that this clawlint knows; keys, words and providers that only the newer one could have are not judged`,
      help: `update clawlint, or run ${code('clawlint snapshot')} where OpenClaw ${target.asked} is installed`,
    };
  },
};
