/** Wraps words into lines of at most `width` characters, the first of at most `first`; longer words are cut. */
export function wrap(text: string, width: number, first = width): string[] {
  const lines = [''];
  const room = () => (lines.length === 1 ? first : width);
  for (let word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line && line.length + 1 + word.length <= room()) {
      lines[lines.length - 1] = `${line} ${word}`;
      continue;
    }
    if (line) lines.push('');
    for (; word.length > room(); word = word.slice(lines.at(-2)!.length))
      lines.splice(lines.length - 1, 1, word.slice(0, room()), '');
    lines[lines.length - 1] = word;
  }
  return lines;
}

/** The minimum width for text beside a place. */
const NARROW = 18;

/**
 * A text after a `lead`, with a hanging indent, and a place right-aligned on the first line, or below if there is no
 * room. No line is longer than `width`.
 */
export function row(lead: string, text: string, place: string, width = 80): string[] {
  const full = width - lead.length;
  const where = place.length <= width - 4 ? place : `…${place.slice(place.length - width + 5)}`;
  const beside = full - where.length - 2;
  const fits = where !== '' && beside >= Math.min(text.length, NARROW) && text.split(' ', 1)[0]!.length <= beside;
  const shown = wrap(text, full, fits ? beside : full).map(
    (line, i) => `${i === 0 ? lead : ' '.repeat(lead.length)}${line}`,
  );
  if (fits) shown[0] += where.padStart(width - shown[0]!.length);
  else if (where) shown.push(where.padStart(width));
  return shown;
}
