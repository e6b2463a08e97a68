import type { Node } from '../parse/tree.ts';

/** Keys and variables whose values are taken for secrets wherever they stand. */
export const SECRET_NAME =
  /key$|keys$|apikey|token|secret|passw|passphrase|credential|cookie|bearer|private|webhook|^access$|^refresh$|^auth$|authorization|dsn|pat$/i;
/** Objects all of whose strings are taken for secrets. */
export const SECRET_OBJECT = /^(?:env|vars|headers|environment|args)$/i;
/** What keys of the well-known vendors look like, and userinfo or a key in a URL. */
export const SECRET_SHAPE =
  /\b(?:sk|pk|rk|xai|gsk|ghp|gho|github_pat|glpat|AIza|xox[abprs]|hf|nvapi|r8|tvly|pplx|eyJ)[-_][\w-]{8,}|\bAIza[\w-]{20,}|(?<=:\/\/)[^/\s"'@]+(?=@)|(?<=[?&](?:key|token|api_key|apikey|access_token)=)[^&\s"']+/g;
/** Fields of a stored profile that may be shown. */
export const PLAIN_FIELDS = new Set(['type', 'mode', 'provider', 'email', 'displayName', 'source', 'id']);
/**
 * What an object with a secret's name, such as the profile `anthropic:team-key` or a reference below `apiKey`, says
 * openly.
 */
const OPEN_FIELDS = new Set(['provider', 'mode', 'email', 'displayName', 'source', '$include']);
/** What a store remembers of the use of its profiles: names, times and words that say what went wrong. */
export const MEMORY = new Set(['order', 'lastGood', 'usageStats']);
/** Kinds of credentials, which `auth` of a provider names. */
export const KIND = /^(?:api[-_ ]?key|oauth|token|aws-sdk)$/i;
/** The `id` of a reference names a variable; one with digits may be a key that was put in its place. */
const VARIABLE_NAME = /^[A-Za-z]+(?:_[A-Za-z]+)+$/;
/** Not secrets though they stand where secrets stand: references to variables. */
export const REFERENCE = /^\s*(?:\$?\$\{[A-Za-z_]\w*\}|\$[A-Z][A-Z0-9_]*)\s*$/;
/** Ways to write a variable that OpenClaw does not know, with a name that can be no key. */
const MISTAKEN =
  /^\s*(?:(?:\$?env:|process\.env\.|secretref-env:|__env__:|SecretRef:)NAME|\$\{(?:env[:.]|process\.env\.)NAME\}|\$?\{\{\s*(?:env\.)?NAME\s*\}\}|%NAME%)\s*$/
    .source;
export const LOOKALIKE = new RegExp(MISTAKEN.replaceAll('NAME', '[A-Z]+(?:_[A-Z0-9]+)+'));

export const isOpen = (key: string, value: Node): boolean =>
  OPEN_FIELDS.has(key) || (key === 'id' && value.kind === 'scalar' && VARIABLE_NAME.test(String(value.value)));

/** Letters and digits in one long word: perhaps a key that somebody put where none is expected. */
export const isTangled = (word: string): boolean => word.length >= 12 && /\d/.test(word) && /[a-z]/i.test(word);
