import { rewrite } from '../edit/edit.ts';
import { advice, code, listed, meant } from './phrases.ts';
import { throughAnother } from './provider-help.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const replaceModeDropsProvider: Rule = {
  id: 'replace-mode-drops-provider',
  severity: 'warning',
  summary: 'a model of a built-in provider, while `models.mode: "replace"` leaves only the configured ones',
  why: 'With `replace` the models of `models.providers` are the whole catalog: nothing that OpenClaw brings along or discovers is added, so a model of a provider that is not configured there is an unknown one. `openclaw config validate` and `doctor` do not compare the two. Earlier releases let built-in models through for months.',
  facts: ['5.1'],
  *check(routing) {
    const { refs, providers, config } = routing;
    const mode = config?.get('models')?.get('mode');
    if (mode?.text() !== 'replace') return;
    const own = providers.configured.map(({ id }) => id);
    for (const ref of refs) {
      const { at, resolved, role, text } = ref;
      if (!resolved || (role !== 'primary' && role !== 'fallback') || own.includes(resolved.provider)) continue;
      const origin = providers.origin(resolved.provider);
      if (
        origin === undefined ||
        origin === 'agent' ||
        origin === 'cli' ||
        resolved.via === 'default-provider' ||
        resolved.via === 'primary-provider'
      )
        continue;
      const other = throughAnother(resolved.provider, resolved.model, routing, text);
      yield {
        at,
        message: `${code(text)} cannot be used: with ${code('models.mode: "replace"')} only the providers of this config exist, and ${own.length > 0 ? `${code(resolved.provider)} is not among them (${listed(own, 'and')})` : 'it has none'}`,
        ...(other
          ? meant(other, rewriteRef(ref, other, routing))
          : advice(
              `configure the model in ${code(`models.providers.${resolved.provider}`)}, or set the mode to ${code('merge')}`,
              { title: `set the mode to ${code('merge')}`, edits: [rewrite(mode.node, 'merge')] },
            )),
        related: [{ at: mode, message: 'the mode is set here' }],
      };
    }
  },
};
