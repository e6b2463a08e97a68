// What is in the repository → the pages of the manual, as Markdown, with links that hold there.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { check, memory, route, toRouteSvg } from '../../dist/index.cjs';

const SOURCE = 'https://github.com/clawlint/clawlint';

/** Writes all pages into a folder. @returns the rules in the order of the README, and what docs/ has: page → title */
export function writePages({ root, to, base, filesIn }) {
  const read = (path) => readFileSync(join(root, path), 'utf8');
  const readme = read('README.md');
  const list = read('docs/rules.md');
  const rules = [...list.matchAll(/^\| \[`([\w-]+)`\]\(\.\.\/fixtures\/[\w-]+\)/gm)].map(([, rule]) => rule);
  const docs = readdirSync(join(root, 'docs')).filter((name) => /^(?!history|rules).*\.md$/.test(name));
  /** path in the repository → page */
  const pages = new Map([
    ['README.md', 'start.md'],
    ['editors/README.md', 'editors.md'],
    ['docs/history.md', 'history.md'],
    ['docs/rules.md', 'rules/index.md'],
    ...docs.map((name) => [`docs/${name}`, name]),
    ...rules.flatMap((rule) => ['', '/README.md'].map((end) => [`fixtures/${rule}${end}`, `rules/${rule}.md`])),
  ]);
  const routes = /^## Which key is used$[\s\S]*?(?=^## )/m.exec(readme)[0];

  put('start.md', linked(readme.replace(routes, ''), 'README.md', 'start.md'));
  put('rules/index.md', linked(list, 'docs/rules.md', 'rules/index.md'));
  put('editors.md', linked(read('editors/README.md'), 'editors/README.md', 'editors.md'));
  for (const name of docs) put(name, linked(read(`docs/${name}`), `docs/${name}`, name));
  for (const rule of rules)
    put(
      `rules/${rule}.md`,
      playable(linked(read(`fixtures/${rule}/README.md`), `fixtures/${rule}/README.md`, `rules/${rule}.md`), rule),
    );
  put('history.md', history());
  put('index.md', linked(read('site/manual/index.md'), 'site/manual/index.md', 'index.md'));
  for (const name of ['route.md', 'schemas.md'])
    put(
      name,
      read(`site/manual/${name}`)
        .replaceAll('%BASE%', base)
        .replace('%ROUTES%', () => linked(routes.replace(/^## .*\n+/, ''), 'README.md', 'route.md'))
        .replace('The\nexample above', 'The\n[example of the first page](./start.md#what-it-finds)'),
    );
  pictures();
  const titles = docs.map((name) => [name.slice(0, -3), /^# (.*)$/m.exec(read(`docs/${name}`))[1].replaceAll('`', '')]);
  return { rules, docs: Object.fromEntries(titles) };

  function put(name, text) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    // what a program printed is no shell script, and light and dark are chosen on the page, not by the system
    const shown = (words) => words.replace(/^```console$/gm, '```txt').replace(/<source [^>]*>/g, '');
    writeFileSync(join(to, name), typeof text === 'string' ? shown(text) : text);
  }

  /** Links lead to pages where there is one, else to the source; pictures come along. */
  function linked(text, from, page) {
    const folder = posix.dirname(from);
    return text.replace(/(\]\(|src(?:set)?=")(?![a-z]+:|#)([^)"#\s]+)(#[^)"\s]*)?/g, (_, before, path, anchor = '') => {
      const target = posix.join(folder, path).replace(/\/$/, '');
      const own = pages.get(target);
      if (own) return `${before}${relative(page, own)}${anchor}`;
      if (!existsSync(join(root, target))) throw new Error(`${from}: there is no ${target}`);
      if (/\.(?:svg|png)$/.test(target)) {
        put(`public/images/${basename(target)}`, readFileSync(join(root, target)));
        return `${before}/images/${basename(target)}`;
      }
      return `${before}${SOURCE}/tree/main/${target}${anchor}`;
    });
  }

  /** Pictures of routes, as `clawlint route --format svg` draws them. */
  function pictures() {
    const [keys, subagents] = ['08-named-keys', '03-subagents'].map((name) =>
      check(memory(filesIn(join(root, 'site/examples', name)))),
    );
    const href = () => '';
    const drawn = (result, question) => toRouteSvg(route(result, question), { href }).replace(/<a href="">|<\/a>/g, '');
    put('public/images/outage.svg', drawn(keys, { fail: ['openai:main=rate_limit'] }));
    put('public/images/subagents.svg', drawn(subagents, { slot: 'subagents' }));
  }

  /** Below the title of each home of a rule's page: the same in the playground. */
  function playable(text, rule) {
    return text.replace(/^## (The mistake|Put right|Fine as it is)(?:: (.*))?$/gm, (heading, kind, more) => {
      const word = kind === 'The mistake' ? 'bad' : 'good';
      const folder = join(root, 'fixtures', rule, [word, ...(more ? more.split(' ') : [])].join('-'));
      if (!existsSync(join(folder, 'openclaw.json'))) return heading;
      const command = join(folder, 'command.txt');
      const said = existsSync(command) ? readFileSync(command, 'utf8') : '';
      const [, release] = /--release (\S+)/.exec(said) ?? [];
      const text = JSON.stringify({ files: filesIn(folder), release });
      const packed = deflateRawSync(text, { level: 9 }).toString('base64url');
      return `${heading}\n\n<a href="${base}playground/#home=${packed}" target="_blank">Open in the playground</a>`;
    });
  }

  /** The lists of docs/history.md as data, and the page that searches them. */
  function history() {
    const text = read('docs/history.md');
    const [byRelease, byKey] = text.split(/^## By key$/m);
    const releases = byRelease
      .split(/^### /m)
      .slice(1)
      .map((part) => {
        const [release, ...lines] = part.split('\n');
        let kind = '';
        const events = lines.flatMap((line) => {
          if (/^[A-Z].*:$/.test(line)) kind = line.slice(0, -1).toLowerCase();
          return line.startsWith('- ') ? [{ kind, text: line.slice(2) }] : [];
        });
        return { release, events };
      });
    const gone = [...byKey.matchAll(/^\| `(.+?)` \| (\S+) \| (\S+) \| (?:`(.+?)`)? \|$/gm)].map(
      ([, key, first, last, instead = '']) => ({ key, first, last, instead }),
    );
    put('history.json', JSON.stringify({ releases, gone }));
    const [intro] = /^From [\s\S]*?(?=\n\n)/m.exec(text);
    return `---\noutline: false\n---\n\n# What changed in the config of OpenClaw\n\n${intro.replace(' Written by `npm run generate`.', '')}\n\n<KeyHistory />\n\nAll of it as one text: [history.md](${SOURCE}/blob/main/docs/history.md).\n`;
  }
}

const relative = (page, target) => {
  const path = posix.relative(posix.dirname(page), target);
  return path.startsWith('.') ? path : `./${path}`;
};
