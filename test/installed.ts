import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fixtures.ts';

/** A draft-07 schema that a test changes. */
export interface Printed {
  properties: Record<string, Printed>;
  additionalProperties?: boolean;
  [keyword: string]: unknown;
}

/**
 * What a later OpenClaw says of itself that is invented here: the newest schema known, a key of its own, a plugin with a
 * channel and a provider.
 */
export const LATER = '2026.12.1';
export function laterSchema(): Printed {
  const schema = JSON.parse(readFileSync(join(ROOT, 'src/generated/openclaw.schema.json'), 'utf8')) as Printed;
  schema.properties.gateway!.properties.brandNewKey = { type: 'boolean' } as unknown as Printed;
  schema.properties.channels!.properties.acmechat = {
    type: 'object',
    additionalProperties: false,
    properties: { enabled: { type: 'boolean' }, room: { type: 'string', enum: ['hall', 'attic'] } },
  } as unknown as Printed;
  return schema;
}

export const ANSWERS: Readonly<Record<string, unknown>> = {
  'plugins list --json': {
    plugins: [
      { id: 'acme', enabled: true, channelIds: ['acmechat'], providerIds: ['acme'], source: '/home/eve/secret-place' },
      { id: 'anthropic', enabled: true, channelIds: [], providerIds: ['anthropic'] },
    ],
  },
  'models list --all --json': {
    models: [{ key: 'acme/acme-large-2', name: 'Acme', input: 'text', contextWindow: 128000 }],
  },
  'models auth list --json': {
    agentId: 'main',
    agentDir: '/home/eve/.openclaw',
    profiles: [
      { id: 'acme:work', provider: 'acme', type: 'api_key', label: 'acme:work (eve@example.com)' },
      { id: 'anthropic:me', provider: 'anthropic', type: 'oauth', expiresAt: '2026-12-01T00:00:00.000Z' },
    ],
  },
};
