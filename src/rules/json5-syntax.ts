import type { Finding, Rule } from './rule.ts';

export const json5Syntax: Rule = {
  id: 'json5-syntax',
  severity: 'error',
  summary: 'the file is not the JSON5 (or, for auth-profiles.json, the JSON) that OpenClaw can read',
  why: 'The gateway does not start, and a hot reload is refused. OpenClaw tries JSON first and JSON5 after that; it reports one error a run, at the token behind the mistake, and none of the position inside an included file.',
  facts: ['1.2'],
  onBrokenSyntax: true,
  refusesStart: true,
  *check({ home }) {
    const sources = [home.config, ...home.included, ...home.stores, ...(home.inventory ?? [])];
    for (const source of new Set(sources)) {
      if (!source) continue;
      const { errors, tooDeep } = source.parsed;
      for (const { at, message, help, fix } of errors)
        yield { at, message, ...(help && { help }), ...(fix && { fix }) } satisfies Finding;
      if (tooDeep)
        yield {
          at: tooDeep,
          message: 'brackets are nested more than 1000 deep; what is deeper was not checked',
          severity: 'warning',
        };
    }
  },
};
