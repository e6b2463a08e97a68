import { wellFormed } from '../report/formats/xml.ts';
import { own } from '../text/own.ts';
import type { Explanation } from './explanation.ts';
import type { Rung, Step } from './ladder.ts';
import { outcomeText } from './text.ts';
import { credentialOf, originOf, reasonOf, subject } from './words.ts';
import { wrap } from './wrap.ts';

const WIDTH = 720;
const [EDGE, HEAD, LINE, SMALL, GAP] = [20, 34, 40, 18, 22];
/** How many skipped credentials are listed; the rest are counted. */
const NAMED = 3;

// billing is shown as a stripe and as a word, so nothing depends on colour alone
const STYLE = `
svg{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;--page:#fff;--card:#f6f7f9;--line:#d5d9e0;--ink:#1b1f26;--soft:#5c6573;--subscription:#2f8f46;--metered:#c47a00;--local:#3a6fd0;--unknown:#8a93a0;--bad:#c23b3b}
@media (prefers-color-scheme:dark){svg{--page:#0f1318;--card:#181d25;--line:#303846;--ink:#e8ebf0;--soft:#9aa5b4;--subscription:#58c072;--metered:#eba94a;--local:#7aa6f5;--unknown:#8a93a0;--bad:#ef7b7b}}
.page{fill:var(--page)}.card{fill:var(--card);stroke:var(--line)}.rule{stroke:var(--line)}.arrow{stroke:var(--soft);fill:none;stroke-width:1.5}.tip{fill:var(--soft)}
text{fill:var(--ink);font-size:13px}.title{font-size:15px;font-weight:600}.model{font-weight:600;font-size:14px}.soft{fill:var(--soft);font-size:12px}.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:12.5px}
.subscription{fill:var(--subscription)}.metered{fill:var(--metered)}.local{fill:var(--local)}.unknown{fill:var(--unknown)}.bad{fill:var(--bad)}.number{fill:var(--page);font-size:12px;font-weight:700}.dim{opacity:.55}`.replaceAll(
  '\n',
  '',
);

/** The ladder as one self-contained picture for light and dark pages. Contains no secrets. */
export function toSvg({ ladder, outage, safe, where, display, config }: Explanation): string {
  const parts: string[] = [];
  const title = subject(ladder);
  let y = EDGE + 14;
  parts.push(
    text(EDGE, y, 'title', title, 400, 8.2),
    text(WIDTH - EDGE, y, 'soft', `${display(config)} · OpenClaw ${ladder.release}`, 280, 6.6, 'end'),
  );
  y += 18;
  ladder.candidates.forEach((rung, i) => {
    if (i > 0) {
      parts.push(
        `<path class="arrow" d="M${WIDTH / 2} ${y}v${GAP - 5}"/><path class="tip" d="M${WIDTH / 2 - 4} ${y + GAP - 6}h8l-4 6z"/>`,
      );
      y += GAP;
    }
    y += card(rung, y);
  });
  if (ladder.candidates.length === 0)
    parts.push(text(EDGE, (y += 8), 'soft', ladder.notes[0]?.text ?? 'no model', WIDTH - 2 * EDGE, 6.6));
  y += 22;
  const used = new Set(ladder.candidates.flatMap(({ attempts }) => attempts.map(({ billing }) => billing)));
  let x = EDGE;
  for (const name of ['subscription', 'metered', 'local', 'unknown'] as const) {
    if (!used.has(name)) continue;
    parts.push(
      `<rect class="${name}" x="${x}" y="${y - 9}" width="10" height="10" rx="2"/>`,
      text(x + 16, y, 'soft', name === 'unknown' ? 'price not known' : name, 110, 6.6),
    );
    x += name.length * 7 + 36;
  }
  if (outage) {
    const said = outage.answer ? `attempt ${outage.answer.n} answers` : 'nothing answers';
    parts.push(
      text(
        WIDTH - EDGE,
        y,
        'soft',
        `${outage.failures.map(({ what, kind }) => `${what}=${kind}`).join(', ')}: ${said}`,
        350,
        6.6,
        'end',
      ),
    );
  }
  const height = y + EDGE - 4;
  const box = `<rect class="page" width="${WIDTH}" height="${height}" rx="10"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escaped(summary())}"><title>${escaped(summary())}</title><style>${STYLE}</style>${box}${parts.join('')}</svg>\n`;

  function summary(): string {
    const attempts = ladder.candidates.flatMap(({ model, attempts: steps }) =>
      steps.map(({ n, label }) => `${n}. ${model} with ${label}`),
    );
    return safe(`${title}: ${attempts.join('; ') || 'no attempt can be made'}`);
  }

  function card(rung: Rung, top: number): number {
    const { n, model, attempts, blocked, skipped, at, alias } = rung;
    const why =
      attempts.length > 0 ? [] : wrap(safe(`no attempt: ${blocked?.text ?? ''}`.replaceAll('`', '')), 98).slice(0, 4);
    const body = attempts.length * LINE + (why.length > 0 ? why.length * SMALL + 14 : 0);
    const told = skipped
      .filter(({ reason }) => reason !== 'unset')
      .map((each) => `skipped: ${each.label}, ${reasonOf(each)}`);
    const left = told.length > NAMED + 1 ? [...told.slice(0, NAMED), `${told.length - NAMED} more skipped`] : told;
    const height = HEAD + body + left.length * SMALL + (left.length > 0 ? 8 : 4);
    const inner = WIDTH - 2 * EDGE;
    parts.push(`<rect class="card" x="${EDGE}" y="${top}" width="${inner}" height="${height}" rx="8"/>`);
    parts.push(text(EDGE + 14, top + 22, 'model', `${n}. ${model}`, 400, 8.1));
    const room = Math.max(inner - 44 - Math.min((model.length + 3) * 8.1, 400), 200);
    parts.push(
      text(
        WIDTH - EDGE - 14,
        top + 22,
        'soft',
        [originOf(rung), alias && `“${alias}”`, where(at)].filter(Boolean).join(' · '),
        room,
        6.6,
        'end',
      ),
    );
    parts.push(`<path class="rule" d="M${EDGE} ${top + HEAD - 0.5}h${inner}"/>`);
    if (why.length > 0)
      parts.push(
        `<rect class="bad" x="${EDGE + 14}" y="${top + HEAD + 9}" width="4" height="${why.length * SMALL - 2}" rx="2"/>`,
      );
    why.forEach((line, i) => parts.push(text(EDGE + 28, top + HEAD + 22 + i * SMALL, 'soft', line, inner - 34, 6.4)));
    attempts.forEach((step, i) => attempt(step, top + HEAD + i * LINE));
    left.forEach((line, i) =>
      parts.push(text(EDGE + 52, top + HEAD + body + 12 + i * SMALL, 'soft', line, inner - 70, 6.6)),
    );
    return height;
  }

  function attempt(step: Step, top: number): void {
    const outcome = outage?.outcomes.find(({ n }) => n === step.n);
    const bad = outcome?.result === 'fails';
    const idle = outcome !== undefined && !bad && outcome.result !== 'answers';
    const middle = top + LINE / 2;
    const right = outcome ? (outcome.result === 'answers' ? '✓ answers' : outcomeText(outcome)) : where(step.at);
    parts.push(
      `<g${idle ? ' class="dim"' : ''}><circle class="${bad ? 'bad' : step.billing}" cx="${EDGE + 28}" cy="${middle}" r="11"/>`,
    );
    parts.push(text(EDGE + 28, middle + 4, 'number', String(step.n), 22, 7, 'middle'));
    const [room, aside] = outcome ? [200, 410] : [330, 280];
    parts.push(
      text(EDGE + 52, middle - 3, 'mono', step.label, room, 7.6),
      text(EDGE + 52, middle + 13, 'soft', credentialOf(step), room, 6.6),
    );
    parts.push(
      text(WIDTH - EDGE - 14, middle + 4, outcome?.result === 'answers' ? 'model' : 'soft', right, aside, 6.2, 'end'),
      '</g>',
    );
  }

  /** A line of at most `room` pixels; longer texts are cut in the middle, because names differ at their ends. */
  function text(
    x: number,
    at: number,
    style: string,
    words: string,
    room: number,
    wide: number,
    anchor: 'start' | 'middle' | 'end' = 'start',
  ): string {
    return `<text class="${style}" x="${x}" y="${at}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(shortened(safe(words), Math.floor(room / wide)))}</text>`;
  }
}

function shortened(text: string, most: number): string {
  const letters = [...text];
  if (letters.length <= most) return text;
  const keep = Math.max(most - 1, 2);
  return `${letters.slice(0, Math.ceil(keep * 0.6)).join('')}…${letters.slice(-Math.floor(keep * 0.4)).join('')}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => wellFormed(text).replace(/[&<>"]/g, (char) => own(ENTITIES, char)!);
