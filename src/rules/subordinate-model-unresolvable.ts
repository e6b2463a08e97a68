import { aliasName } from '../routing/models/aliases.ts';
import { withProvider } from '../routing/models/ref.ts';
import { refsOf } from './claims.ts';
import { isMedia, jobOf, takesNoNames } from './jobs.ts';
import { advice, code, release, writingAt } from './phrases.ts';
import { providerHelp } from './provider-help.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';
import { undeclared } from './undeclared-model.ts';

const OF_MEDIA =
  'write `provider/model` of a provider whose plugin makes media, such as `openai` or `google`; one of your own makes none';

export const subordinateModelUnresolvable: Rule = {
  id: 'subordinate-model-unresolvable',
  severity: 'warning',
  summary: 'a model for heartbeats, summaries, images, speech, hooks or cron jobs cannot be found',
  why: 'The smaller jobs have models of their own, and nobody sees them fail: heartbeats stay away, a summary or a hook falls silent. `openclaw config validate` takes any text there, and `doctor --lint` looks only at the default model, its fallbacks, `imageModel` and the models map. Models of voices, media and decisions have to be written as `provider/model`.',
  facts: ['6.5', '8.2'],
  *check(routing) {
    const { providers, closedWorld, target, aliases } = routing;
    const severity = closedWorld ? 'error' : 'warning';
    const said = new Set(refsOf('model-ref-unknown-provider', routing).map(({ resolved }) => resolved!.provider));
    const undeclaredInChains = new Set(
      refsOf('provider-model-not-declared', routing).map(({ resolved }) => `${resolved!.provider}/${resolved!.model}`),
    );
    for (const ref of refsOf('subordinate-model-unresolvable', routing)) {
      const { at, text, path, role, agent } = ref;
      const job = jobOf(path)!;
      const { provider, model } = ref.resolved!;
      if (undeclaredInChains.has(`${provider}/${model}`)) continue;
      if (takesNoNames(path) && !text.includes('/')) {
        if (path.at(-1) === 'decisionModel') continue; // the schema asks for a slash
        const alias = aliases.get(aliasName(text), agent);
        yield {
          at,
          message: `${code(text)} names no model here: ${job.what} ${job.what.endsWith('s') ? 'take' : 'takes'} only ${code('provider/model')}${alias ? ', no alias' : ''}`,
          ...(alias
            ? advice(`write ${code(alias.target)}`, writingAt(at, alias.target))
            : { help: `write ${code(`<provider>/${text.trim()}`)} with the provider you mean` }),
          ...(alias && {
            related: [{ at: alias.at, message: `${code(alias.name)} stands for ${code(alias.target)}` }],
          }),
        };
      } else if (providers.get(provider)) {
        const { message, ...rest } = undeclared([ref], routing);
        yield { ...rest, message: role === 'fallback' ? message : `${message}; ${job.effect}` };
      } else if (!said.has(provider)) {
        const help = providerHelp(provider, routing, (near) => rewriteRef(ref, withProvider(text, near), routing), [
          { model: ref.resolved!.model, write: (whole) => rewriteRef(ref, whole, routing) },
        ]);
        yield {
          at,
          severity,
          message: `there is no provider ${code(provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}; ${role === 'fallback' ? 'this fallback always fails' : job.effect}`,
          ...(isMedia(path) && help.perhapsNewer ? { ...help, help: OF_MEDIA } : help),
        };
      }
    }
  },
};
