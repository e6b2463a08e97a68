import { isMarker } from '../catalog/catalog.ts';
import { lookalikes, secretShorthand, substitutions } from '../env/references.ts';

/** Headers that carry no secret. */
const HARMLESS_HEADER =
  /^(?:accept|content-type|user-agent|http-referer|referer|x-title|anthropic-(?:version|beta)|openai-beta|x-app|origin|x-client.*|.*version)$/i;
/** Most headers are plain words; an unknown one holds a key only if it looks like one. */
const SECRET_HEADER = /key|token|secret|auth|cookie|passw|credential/i;
/** Words that stand for "no key needed". */
const NO_KEY =
  /^(?:|none|null|dummy|test|empty|local|not-needed|no-key(?:-required)?|no-?auth|unused|n\/a|x+|sk-(?:local|dummy|no-key|none|test)[\w-]*|lm-?studio|ollama|vllm|anything)$/i;
/** Words that stand for a key that is still to be put in (facts P9). */
const PLACEHOLDER =
  /^<.*>$|^\{\{.*\}\}$|your[-_ ]|_here$|replace|change-?me|^__\w+__$|\.\.\.|\u2026|\*{3,}|redacted|example|placeholder|^sk-xxx/i;

/** Whether a text in the place of a secret is one: no variable, no marker, no placeholder. */
export function isLiteralSecret(value: string): boolean {
  const text = value.trim();
  if (substitutions(text).length > 0 || secretShorthand(text) || lookalikes(text).length > 0) return false;
  if (NO_KEY.test(text) || PLACEHOLDER.test(text) || isMarker(text)) return false;
  return !isVariableName(text);
}

export const isPlaceholder = (value: string): boolean =>
  PLACEHOLDER.test(value.trim()) && !NO_KEY.test(value.trim()) && substitutions(value).length === 0;

/** The name of a variable, not its value. */
export const isVariableName = (text: string): boolean => /^[A-Z][A-Z0-9_]{2,}$/.test(text);

export const isSecretHeader = (name: string, value: string): boolean =>
  !HARMLESS_HEADER.test(name) &&
  (SECRET_HEADER.test(name) ||
    (/^\S{20,}$/.test(value) && /\d/.test(value) && /[a-z]/i.test(value) && !/[:/]/.test(value)));
