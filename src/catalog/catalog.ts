/** What OpenClaw 2026.9.6 knows about providers and models. Data with sources; src/catalog/ holds one topic a file. */
export { authProvider, knownProvider, knownProviderIds, type KnownProvider } from './providers.ts';
export { NON_SECRET_MARKERS, PROVIDER_VARIABLES, isMarker, providerVariables } from './variables.ts';
export { retiredModel, type RetiredModel } from './retired.ts';
export { DISCOVERING_PROVIDERS, normalizeModel, rewritesModels, staticModels } from './models.ts';
