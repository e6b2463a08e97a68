/** A class of characters, and another one some times after it. */
const NAME = /^\^\[([^\]]+)\](?:\[([^\]]+)\](?:\{0,(\d+)\}|\*)|(\+))\$$/;
/** The scheme of an address, once it is told in small letters alone. */
const SCHEME = /^\^([a-z]+?)(s\?)?:\\\/\\\/$/;
const CHARACTERS: readonly [RegExp, string][] = [
  [/^a-zA-Z|^A-Za-z/, 'letters from a to z'],
  [/^a-z/, 'small letters from a to z'],
  [/^A-Z/, 'capitals from A to Z'],
  [/^0-9|^\\d/, 'digits'],
  [/^\\?[-_.]/, ''],
];

/** What a pattern of the schema asks for, as an imperative; undefined where it is none for a name or a number. */
export function formInWords(pattern: string): string | undefined {
  if (pattern === '\\S') return 'write something besides blanks';
  if (pattern === '^\\d+$') return 'write digits only';
  const [, scheme, secure] = SCHEME.exec(pattern.replaceAll(/\[([a-z])[A-Z]\]/g, '$1')) ?? [];
  if (scheme) return `begin it with ${secure ? `\`${scheme}s://\` or ` : ''}\`${scheme}://\``;
  const [, first, rest = first, most] = NAME.exec(pattern) ?? [];
  if (first === undefined || rest === undefined) return undefined;
  const [begin, all] = [charactersOf(first), charactersOf(rest)];
  if (!begin || !all) return undefined;
  const length = most ? `, ${Number(most) + 1} characters at most` : '';
  return `write only ${series(all, 'and')}${length}${first === rest ? '' : `, and begin with ${series(begin, 'or')}`}`;
}

function charactersOf(of: string): string[] | undefined {
  const said: string[] = [];
  for (let left = of; left !== ''; ) {
    const [found, words] =
      CHARACTERS.map(([like, words]) => [like.exec(left)?.[0], words] as const).find(([found]) => found) ?? [];
    if (!found) return undefined;
    said.push(words || `\`${found.replace('\\', '')}\``);
    left = left.slice(found.length);
  }
  return said;
}

const series = (items: readonly string[], join: string): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${join} ${items.at(-1)}`;
