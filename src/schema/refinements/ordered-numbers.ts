import type { Node } from '../../parse/tree.ts';
import type { Refinement } from './refinement.ts';
import { beside, SCOPE, together } from './together.ts';

interface Order {
  readonly at: string;
  readonly low: string;
  readonly high: string;
  /** that of the lower one where it is not written */
  readonly usual?: number;
  readonly isEqualRight?: true;
  readonly since: string;
}

const LOOPS = '{tools,agents.entries.*.tools,agents.list[].tools}.loopDetection';

/** Numbers of which one has to be larger than the other; none of them is left since 2026.8.1. Source: facts 8.8. */
const ORDERS: readonly Order[] = [
  { at: LOOPS, low: 'warningThreshold', high: 'criticalThreshold', since: '2026.2.17' },
  { at: LOOPS, low: 'criticalThreshold', high: 'globalCircuitBreakerThreshold', since: '2026.2.17' },
  { at: `${SCOPE}.runRetries`, low: 'min', high: 'max', isEqualRight: true, since: '2026.5.18' },
  {
    at: 'gateway',
    low: 'channelHealthCheckMinutes',
    high: 'channelStaleEventThresholdMinutes',
    usual: 5,
    isEqualRight: true,

    since: '2026.3.28',
  },
];

export const orderedNumbers: readonly Refinement[] = ORDERS.map(({ at, low, high, usual, isEqualRight, since }) => ({
  ...together(at, since, function* (node, _, found) {
    const [lower, higher] = [node.entry(low), node.entry(high)];
    const [least, most] = [lower ? numberIn(lower.value) : usual, numberIn(higher?.value)];
    // a check every 0 minutes is none
    if (!higher || least === undefined || most === undefined || least === 0) return;
    if (most < least || (most === least && !isEqualRight))
      yield beside(
        found,
        higher,
        `\`${high}\` has to be ${isEqualRight ? 'at least' : 'more than'} \`${low}\`${lower ? '' : `, which is ${least} where it is not set`}`,
        'change one of them',
        lower,
      );
  }),
  until: '2026.7.35',
}));

const numberIn = (node: Node | undefined): number | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'number' ? node.value : undefined;
