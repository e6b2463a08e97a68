import { memoize } from '../text/memo.ts';
import { HIDDEN } from './known-texts.ts';
import { isNameLike } from './name-like.ts';

/** What may be one word of a message, a path or a key among them. */
const WORD = /[\w+/=.:@~%-]{6,}/g;
const PARTS = /[/.:@]+/g;
/** A piece of a key that is too short to be told from a name. */
const SCRAP = 6;

/** A text that belongs to no home, such as an argument of a call, or one of ours: without what reads like no name. */
export const readable = (text: string): string => text.replace(WORD, readableWord);

const readableWord = memoize((word: string): string => {
  if (isNameLike(word)) return word;
  const parts = word.split(PARTS);
  const marks = word.match(PARTS) ?? [];
  const shown = parts.map((part) => isNameLike(part));
  const isShown = parts.map(
    (part, i) =>
      shown[i]! && (part.length >= SCRAP || isWord(part) || (shown[i - 1] !== false && shown[i + 1] !== false)),
  );
  if (isShown.every(Boolean) && parts.length > 1) return HIDDEN;
  let text = '';
  for (let i = 0; i < parts.length; i++) {
    const isSame = i > 0 && !isShown[i] && !isShown[i - 1];
    if (!isSame) text += `${i > 0 ? marks[i - 1] : ''}${isShown[i] ? parts[i] : HIDDEN}`;
  }
  return text;
});

/** Small letters alone, or a number. */
const isWord = (part: string): boolean => /^(?:[a-z]*|\d{1,4})$/.test(part);
