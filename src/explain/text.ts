import type { Explanation } from './explanation.ts';
import type { Note, Rung, Step } from './ladder.ts';
import type { OtherSlot } from './other-slots.ts';
import type { Outage, Outcome } from './outage.ts';
import type { LeftOut } from './skipped.ts';
import { credentialOf, droppedFor, originOf, reasonOf, span, subject } from './words.ts';
import { row, wrap } from './wrap.ts';

/** The longest label that still fits into the label column. */
const COLUMN = 26;

/** The ladder in at most 80 columns, without colour. Contains no secrets. */
export function toText(explained: Explanation): string {
  const { ladder, outage, cautions, safe, where } = explained;
  const { candidates, dropped, notes, others } = ladder;
  const labels = candidates.flatMap(({ attempts, skipped }) =>
    [...attempts, ...skipped.filter((each) => !isUnset(each))].map(({ label }) => safe(label).length),
  );
  const column = Math.max(...labels.filter((length) => length <= COLUMN), 0);
  const blocks = [head(explained), ...candidates.map(rungLines)];
  if (dropped.length > 0)
    blocks.push(
      dropped.flatMap((each) =>
        row(
          'never asked: ',
          each.reason === 'blank' ? droppedFor(each) : `${safe(each.text)}, ${droppedFor(each)}`,
          where(each.at),
        ),
      ),
    );
  if (others.length > 0 && !outage) blocks.push(otherLines(others));
  if (outage) blocks.push(outageLines(outage, explained));
  const closing = [...(outage ? [] : notes), ...cautions];
  if (closing.length > 0) blocks.push(closing.flatMap((note) => noteLines('', note)));
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;

  function rungLines(rung: Rung): string[] {
    const { n, model, attempts, skipped, blocked, notes: own, at } = rung;
    return [
      ...row(`${n}. `, `${safe(model)}, ${originOf(rung)}`, where(at)),
      ...attempts.flatMap((step) => [
        ...entry(`attempt ${step.n}`, step.label, credentialOf(step), where(step.at)),
        ...outcome(step),
      ]),
      ...(blocked ? row('   no attempt: ', safe(blocked.text), where(blocked.at)) : []),
      ...skipped
        .filter((each) => !isUnset(each))
        .flatMap((each) => entry('skipped', each.label, reasonOf(each), where(each.at))),
      ...notSet(skipped.filter(isUnset)),
      ...own.flatMap((note) => noteLines('   ', note)),
    ];
  }

  function entry(lead: string, label: string, text: string, place: string): string[] {
    const name = safe(label);
    const start = `   ${lead.padEnd(candidates.some(({ attempts }) => attempts.some(({ n }) => n > 9)) ? 10 : 9)}  `;
    return name.length <= COLUMN
      ? row(`${start}${name.padEnd(column)}  `, text, place)
      : row(start, `${name}: ${text}`, place);
  }

  function notSet(unset: readonly LeftOut[]): string[] {
    const words = unset.every(({ certain }) => certain) ? 'not set' : 'not set in any file';
    return unset.length === 0
      ? []
      : row('   skipped    ', `${words}: ${unset.map(({ label }) => safe(label)).join(', ')}`, '');
  }

  function outcome({ n }: Step): string[] {
    const it = outage?.outcomes.find((each) => each.n === n);
    return it
      ? wrap(outcomeText(it), 62).map((line, i) => `${i === 0 ? '              → ' : ' '.repeat(16)}${line}`)
      : [];
  }

  function otherLines(slots: readonly OtherSlot[]): string[] {
    const names = slots.map((each) => each.slots.join(', '));
    const width = Math.max(...names.map(({ length }) => length).filter((length) => length <= COLUMN), 0);
    return [
      'other models (--slot shows their attempts):',
      ...slots.flatMap((each, i) => row(`   ${names[i]!.padEnd(width)}  `, safe(otherText(each)), where(each.at))),
    ];
  }

  function noteLines(indent: string, { text, at }: Note): string[] {
    return row(`${indent}note: `, safe(text), where(at));
  }
}

function head({ ladder, safe, display, config }: Explanation): string[] {
  const { target, release } = ladder;
  const what = safe(subject(ladder));
  return row(
    '',
    `${what} · ${target.release ? `OpenClaw ${release}` : `as OpenClaw ${release} does it`} · ${display(config)}`,
    '',
  );
}

/** The models of another slot: `openai/gpt-5.5, then google/gemini-3-pro (no credential here)`. */
export function otherText({ models, otherwise }: OtherSlot): string {
  if (otherwise === 'off') return 'off';
  if (otherwise === 'automatic') return 'OpenClaw picks one';
  if (otherwise === 'model') return 'as in conversations';
  return models.map(({ model, possible }) => `${model}${possible ? '' : ' (no credential here)'}`).join(', then ');
}

/** The outcome of an attempt in words. */
export function outcomeText({ result, kind, tries = 1, rest }: Outcome): string {
  if (result === 'answers') return 'ANSWERS';
  if (result === 'not-reached') return 'not needed';
  if (result === 'rests') return 'not made: this credential rests';
  if (result === 'beyond') return 'not made: the next model is asked first';
  const often = tries > 1 ? `, up to ${tries} times${kind === 'rate_limit' ? '' : ' in 90 s'}` : '';
  return `fails: ${kind}${often}${rest ? `; rests ${span(rest.seconds)}${rest.of === 'model' ? ' for this model' : ' for all models'}` : ''}`;
}

function outageLines({ failures, answer, answeredBy, notes }: Outage, { safe, where }: Explanation): string[] {
  const given = failures.map(({ what, kind }) => `${what}=${kind}`).join(', ');
  const result = answer
    ? `attempt ${answer.n} answers: ${answeredBy!.model} with ${answer.label} (${credentialOf(answer)})`
    : 'nothing answers; the turn fails';
  return [
    ...row('with ', `${safe(given)}:`, ''),
    ...row('  ', safe(result), ''),
    ...notes.flatMap(({ text, at }) => row('note: ', safe(text), where(at))),
  ];
}

/** A variable about which nothing is known; these share a line. */
const isUnset = ({ reason, at }: LeftOut): boolean => reason === 'unset' && at === undefined;
