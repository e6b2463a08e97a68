import { isMarker, isProviderVariable } from '../catalog/catalog.ts';
import { rewrite } from '../edit/edit.ts';
import { code, release } from './phrases.ts';
import type { Rule } from './rule.ts';
import { isPlaceholder, isVariableName } from './secret-texts.ts';

export const envNameAsLiteralKey: Rule = {
  id: 'env-name-as-literal-key',
  severity: 'warning',
  summary: 'the name of a variable, or of a profile, stands alone where OpenClaw expects a key',
  why: 'OpenClaw looks up a bare name only if it is one of the variables it knows for its own providers, such as `OPENAI_API_KEY`. Any other is sent as it stands (seen on the wire: `Authorization: Bearer STEP_API_KEY`), and the provider answers 401. `${NAME}` is always looked up.',
  facts: ['3.5'],
  *check({ providers, profiles, home, behaviour, target }) {
    for (const { id, at: block } of providers.configured) {
      const at = block.get('apiKey')?.node;
      const text = block.get('apiKey')?.text()?.trim();
      if (!at || text === undefined) continue;
      if (text.includes(':') && profiles.names.has(text) && !behaviour.custody.profileKeys) {
        // a profile of the provider itself goes before what stands here: stale-key-shadowed-by-profile
        const owners = [profiles.declared.get(text), ...(profiles.stored.get(text) ?? [])];
        if (owners.some((owner) => owner?.provider === id)) continue;
        yield {
          at,
          message: `${code('apiKey')} holds the id of a profile; ${release(target)} sends the id itself as the key`,
          help: 'put the key into `.env`, and write `${NAME}` of that variable here',
        };
        continue;
      }
      if (!isVariableName(text) || !text.includes('_')) continue;
      if (isPlaceholder(text) || isMarker(text) || isProviderVariable(text) || profiles.names.has(text)) continue;
      const set = home.environment.lookup(text)?.variable.at;
      const braced = { title: 'put `${` and `}` around the name', edits: [rewrite(at, `\${${text}}`)] };
      // no gateway may be kept from starting for want of a variable that it did not ask for before
      const isSafe = set || (target.release !== undefined && behaviour.missingSecret === 'warning');
      yield {
        at,
        message: `${code('apiKey')} holds the name of a variable that OpenClaw does not look up by name alone; the name itself is sent as the key`,
        help: `put ${code('${')} and ${code('}')} around the name`,
        ...(isSafe ? { fix: braced } : { suggestions: [braced] }),
        ...(set && { related: [{ at: set, message: 'the variable is set here' }] }),
      };
    }
  },
};
