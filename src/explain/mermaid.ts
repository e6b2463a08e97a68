import type { Explanation } from './explanation.ts';
import type { Rung, Step } from './ladder.ts';
import { outcomeText } from './text.ts';
import { credentialOf, originOf } from './words.ts';

/**
 * The ladder as a Mermaid flowchart: one box per model with its attempts, arrows to what is tried next. Contains no
 * secrets.
 */
export function toMermaid(explained: Explanation): string {
  const {
    ladder: { candidates, notes },
    outage,
    safe,
    where,
  } = explained;
  const lines = ['flowchart TB'];
  if (candidates.length === 0) lines.push(`    none["${quoted(notes[0]?.text ?? 'no model')}"]:::none`);
  for (const rung of candidates) {
    lines.push(`  subgraph m${rung.n}["${[`${rung.n}. ${rung.model}`, originOf(rung)].map(quoted).join(' · ')}"]`);
    if (rung.attempts.length === 0)
      lines.push(`    m${rung.n}none["no attempt: ${quoted(rung.blocked?.text ?? '')}"]:::none`);
    for (const step of rung.attempts) lines.push(`    a${step.n}["${label(step)}"]${classOf(step)}`);
    lines.push('  end');
  }
  const nodes = candidates.flatMap((rung) =>
    rung.attempts.length === 0
      ? [{ id: `m${rung.n}none`, rung }]
      : rung.attempts.map(({ n }) => ({ id: `a${n}`, rung })),
  );
  nodes.slice(1).forEach(({ id, rung }, i) => lines.push(`  ${nodes[i]!.id} -->${arrow(rung, nodes[i]!.rung)} ${id}`));
  lines.push(
    '  classDef subscription fill:#e3f1e5,stroke:#2f7d3b,color:#123317',
    '  classDef metered fill:#fdf0d8,stroke:#a86a00,color:#402900',
    '  classDef local fill:#e4ecfb,stroke:#3462b5,color:#10244a',
    '  classDef unknown fill:#eeeeee,stroke:#777777,color:#222222',
    '  classDef none fill:#fbe4e4,stroke:#b23434,color:#4a1010,stroke-dasharray:4 3',
    '  classDef fails fill:#fbe4e4,stroke:#b23434,color:#4a1010',
    '  classDef idle fill:#f4f4f4,stroke:#bbbbbb,color:#777777',
  );
  return `${lines.join('\n')}\n`;

  function label(step: Step): string {
    const { n, at } = step;
    const outcome = outage?.outcomes.find((each) => each.n === n);
    const parts = [
      `${n}. ${step.label}`,
      credentialOf(step),
      ...(outcome ? [outcomeText(outcome)] : at ? [where(at)] : []),
    ];
    return parts.map(quoted).join('<br/>');
  }

  function classOf({ n, billing }: Step): string {
    const result = outage?.outcomes.find((each) => each.n === n)?.result;
    if (result === undefined || result === 'answers') return `:::${billing}`;
    return result === 'fails' ? ':::fails' : ':::idle';
  }

  function quoted(text: string): string {
    return safe(text).replace(/[&"<>#`]/g, (char) => `#${char.charCodeAt(0)};`);
  }
}

const arrow = (to: Rung, from: Rung): string => (to === from ? '|next credential|' : '|next model|');
