import { normalizeModel, retiredModel as retirement } from '../catalog/catalog.ts';
import type { Path } from '../parse/tree.ts';
import { isFrom, isUpTo } from '../release/releases.ts';
import type { Routing } from '../routing/routing.ts';
import { code, release, writingAt } from './phrases.ts';
import type { Finding, Rule } from './rule.ts';
import { toldOnce } from './told-once.ts';

export const retiredModel: Rule = {
  id: 'retired-model',
  severity: 'error',
  summary: 'a model that is no longer offered and that OpenClaw refuses',
  why: 'Since 2026.5 one such name anywhere in the config, even an unused key of the models map, makes the whole file invalid: a chain that worked yesterday stops the gateway after an update. The list grows with every release.',
  facts: ['P6', 'H16'],
  refusesStart: true,
  convertedOnStart: true,
  tag: 'deprecated',
  check: (routing) => toldOnce(retired(routing)),
};

function* retired({ refs, target, behaviour, providers }: Routing): Iterable<Finding> {
  const later = !target.release || !behaviour.retiredModelsFatal;
  for (const { at, text, resolved, role, path } of refs) {
    if (!resolved || role === 'policy' || resolved.via === 'alias' || resolved.profile !== undefined) continue;
    const slash = text.indexOf('/');
    const [provider, model] =
      slash < 0 ? [resolved.provider, resolved.written] : [text.slice(0, slash).trim(), text.slice(slash + 1).trim()];
    const gone = retirement(provider, model, target.release);
    if (!gone) continue;
    const host = providers.get(resolved.provider)?.at.get('baseUrl')?.text();
    const where = gone.onlyHosts?.find((each) => host?.includes(each));
    if (gone.onlyHosts && !where) continue;
    if (
      target.release &&
      behaviour.renamesModels &&
      RENAMED.test(path.join('.')) &&
      normalizeModel(resolved.provider, model) !== model
    )
      continue;
    const collected = !where && slash >= 0 && isCollected(path, target.release);
    const fatal = collected && !later;
    yield {
      at,
      message: `${code(`${provider}/${model}`)} cannot be used${where ? ` at ${code(where)}` : ''}: ${gone.reason}; ${fatal ? `${release(target)} refuses to start with it` : collected ? 'newer releases of OpenClaw refuse to start with it' : 'requests for it fail'}`,
      help: gone.replacedBy ? `use ${code(gone.replacedBy)}` : 'use another model',
      severity: fatal ? 'error' : 'warning',
      // the successor may cost more, or not be available to this account
      ...(gone.replacedBy &&
        role !== 'map' &&
        /["']/.test(at.file.text[at.offset] ?? '') && {
          fix: { ...writingAt(at, gone.replacedBy), unsafe: true as const },
        }),
    };
  }
}

/** The sections whose models OpenClaw checks when it starts (facts 6.5). */
const COLLECTED = /^(?:agents|tools|channels|hooks|tts)$/;
const SPARED = /decisionModel|cyberFailover|allowModels|^tools\.media\.models/;
/** What the first releases look at; since 2026.5.4 also at `channels.modelByChannel` (facts H16). */
const OF_AGENTS = /^agents\.(?:defaults|list\.\d+)\.(?:models?|(?:image|pdf|\w+Generation)Model)(?:\.|$)/;
/** The last release that looks at no more. */
const FEW_TO = '2026.5.7';
/** Where OpenClaw up to 2026.7 replaces some former ids by current ones. */
const RENAMED = /^agents\.(?:defaults|list\.\d+)\.(?:model|models)(?:\.|$)/;

function isCollected(path: Path, release: string | undefined): boolean {
  const place = path.join('.');
  if (!isUpTo(release, FEW_TO)) return COLLECTED.test(String(path[0])) && !SPARED.test(place);
  return OF_AGENTS.test(place) || (isFrom(release, '2026.5.4') && place.startsWith('channels.modelByChannel.'));
}
