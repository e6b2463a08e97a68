import { taking } from '../edit/offer.ts';
import type { Suggestion } from '../edit/suggestion.ts';
import { withoutVariable } from '../edit/variable-line.ts';
import type { Layer, Variable } from '../env/environment.ts';
import type { Node } from '../parse/tree.ts';
import { textAt } from '../text/file.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const envValueConflict: Rule = {
  id: 'env-value-conflict',
  severity: 'warning',
  summary: 'the same variable is set to different values in two places',
  why: 'The first place counts and is never overridden: the process environment, with what `openclaw gateway install` wrote for the service, then `.env` beside the config, then `gateway.env`, then the `env` block. A key that is changed in a later place changes nothing, and nothing says so.',
  facts: ['2.4'],
  *check({ home: { environment, root } }) {
    for (const layer of environment.layers) {
      if (layer.source === 'example' || layer.source === 'process') continue;
      for (const variable of layer.variables.values()) {
        const winner = environment.lookup(variable.name);
        if (!variable.at || !winner || winner.layer === layer || winner.layer.source === 'process') continue;
        if (layer.source === 'cwd-dotenv' || variable.blank || textOf(variable) === textOf(winner.variable)) continue;
        if (variable.name !== winner.variable.name) continue;
        // what refers to itself is told as such
        if (variable.needs?.includes(variable.name)) continue;
        const isService = winner.layer.source === 'service-env';
        yield {
          at: variable.at,
          message: `${code(variable.name)} has another value in ${winner.layer.label}, which ${isService ? 'the service gives to the gateway; this one is not used there' : 'takes precedence; this one is never used'}`,
          ...(isService
            ? { help: 'run `openclaw gateway install --force`, so that the service gets this value' }
            : advice(
                'remove this value, or remove the one that counts',
                removing('remove this value', { variable, layer }, root),
                removing('remove the one that counts', winner, root),
              )),
          ...(winner.variable.at && { related: [{ at: winner.variable.at, message: 'the value that counts' }] }),
        };
      }
    }
  },
};

function removing(
  title: string,
  { variable: { name, at, value }, layer }: { readonly variable: Variable; readonly layer: Layer },
  root: Node | undefined,
): Suggestion {
  if (layer.source === 'config-env') return taking(title, root, ['env', 'vars', name]);
  return { title, edits: at && value && layer.source !== 'env-file' ? [withoutVariable(at, value)] : [] };
}

/** Compared, never printed. */
function textOf({ value }: Variable): string | undefined {
  const text = value && textAt(value);
  return text?.replace(/^(["'])(.*)\1$/s, '$2');
}
