import { code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const duplicateJsonKey: Rule = {
  id: 'duplicate-json-key',
  severity: 'warning',
  summary: 'the same key stands twice in one object, so the first one counts for nothing',
  why: 'OpenClaw takes the last of two equal keys without a word. The first block is not merged into it: it is gone for the gateway, and from the file as well as soon as OpenClaw writes it.',
  facts: ['1.2'],
  onBrokenSyntax: true,
  tag: 'unnecessary',
  *check({ home }) {
    for (const source of [home.config, ...home.included, ...home.stores]) {
      for (const { first, last } of source?.parsed.duplicates ?? [])
        yield {
          at: first,
          message: `${code(first.value)} stands in this object again further down; this one is ignored`,
          help: 'merge the two into one',
          related: [{ at: last, message: `the ${code(last.value)} that OpenClaw uses` }],
        };
    }
  },
};
