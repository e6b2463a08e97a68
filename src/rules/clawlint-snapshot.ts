import { taking } from '../edit/offer.ts';
import { nodeAt } from '../parse/tree.ts';
import { advice, code } from './phrases.ts';
import type { Rule } from './rule.ts';

export const clawlintSnapshot: Rule = {
  id: 'clawlint-snapshot',
  severity: 'warning',
  summary: 'the snapshot is damaged, changed by hand, or of another release than the config',
  why: 'A `clawlint.snapshot.json`, written by `clawlint snapshot` where OpenClaw is installed, says what that release takes: its keys with those of installed plugins, providers, models, stored profiles, variables that are set. clawlint believes it only as it was written, and only for its own release.',
  facts: [],
  onBrokenSyntax: true,
  *check({ home, target, installed }) {
    const { snapshot } = home;
    if (!snapshot) return;
    if (snapshot.problem) return yield snapshot.problem;
    if (installed || target.source === 'option' || target.source === 'unknown') return;
    const { file, said } = snapshot;
    const named = target.source === 'config' ? nodeAt(home.project?.parsed.root, ['release']) : undefined;
    const at = named ?? nodeAt(home.root, ['meta', 'lastTouchedVersion']);
    const other = target.asked ?? target.release;
    yield {
      at: at ?? { file, offset: 0, length: 0 },
      message: named
        ? `the config is checked for OpenClaw ${other}, and the snapshot is of ${said!.release}; nothing in the snapshot counts`
        : `OpenClaw ${other} wrote the config last, and the snapshot is of ${said!.release}, which is older; nothing in it counts`,
      ...(named
        ? advice(
            `take ${code('release')} out, for the snapshot names one, or make a snapshot of OpenClaw ${other}`,
            taking(`take ${code('release')} out`, home.project?.parsed.root, ['release']),
          )
        : { help: `run ${code('clawlint snapshot')} again where OpenClaw ${other} is installed` }),
      related: [{ at: { file, offset: 0, length: 0 }, message: `the snapshot, of OpenClaw ${said!.release}` }],
    };
  },
};
