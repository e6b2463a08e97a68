import type { Node } from '../parse/tree.ts';

/** Keys and variables whose values are treated as secrets everywhere. */
export const SECRET_NAME =
  /key$|keys$|apikey|token|secret|passw|passphrase|credential|cookie|bearer|private|webhook|^access$|^refresh$|^auth$|authorization|dsn|pat$/i;
/** Objects whose strings are all treated as secrets. */
export const SECRET_OBJECT = /^(?:env|vars|headers|environment|args)$/i;
/** Key formats of well-known vendors, and userinfo or a key in a URL. */
export const SECRET_SHAPE =
  /\b(?:sk|pk|rk|xai|gsk|ghp|gho|github_pat|glpat|AIza|xox[abprs]|hf|nvapi|r8|tvly|pplx|eyJ)[-_][\w-]{8,}|\bAIza[\w-]{20,}|(?<=:\/\/)[^/\s"'@]+(?=@)|(?<=[?&](?:key|token|api_key|apikey|access_token)=)[^&\s"']+/g;
/** Fields of a stored profile that may be shown. */
export const PLAIN_FIELDS = new Set(['type', 'mode', 'provider', 'email', 'displayName', 'source', 'id']);
/**
 * Fields that may be shown of an object with a secret's name, such as the profile `anthropic:team-key` or a reference
 * below `apiKey`.
 */
const OPEN_FIELDS = new Set(['provider', 'mode', 'email', 'displayName', 'source', '$include']);
/** Usage fields of a store: names, times and error codes. */
export const MEMORY = new Set(['order', 'lastGood', 'usageStats']);
/** Kinds of credentials, as in `auth` of a provider. */
export const KIND = /^(?:api[-_ ]?key|oauth|token|aws-sdk)$/i;
/** The `id` of a reference names a variable; one with digits may be a key put there by mistake. */
const VARIABLE_NAME = /^[A-Za-z]+(?:_[A-Za-z]+)+$/;
/** References to variables: not secrets, although they occur where secrets do. */
export const REFERENCE = /^\s*(?:\$?\$\{[A-Za-z_]\w*\}|\$[A-Z][A-Z0-9_]*)\s*$/;
/** Variable notations that OpenClaw does not know, with names that cannot be keys. */
const MISTAKEN =
  /^\s*(?:(?:\$?env:|process\.env\.|secretref-env:|__env__:|SecretRef:)NAME|\$\{(?:env[:.]|process\.env\.)NAME\}|\$?\{\{\s*(?:env\.)?NAME\s*\}\}|%NAME%)\s*$/
    .source;
export const LOOKALIKE = new RegExp(MISTAKEN.replaceAll('NAME', '[A-Z]+(?:_[A-Z0-9]+)+'));

export const isOpen = (key: string, value: Node): boolean =>
  OPEN_FIELDS.has(key) || (key === 'id' && value.kind === 'scalar' && VARIABLE_NAME.test(String(value.value)));

/** A long word of letters and digits: perhaps a key where none is expected. */
export const isTangled = (word: string): boolean => word.length >= 12 && /\d/.test(word) && /[a-z]/i.test(word);
