import { defineConfig } from 'vitepress';

const RULES = JSON.parse(process.env.RULES ?? '[]') as readonly string[];
/** Page → its title, of every page of docs/. */
const DOCS = JSON.parse(process.env.DOCS ?? '{}') as Readonly<Record<string, string>>;

interface Group {
  readonly text: string;
  readonly collapsed?: boolean;
  readonly items: readonly { readonly text: string; readonly link: string }[];
}

const SIDEBAR: readonly Group[] = [
  {
    text: 'Use it',
    items: [
      { text: 'Start here', link: '/start' },
      { text: 'What a turn will try', link: '/route' },
      { text: 'Before each commit, in CI', link: '/gate' },
      { text: 'Before OpenClaw starts', link: '/guard' },
      { text: 'Living with it', link: '/living-with-it' },
      { text: 'In manifests', link: '/manifests' },
      { text: 'Many homes', link: '/fleets' },
      { text: 'In your editor', link: '/editors' },
      { text: 'With agents', link: '/agents' },
      { text: 'As a library', link: '/library' },
      { text: 'A newer OpenClaw', link: '/snapshot' },
      { text: 'What to say', link: '/usage' },
      { text: 'Schemas', link: '/schemas' },
    ],
  },
  {
    text: 'Look it up',
    items: [
      { text: 'History of the config', link: '/history' },
      { text: 'Releases that route differently', link: '/routing-differences' },
      { text: 'What OpenClaw does', link: '/facts' },
    ],
  },
  { text: 'Rules', collapsed: true, items: RULES.map((rule) => ({ text: rule, link: `/rules/${rule}` })) },
  {
    text: 'Work on it',
    collapsed: true,
    items: [
      { text: 'How it is built', link: '/architecture' },
      { text: 'How it is kept reliable', link: '/reliability' },
      { text: 'Releases of OpenClaw', link: '/maintaining' },
      { text: 'The site', link: '/site' },
    ],
  },
];

/** With the pages that no group names. */
function withOthers(group: Group): Group {
  const named = new Set(SIDEBAR.flatMap(({ items }) => items.map(({ link }) => link)));
  const others = Object.entries(DOCS).map(([name, text]) => ({ text, link: `/${name}` }));
  return { ...group, items: [...group.items, ...others.filter(({ link }) => !named.has(link))] };
}

export default defineConfig({
  title: 'clawlint',
  description: 'Checks and explains the model routing of OpenClaw',
  lang: 'en',
  base: process.env.BASE ?? '/',
  srcDir: 'pages',
  outDir: '../../dist-site',
  head: [['link', { rel: 'icon', href: `${process.env.BASE ?? '/'}playground/icon.svg` }]],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify: slug },
    config: ({ renderer: { rules } }) => {
      for (const name of ['code_inline', 'text'] as const) {
        const render = rules[name]!;
        // two braces are no template of ours
        rules[name] = (...given) => render(...given).replaceAll('{{', '&#123;&#123;');
      }
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Rules', link: '/rules/' },
      { text: 'History', link: '/history' },
      { text: 'Playground', link: '/playground/', target: '_self' },
    ],
    sidebar: [...SIDEBAR.slice(0, 1), withOthers(SIDEBAR[1]!), ...SIDEBAR.slice(2)],
    socialLinks: [{ icon: 'github', link: 'https://github.com/clawlint/clawlint' }],
  },
});

/** Headings have the anchors that GitHub gives them: the links between the pages count on it. */
function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}
