import { rewrite } from '../edit/edit.ts';
import { splitProfile } from '../routing/models/ref.ts';
import { aliasMeant } from './claims/alias-meant.ts';
import { refsOf } from './claims.ts';
import { type Advice, advice, code, meant as perhaps, writingAt } from './phrases.ts';
import type { Rule } from './rule.ts';

export const unresolvedAlias: Rule = {
  id: 'unresolved-alias',
  severity: 'warning',
  summary: 'a model is named by an alias that is not defined here',
  why: 'An alias that is not defined is taken for the bare name of a model: as a primary of the default provider, as a fallback of the provider of the primary. An alias of one agent means nothing to the others, an entry of its own for the same model can take one of the defaults away, and short names such as `opus` or `gpt` are aliases only if the model they stand for is a key of `agents.defaults.models`.',
  facts: ['6.2', '6.3'],
  *check(routing) {
    for (const ref of refsOf('unresolved-alias', routing)) {
      const meant = aliasMeant(ref, routing)!;
      const { provider, model } = ref.resolved!;
      const effect = `OpenClaw takes it for the model ${code(`${provider}/${model}`)}`;
      const { model: name, profile } = splitProfile(ref.text);
      const pinned = (text: string): string => (profile === undefined ? text : `${text}@${profile}`);
      const write = (text: string, more = ''): Advice =>
        advice(`write ${code(pinned(text))}${more}`, writingAt(ref.at, pinned(text)));
      const { alias, target } = meant;
      const related = alias && {
        related: [{ at: alias.at, message: `${code(alias.name)} stands for ${code(alias.target)}` }],
      };
      if (meant.kind === 'near')
        yield {
          at: ref.at,
          message: `there is no alias ${code(name)}; ${effect}`,
          ...perhaps(pinned(meant.name), [rewrite(ref.at, pinned(meant.name))]),
          ...related,
        };
      if (meant.kind === 'lost')
        yield {
          at: ref.at,
          message: `another entry for the same model takes the alias ${code(meant.name)} away; ${effect}`,
          ...write(target, ', or give that entry the alias'),
          ...related,
        };
      if (meant.kind === 'foreign')
        yield {
          at: ref.at,
          message: `${code(name)} is an alias of another agent only; ${effect}`,
          ...write(target, `, or define the alias in ${code('agents.defaults.models')}`),
          ...related,
        };
      if (meant.kind === 'short')
        yield {
          at: ref.at,
          message: `${code(name)} is short for ${code(target)} only where ${code('agents.defaults.models')} lists that model; ${effect}`,
          ...write(target),
        };
    }
  },
};
