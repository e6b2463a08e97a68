const ALWAYS = [
  'mutation/canary',
  'facts-held',
  'yields',
  'cases',
  'conformance',
  'verdicts',
  'env',
  'healthy',
  'fixtures',
];

/** folder of `src` → the tests that its mutated code has to pass: those that run in this process, quick ones first */
const TESTS_OF = {
  routing: [
    ...[
      'model-ref',
      'catalog',
      'outage',
      'order',
      'allowlist',
      'default-model',
      'model-chain',
      'credential',
      'custody',
      'store',
      'model-drawn',
    ],
    ...['routing-held', 'job-models', 'explain', 'routes-recorded'],
    ...ALWAYS,
  ],
  rules: [...ALWAYS, 'suggestions', 'edits', 'releases'],
  schema: [...ALWAYS, 'schema', 'walker', 'refined', 'releases'],
};

export const TESTS = (TESTS_OF[process.env.MUTATED] ?? []).map((name) => `${name}.test`);
