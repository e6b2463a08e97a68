import { Environment } from '../src/env/environment.ts';
import { processLayer } from '../src/env/layers.ts';
import type { Auth, OpenClawConfig } from '../src/generated/types.ts';
import { parseJson5 } from '../src/parse/json5.ts';
import { At } from '../src/parse/tree.ts';
import { behaviour } from '../src/release/releases.ts';
import { mergeStores } from '../src/routing/credentials/agent-store.ts';
import { readOrders } from '../src/routing/credentials/configured-orders.ts';
import type { CredentialContext } from '../src/routing/credentials/context.ts';
import { Profiles } from '../src/routing/credentials/profiles.ts';
import { Providers } from '../src/routing/providers.ts';
import { readStore } from '../src/store/read.ts';
import { File } from '../src/text/file.ts';

/** The time at which the cases of auth-order.json were recorded. */
export const NOW = 1_795_222_816_059;

export interface Given {
  readonly config?: unknown;
  /** what the store holds; undefined: no store was found */
  readonly store?: unknown;
  readonly env?: Readonly<Record<string, string>>;
  readonly release?: string;
  readonly now?: number;
}

/**
 * What decides over credentials, made from plain data as it would stand in the files. `NOW` and `future` become times.
 */
export function contextOf({ config = {}, store, env = {}, release = '2026.9.6', now = NOW }: Given): CredentialContext {
  const root = parseJson5(new File('openclaw.json', JSON.stringify(config, null, 2))).root!;
  const at = new At<OpenClawConfig>(root);
  const read =
    store === undefined
      ? undefined
      : readStore(new File('agents/main/agent/auth-profiles.json', JSON.stringify(store)), 'main');
  const auth = at.get('auth') as At<Auth> | undefined;
  return {
    root,
    behaviour: behaviour({ release }),
    providers: new Providers(at.get('models')?.get('providers'), new Set()),
    declared: new Profiles(auth?.get('profiles'), [], false).declared,
    orders: readOrders(auth?.get('order')),
    store: mergeStores(read, undefined, undefined, behaviour({ release }).custody),
    environment: new Environment([processLayer(env)]),
    now,
  };
}

/** Times of a recording: `future`, `now+60000` → milliseconds since 1970. */
export function withTimes<T>(value: T): T {
  const time = (each: unknown) => {
    const offset = typeof each === 'string' ? /^(?:future|now([+-]\d+))$/.exec(each) : null;
    return offset ? NOW + Number(offset[1] ?? 3_600_000) : each;
  };
  return JSON.parse(JSON.stringify(value), (_, each) => time(each)) as T;
}
