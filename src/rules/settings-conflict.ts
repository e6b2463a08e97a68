import { problemsOf } from './claims.ts';
import { placeName, refusal, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const settingsConflict: Rule = {
  id: 'settings-conflict',
  severity: 'error',
  summary: 'settings that OpenClaw refuses beside each other, or one without the other',
  why: 'Each of them is right where it stands, so that no editor sees it; OpenClaw looks at them together and refuses the whole file.',
  facts: ['8.8'],
  refusesStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    for (const { at, path, message, help, related, outcome } of problemsOf('settings-conflict', routing, 'refused'))
      yield {
        at,
        message: `${placeName(path)}: ${message}; ${outcome ?? `${release(routing.target)} refuses to start on it`}`,
        help,
        ...(related && { related }),
        severity: outcome ? 'warning' : refusal(routing),
      };
  },
};
