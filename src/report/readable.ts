import { memoize } from '../text/memo.ts';
import { HIDDEN } from './known-texts.ts';
import { isNameLike } from './name-like.ts';

/** One word of a message, which may be a path or a key: up to white space, a quote, a bracket or a comma. */
const WORD = /[^\s`"'<>{}()[\],;|…]{6,}/g;
const SEPARATOR = /[/.:@]+/g;
/** What may be shown beside something that may not: a short piece of a key could read like a name by chance. */
const PLAIN = /^(?:\d{1,4}|[a-z]*|[a-z]+\d?(?:[-_][a-z\d]+)+|[a-z]+(?:[A-Z][a-z]+)+|[A-Z]+(?:_[A-Z]+)*)$/;

/** A text that belongs to no home, such as an argument of a call, or one of ours: without what reads like no name. */
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
