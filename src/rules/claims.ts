import type { ModelRef } from '../routing/models/config-refs.ts';
import type { Routing } from '../routing/routing.ts';
import { meantAlias } from './unresolved-alias.ts';

/** Whether the name itself is wrong, of which unresolved-alias and subordinate-model-unresolvable speak. */
export const isMisnamed = (ref: ModelRef, routing: Routing): boolean =>
  meantAlias(ref, routing) !== undefined ||
  (ref.resolved?.via === 'ref' && !routing.providers.origin(ref.resolved.provider));
