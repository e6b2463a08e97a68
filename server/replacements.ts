import type { Diagnostic, Fix } from '../src/rule.ts';

/** What a finding asks whether it was meant, as a replacement of what it complains about. Not certain, so nobody is given it unasked. */
export function replacement({ at, message, help = '' }: Diagnostic): Fix | undefined {
  const meant = /^did you mean `([^`]+)`/.exec(help)?.[1];
  if (meant === undefined || meant.endsWith('…')) return undefined;
  const text = at.file.text.slice(at.offset, at.offset + at.length);
  // the first thing the message quotes that stands here is what is wrong
  const wrong = [...message.matchAll(/`([^`]+)`/g)].map((match) => match[1]!).find((each) => text.includes(each));
  if (wrong === undefined || wrong === meant || /["'\\]/.test(meant)) return undefined;
  const offset = at.offset + text.indexOf(wrong);
  return { title: `write \`${meant}\``, edits: [{ at: { file: at.file, offset, length: wrong.length }, text: meant }] };
}
