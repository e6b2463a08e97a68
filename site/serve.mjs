import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Where GitHub Pages has the site of this repository. */
export const BASE = '/clawlint/';

/**
 * Serves a folder on this machine as GitHub Pages would.
 * @param port 0: any that is free
 */
export function serve(folder, port) {
  const server = createServer(({ url }, answer) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (!pathname.startsWith(BASE)) return answer.writeHead(302, { location: BASE }).end();
    const path = join(folder, normalize(decodeURIComponent(pathname.slice(BASE.length))));
    const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'index.html') : path;
    if (!existsSync(file)) return answer.writeHead(404).end('there is no such page');
    answer.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    answer.end(readFileSync(file));
  });
  return new Promise((done) => server.listen(port, '127.0.0.1', () => done(server)));
}
