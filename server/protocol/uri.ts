import { join } from '../../src/text/path.ts';

/** `/scheme:@authority/path`: the path of a file that is not on a disk. */
const FOREIGN = /^\/([a-z][a-z0-9+.-]*):(?:@([^/]*))?(\/.*)$/i;

/** The path by which the engine knows a document: that of a `file:` URI, else one that no disk has. */
export function toPath(uri: string): string {
  const [, scheme = 'file', authority, rest = ''] = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?([^?#]*)/i.exec(uri) ?? [];
  const path = join(`/${decode(rest)}`);
  if (scheme !== 'file') return `/${scheme}:${authority ? `@${authority}` : ''}${path}`;
  const drive = /^\/([a-z]):(?=\/|$)/i.exec(path);
  if (drive) return `${drive[1]!.toUpperCase()}:${path.slice(3) || '/'}`;
  return authority ? `//${authority}${path}` : path;
}

/** The URI of a path. Open documents keep the URI their editor gave them; this is for other files. */
export function toUri(path: string): string {
  const [, scheme, authority = '', rest] = FOREIGN.exec(path) ?? [];
  if (scheme !== undefined) return `${scheme}:${authority && `//${authority}`}${encode(rest!)}`;
  if (path.startsWith('//')) return `file:${encode(path)}`;
  return `file://${path.startsWith('/') ? '' : '/'}${encode(path)}`;
}

const encode = (path: string): string =>
  path
    .split('/')
    .map((step) => encodeURIComponent(step))
    .join('/');

/** A stray `%` stands for itself. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
