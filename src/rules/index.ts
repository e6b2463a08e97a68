import { accountWithoutAgent } from './account-without-agent.ts';
import { adapterHostMismatch } from './adapter-host-mismatch.ts';
import { agentIdCollision } from './agent-id-collision.ts';
import { agentModelDropsFallbacks } from './agent-model-drops-fallbacks.ts';
import { agentModelShadowsDefault } from './agent-model-shadows-default.ts';
import { agentsOwnership } from './agents-ownership.ts';
import { aliasDuplicate } from './alias-duplicate.ts';
import { authOrderBlocksEnvKey } from './auth-order-blocks-env-key.ts';
import { authOrderStoreMismatch } from './auth-order-store-mismatch.ts';
import { authOrderUnknownProfile } from './auth-order-unknown-profile.ts';
import { authProfilePrefixMismatch } from './auth-profile-prefix-mismatch.ts';
import { authProfilesFlatShape } from './auth-profiles-flat-shape.ts';
import { authProfilesJsonRetired } from './auth-profiles-json-retired.ts';
import { baseurlShape } from './baseurl-shape.ts';
import { channelPluginNotInstalled } from './channel-plugin-not-installed.ts';
import { clawlintBaseline } from './clawlint-baseline.ts';
import { clawlintConfig } from './clawlint-config.ts';
import { clawlintSnapshot } from './clawlint-snapshot.ts';
import { contextWindowInconsistent } from './context-window-inconsistent.ts';
import { credentialFieldTypo } from './credential-field-typo.ts';
import { customProviderIncomplete } from './custom-provider-incomplete.ts';
import { dotenvSyntax } from './dotenv-syntax.ts';
import { duplicateEntry } from './duplicate-entry.ts';
import { duplicateJsonKey } from './duplicate-json-key.ts';
import { emptyAuthOrder } from './empty-auth-order.ts';
import { envBlockFlat } from './env-block-flat.ts';
import { envNameAsLiteralKey } from './env-name-as-literal-key.ts';
import { envSyntaxUnsupported } from './env-syntax-unsupported.ts';
import { envValueConflict } from './env-value-conflict.ts';
import { envVarNameTypo } from './env-var-name-typo.ts';
import { envVarNotRead } from './env-var-not-read.ts';
import { envVarsEntryIgnored } from './env-vars-entry-ignored.ts';
import { fallbackNotIndependent } from './fallback-not-independent.ts';
import { heartbeatLeftOut } from './heartbeat-left-out.ts';
import { ignoreComment } from './ignore-comment.ts';
import { implicitDefaultModel } from './implicit-default-model.ts';
import { includeError } from './include-error.ts';
import { invalidEnum } from './invalid-enum.ts';
import { invalidValue } from './invalid-value.ts';
import { json5Syntax } from './json5-syntax.ts';
import { keyAtWrongLevel } from './key-at-wrong-level.ts';
import { keyOfAnotherProvider } from './key-of-another-provider.ts';
import { keylessRemoteProvider } from './keyless-remote-provider.ts';
import { legacyModelsAllowlist } from './legacy-models-allowlist.ts';
import { legacyProviderId } from './legacy-provider-id.ts';
import { limitReached } from './limit-reached.ts';
import { malformedModelRef } from './malformed-model-ref.ts';
import { malformedSecret } from './malformed-secret.ts';
import { memorySearchWithoutKey } from './memory-search-without-key.ts';
import { missingEnvVar } from './missing-env-var.ts';
import { missingKey } from './missing-key.ts';
import { missingProviderCredential } from './missing-provider-credential.ts';
import { mixedBillingRoute } from './mixed-billing-route.ts';
import { modelConfigShape } from './model-config-shape.ts';
import { modelIdSuspect } from './model-id-suspect.ts';
import { modelPolicyExcludesConfigured } from './model-policy-excludes-configured.ts';
import { modelRefUnknownProvider } from './model-ref-unknown-provider.ts';
import { orderExceedsRotationLimit } from './order-exceeds-rotation-limit.ts';
import { orderProviderKeyUnknown } from './order-provider-key-unknown.ts';
import { placeholderSecret } from './placeholder-secret.ts';
import { plaintextSecret } from './plaintext-secret.ts';
import { pluralApiKeysIneffective } from './plural-api-keys-ineffective.ts';
import { profileDeclaredNotStored } from './profile-declared-not-stored.ts';
import { profileMissingForAgent } from './profile-missing-for-agent.ts';
import { profileModeMismatch } from './profile-mode-mismatch.ts';
import { profileProviderMismatch } from './profile-provider-mismatch.ts';
import { profileSuffixIneffective } from './profile-suffix-ineffective.ts';
import { profileWithoutMode } from './profile-without-mode.ts';
import { providerIdCaseCollision } from './provider-id-case-collision.ts';
import { providerModelNotDeclared } from './provider-model-not-declared.ts';
import { providerPluginNotInstalled } from './provider-plugin-not-installed.ts';
import { redactedPlaceholder } from './redacted-placeholder.ts';
import { releaseNewerThanKnown } from './release-newer-than-known.ts';
import { replaceModeDropsProvider } from './replace-mode-drops-provider.ts';
import { retiredConfigKey } from './retired-config-key.ts';
import { retiredModel } from './retired-model.ts';
import type { Rule } from './rule.ts';
import { secretFileExposed } from './secret-file-exposed.ts';
import { secretInAuthProfiles } from './secret-in-auth-profiles.ts';
import { secretrefUnknownProvider } from './secretref-unknown-provider.ts';
import { secretrefUnresolvable } from './secretref-unresolvable.ts';
import { settingsConflict } from './settings-conflict.ts';
import { staleKeyShadowedByProfile } from './stale-key-shadowed-by-profile.ts';
import { storeNotChecked } from './store-not-checked.ts';
import { subordinateModelUnresolvable } from './subordinate-model-unresolvable.ts';
import { subscriptionTokenOnCustomProvider } from './subscription-token-on-custom-provider.ts';
import { tokenExpired } from './token-expired.ts';
import { unknownKey } from './unknown-key.ts';
import { unknownName } from './unknown-name.ts';
import { unprefixedModelRef } from './unprefixed-model-ref.ts';
import { unreadableFile } from './unreadable-file.ts';
import { unresolvedAlias } from './unresolved-alias.ts';
import { versionSkew } from './version-skew.ts';

/** Every rule, in the order a reader cares about: does it start, does it authenticate, does it route. */
const declared: readonly Rule[] = [
  json5Syntax,
  unreadableFile,
  includeError,
  duplicateJsonKey,
  unknownKey,
  keyAtWrongLevel,
  retiredConfigKey,
  envBlockFlat,
  secretInAuthProfiles,
  missingKey,
  profileWithoutMode,
  invalidEnum,
  invalidValue,
  settingsConflict,
  unknownName,
  modelConfigShape,
  customProviderIncomplete,
  agentsOwnership,
  versionSkew,
  retiredModel,
  modelPolicyExcludesConfigured,
  secretrefUnknownProvider,
  secretrefUnresolvable,
  missingEnvVar,
  envSyntaxUnsupported,
  envVarNameTypo,
  envValueConflict,
  envVarsEntryIgnored,
  envVarNotRead,
  dotenvSyntax,
  pluralApiKeysIneffective,
  staleKeyShadowedByProfile,
  plaintextSecret,
  secretFileExposed,
  envNameAsLiteralKey,
  keyOfAnotherProvider,
  malformedSecret,
  placeholderSecret,
  redactedPlaceholder,
  authOrderUnknownProfile,
  authOrderBlocksEnvKey,
  orderProviderKeyUnknown,
  emptyAuthOrder,
  authOrderStoreMismatch,
  profileProviderMismatch,
  profileModeMismatch,
  profileDeclaredNotStored,
  profileMissingForAgent,
  tokenExpired,
  storeNotChecked,
  authProfilePrefixMismatch,
  credentialFieldTypo,
  authProfilesJsonRetired,
  authProfilesFlatShape,
  missingProviderCredential,
  memorySearchWithoutKey,
  mixedBillingRoute,
  keylessRemoteProvider,
  providerIdCaseCollision,
  contextWindowInconsistent,
  baseurlShape,
  adapterHostMismatch,
  modelRefUnknownProvider,
  legacyProviderId,
  providerPluginNotInstalled,
  channelPluginNotInstalled,
  providerModelNotDeclared,
  modelIdSuspect,
  malformedModelRef,
  unprefixedModelRef,
  unresolvedAlias,
  subordinateModelUnresolvable,
  duplicateEntry,
  aliasDuplicate,
  agentModelDropsFallbacks,
  heartbeatLeftOut,
  accountWithoutAgent,
  agentIdCollision,
  implicitDefaultModel,
  legacyModelsAllowlist,
  fallbackNotIndependent,
  profileSuffixIneffective,
  agentModelShadowsDefault,
  orderExceedsRotationLimit,
  replaceModeDropsProvider,
  subscriptionTokenOnCustomProvider,
  releaseNewerThanKnown,
  ignoreComment(() => declared.map(({ id }) => id)),
  clawlintBaseline(() => declared.map(({ id }) => id)),
  clawlintSnapshot,
  clawlintConfig(() => declared.map(({ id }) => id)),
  limitReached, // the last one: the others may use up the time
];

/** All that a rule may say of itself, so that rules are objects of one shape: V8 has them all by the same few steps. */
const NOTHING_SAID: { readonly [field in keyof Required<Rule>]: undefined } = {
  id: undefined,
  severity: undefined,
  summary: undefined,
  why: undefined,
  facts: undefined,
  onBrokenSyntax: undefined,
  refusesStart: undefined,
  convertedOnStart: undefined,
  doubtfulIfNewer: undefined,
  movesOnUpgrade: undefined,
  tag: undefined,
  check: undefined,
};

/** The same, of one shape. */
export const rules: readonly Rule[] = declared.map((rule) => ({ ...NOTHING_SAID, ...rule }) as Rule);

const byId = new Map(rules.map((rule) => [rule.id, rule]));

export const ruleNamed = (id: string): Rule | undefined => byId.get(id);
