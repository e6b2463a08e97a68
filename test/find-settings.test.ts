import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSettings } from '../server/mcp/find-settings.ts';
import { memory } from '../src/files.ts';
import { propose } from '../src/mend/propose.ts';

/** What people ask, and the setting that answers. */
const QUESTIONS: readonly (readonly [question: string, path: string])[] = [
  ['how do I set a fallback model?', 'agents.defaults.model.fallbacks'],
  ['change the default model', 'agents.defaults.model'],
  ['use a cheaper model for heartbeats', 'agents.defaults.heartbeat.model'],
  ['how often does the heartbeat run?', 'agents.defaults.heartbeat.every'],
  ['which model do subagents use?', 'agents.defaults.subagents.model'],
  ['model for image understanding', 'agents.defaults.imageModel'],
  ['add an api key for openrouter', 'models.providers.*.apiKey'],
  ['base url of a custom openai compatible endpoint', 'models.providers.*.baseUrl'],
  ['context window of a custom model', 'models.providers.*.models[].contextWindow'],
  ['in which order are the auth profiles of anthropic tried?', 'auth.order'],
  ['give a model a short alias', 'agents.defaults.models.*.alias'],
  ['allow only some models in /model', 'agents.defaults.modelPolicy.allow'],
  ['only my telegram user may write to the bot', 'channels.telegram.allowFrom'],
  ['require a mention in discord groups', 'channels.discord.guilds.*.requireMention'],
  ['whatsapp allow list of numbers', 'channels.whatsapp.allowFrom'],
  ['change the gateway port', 'gateway.port'],
  ['gateway token authentication', 'gateway.auth.token'],
  ['disable a skill', 'skills.entries.*.enabled'],
  ['limit how many agents run at the same time', 'agents.defaults.maxConcurrent'],
  ['when is a session reset?', 'session.reset'],
  ['time zone of the user', 'agents.defaults.userTimezone'],
  ['log level debug', 'logging.level'],
  ['block the exec tool for an agent', 'agents.entries.*.tools.deny'],
  ['model that writes the compaction summary', 'agents.defaults.compaction.model'],
  ['secret token of the hooks', 'hooks.token'],
  ['how do I set a fallback for cron jobs?', 'agents.defaults.model.fallbacks'],
  ['stop the bot from using an expensive model in heartbeats', 'agents.defaults.heartbeat.model'],
  ['where do I put the api key of ollama', 'models.providers.*.apiKey'],
  ['turn off the browser', 'browser.enabled'],
  ['who may write on telegram?', 'channels.telegram.allowFrom'],
];
const HOME = '{ gateway: { mode: "local" }, agents: { defaults: { model: "anthropic/claude-opus-5" } } }';

test('a question leads to its setting, with an example that nothing is wrong with', () => {
  for (const [question, path] of QUESTIONS) {
    const lines = findSettings(question, '2026.9.6').split('\n');
    const at = lines.findIndex((line) => line.startsWith(`${path}:`));
    assert.ok(at >= 0 && at < 6, `${question}: ${lines.join('\n')}`);
    const patch: unknown = JSON.parse(lines[at + 1]!);
    const [, ...variables] = JSON.stringify(patch).split('${');
    const dotenv = variables.map((each) => `${each.split('}')[0]}=x\n`).join('');
    const files = memory({ '/openclaw.json': HOME, '/.env': `${dotenv}ANTHROPIC_API_KEY=x\n` });
    const proposal = propose(files, { config: '/openclaw.json', release: '2026.9.6' }, { patch });
    assert.ok(!('obstacle' in proposal), question);
    const wrong = proposal.added.filter(({ severity }) => severity !== 'info');
    assert.deepEqual(
      wrong.map(({ message }) => message),
      [],
      question,
    );
  }
});

test('every release is asked as it is, and what fits nothing is said', () => {
  assert.match(findSettings('agents list', '2026.4.15'), /^agents\.list/m);
  assert.doesNotMatch(findSettings('agents list', '2026.9.6'), /^agents\.list:/m);
  assert.equal(findSettings('qqqq', '2026.9.6'), 'no setting is described by these words\n');
});
