import { aliasName } from '../routing/models/aliases.ts';
import { withProvider } from '../routing/models/ref.ts';
import { jobOf, takesNoNames } from './jobs.ts';
import { providerHelp } from './model-ref-unknown-provider.ts';
import { advice, code, release, writingAt } from './phrases.ts';
import { rewriteRef } from './rewrite-ref.ts';
import type { Rule } from './rule.ts';

export const subordinateModelUnresolvable: Rule = {
  id: 'subordinate-model-unresolvable',
  severity: 'warning',
  summary: 'a model for heartbeats, summaries, images, speech, hooks or cron jobs cannot be found',
  why: 'The smaller jobs have models of their own, and nobody sees them fail: heartbeats stay away, a summary or a hook falls silent or is done by the expensive default. `openclaw config validate` takes any text there, and `doctor --lint` looks only at the default model, its fallbacks, `imageModel` and the models map. Models of voices, media and decisions have to be written as `provider/model`: no alias and no bare name counts there. Seen on 2026.9.6.',
  *check(routing) {
    const { refs, schedules, providers, closedWorld, target, aliases } = routing;
    const severity = closedWorld ? 'error' : 'warning';
    for (const ref of [...refs, ...schedules]) {
      const { at, text, path, resolved, role, agent } = ref;
      const job = role === 'map' ? undefined : jobOf(path);
      if (!job || !resolved) continue;
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
      } else if (resolved.via === 'ref' && !providers.origin(resolved.provider)) {
        yield {
          at,
          severity,
          message: `no provider ${code(resolved.provider)}: it is not part of ${release(target)} and not in ${code('models.providers')}; ${role === 'fallback' ? 'this fallback always fails' : job.effect}`,
          ...providerHelp(resolved.provider, providers.names, (near) =>
            rewriteRef(ref, withProvider(text, near), routing),
          ),
        };
      }
    }
  },
};
