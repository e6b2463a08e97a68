import { tell } from './dialog.ts';
import { make } from './dom.ts';
import type { Home } from './home.ts';
import { CONFIG, isInside, nameOf, uriOf } from './names.ts';

/** A home as a link has it. */
export interface Shared {
  readonly files: ReadonlyMap<string, string>;
  readonly release: string | undefined;
}

const MARK = '#home=';
/** In characters; what unpacks to more is no config. */
const MOST = 2_000_000;

/** The part of a link behind its address: browsers send it to nobody. */
export async function packed({ files, release }: Shared): Promise<string> {
  const text = JSON.stringify({ files: Object.fromEntries(files), ...(release !== undefined && { release }) });
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return MARK + btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws Error where it is no link of ours, or a damaged one */
export async function unpacked(hash: string): Promise<Shared | undefined> {
  if (!hash.startsWith(MARK)) return undefined;
  const letters = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  let text = '';
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.length > MOST) throw new Error('it holds more than a home');
  }
  const { files, release } = JSON.parse(text);
  const entries = Object.entries(files).filter(([name, each]) => isInside(name) && typeof each === 'string');
  return { files: new Map(entries as [string, string][]), release: typeof release === 'string' ? release : undefined };
}

/** Makes a link of what the server says can be shown to anybody, and offers it. */
export async function share(home: Home): Promise<void> {
  const masked = await home.ask<{ uri: string; text: string }[] | null>('clawlint/masked', { uri: uriOf(CONFIG) });
  if (!masked) return tell('Share', 'There is no config yet.');
  const files = new Map(masked.map(({ uri, text }) => [nameOf(uri), text]));
  const hidden = masked.reduce((sum, { text }) => sum + text.split('••••').length - 1, 0);
  const link = `${location.href.split('#')[0]}${await packed({ files, release: home.release })}`;
  const input = make('input', { value: link, readOnly: true, ariaLabel: 'Link' });
  const copied = await navigator.clipboard.writeText(link).then(
    () => 'Copied. ',
    () => '',
  );
  const secrets = hidden === 0 ? 'Nothing had to be hidden.' : `${hidden} texts that may be secrets are dots in it.`;
  tell(
    'Share',
    make('p', {}, `${copied}The link holds the texts themselves; no server keeps them. ${secrets}`),
    make('p', {}, input),
  );
  input.select();
}
