import known from '../../src/release/known.json';
import type { Example } from '../examples.mjs';
import { KEYS, keysFor } from './commands.ts';
import { tell } from './dialog.ts';
import { byId, fill, later, make } from './dom.ts';
import { takeFiles } from './drop.ts';
import { Findings, withCode } from './findings.ts';
import { Home } from './home.ts';
import { CONFIG } from './names.ts';
import { Route } from './route.ts';
import { share, unpacked } from './share.ts';
import { Upgrade } from './upgrade.ts';

/** The folders of site/examples; the build puts them here. */
declare const EXAMPLES: readonly Example[];

const releases = Object.entries(known)
  .flatMap(([month, all]) => all.map((patch) => `${month}.${patch}`))
  .reverse();

// what the manual was last set to; it has a switch, this page has none
const wish = localStorage.getItem('vitepress-theme-appearance');
if (wish === 'dark' || wish === 'light') document.documentElement.dataset.theme = wish;

const findings = new Findings(() => home);
const route = new Route(() => home);
const upgrade = new Upgrade(() => home, releases);
const answering = later(150, () => showRelease());
const home: Home = new Home(
  keysFor(() => home),
  {
    changed() {
      route.redraw();
      upgrade.renew();
      answering();
    },
    moved: () => route.redraw(),
    failed: (why) => say(`The engine cannot run in this browser: ${why}`),
    found: (name, diagnostics) => findings.set(name, diagnostics),
  },
);

const release = byId<HTMLSelectElement>('release');
const example = byId<HTMLSelectElement>('example');
fill(release, [['', 'as the files say'], ...releases.map((each) => [each, each] as const)]);
fill(example, [['', 'your own'], ...EXAMPLES.map(({ id, title }) => [id, title] as const)]);
release.onchange = () => (home.release = release.value || undefined);
example.onchange = () => void openExample(example.value);
byId('bar').onsubmit = (event) => event.preventDefault();
byId('share').onclick = () => void share(home);
byId('keys').onclick = () => tell('Keys', make('dl', {}, ...KEYS.flatMap(([key, does]) => [term(key), about(does)])));
byId('show-policy').onclick = (event) => {
  event.preventDefault();
  const policy = document.querySelector<HTMLMetaElement>('meta[http-equiv]')!.content;
  tell(
    'The policy of this page',
    make(
      'p',
      {},
      'The browser holds this page, and the engine in it, to these rules; `connect-src` is the one that matters.',
    ),
    make('pre', { tabIndex: 0 }, policy.replaceAll('; ', ';\n')),
  );
};
takeFiles(async ({ texts, isFolder, left }) => {
  const kept = isFolder ? [] : home.names.map((name) => [name, home.textOf(name)] as const).filter(([, text]) => text);
  if (texts.size > 0) await openHome(new Map([...kept, ...texts]));
  const read = `${texts.size} file${texts.size === 1 ? '' : 's'} read.`;
  say(left.length > 0 ? `${read} Not read: ${left.join('; ')}.` : texts.size > 0 ? read : 'No file of a home in it.');
});
addEventListener('unhandledrejection', () =>
  say('This did not work, and nobody knows why. What you wrote is still here.'),
);
addEventListener('hashchange', () => void openLink());
void openLink();

async function openLink(): Promise<void> {
  const { hash } = location;
  try {
    const shared = await unpacked(hash);
    if (!shared) return await openExample(hash.startsWith('#example=') ? hash.slice(9) : EXAMPLES[0]!.id);
    chooseRelease(shared.release);
    await openHome(shared.files);
    say('Opened from a link. What was secret in it is dots.');
  } catch {
    await openExample(EXAMPLES[0]!.id);
    say('This link is damaged.');
  }
}

async function openExample(id: string): Promise<void> {
  const found = EXAMPLES.find((each) => each.id === id);
  if (!found) return openHome(new Map([[CONFIG, '{\n  \n}\n']]));
  chooseRelease(undefined);
  await openHome(new Map(Object.entries(found.files)));
  example.value = id;
  const note = byId('about');
  note.replaceChildren(...withCode(found.about));
  note.hidden = false;
}

async function openHome(files: ReadonlyMap<string, string>): Promise<void> {
  example.value = '';
  byId('about').hidden = true;
  say('');
  route.forget();
  upgrade.hide();
  await home.open(files);
}

function chooseRelease(wanted: string | undefined): void {
  release.value = wanted !== undefined && releases.includes(wanted) ? wanted : '';
  home.release = release.value || undefined;
}

/** The first choice names the release that the files are checked for. */
async function showRelease(): Promise<void> {
  const found = await home.summary().catch(() => null);
  const words = found?.releaseFrom === 'option' ? undefined : found?.release;
  release.options[0]!.text = words === undefined ? 'as the files say' : `as the files say: ${words}`;
}

function say(words: string): void {
  byId('status').replaceChildren(...withCode(words));
}

function term(key: string): HTMLElement {
  return make('dt', {}, make('kbd', {}, key));
}

function about(does: string): HTMLElement {
  return make('dd', {}, does);
}
