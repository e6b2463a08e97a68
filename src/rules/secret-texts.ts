import { isMarker, isProviderVariable } from '../catalog/catalog.ts';
import { lookalikes, secretShorthand, substitutions } from '../env/references.ts';
import { asksToBeReplaced } from '../text/placeholder.ts';

/** What Discord’s applications, servers and people have; no token looks like that (facts R5). */
export const isDiscordId = (text: string): boolean => /^\d{15,22}$/.test(text.trim());

/** Headers without secrets. */
const HARMLESS_HEADER =
  /^(?:accept|content-type|user-agent|http-referer|referer|x-title|anthropic-(?:version|beta)|openai-beta|x-app|origin|x-client.*|.*version)$/i;
/** Most headers are plain words; an unknown one holds a key only if it looks like one. */
const SECRET_HEADER = /key|token|secret|auth|cookie|passw|credential/i;
/** Words meaning "no key needed". */
const NO_KEY =
  /^(?:|none|null|dummy|test|empty|local|not-needed|no-key(?:-required)?|no-?auth|unused|n\/a|x+|sk-(?:local|dummy|no-key|none|test)[\w-]*|(?:lm-?studio|ollama|vllm)(?:-\w+)?|anything)$/i;
/** Placeholders for a key that is yet to be filled in (facts P9). */
const PLACEHOLDER =
  /^<.*>$|^\{\{.*\}\}$|your[-_ ]|_here$|replace|change-?me|^__\w+__$|\.\.\.|\u2026|\*{3,}|redacted|example|placeholder/i;
/** Of a script that no key is written in: since 2026.3.28 OpenClaw leaves such letters out (facts P9). */
const hasForeignLetter = (text: string): boolean => /[^\0-\x7f]/.test(text) && /(?!\p{Script=Latin})\p{L}/u.test(text);

/**
 * Whether a text in a secret field is a secret, rather than a variable, marker or placeholder.
 * @param isOfModels it is sent with requests, as a password is not, which may be of any letters
 */
export function isLiteralSecret(value: string, isOfModels = false): boolean {
  const text = value.trim();
  if (substitutions(text).length > 0 || secretShorthand(text) || lookalikes(text).length > 0) return false;
  if (NO_KEY.test(text) || PLACEHOLDER.test(text) || isMarker(text)) return false;
  if (asksToBeReplaced(text) || (isOfModels && hasForeignLetter(text))) return false;
  return !isVariableName(text);
}

/** In characters: what is shorter in a repository is made up, for an example or a test. */
export const SHORTEST_KEY = 16;

/** Of a credential for models. */
export const isPlaceholder = (value: string): boolean =>
  (asksToBeReplaced(value) || hasForeignLetter(value)) &&
  substitutions(value).length === 0 &&
  lookalikes(value).length === 0;

/** A word for a server that asks for no key. */
export const isWordForNone = (text: string): boolean => /[^x]/i.test(text) && NO_KEY.test(text);

/** What OpenClaw and related tools show in place of a secret. */
const REDACTED =
  /^(?:__OPENCLAW_REDACTED__|\[redacted\]|<redacted>|\*{3,}|[\u2022\u25cf]{3,}|[\w-]{2,12}(?:\u2026|\*{3,}|[\u2022\u25cf]{3,})[\w-]{2,8})$/i;

export const isRedacted = (value: string): boolean => REDACTED.test(value.trim());

/** A variable for the key of a provider, or named like a secret; not one for the path of a file. */
export const isSecretVariable = (name: string): boolean =>
  !/^GOOGLE_APPLICATION_CREDENTIALS$|_(?:FILE|PATH)$/.test(name) &&
  (isProviderVariable(name) || /_(?:API_)?KEYS?$|_TOKEN$|_SECRET$|_PASSWORD$/.test(name));

/** The name of a variable, not its value. */
export const isVariableName = (text: string): boolean => /^[A-Z][A-Z0-9_]{2,}$/.test(text);

export const isSecretHeader = (name: string, value: string): boolean =>
  !HARMLESS_HEADER.test(name) &&
  (SECRET_HEADER.test(name) ||
    (/^\S{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/[:/]/.test(value)));
