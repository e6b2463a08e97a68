/** What OpenClaw 2026.9.6 knows about providers and models, as data with sources; one file per topic. */

export { channelCalled, packageOfOthers } from './channels.ts';
export { DISCOVERING_PROVIDERS, normalizeLiterally, normalizeModel, rowAsLoaded, staticModels } from './models.ts';
export { authProvider, type KnownProvider, knownProvider, knownProviderIds } from './providers.ts';
export { type RetiredModel, retiredModel } from './retired.ts';
export { isMarker, isNonSecretMarker, isProviderVariable, pluginReading, providerVariables } from './variables.ts';
