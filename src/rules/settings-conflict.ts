import { putting, taking } from '../edit/offer.ts';
import { allowedAgents } from './claims/allowed-agents.ts';
import { boundAccounts } from './claims/bound-accounts.ts';
import { silentChannels } from './claims/channel-start.ts';
import { tokensOfOthers } from './claims/channel-tokens.ts';
import { unstartable } from './claims/gateway-start.ts';
import { hookAgents } from './claims/hook-agents.ts';
import { withoutSettings } from './claims/plugin-start.ts';
import { senders } from './claims/senders.ts';
import { toolNames } from './claims/tool-names.ts';
import { withoutEffect } from './claims/without-effect.ts';
import { problemsOf } from './claims.ts';
import { advice, ifRead, placeName, refusal, release } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const settingsConflict: Rule = {
  id: 'settings-conflict',
  severity: 'error',
  summary: 'settings that OpenClaw refuses beside each other, or one without the other',
  why: 'Each of them is right where it stands, so that no editor sees it; OpenClaw looks at them together and refuses the whole file.',
  facts: ['5.3', '8.8', '8.11', '8.12', '9.2', '9.3', '9.4', 'R5'],
  refusesStart: true,
  doubtfulIfNewer: true,
  *check(routing) {
    for (const problem of problemsOf('settings-conflict', routing, 'refused')) {
      const { at, path, message, help, related, outcome, changes = [] } = problem;
      const { root } = routing.home;
      const finding: Finding = {
        at,
        message: `${placeName(path)}: ${message}; ${outcome ?? `${release(routing.target)} refuses to start with it`}`,
        ...advice(
          help,
          ...changes.map(({ title, path: to, value }) =>
            value === undefined ? taking(title, root, to) : putting(title, root, to, value),
          ),
        ),
        ...(related && { related }),
        severity: outcome ? 'warning' : refusal(routing),
      };
      yield outcome ? finding : ifRead(problem, finding);
    }
    yield* unstartable(routing);
    yield* silentChannels(routing);
    yield* tokensOfOthers(routing);
    yield* withoutSettings(routing);
    yield* withoutEffect(routing);
    yield* allowedAgents(routing);
    yield* hookAgents(routing);
    yield* senders(routing);
    yield* boundAccounts(routing);
    yield* toolNames(routing);
  },
};
