import { saidIn } from './refinement.ts';
import { beside, refused, together } from './together.ts';

/** Programs that give secrets, of two kinds that one word does not tell apart. Source: facts 8.8. */
export const secretProviders = together('secrets.providers.*', '2026.6.1', function* (node, _, found) {
  if (saidIn(node.get('source')) !== 'exec' || node.open) return;
  const plugin = node.entry('pluginIntegration');
  if (!plugin && !node.entry('command'))
    yield refused(found.key ?? node, found.path, 'a provider of source `exec` needs a `command`', 'add `command`');
  for (const entry of plugin ? node.entries : [])
    if (entry !== plugin && entry.key.value !== 'source')
      yield beside(
        found,
        entry,
        `\`${entry.key.value}\` and \`pluginIntegration\` do not go together`,
        'remove one',
        plugin,
      );
});
