import assert from 'node:assert/strict';
import { test } from 'node:test';
import JSON5 from 'json5';
import { memory } from '../src/files.ts';
import { plan } from '../src/upgrade/plan.ts';
import { data } from './recorded.ts';

/** A config of 2026.3.28, and what the migrations of 2026.9.6, run in process, make of it. */
interface Migrated {
  readonly config: object;
  readonly migrated: object;
}

/** Reason → configs that `upgrade` leaves refused, with words of what to do: what they say has no one place, or none that fits. */
const BY_HAND: Readonly<Record<string, RegExp>> = {
  'without `enabled: false` it would be on': /"wideArea":\{"enabled":false/,
  'two that go to one place say different things':
    /"spawnSubagentSessions":true,"spawnAcpSessions":false|"web":\{"enabled":true\},"channels"/,
  'a reference wins over what is written beside it': /"serviceAccount":"/,
  'rows for something else than their list is for': /"audio":\{"models":\[[^\]]*"capabilities":\["video"\]/,
  'what it becomes depends on other keys, or is of another form':
    /"ackReaction":\{|"autoStart":true|"accounts":\{"a":\{"account"|"accounts":\{"a":\{"account":"[^"]*","cliPath"|"transcription"|"nodes":\{"skills"|"messagePrefix":"\[x\]"/,
  'the name or the words of it would be lost': /"ui":\{|"interactiveReplies"|"spawnSubagentSessions":true\}\}\}$/,
};

/** Configs that become something else that does the same: a plugin that took over a setting is switched on, hooks stay on, an override that was off stays off. */
const OTHERWISE = new Map<string, object>([
  [
    '{"canvasHost":{"enabled":false}}',
    { plugins: { entries: { canvas: { enabled: true, config: { host: { enabled: false } } } } } },
  ],
  [
    '{"hooks":{"internal":{"enabled":true,"handlers":[{"event":"command:new","module":"./a.js"}]}}}',
    { hooks: { internal: { enabled: true } } },
  ],
  [
    '{"plugins":{"entries":{"llm-task":{"config":{"allowedModels":["openai/gpt-5.5"]},"llm":{"allowModelOverride":false}}}}}',
    {
      plugins: {
        entries: { 'llm-task': { llm: { allowModelOverride: false, allowedCompletionModels: ['openai/gpt-5.5'] } } },
      },
    },
  ],
]);

const isByHand = (text: string) => Object.values(BY_HAND).some((each) => each.test(text));

for (const { config, migrated } of data<readonly Migrated[]>('oracle/migrated.json')) {
  const text = JSON.stringify(config);
  test(`${text} becomes what OpenClaw makes of it`, () => {
    const file = JSON.stringify(config, null, 2);
    const { mended, left } = plan(memory({ 'openclaw.json': file }), { release: '2026.3.28' }, '2026.9.6', {
      unsafe: true,
    });
    const now: unknown = JSON5.parse(mended.texts.get('openclaw.json') ?? file);
    if (isByHand(text)) {
      assert.ok(left > 0, JSON.stringify(now));
      assert.deepEqual(now, config);
    } else assert.deepEqual(plain(now), plain(OTHERWISE.get(text) ?? migrated));
  });
}

/** Without what says nothing: empty objects, the order of plain lists; and with the names of voices that both read. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: unknown[] = value.map(plain);
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key.replace(/^speakerVoice/, 'voice'), plain(inner)] as const,
  );
  return Object.fromEntries(
    entries.filter(([, inner]) => !(typeof inner === 'object' && inner !== null && Object.keys(inner).length === 0)),
  );
}
