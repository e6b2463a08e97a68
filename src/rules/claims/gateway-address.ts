import { isValue, nodeAt, textOf } from '../../parse/tree.ts';
import { isFrom } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** The first release that was read to end at it; 2026.2.17 does not (facts 8.8). */
const ADDRESS_FROM = '2026.2.21';

/** An address of its own that is not said, or that is none. */
export function* noAddress({ home: { root }, target }: Routing): Iterable<Finding> {
  const gateway = nodeAt(root, ['gateway']);
  const bind = nodeAt(gateway, ['bind']);
  if (!bind || !isValue(bind, 'custom') || !isFrom(target.release, ADDRESS_FROM)) return;
  const host = nodeAt(gateway, ['customBindHost']);
  const text = textOf(host)?.trim() ?? '';
  if (text.includes('${') || isIPv4(text) || isValue(nodeAt(gateway, ['mode']), 'remote')) return;
  yield {
    at: host ?? bind,
    message: `with ${code('"bind": "custom"')} the gateway listens at ${code('customBindHost')}, which is ${host ? 'no IPv4 address' : 'not there'}; the gateway of ${release(target)} does not start with that`,
    help: `write an address of this machine, as ${code('"customBindHost": "192.168.0.20"')}, or ${code('"bind": "lan"')} for all of them`,
    // `config validate` takes it
    severity: 'warning',
  };
}

const isIPv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split('.').every((part) => Number(part) < 256);
