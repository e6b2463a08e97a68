import { removal } from '../edit/removal.ts';
import { type Node, nodeAt } from '../parse/tree.ts';
import { compare } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { advice, code, release } from './phrases.ts';
import type { Rule } from './rule.ts';

export const contextWindowInconsistent: Rule = {
  id: 'context-window-inconsistent',
  severity: 'warning',
  summary: 'the context window of a model is too small for OpenClaw, or smaller than the answer it may give',
  why: 'OpenClaw refuses to run a model whose `contextWindow` is below its minimum: 16,000 tokens up to 2026.4.23, 4,000 since 2026.5.7. An answer is part of the window, so a `maxTokens` above it leaves no room for the question: OpenClaw compacts too early, or the server refuses the request. `openclaw config validate` compares neither.',
  facts: ['H18'],
  *check(routing) {
    const { providers, behaviour, target } = routing;
    const reserve = reserved(routing);
    for (const provider of providers.configured) {
      for (const { node: row } of provider.at.get('models')?.items() ?? []) {
        const window = numberAt(row, 'contextWindow');
        const answer = numberAt(row, 'maxTokens');
        if (!window || window.value <= 0) continue; // invalid-value
        if (window.value < behaviour.minContextWindow)
          yield {
            at: window.at,
            message: `a context window of ${window.value} tokens is too small: ${release(target)} does not run models below ${behaviour.minContextWindow}`,
            help: `write the window that the server gives the model, ${behaviour.minContextWindow} tokens or more`,
          };
        else if (window.value <= reserve)
          yield {
            at: window.at,
            message: `${release(target)} keeps ${reserve} tokens free for compaction, all of this window: every turn compacts, then starts anew`,
            help: `write a larger window if the server gives one, or ${code('"reserveTokensFloor": 0')} and a smaller ${code('reserveTokens')} in ${code('agents.defaults.compaction')}`,
          };
        if (answer && answer.value > window.value)
          yield {
            at: answer.at,
            message: `${code('maxTokens')} (${answer.value}) is more than the whole context window (${window.value}), of which the answer is a part`,
            ...advice(
              `write a number well below ${window.value}, leave ${code('maxTokens')} out, or raise ${code('contextWindow')} if the model has more`,
              {
                title: `leave ${code('maxTokens')} out`,
                edits: row.kind === 'object' && !row.open ? removal(row, row.entry('maxTokens')!) : [],
              },
            ),
            related: [{ at: window.at, message: 'the context window' }],
          };
      }
    }
  },
};

/** Since then the reserve leaves half of a small window. */
const CAPPED_FROM = '2026.4.15';

/** What compaction keeps free, whatever the window. */
function reserved({ home: { root }, target }: Routing): number {
  if (!target.release || compare(target.release, CAPPED_FROM) >= 0) return 0;
  const compaction = nodeAt(root, ['agents', 'defaults', 'compaction']);
  const said = (key: string) => compaction && numberAt(compaction, key)?.value;
  return Math.max(said('reserveTokens') ?? 16_384, said('reserveTokensFloor') ?? 20_000);
}

/** A number at a key of a model row. */
function numberAt(row: Node, key: string): { at: Node; value: number } | undefined {
  const at = nodeAt(row, [key]);
  return at?.kind === 'scalar' && typeof at.value === 'number' ? { at, value: at.value } : undefined;
}
