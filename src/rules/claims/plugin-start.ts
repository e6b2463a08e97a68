import { isValue, nodeAt, textOf } from '../../parse/tree.ts';
import { isFrom, isUpTo } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { code, refusal, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** The plugin with settings that it cannot do without, until it became a package of its own. */
const [NEEDY, NEEDS, NEEDY_TO] = ['memory-lancedb', 'embedding', '2026.4.29'];

/** From the first release that was seen to ask for them in every entry, to the last that users saw do so (facts 8.8). */
const [EVERY_FROM, EVERY_TO] = ['2026.4.7', '2026.4.9'];

/** An entry without settings where the plugin has to have some. */
export function* withoutSettings(routing: Routing): Iterable<Finding> {
  const { home, target } = routing;
  const entries = nodeAt(home.root, ['plugins', 'entries']);
  const entry = entries?.kind === 'object' ? entries.entry(NEEDY) : undefined;
  if (entry?.value.kind !== 'object' || entry.value.open || entry.value.entry('config')) return;
  if (!isUpTo(target.release, NEEDY_TO)) return;
  const enabled = entry.value.get('enabled');
  const isOn = isValue(enabled, true);
  const isOff = isValue(enabled, false);
  const isChosen = isOn && textOf(nodeAt(home.root, ['plugins', 'slots', 'memory'])) === NEEDY;
  const isAlways = isFrom(target.release, EVERY_FROM) && isUpTo(target.release, EVERY_TO);
  if (!isChosen && !isAlways) return;
  yield {
    at: entry.key,
    message: `the entry of ${code(NEEDY)} lacks ${code(`config.${NEEDS}`)}; ${release(target)} refuses to start with it${isOff ? ', though it is off' : ''}`,
    help: isOff ? 'remove the entry' : `add ${code(`"config": { "${NEEDS}": { "apiKey": "\${OPENAI_API_KEY}" } }`)}`,
    severity: refusal(routing),
  };
}
