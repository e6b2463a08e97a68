import { memoize } from '../text/memo.ts';
import { surprise } from './letter-pairs.ts';

/** A text of this length is too short to reveal a key. */
const SHORT = 5;
/**
 * The maximum average information per character, in bits: in a short name, in any 8 or 12 characters, in a whole long
 * name.
 */
const MOST = { short: 7.5, of8: 6.5, of12: 5.8, whole: 5.1 } as const;
const LONG = 20;
/** Names contain dates and versions, but no long numbers. */
const MOST_DIGITS = 14;
const LONGEST_NUMBER = 8;
const LONGEST_NAME = 256;
const DASH = 45;
/** Marks of passwords; names have two kinds of them at most, and addresses those of a query. */
const MARKS = /[!#$%^*+~?\\]/g;
/** How keys of vendors begin, and names do not; what follows may be words. */
const KEY = /^(?:sk-(?:ant|or|proj|svcacct)-|gsk_|ghp_|github_pat_|glpat-|xox[abprs]-)/i;

/**
 * Syllables of Chinese in Latin letters, such as `shujufenxi`, whose pairs of letters English hardly has. One reading at
 * most for every text, so that no text takes long.
 */
const PINYIN =
  /^(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)(?:iao|uai|i[aeou]|u[aeio]|ai|ei|ao|ou|[aeiouv])(?:ng?(?![aeiou]))?[-_ ]?|(?<![iu])(?:ai|an|ao|er|ou)(?![aeiou]))+\d{0,2}$/;

/** An address, also in the name that OpenClaw’s set-up gives a provider of one's own: `custom-192-168-0-20-8080`. */
const ADDRESS = /(?<!\d)(?:\d{1,3}([.-])(?:\d{1,3}\1){2}\d{1,3})(?:[:-]\d{1,5})?(?!\d)/;

/**
 * Whether a text looks like a name chosen by a person: words, versions, dates, in any usual spelling. Of 1,503 model
 * refs and similar texts two do not pass; of random letters and digits one in 1,000 with 12 characters, one in 40,000
 * with 16 and none of 40,000 with 20 do; of random lower-case letters one in 60 with 16, and as Chinese one in 16,000
 * with 12. See docs/reliability.md.
 */
export const isNameLike: (text: string) => boolean = memoize(readsLikeName);

function readsLikeName(whole: string): boolean {
  const text = whole.replace(ADDRESS, '');
  if (text.length <= SHORT) return true;
  if (text.length > LONGEST_NAME || KEY.test(text)) return false;
  if (new Set(text.replace(/[&=]/g, '?').match(MARKS)).size > 2) return false;
  if (PINYIN.test(text)) return true;
  let digits = 0;
  for (const [word] of text.matchAll(/[A-Za-z0-9]+/g)) {
    const runs = word.match(/[A-Za-z]+|\d+/g)!;
    // `gpt4o` and `8x22b` are names, `a1b2c3d4` is not
    if (runs.length > 4 || (runs.length > 2 && word.length > 7)) return false;
    for (const run of runs) {
      if (!/^\d/.test(run)) continue;
      if (run.length > LONGEST_NUMBER) return false;
      digits += run.length;
    }
  }
  if (digits > MOST_DIGITS) return false;
  const bits = bitsOf(text);
  const sum = bits.reduce((total, each) => total + each, 0);
  if (bits.length < 8) return sum <= MOST.short * bits.length;
  if (most(bits, 8) > MOST.of8 || most(bits, 12) > MOST.of12) return false;
  return bits.length < LONG || sum <= MOST.whole * bits.length;
}

/** The information of each letter and digit, in bits. A capital inside a word starts a new one. */
function bitsOf(text: string): number[] {
  const plain = text.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const bits: number[] = [];
  let before = DASH;
  let run = LONG;
  for (let i = 0; i < plain.length; i++) {
    const code = plain.charCodeAt(i);
    const isCapital = code >= 65 && code <= 90;
    let more = 0;
    if (i > 0 && isCapital && /[a-z]/.test(plain[i - 1]! + (/[A-Z]/.test(plain[i - 1]!) ? (plain[i + 1] ?? '') : ''))) {
      more = surprise(before, DASH) + (run < 3 ? 3 : 0);
      before = DASH;
      run = 0;
    }
    const lower = isCapital ? code + 32 : code;
    bits.push(more + surprise(before, lower));
    before = lower;
    run = lower === DASH ? 0 : run + 1;
  }
  return bits;
}

/** The highest average over a window of neighbours; the overall average if there are fewer. */
function most(bits: readonly number[], width: number): number {
  if (bits.length <= width) return bits.reduce((total, each) => total + each, 0) / Math.max(1, bits.length);
  let sum = 0;
  let highest = 0;
  for (let i = 0; i < bits.length; i++) {
    sum += bits[i]! - (i >= width ? bits[i - width]! : 0);
    if (i >= width - 1) highest = Math.max(highest, sum);
  }
  return highest / width;
}
