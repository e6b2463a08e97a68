const NAMES = `
  mutation/canary facts-held yields cases conformance verdicts env healthy suggestions edits releases
  model-ref catalog outage order allowlist default-model model-chain credential custody store model-drawn
  routing-held credentials-held models-held model-ids-held keys-held openai-routes heartbeats jobs-read job-models
  jobs-recorded slots-recorded homes-recorded explain route-all routes-recorded
  rules-held rule-parts-held claims-held homes-held schema words named-places walker refined release snapshot sqlite
  lsp-completion lsp-features beyond-schema forms-held schema-parts-held schema-types-held versions-held notes-held
  walk-held judge-held print-held fixtures project-schema-held rule-traits-held
`;

/** The tests that are tried on a mutant: those that run in this process. */
export const TESTS = NAMES.trim().split(/\s+/);

/** Those that prepare for seconds what they compare with: tried last. */
export const SLOW = ['suggestions', 'walker'];
