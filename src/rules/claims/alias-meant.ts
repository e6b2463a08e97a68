import { type Alias, aliasName } from '../../routing/models/aliases.ts';
import type { ModelRef } from '../../routing/models/config-refs.ts';
import { splitProfile } from '../../routing/models/ref.ts';
import type { Routing } from '../../routing/routing.ts';
import { suggest } from '../../text/nearest.ts';
import { takesNoNames } from '../jobs.ts';

export interface AliasMeant {
  /**
   * almost an alias, an alias that another entry for its model removes, another agent's alias, or one of OpenClaw's
   * built-in aliases
   */
  readonly kind: 'near' | 'lost' | 'foreign' | 'short';
  readonly name: string;
  readonly target: string;
  readonly alias?: Alias;
}

/** The alias that a bare name was probably meant to be, when it resolves to a model instead. */
export function aliasMeant(ref: ModelRef, routing: Routing): AliasMeant | undefined {
  const { aliases, behaviour } = routing;
  if (ref.role === 'map' || !isBare(ref) || ref.resolved!.via === 'declared') return undefined;
  const name = aliasName(splitProfile(ref.text).model);
  const own = aliases.all.find(
    (alias) => alias.name === name && (alias.agent === undefined || alias.agent === ref.agent),
  );
  if (own) return { kind: 'lost', name, target: own.target, alias: own };
  const foreign = aliases.all.find((alias) => alias.name === name);
  if (foreign) return { kind: 'foreign', name, target: foreign.target, alias: foreign };
  const short = behaviour.builtInAliases.get(name);
  if (short)
    return short === `${ref.resolved!.provider}/${ref.resolved!.model}`
      ? undefined
      : { kind: 'short', name, target: short };
  const near = suggest(name, aliases.names());
  const alias = near === undefined ? undefined : aliases.get(near, ref.agent);
  return alias && { kind: 'near', name: near!, target: alias.target, alias };
}

/** A name that has no slash and is not an alias. */
export const isBare = ({ resolved, path }: ModelRef): boolean =>
  resolved !== undefined && resolved.via !== 'alias' && resolved.via !== 'ref' && !takesNoNames(path);
