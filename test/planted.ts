/** Small homes with keys in them that the mask cannot know, made from a seed. */

/** A seeded source of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const ALNUM = LOWER + UPPER + DIGITS;
const URL_SAFE = `${ALNUM}-_`;
const BASE64 = `${ALNUM}+/`;
const LOWER_DIGITS = LOWER + DIGITS;

/** vendor → the parts of its keys: texts as they are, and how many characters of which alphabet */
const VENDORS: Readonly<Record<string, readonly (string | readonly [number, string])[]>> = {
  anthropic: ['sk-ant-api03-', [93, URL_SAFE], 'AA'],
  'anthropic login': ['sk-ant-oat01-', [86, URL_SAFE]],
  openai: ['sk-proj-', [48, ALNUM]],
  'openai, old': ['sk-', [20, ALNUM], 'T3BlbkFJ', [20, ALNUM]],
  openrouter: ['sk-or-v1-', [64, HEX]],
  deepseek: ['sk-', [32, HEX]],
  moonshot: ['sk-', [48, ALNUM]],
  google: ['AIza', [35, URL_SAFE]],
  'google login': ['ya29.', [60, URL_SAFE]],
  'google client': ['GOCSPX-', [28, URL_SAFE]],
  'aws id': ['AKIA', [16, UPPER + DIGITS]],
  'aws secret': [[40, BASE64]],
  azure: [[84, ALNUM]],
  'azure, old': [[32, HEX]],
  mistral: [[32, ALNUM]],
  cohere: [[40, ALNUM]],
  together: [[64, HEX]],
  groq: ['gsk_', [52, ALNUM]],
  xai: ['xai-', [80, ALNUM]],
  cerebras: ['csk-', [48, LOWER_DIGITS]],
  fireworks: ['fw_', [24, ALNUM]],
  nvidia: ['nvapi-', [64, URL_SAFE]],
  huggingface: ['hf_', [34, ALNUM]],
  replicate: ['r8_', [37, ALNUM]],
  perplexity: ['pplx-', [48, ALNUM]],
  tavily: ['tvly-', [32, ALNUM]],
  jina: ['jina_', [60, ALNUM]],
  voyage: ['pa-', [43, URL_SAFE]],
  minimax: ['eyJhbGciOiJSUzI1NiJ9.', [80, URL_SAFE], '.', [80, URL_SAFE]],
  zhipu: [[32, HEX], '.', [16, ALNUM]],
  elevenlabs: ['sk_', [48, HEX]],
  deepgram: [[40, HEX]],
  github: ['ghp_', [36, ALNUM]],
  'github server': ['ghs_', [36, ALNUM]],
  'github, fine': ['github_pat_', [22, ALNUM], '_', [59, ALNUM]],
  gitlab: ['glpat-', [20, URL_SAFE]],
  npm: ['npm_', [36, ALNUM]],
  pypi: ['pypi-', [100, URL_SAFE]],
  slack: ['xoxb-', [12, DIGITS], '-', [12, DIGITS], '-', [24, ALNUM]],
  telegram: [[10, DIGITS], ':AA', [33, URL_SAFE]],
  discord: [[26, ALNUM], '.', [6, ALNUM], '.', [38, URL_SAFE]],
  stripe: ['sk_live_', [24, ALNUM]],
  twilio: ['SK', [32, HEX]],
  sendgrid: ['SG.', [22, URL_SAFE], '.', [43, URL_SAFE]],
  notion: ['ntn_', [46, ALNUM]],
  linear: ['lin_api_', [40, ALNUM]],
  digitalocean: ['dop_v1_', [64, HEX]],
  vault: ['hvs.', [90, URL_SAFE]],
  age: ['AGE-SECRET-KEY-1', [58, UPPER + DIGITS]],
  uuid: [[8, HEX], '-', [4, HEX], '-4', [3, HEX], '-a', [3, HEX], '-', [12, HEX]],
  'base64, padded': [[43, BASE64], '='],
  'random, 20': [[20, ALNUM]],
  'random, 24, small': [[24, LOWER_DIGITS]],
  'random, 32': [[32, `${ALNUM}!$%&*()-_=+`]],
};
const NAMES = Object.keys(VENDORS);

export interface Planted {
  readonly key: string;
  /** what of it is random, each at least eight characters long */
  readonly parts: readonly string[];
}

export function plant(random: () => number): Planted {
  const parts: string[] = [];
  let key = '';
  for (const part of VENDORS[NAMES[Math.floor(random() * NAMES.length)]!]!) {
    const text = typeof part === 'string' ? part : letters(random, ...part);
    if (typeof part !== 'string' && text.length >= 8) parts.push(text);
    key += text;
  }
  return { key, parts };
}

/** A text of letters and digits; there is a digit and a letter of either case where the alphabet has them. */
function letters(random: () => number, count: number, alphabet: string): string {
  return Array.from({ length: count }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

const WORDS = 'marmalade octopus lantern velvet pumpkin harbour thistle walnut copper meadow saffron bramble'.split(
  ' ',
);

/** A secret that somebody can say: words, which only their place can tell from a name. */
export function passphrase(random: () => number): Planted {
  const key = Array.from({ length: 3 }, () => WORDS[Math.floor(random() * WORDS.length)]).join('-');
  return { key, parts: [key] };
}

/** Whether eight characters of a key in a row stand in an output, as they are or as JSON writes them. */
export function isIn({ parts }: Planted, output: string): boolean {
  return parts.some((part) => {
    for (let at = 0; at + 8 <= part.length; at += 4) if (output.includes(part.slice(at, at + 8))) return true;
    return output.includes(part.slice(-8));
  });
}
