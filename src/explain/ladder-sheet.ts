import type { Place } from '../text/file.ts';
import type { Explanation } from './explanation.ts';
import type { Rung, Step } from './ladder.ts';
import type { Card, Reference, Row, Sheet } from './sheet.ts';
import { outcomeText } from './text.ts';
import { credentialOf, originOf, plain, reasonOf, subject } from './words.ts';

/** How many skipped credentials are listed; the rest are counted. */
const NAMED = 3;

/** The ladder of one model after the other. */
export function ladderSheet({ ladder, outage, safe, where, display, config }: Explanation): Sheet {
  const { candidates, notes, release } = ladder;
  const failed = outage?.failures.map(({ what, kind }) => `${what}=${kind}`).join(', ');
  const answered = outage && `${failed}: ${outage.answer ? `attempt ${outage.answer.n} answers` : 'nothing answers'}`;
  return {
    title: safe(subject(ladder)),
    text: safe(`${display(config)} · OpenClaw ${release}`),
    chained: true,
    cards: candidates.map(card),
    notes: [answered, candidates.length === 0 ? (notes[0]?.text ?? 'no model') : undefined].flatMap((each) =>
      each ? [safe(plain(each))] : [],
    ),
  };

  function card(rung: Rung): Card {
    const { n, model, alias, at, attempts, blocked, skipped } = rung;
    const told = skipped
      .filter(({ reason }) => reason !== 'unset')
      .map((each) => safe(`skipped: ${each.label}, ${plain(reasonOf(each))}`));
    const unset = attempts.length > 0 ? [] : skipped.filter(({ reason }) => reason === 'unset');
    if (unset.length > 0) told.push(safe(`not set: ${unset.map(({ label }) => label).join(', ')}`));
    return {
      heading: safe(`${n}. ${model}`),
      text: safe([originOf(rung), alias && `“${alias}”`].filter(Boolean).join(' · ')),
      ...reference(at),
      ...(attempts.length === 0 && { trouble: safe(plain(`no attempt: ${blocked?.text ?? ''}`)) }),
      rows: attempts.map(row),
      more: told.length > NAMED + 1 ? [...told.slice(0, NAMED), `${told.length - NAMED} more skipped`] : told,
    };
  }

  function row(step: Step): Row {
    const outcome = outage?.outcomes.find(({ n }) => n === step.n);
    return {
      n: step.n,
      mark: outcome?.result === 'fails' ? 'bad' : step.billing,
      name: safe(step.label),
      text: safe(credentialOf(step)),
      ...(outcome && { outcome: outcome.result === 'answers' ? '✓ answers' : safe(outcomeText(outcome)) }),
      ...reference(step.at),
    };
  }

  function reference(at: Place | undefined): { reference?: Reference } {
    return at ? { reference: { text: where(at), at } } : {};
  }
}
