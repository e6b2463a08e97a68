import type { Routing } from '../routing.ts';
import { billing } from './billing.ts';
import type { Attempt, Credentials } from './credentials.ts';

/**
 * A repository keeps its keys elsewhere, and `.env.example` says which will exist: if nothing else can be sent, uses
 * the first variable declared there.
 */
export function asDeclared(
  provider: string,
  credentials: Credentials,
  { home: { environment }, providers, closedWorld }: Routing,
): Credentials {
  if (closedWorld || credentials.attempts.length > 0 || credentials.blocked?.reason !== 'missing') return credentials;
  const examples = environment.layers.filter(({ source }) => source === 'example');
  const declared = credentials.skipped.find(
    ({ label, reason }) => reason === 'unset' && examples.some(({ variables }) => variables.has(label)),
  );
  const variable = declared && examples.map(({ variables }) => variables.get(declared.label)).find(Boolean);
  if (!declared || !variable) return credentials;
  const price = billing(provider, 'api_key', providers.get(provider)?.at.get('baseUrl')?.text(), declared.label);
  const attempt: Attempt = {
    kind: declared.kind,
    label: declared.label,
    ...(variable.at && { at: variable.at }),
    type: 'api_key',
    billing: price,
    certain: false,
    ifSet: true,
  };
  const { blocked: _, ...rest } = credentials;
  return { ...rest, attempts: [attempt], skipped: credentials.skipped.filter(({ label }) => label !== declared.label) };
}
