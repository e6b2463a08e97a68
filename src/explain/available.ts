import type { Credentials } from '../routing/credentials/credentials.ts';
import { asDeclared } from '../routing/credentials/declared.ts';
import type { Routing } from '../routing/routing.ts';
import { asProgram } from './programs.ts';

/**
 * The credentials of a model as shown to people: including other programs' logins and keys that a repository declares.
 */
export const available = (provider: string, credentials: Credentials, routing: Routing): Credentials =>
  asDeclared(provider, asProgram(provider, credentials, routing), routing);
