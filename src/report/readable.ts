import { memoize } from '../text/memo.ts';
import { HIDDEN } from './known-texts.ts';
import { isNameLike } from './name-like.ts';

/** A word of a message, which may be a path or a key: it ends at white space, a quote, a bracket or a comma. */
const WORD = /[^\s`"'<>{}()[\],;|…]{6,}/g;
const SEPARATOR = /[/.:@]+/g;
/** What may be shown next to something masked: a short piece of a key could look like a name by chance. */
const PLAIN = /^(?:\d{1,4}|[a-z]*|[a-z]+\d?(?:[-_][a-z\d]+)+|[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)*)$/;

/** Masks whatever does not look like a name in a text that belongs to no home, such as a command-line argument. */
export const readable = (text: string): string => text.replace(WORD, readableWord);

const readableWord = memoize((word: string): string => {
  if (isNameLike(word)) return word;
  const parts = word.split(SEPARATOR);
  const separators = word.match(SEPARATOR) ?? [];
  let text = '';
  let isHidden = false;
  parts.forEach((part, i) => {
    const hides = !PLAIN.test(part) || !isNameLike(part);
    if (!hides || !isHidden) text += `${i > 0 ? separators[i - 1] : ''}${hides ? HIDDEN : part}`;
    isHidden = hides;
  });
  return text;
});
