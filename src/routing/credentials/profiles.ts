import type { Auth } from '../../generated/types.ts';
import type { At, Key } from '../../parse/tree.ts';
import type { Store, StoredProfile } from '../../store/store.ts';
import { put } from '../../text/grouped.ts';
import { providerId } from '../providers.ts';

type ProfileConfig = NonNullable<Auth['profiles']>[string];

/** A profile declared in `auth.profiles`: its name and provider; the credential is stored elsewhere. */
export interface DeclaredProfile {
  readonly id: string;
  readonly key: Key;
  readonly at: At<ProfileConfig>;
  readonly provider: string | undefined;
  readonly mode: string | undefined;
}

export class Profiles {
  readonly declared: ReadonlyMap<string, DeclaredProfile>;
  readonly stored: ReadonlyMap<string, readonly StoredProfile[]>;
  /** id of a stored profile → the first store that holds it */
  readonly holders: ReadonlyMap<string, Store>;
  /** ids that are declared or stored */
  readonly names: ReadonlySet<string>;

  /** @param complete whether `stores` are all the credentials there are: only then is absence a fact */
  constructor(
    config: At<Record<string, ProfileConfig>> | undefined,
    readonly stores: readonly Store[],
    readonly complete: boolean,
  ) {
    const declared = (config?.entries() ?? []).map(([key, at]): [string, DeclaredProfile] => {
      const provider = at.get('provider')?.text();
      return [
        key.value,
        {
          id: key.value,
          key,
          at,
          provider: provider === undefined ? undefined : providerId(provider),
          mode: at.get('mode')?.text(),
        },
      ];
    });
    this.declared = new Map(declared);
    const stored = new Map<string, StoredProfile[]>();
    const holders = new Map<string, Store>();
    for (const store of stores)
      for (const profile of store.profiles) {
        if (!stored.has(profile.id)) holders.set(profile.id, store);
        put(stored, profile.id, profile);
      }
    this.stored = stored;
    this.holders = holders;
    this.names = new Set([...this.declared.keys(), ...stored.keys()]);
  }
}

/** Profiles whose credentials belong to another program, where OpenClaw reads them (facts 3.5). */
export const isBorrowed = (id: string): boolean => /:(?:claude|codex|minimax|qwen)-cli$/.test(id);
