import { wellFormed } from '../report/formats/xml.ts';
import { own } from '../text/own.ts';
import type { Card, Mark, Reference, Row, Sheet } from './sheet.ts';
import { wrap } from './wrap.ts';

// what is paid is a colour and a word, so nothing depends on colour alone; every text has a contrast of 4.5 : 1 or more
const STYLE = `
svg{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-size:14px;--page:#fff;--card:#f6f7f9;--line:#c3c9d2;--ink:#1b1f26;--soft:#4d5562;--link:#0b57a4;--subscription:#1f7a37;--metered:#8a5300;--local:#2f5fbd;--unknown:#5c6573;--bad:#b32d2d}
@media (prefers-color-scheme:dark){svg{--page:#0f1318;--card:#181d25;--line:#3d4755;--ink:#e8ebf0;--soft:#b4bdc9;--link:#7ab4f5;--subscription:#58c072;--metered:#eba94a;--local:#7aa6f5;--unknown:#a7b0bc;--bad:#ef8a8a}}
.page{fill:var(--page)}.card{fill:var(--card);stroke:var(--line)}.rule{stroke:var(--line)}.arrow{stroke:var(--soft);fill:none;stroke-width:1.5}.tip{fill:var(--soft)}
text{fill:var(--ink)}.title{font-size:16px;font-weight:600}.model{font-weight:600;font-size:15px}.soft{fill:var(--soft)}.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}.number{fill:var(--page);font-weight:700}.link{fill:var(--link);text-decoration:underline}
.subscription{fill:var(--subscription)}.metered{fill:var(--metered)}.local{fill:var(--local)}.unknown{fill:var(--unknown)}.bad{fill:var(--bad)}`.replaceAll(
  '\n',
  '',
);

/** The widths a picture may have, in pixels. */
export const WIDTHS = { least: 320, most: 1200, usual: 720 } as const;

/** Pixels: the edge, the inside of a card, the indent of rows, a line of text, the gap between cards. */
const [EDGE, PAD, INDENT, LINE, GAP] = [16, 14, 34, 21, 24];
/** The width of a letter in pixels, rather too much: lines must not run over. */
const LETTER = { title: 9.2, model: 8.8, mono: 8.7, soft: 7.7, link: 7.7 } as const;

type Style = keyof typeof LETTER;

/**
 * A sheet as one self-contained picture for light and dark pages: a list of lists to a screen reader, its lines wrapped
 * to the width, references as links. Contains no secrets.
 * @param options.href the address of a reference
 */
export function toSvg(
  sheet: Sheet,
  options: { readonly width?: number; readonly href: (reference: Reference) => string },
): string {
  const { width = WIDTHS.usual, href } = options;
  const inner = width - 2 * EDGE - 2 * PAD;
  let y = EDGE;
  const head = [
    ...lines('title', sheet.title, EDGE, inner + 2 * PAD),
    ...lines('soft', sheet.text, EDGE, inner + 2 * PAD),
  ];
  const cards = sheet.cards.map((card, i) => `${i > 0 ? arrow() : gap()}${drawn(card)}`);
  const notes = sheet.notes.map((note) => `${gap()}${lines('soft', note, EDGE, inner + 2 * PAD).join('')}`);
  const key = legend();
  const height = Math.ceil(y + EDGE);
  const box = `<rect class="page" width="${width}" height="${height}" rx="10"/>`;
  const name = escaped(sheet.title);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="group" aria-label="${name}"><title>${name}</title><style>${STYLE}</style>${box}${head.join('')}<g role="list">${cards.join('')}</g>${notes.join('')}${key}</svg>\n`;

  function drawn(card: Card): string {
    const top = y;
    y += PAD - 4;
    const x = EDGE + PAD;
    const parts = withLink(card.reference, x, inner, () => lines('model', card.heading, x, inner));
    if (card.text) parts.push(...lines('soft', card.text, x, inner));
    y += 6;
    parts.push(`<path class="rule" d="M${EDGE} ${y + 0.5}h${width - 2 * EDGE}"/>`);
    y += 4;
    if (card.trouble !== undefined) parts.push(...trouble(card.trouble));
    if (card.trouble !== undefined && card.rows.length > 0) y += 6;
    if (card.rows.length > 0) parts.push(`<g role="list">${card.rows.map(rowOf).join('')}</g>`);
    for (const each of card.more) parts.push(...lines('soft', each, x + INDENT, inner - INDENT));
    y += card.rows.length > 0 && card.more.length === 0 ? PAD - 4 : PAD;
    const label = escaped([card.heading, card.text].filter(Boolean).join(', '));
    const box = `<rect class="card" x="${EDGE}" y="${top}" width="${width - 2 * EDGE}" height="${y - top}" rx="8"/>`;
    return `<g role="listitem" aria-label="${label}">${box}${parts.join('')}</g>`;
  }

  function rowOf({ n, mark, name, text, outcome, reference }: Row): string {
    const x = EDGE + PAD;
    const middle = y + LINE / 2 + 3;
    const number =
      n === undefined ? '' : `<text class="number" x="${x + 11}" y="${middle + 5}" text-anchor="middle">${n}</text>`;
    const dot = `<g aria-hidden="true"><circle class="${mark}" cx="${x + 11}" cy="${middle}" r="${n === undefined ? 6 : 12}"/>${number}</g>`;
    const [left, room] = [x + INDENT, inner - INDENT];
    const parts = withLink(reference, left, room, () => lines('mono', name, left, room));
    parts.push(...lines('soft', text, left, room));
    if (outcome) parts.push(...lines('model', outcome, left, room));
    y += 6;
    const label = escaped(
      [n === undefined ? '' : `attempt ${n}`, name, text, outcome ?? ''].filter(Boolean).join(', '),
    );
    return `<g role="listitem" aria-label="${label}">${dot}${parts.join('')}</g>`;
  }

  function trouble(text: string): string[] {
    const top = y + 5;
    const parts = lines('soft', text, EDGE + PAD + 12, inner - 12);
    return [`<rect class="bad" x="${EDGE + PAD}" y="${top}" width="4" height="${y - top}" rx="2"/>`, ...parts];
  }

  /** A reference at the end of the line that `beside` makes, if there is room, else below. */
  function withLink(reference: Reference | undefined, x: number, room: number, beside: () => string[]): string[] {
    const top = y;
    const made = beside();
    if (!reference) return made;
    const width = reference.text.length * LETTER.link;
    const first = /<text class="(\w+)"[^>]*>([^<]*)/.exec(made[0] ?? '');
    const taken = (first?.[2]?.length ?? 0) * LETTER[(first?.[1] as Style | undefined) ?? 'model'];
    const right = `<text class="link" x="${x + room}" y="${top + LINE - 1}" text-anchor="end">${escaped(reference.text)}</text>`;
    const drawn =
      made.length === 1 && taken + width + 16 <= room ? right : lines('link', reference.text, x, room).join('');
    return [...made, `<a href="${escaped(href(reference))}">${drawn}</a>`];
  }

  function lines(style: Style, text: string, x: number, room: number): string[] {
    return wrap(text, Math.max(Math.floor(room / LETTER[style]), 8)).map((line) => {
      y += LINE;
      return `<text class="${style}" x="${x}" y="${y - 1}">${escaped(line)}</text>`;
    });
  }

  function gap(): string {
    y += GAP / 2;
    return '';
  }

  function arrow(): string {
    if (!sheet.chained) return gap();
    const middle = width / 2;
    const path = `<path class="arrow" d="M${middle} ${y}v${GAP - 5}"/><path class="tip" d="M${middle - 4} ${y + GAP - 6}h8l-4 6z"/>`;
    y += GAP;
    return `<g aria-hidden="true">${path}</g>`;
  }

  function legend(): string {
    const used = new Set(sheet.cards.flatMap(({ rows }) => rows.map(({ mark }) => mark)));
    const parts: string[] = [];
    let x: number = EDGE;
    y += used.size > 0 ? GAP : 0;
    for (const name of ['subscription', 'metered', 'local', 'unknown'] as const satisfies readonly Mark[]) {
      if (!used.has(name)) continue;
      const word = name === 'unknown' ? 'price not known' : name;
      const wide = 20 + word.length * LETTER.soft + 16;
      if (x + wide > width - EDGE && x > EDGE) [x, y] = [EDGE, y + LINE];
      parts.push(
        `<rect class="${name}" x="${x}" y="${y - 11}" width="12" height="12" rx="2"/><text class="soft" x="${x + 18}" y="${y}">${word}</text>`,
      );
      x += wide;
    }
    return `<g aria-hidden="true">${parts.join('')}</g>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => wellFormed(text).replace(/[&<>"]/g, (char) => own(ENTITIES, char)!);
