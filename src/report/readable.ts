import { isKeySomewhere } from '../schema/config.ts';
import { memoize } from '../text/memo.ts';
import { HIDDEN } from './known-texts.ts';
import { isNameLike } from './name-like.ts';

/** A word of a message, which may be a path or a key: it ends at white space, a quote, a bracket or a comma. */
const WORD = /[^\s`"'<>{}()[\],;|\u2026]{6,}/g;
const SEPARATOR = /[/.:@]+/g;
/** What may be shown next to something masked: a short piece of a key could look like a name by chance. */
const PLAIN = /^(?:\d{1,4}|[a-z]*|[a-z]+\d?(?:[-_][a-z\d]+)+|[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)*)$/;

/** Masks whatever does not look like a name in a text that belongs to no home, such as a command-line argument. */
export const readable = (text: string): string => text.replace(WORD, readableWord);

const readableWord = memoize((word: string): string => {
  if (isNameLike(word) || isKeySomewhere(word)) return word;
  const parts = word.split(SEPARATOR);
  const separators = word.match(SEPARATOR) ?? [];
  const hides = parts.map((part) => !(PLAIN.test(part) && isNameLike(part)) && !isKeySomewhere(part));
  // what stands between two pieces of a key is one, too
  const [first, last] = [hides.indexOf(true), hides.lastIndexOf(true)];
  let text = '';
  parts.forEach((part, i) => {
    const isHidden = first <= i && i <= last;
    if (!isHidden || i === first) text += `${i > 0 ? separators[i - 1] : ''}${isHidden ? HIDDEN : part}`;
  });
  return text;
});
