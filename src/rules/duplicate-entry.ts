import { removalOfItems } from '../edit/removal.ts';
import { type ArrayNode, nodeAt, type Path, writePath } from '../parse/tree.ts';
import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import type { Place } from '../text/file.ts';
import { grouped } from '../text/grouped.ts';
import { code } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const duplicateEntry: Rule = {
  id: 'duplicate-entry',
  severity: 'info',
  summary: 'the same model or profile stands twice where each counts once',
  why: 'OpenClaw drops the later one of two equal entries, and the primary out of its own fallbacks, so the chain is shorter than it looks. Of two rows for one model the fields of the first win.',
  facts: ['3.3', '5.2', '6.3'],
  tag: 'unnecessary',
  *check(routing) {
    yield* inChains(routing);
    for (const { items, at } of routing.orders)
      yield* repeated(
        items.map(({ id, at: place }) => ({ id, at: place })),
        'profile',
        at.node as ArrayNode,
      );
    for (const { models, at } of routing.providers.configured)
      yield* repeated(models ?? [], 'model', at.get('models')?.node as ArrayNode, false);
  },
};

function* inChains({ refs, home }: Routing): Iterable<Finding> {
  const inChain = refs.filter(({ role, path }) => role === 'fallback' || path.at(-1) === 'primary');
  const ownerOf = ({ role, path }: ModelRef) => writePath(path.slice(0, role === 'fallback' ? -2 : -1));
  for (const chain of grouped(inChain, ownerOf).values()) {
    const seen = new Map<string, ModelRef>();
    for (const ref of [...chain].sort((a, b) => Number(a.role === 'fallback') - Number(b.role === 'fallback'))) {
      if (!ref.resolved) continue;
      const key = `${ref.resolved.provider}/${ref.resolved.model}`;
      const first = seen.get(key);
      if (!first) seen.set(key, ref);
      else
        yield again(
          ref.at,
          key,
          first.at,
          first.role === 'primary' ? 'this repeats the primary' : `this repeats ${code(key)}`,
          'OpenClaw drops it from the chain',
          listOf(ref.path, home),
        );
    }
  }
}

function* repeated(
  items: readonly { id: string; at: Place }[],
  what: string,
  list: ArrayNode | undefined,
  mend = true,
): Iterable<Finding> {
  const seen = new Map<string, Place>();
  for (const { id, at } of items) {
    const first = seen.get(id);
    if (!first) seen.set(id, at);
    else
      yield again(
        at,
        id,
        first,
        `${what} ${code(id)} is listed twice`,
        what === 'profile' ? 'OpenClaw tries it once' : 'the fields of the first row win',
        mend ? list : undefined,
      );
  }
}

const listOf = (path: Path, home: Routing['home']): ArrayNode | undefined => {
  const node = nodeAt(home.root, path.slice(0, -1));
  return node?.kind === 'array' ? node : undefined;
};

function again(
  at: Place,
  key: string,
  first: Place,
  message: string,
  effect: string,
  list: ArrayNode | undefined,
): Finding {
  const item = list?.items.find((each) => each.file === at.file && each.offset === at.offset);
  return {
    at,
    message: `${message}; ${effect}`,
    help: list ? 'remove it' : 'merge the two rows into one',
    related: [{ at: first, message: `the first ${code(key)}` }],
    ...(list && item && { fix: { title: 'remove the repetition', edits: removalOfItems(list, item) } }),
  };
}
