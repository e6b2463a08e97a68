/** What a line may hold before a word that does not fit, which is broken then so that this does not stand alone: `1.` */
const LEAD = 3;

/**
 * Wraps words into lines of at most `width` characters, the first of at most `first`. A longer word goes on behind a
 * slash, a dash or the like, else it is cut. No line begins with what a name says after the first, if it is a command to
 * a CI: `::error::` or `##[error]`.
 */
export function wrap(text: string, width: number, first = width): string[] {
  const lines = [''];
  const room = () => (lines.length === 1 ? first : width);
  for (const word of text.split(/ (?! *(?:::|##))/)) {
    const before = lines.at(-1)!.length;
    const isBroken = word.length > width || (before <= LEAD && before + 1 + word.length > room());
    const parts = isBroken ? word.split(/(?<=[-/_.:])(?![-/_.:# ])/) : [word];
    parts.forEach((part, i) => add(part, i === 0 ? ' ' : ''));
  }
  return lines;

  function add(part: string, glue: string): void {
    const line = lines.at(-1)!;
    if (line && line.length + glue.length + part.length <= room()) {
      lines[lines.length - 1] = `${line}${glue}${part}`;
      return;
    }
    if (line) lines.push('');
    let rest = part;
    while (rest.length > room()) {
      const cut = cutOf(rest, room());
      lines.splice(lines.length - 1, 1, rest.slice(0, cut), '');
      rest = rest.slice(cut);
    }
    lines[lines.length - 1] = rest;
  }
}

/** Where to cut a text of more than `most` characters. */
function cutOf(text: string, most: number): number {
  let cut = most;
  while (cut > 1 && /[:# ]/.test(text[cut]!)) cut--;
  return cut;
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
