import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../src/check.ts';
import { applyEdits } from '../src/edit/apply.ts';
import { ladder } from '../src/explain/build.ts';
import { explanation } from '../src/explain/explanation.ts';
import { toLadderJson } from '../src/explain/json.ts';
import type { Ladder, Question, Rung } from '../src/explain/ladder.ts';
import { type Failure, type Outage, playOutage } from '../src/explain/outage.ts';
import { toText } from '../src/explain/text.ts';
import { Paths } from '../src/report/paths.ts';
import { type Case, cases, checkCase, inHome } from './cases.ts';

// What a reader should be told about the homes of `fixtures/guides` (their `explain` lines), read off the explanation:
// each line stands here as it stands there, with what our ladder, or the finding that the line is about, says of it.

const told = new Map<string, (home: Home) => void>();

/** One home, and everything it is asked. */
class Home {
  readonly result: Result;
  constructor(readonly given: Case) {
    this.result = checkCase({ ...given, rules: undefined });
  }

  /** The same home with something else about it. */
  but(change: Partial<Case>): Home {
    return new Home({ ...this.given, ...change });
  }

  /** The same with other settings for agents. */
  withAgents(agents: object): Home {
    const config = JSON.parse(this.given.files['openclaw.json']!);
    return this.but({
      files: {
        ...this.given.files,
        'openclaw.json': JSON.stringify({ ...config, agents: { ...config.agents, ...agents } }),
      },
    });
  }

  ladder(question: Question = {}): Ladder {
    const found = ladder(this.result.routing, question);
    assert.ok(!('misnamed' in found), JSON.stringify(found));
    return found;
  }

  text(question: Question = {}): string {
    const lines = toText(explanation(this.result, this.ladder(question), undefined));
    return lines.replace(/ {2,}\S+:\d+$/gm, '').replace(/\s+/g, ' ');
  }

  fail(...failures: Failure[]): Outage {
    return playOutage(this.ladder(), failures, this.result.routing.behaviour);
  }

  /** `message; help` of each finding of a rule. */
  says(rule: string): string[] {
    return this.result.diagnostics
      .filter((each) => each.rule === rule)
      .map(({ message, help }) => `${message}; ${help}`);
  }
}

/** `case line`: where it is said. */
function says(id: string, line: string, where: (home: Home) => void): void {
  told.set(`${id} ${line}`, where);
}

const labels = ({ attempts }: Rung): string[] => attempts.map(({ label }) => label);
const skipped = (rung: Rung): Record<string, string> =>
  Object.fromEntries(rung.skipped.map(({ label, reason }) => [label, reason]));
const noted = ({ notes }: Rung | Ladder | Outage): string => notes.map(({ text }) => text).join('\n');
const pathOf = ({ result }: Home, at: Rung['at']): string => (at ? new Paths(result, () => true).of(at) : '');
const possible = ({ candidates }: Ladder): string[] =>
  candidates.filter(({ attempts }) => attempts.length > 0).map(({ model }) => model);

says(
  'S0-03',
  'hover on auth.order.anthropic: "used by every anthropic/* model: 1 reference (agents.defaults.model)"',
  (home) => {
    const users = home
      .ladder()
      .candidates.filter((rung) =>
        rung.notes.some(({ text, at }) => /order/.test(text) && pathOf(home, at) === 'auth.order.anthropic'),
      );
    assert.deepEqual(
      users.map(({ provider, at }) => [provider, pathOf(home, at)]),
      [['anthropic', 'agents.defaults.model']],
    );
  },
);

says('S0-04', 'fleet-haiku = alias of anthropic-fleet/claude-haiku-4-5-20251001 (agents.defaults.models)', (home) => {
  const [rung] = home.ladder({ model: 'fleet-haiku' }).candidates;
  assert.deepEqual([rung!.model, rung!.alias], ['anthropic-fleet/claude-haiku-4-5-20251001', 'fleet-haiku']);
  const alias = rung!.notes.find(({ text }) => text.includes('alias `fleet-haiku`'))!;
  assert.match(pathOf(home, alias.at), /^agents\.defaults\.models\["anthropic-fleet\/claude-haiku-4-5-20251001"\]/);
});
says(
  'S0-04',
  'credentials tried: anthropic-fleet:default (declared oauth, store: unknown) → env: none (custom ids have no implicit <ID>_API_KEY) → inline apiKey: none',
  (home) => {
    const [rung] = home.ladder({ model: 'fleet-haiku' }).candidates;
    assert.deepEqual(
      rung!.attempts.map(({ kind, label, type, unseen }) => [kind, label, type, unseen]),
      [['profile', 'anthropic-fleet:default', 'oauth', true]],
    );
    assert.deepEqual(rung!.skipped, []);
    const [other] = home
      .but({ files: { ...home.given.files, '.env': 'ANTHROPIC_FLEET_API_KEY=x\n' } })
      .ladder({ model: 'fleet-haiku' }).candidates;
    assert.deepEqual([labels(other!), other!.skipped], [labels(rung!), []]);
  },
);
says('S0-04', 'never uses anthropic:* profiles or ANTHROPIC_API_KEY; no fallbacks configured', (home) => {
  const { candidates } = home.ladder({ model: 'fleet-haiku' });
  assert.match(noted(candidates[0]!), /profiles of anthropic and its variables are not used/);
  assert.ok(candidates.every(({ origin }) => origin !== 'fallback'));
});

says('S0-06', 'each message ends with: did you mean "anthropic-fleet"?', (home) => {
  const messages = ['profile-provider-mismatch', 'order-provider-key-unknown', 'model-ref-unknown-provider'].flatMap(
    (rule) => home.says(rule),
  );
  assert.equal(messages.length, 3);
  for (const each of messages) assert.match(each, /did you mean `anthropic-fleet`\?$/);
});

says('S0-07', 'fix result: {"version":1,"profiles":{"anthropic-fleet:default":{…same…}}}', (home) => {
  const { fix, at } = home.result.diagnostics.find(({ rule }) => rule === 'auth-profiles-flat-shape')!;
  const before = JSON.parse(at.file.text);
  assert.deepEqual(JSON.parse(applyEdits(at.file.text, fix!.edits)), { version: 1, profiles: before });
});

says('S0-12', 'did you mean "fleet-sonnet"? As written it resolves to openai/fleet-sonet', (home) => {
  // bare names go to the provider of the primary; here nothing names one, so it is that of the first row (oracle
  // h-default-*)
  assert.match(
    home.says('unresolved-alias').join(),
    /OpenClaw takes it for the model `anthropic-fleet\/fleet-sonet`; did you mean `fleet-sonnet`\?/,
  );
  const plain = home.but({
    files: {
      ...home.given.files,
      'openclaw.json': home.given.files['openclaw.json']!.replace(
        '"defaults": {',
        '"defaults": { "model": "openai/gpt-5.5",',
      ),
    },
  });
  assert.match(plain.says('unresolved-alias').join(), /`openai\/fleet-sonet`; did you mean `fleet-sonnet`\?/);
});

says(
  'S0-13',
  'hover: provider anthropic (bundled) → order.anthropic; same model id also declared by anthropic-fleet (not used)',
  (home) => {
    const { candidates, notes } = home.ladder();
    assert.equal(candidates[0]!.provider, 'anthropic');
    assert.equal(pathOf(home, candidates[0]!.blocked!.at), 'auth.order.anthropic');
    const twin = notes.find(({ text }) => text.includes('`anthropic-fleet` lists'))!;
    assert.match(twin.text, /it is not asked/);
    assert.equal(pathOf(home, twin.at), 'models.providers.anthropic-fleet.models[0].id');
  },
);

says(
  'S0-16',
  'affected models: anthropic-fleet/claude-sonnet-4-5-20250929, anthropic-fleet/claude-haiku-4-5-20251001 (no others)',
  (home) => {
    const asked = [
      'anthropic-fleet/claude-sonnet-4-5-20250929',
      'anthropic-fleet/claude-haiku-4-5-20251001',
      'anthropic/claude-opus-5',
      'openai/gpt-5.5',
    ];
    const expired = asked.filter((model) =>
      home.ladder({ model }).candidates[0]!.skipped.some(({ reason }) => reason === 'expired'),
    );
    assert.deepEqual(expired, asked.slice(0, 2));
  },
);

says('S0-17', 'message: "expires looks like seconds; OpenClaw expects milliseconds"', (home) =>
  assert.match(home.says('token-expired').join(), /looks like seconds; OpenClaw reads milliseconds/),
);

says('S1-01', 'effective chain: only minimax/MiniMax-M2.5 has a usable credential', (home) =>
  assert.deepEqual(possible(home.ladder()), ['minimax/MiniMax-M2.5']),
);

says(
  'S1-08',
  'message: "anthropic:api is an auth profile; put it in auth.order.anthropic". As written it is model id "anthropic:api" of provider anthropic',
  (home) => {
    assert.match(
      home.says('malformed-model-ref').join(),
      /`anthropic:api` is the name of an auth profile.*`auth\.order`/,
    );
    const { provider, model } = home.ladder().candidates[1]!;
    assert.deepEqual([provider, model], ['anthropic', 'anthropic/anthropic:api']);
  },
);

says('S1-11', '--assume-env MINIMAX_API_KEY silences it', (home) => {
  assert.equal(home.says('missing-env-var').length, 1);
  assert.deepEqual(
    home.but({ files: { ...home.given.files, '.env.example': 'MINIMAX_API_KEY=\n' } }).says('missing-env-var'),
    [],
  );
});

says('S1-15', 'missing key has no line in OpenClaw; checker points at the provider key', (home) => {
  const { at } = home.result.diagnostics.find(({ rule }) => rule === 'custom-provider-incomplete')!;
  assert.equal(at.file.text.slice(at.offset, at.offset + at.length), '"minimax-eu"');
});

says('S1-17', `resolves to anthropic/gpt-minii (the primary's provider); did you mean alias "gpt-mini"?`, (home) => {
  const { model, via } = home.ladder().candidates[1]!;
  assert.deepEqual([model, via], ['anthropic/gpt-minii', 'primary-provider']);
  assert.match(home.says('unresolved-alias').join(), /did you mean `gpt-mini`\?$/);
});

says(
  'S1-18',
  'checked: no google profile declared; GEMINI_API_KEY, GOOGLE_API_KEY not set; no models.providers.google.apiKey',
  (home) => {
    const rung = home.ladder().candidates.find(({ provider }) => provider === 'google')!;
    assert.match(rung.blocked!.text, /no profile and no `apiKey` in `models\.providers\.google`$/);
    assert.deepEqual(skipped(rung), { GEMINI_API_KEY: 'unset', GOOGLE_API_KEY: 'unset' });
  },
);

says('S1-20', 'effective for agent main: anthropic:api, anthropic:subscription (from the credential store)', (home) => {
  const { agent, candidates } = home.ladder();
  assert.deepEqual([agent, ...labels(candidates[0]!)], ['main', 'anthropic:api', 'anthropic:subscription']);
  const order = candidates[0]!.notes.find(({ text }) => text.includes('order kept in the store'))!;
  assert.equal(order.at!.file.path, 'inventory.json');
});

says('S1-24', 'agent main: fallbacks = [] (string model replaces defaults)', (home) => {
  const shown = home.ladder();
  assert.deepEqual([shown.agent, shown.candidates.length], ['main', 1]);
  assert.deepEqual(
    shown.dropped.map(({ text, reason }) => [text, reason]),
    [
      ['openai/gpt-5-mini', 'overridden'],
      ['minimax/MiniMax-M2.5', 'overridden'],
    ],
  );
  assert.match(noted(shown), /agent main has a model of its own without fallbacks/);
});

says('S1-26', 'neutral text: canonical id is "openai"; migration can change which credential is billed', (home) =>
  assert.match(
    noted(home.ladder({ model: 'openai-codex/gpt-5.5' }).candidates[0]!),
    /`openai-codex` is a former name of `openai`; `openclaw doctor --fix` rewrites it, and then other credentials may be used, and billed/,
  ),
);

says('S2-02', 'anthropic: fixed order account-a, account-b (explicit order: no rotation between turns)', (home) => {
  const [rung] = home.ladder({ model: 'anthropic/claude-opus-5' }).candidates;
  assert.deepEqual(labels(rung!), ['anthropic:account-a', 'anthropic:account-b']);
  assert.match(noted(rung!), /^always in the order of `auth\.order\.anthropic`$/m);
});

says(
  'S2-03',
  'retired: "Google shut down Gemini 3 Pro Preview on 2026-03-09", use google-gemini-cli/gemini-3.1-pro-preview',
  (home) =>
    assert.match(
      home.says('retired-model').join(),
      /Google shut it down on 2026-03-09;.*use `google-gemini-cli\/gemini-3\.1-pro-preview`/,
    ),
);
says('S2-03', 'nvidia-nim: did you mean "nvidia"?', (home) => {
  assert.match(home.says('model-ref-unknown-provider').join(), /use the built-in `nvidia`/);
  assert.match(
    home.ladder().candidates.find(({ provider }) => provider === 'nvidia-nim')!.blocked!.text,
    /nobody defines a provider `nvidia-nim`/,
  );
});

says('S2-07', 'subagents of every agent use this chain, even where agents.entries.X.model differs', (home) => {
  const models = (agent: string, at = home) =>
    at.ladder({ agent, slot: 'subagents' }).candidates.map(({ model }) => model);
  assert.deepEqual(models('main'), [
    'openai-codex/gpt-5.2',
    'google-gemini-cli/gemini-3.1-pro-preview',
    'nvidia-nim/moonshotai/kimi-k2.5',
    'ollama/qwen2.5:14b',
  ]);
  const two = home.withAgents({
    ownership: 'explicit',
    entries: { ops: {}, research: { model: 'anthropic/claude-opus-5' } },
  });
  assert.equal(two.ladder({ agent: 'research' }).candidates[0]!.model, 'anthropic/claude-opus-5');
  assert.deepEqual([models('research', two), models('ops', two)], [models('main'), models('main')]);
  assert.match(two.text({ agent: 'research', slot: 'subagents' }), /whatever model its agent has/);
});

const LIMITED = {
  'openclaw.json': JSON.stringify({
    auth: { profiles: { 'anthropic:a': { provider: 'anthropic', mode: 'token' } } },
    agents: { defaults: { model: 'anthropic/claude-opus-4-5' } },
  }),
};
says('S2-08', '2026.9.6: 30 s, 60 s, 5 min cap; billing 10 min doubling to 24 h', (home) => {
  const now = home.but({ files: LIMITED });
  assert.match(noted(now.fail({ what: 'anthropic:a', kind: 'auth' })), /30 s, then 1 min, then 5 min/);
  assert.match(noted(now.fail({ what: 'anthropic:a', kind: 'billing' })), /off for 10 min, doubling up to 24 h/);
});
says('S2-08', '2026.2: 1 min, 5 min, 25 min, 1 h; billing 5 h', (home) => {
  const then = home.but({ files: LIMITED, release: '2026.2.26' });
  assert.match(noted(then.fail({ what: 'anthropic:a', kind: 'auth' })), /1 min, then 5 min, then 25 min, then 1 h/);
  assert.match(noted(then.fail({ what: 'anthropic:a', kind: 'billing' })), /off for 5 h/);
});

const outcomes = ({ outcomes: all }: Outage): (number | string | undefined)[] =>
  all.map(({ result, tries }) => (result === 'fails' ? tries : result));
says('S2-11', 'on 429: a ×10, b ×1, next model', (home) => {
  assert.deepEqual(home.ladder().candidates.map(labels)[0], ['anthropic:a', 'anthropic:b', 'anthropic:c']);
  assert.deepEqual(outcomes(home.fail({ what: 'anthropic', kind: 'rate_limit' })), [10, 1, 'beyond', 'answers']);
});
says('S2-11', 'on 401: a, b, c, next model', (home) =>
  assert.deepEqual(outcomes(home.fail({ what: 'anthropic', kind: 'auth' })), [1, 1, 1, 'answers']),
);

// no preview: it would repeat both objects, with whatever secrets they hold
says('S2-12', 'message: "two root objects; merge them" + preview', (home) =>
  assert.deepEqual(home.says('json5-syntax'), [
    'a second root object; JSON5 allows one; merge the two objects, or remove one',
  ]),
);

says('S2-14', 'stable JSON: [{step,model,provider,profile|env|inline,source:{file,line}}]', (home) => {
  const named = home.but({ files: { ...home.given.files, '.env': '\nANTHROPIC_API_KEY=x\n' } });
  const { version, candidates } = toLadderJson(explanation(named.result, named.ladder(), undefined));
  const [{ model, provider, attempts }] = candidates as [(typeof candidates)[number]];
  const [{ n, kind, label, at }] = attempts as [(typeof attempts)[number]];
  assert.deepEqual(
    { version, n, model, provider, kind, label, at },
    {
      version: 1,
      n: 1,
      model: 'anthropic/claude-opus-4-5',
      provider: 'anthropic',
      kind: 'environment',
      label: 'ANTHROPIC_API_KEY',
      at: { file: inHome('.env'), line: 2, column: 1 },
    },
  );
});

says('S3-02b', '1 openai/gpt-5.5 · openai:key1 (429: up to 10 attempts)', (home) => {
  const [rung] = home.ladder().candidates;
  assert.deepEqual([rung!.model, rung!.attempts[0]!.n, rung!.attempts[0]!.label], ['openai/gpt-5.5', 1, 'openai:key1']);
  assert.equal(outcomes(home.fail({ what: 'openai:key1', kind: 'rate_limit' }))[0], 10);
  assert.match(home.text(), /on a rate limit the first attempt is repeated up to 10 times/);
});
says('S3-02b', '2 openai/gpt-5.5 · openai:key2', (home) => {
  assert.equal(labels(home.ladder().candidates[0]!)[1], 'openai:key2');
  assert.equal(home.fail({ what: 'openai:key1', kind: 'rate_limit' }).answer!.label, 'openai:key2');
});

says(
  'S3-04',
  'key order: OPENCLAW_LIVE_GEMINI_KEY (exclusive) > GEMINI_API_KEYS > GEMINI_API_KEY > GEMINI_API_KEY_* > GOOGLE_API_KEY',
  (home) => {
    const keys = (text: string) =>
      /rate limit, and then only, .*keys of (.*)$/m.exec(
        noted(home.but({ files: { ...home.given.files, '.env': text } }).ladder().candidates[0]!),
      )?.[1];
    assert.equal(keys(home.given.files['.env']!), 'GEMINI_API_KEYS, then GEMINI_API_KEY');
    const all = 'GOOGLE_API_KEY=a\nGEMINI_API_KEY_2=b\nGEMINI_API_KEY=c\nGEMINI_API_KEYS=d,e\n';
    assert.equal(keys(all), 'GEMINI_API_KEYS, then GEMINI_API_KEY, then GEMINI_API_KEY_2, then GOOGLE_API_KEY');
    assert.equal(keys(`${all}OPENCLAW_LIVE_GEMINI_KEY=f\n`), 'OPENCLAW_LIVE_GEMINI_KEY');
    assert.equal(keys('GEMINI_API_KEY=c\n'), undefined);
  },
);

says('S3-05', 'did you mean GEMINI_API_KEYS?', (home) =>
  assert.match(home.says('env-var-name-typo').join(), /did you mean `GEMINI_API_KEYS`\?/),
);

says('S3-09', 'providers in the file: openai (2 profiles); run openclaw doctor --fix once', (home) => {
  assert.match(
    home.says('auth-profiles-json-retired').join(),
    /\(2 profiles for `openai`\); run `openclaw doctor --fix` once/,
  );
  assert.match(home.text(), /this file counts once `openclaw doctor --fix` has imported it/);
});

says('S3-11', 'not read here; expected agents/main/agent/auth-profiles.json', (home) => {
  assert.match(
    home.says('profile-missing-for-agent').join(),
    /does not look for credentials here.*`agents\/main\/agent\/auth-profiles\.json`/,
  );
  assert.match(
    home.text(),
    /no release reads this file here; this is what OpenClaw does once it lies in `agents\/main\/agent`/,
  );
});

[
  'openai/gpt-5.5 · openai:key1',
  'openai/gpt-5.5 · openai:key2',
  'openai/gpt-5.4-mini · openai:key1',
  'openai/gpt-5.4-mini · openai:key2',
].forEach((step, i) =>
  says('S3-12', `${i + 1} ${step}`, (home) =>
    assert.equal(
      home
        .ladder()
        .candidates.flatMap(({ model, attempts }) => attempts.map(({ n, label }) => `${n} ${model} · ${label}`))[i],
      `${i + 1} ${step}`,
    ),
  ),
);
says(
  'S3-12',
  'note: auth/billing failures cool the profile for both models; rate limits only for the model',
  (home) => {
    assert.match(
      noted(home.ladder()),
      /a profile rests for all its models after an auth or billing error .*, after a rate limit only for that model/,
    );
    for (const kind of ['auth', 'billing'] as const)
      assert.deepEqual(outcomes(home.fail({ what: 'openai/gpt-5.5', kind })), [1, 1, 'rests', 'rests']);
    assert.deepEqual(outcomes(home.fail({ what: 'openai/gpt-5.5', kind: 'rate_limit' })), [
      10,
      1,
      'answers',
      'not-reached',
    ]);
  },
);
says('S3-12', 'note (2026.9.6): on 429 step 1 repeats up to 10 times, about 2.5 minutes, before step 2', (home) =>
  assert.match(
    noted(home.ladder()),
    /on a rate limit the first attempt is repeated up to 10 times, about 2\.5 minutes, before the next one/,
  ),
);

says('S3-16', 'fix: "openai:key1", "openai:key2"', (home) => {
  const { files } = home.given;
  const edits = home.result.diagnostics.flatMap(({ rule, fix }) =>
    rule === 'auth-order-unknown-profile' ? (fix?.edits ?? []) : [],
  );
  assert.deepEqual(JSON.parse(applyEdits(files['openclaw.json']!, edits)).auth.order.openai, [
    'openai:key1',
    'openai:key2',
  ]);
});

const s317 = (home: Home) =>
  home
    .ladder()
    .candidates.flatMap(({ model, attempts }) =>
      attempts.map(({ n, label, type, billing }) => [n, model.split('/')[0], label, type, billing]),
    );
says('S3-17', '1 google/… · google:2', (home) =>
  assert.deepEqual(s317(home)[0], [1, 'google', 'google:2', 'api_key', 'metered']),
);
says('S3-17', '2 google/… · google:default', (home) =>
  assert.deepEqual(s317(home)[1], [2, 'google', 'google:default', 'api_key', 'metered']),
);
says('S3-17', '3 llamacpp/… · local endpoint, no key needed', (home) => {
  assert.deepEqual(s317(home)[2], [3, 'llamacpp', 'models.providers.llamacpp', 'none', 'local']);
  assert.match(home.text(), /models\.providers\.llamacpp no key needed, local/);
});
says('S3-17', '4 nvidia/z-ai/glm4.7 · NVIDIA_API_KEY (not found)', (home) => {
  const rung = home.ladder().candidates[2]!;
  assert.deepEqual([rung.model, labels(rung), skipped(rung)], ['nvidia/z-ai/glm4.7', [], { NVIDIA_API_KEY: 'unset' }]);
});

says(
  'S3-23',
  'footer: "static check: reachability, quota and timeouts are not tested; use openclaw models status --probe"',
  (home) => assert.match(home.text(), /from the files alone; `openclaw models status --probe` sends requests $/),
);

says(
  'S3-24',
  'hover: list rotation reacts to 429/quota only; profiles also react to auth and billing failures',
  (home) => {
    for (const kind of ['rate_limit', 'auth', 'billing'] as const)
      assert.equal(home.fail({ what: 'openai:key1', kind }).answer!.label, 'openai:key2', kind);
    const google = home.but({
      files: {
        'openclaw.json': '{ agents: { defaults: { model: "google/gemini-3-flash-preview" } } }',
        '.env': 'GEMINI_API_KEY=a\nGEMINI_API_KEYS=b,c\n',
      },
    });
    assert.match(
      google.text(),
      /on a rate limit, and then only, the request is sent again with the keys of GEMINI_API_KEYS/,
    );
  },
);

says('S4-01', 'fix: move both under agents.defaults.model', (home) => {
  assert.deepEqual(
    home.says('key-at-wrong-level').map((each) => /move it to `([\w.]+)`$/.exec(each)?.[1]),
    ['agents.defaults.model.primary', 'agents.defaults.model.fallbacks'],
  );
});

says(
  'S4-02',
  '"anthropic-api" is not a bundled provider and not in models.providers; it only appears in auth.profiles["anthropic:api"].provider',
  (home) => {
    assert.match(
      home.says('model-ref-unknown-provider').join(),
      /no provider `anthropic-api`: it is not part of OpenClaw 2026\.9\.6 and not in `models\.providers`/,
    );
    const rung = home.ladder().candidates[1]!;
    assert.match(rung.blocked!.text, /nobody defines a provider `anthropic-api`/);
    assert.deepEqual(
      rung.skipped.map(({ label, reason, at }) => [label, reason, pathOf(home, at)]),
      [['anthropic:api', 'unknown_provider', 'auth.profiles["anthropic:api"]']],
    );
  },
);
says('S4-02', 'usable links: 1 of 2', (home) =>
  assert.deepEqual([possible(home.ladder()).length, home.ladder().candidates.length], [1, 2]),
);

says('S4-09', 'message is neutral: "falls through from token to metered api_key anthropic:api"', (home) => {
  assert.match(
    home.says('mixed-billing-route').join(),
    /when the subscription `anthropic:default` fails, requests go on with `anthropic:api`, which is paid by use/,
  );
  assert.deepEqual(
    home.ladder().candidates[0]!.attempts.map(({ label, type, billing }) => [label, type, billing]),
    [
      ['anthropic:default', 'token', 'subscription'],
      ['anthropic:api', 'api_key', 'metered'],
    ],
  );
  assert.match(noted(home.ladder()), /attempt 2 is billed by use, the subscription before it is not/);
});

says('S4-10', 'hover: "id prefix says anthropic, provider field says anthropic-api; the field decides"', (home) => {
  const rung = home.ladder().candidates[1]!;
  assert.deepEqual([rung.provider, labels(rung)], ['anthropic-api', ['anthropic:api']]);
  assert.match(
    noted(rung),
    /`anthropic:api` is a profile of anthropic-api: its `provider` says so, its name means nothing/,
  );
});

const known = new Map(cases.map((each) => [each.id, each]));
for (const [key, where] of told) test(key, () => where(new Home(known.get(key.split(' ', 1)[0]!)!)));

test('every line that an explanation should hold is looked for, once', () => {
  const lines = cases.flatMap(({ id, explain }) => explain.map((line) => `${id} ${line}`)).sort();
  assert.deepEqual([...told.keys()].sort(), lines);
});
