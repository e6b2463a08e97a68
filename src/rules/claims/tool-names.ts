import { rewrite } from '../../edit/edit.ts';
import { itemsOf, nodeAt, textOf } from '../../parse/tree.ts';
import type { Routing } from '../../routing/routing.ts';
import { isMistyped, suggest } from '../../text/nearest.ts';
import { meant, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** Names in lists of tools that no tool has: misspelt, or what another program calls it (facts 8.12). */
export function* toolNames({ home: { root }, agents, target }: Routing): Iterable<Finding> {
  let isSaid = false;
  for (const tools of [root, ...agents.map(({ node }) => node)].map((of) => nodeAt(of, ['tools'])))
    for (const owner of [tools, nodeAt(tools, ['sandbox', 'tools']), nodeAt(tools, ['subagents', 'tools'])])
      for (const key of ['allow', 'alsoAllow', 'deny'])
        for (const at of itemsOf(nodeAt(owner, [key]))) {
          const name = textOf(at)?.trim().toLowerCase() ?? '';
          const tool = toolMeant(name);
          if (tool === undefined || (tool === '' && isSaid)) continue;
          isSaid ||= tool === '';
          yield {
            at,
            message: `${release(target)} has no tool of this name; unless a plugin brings it, this ${key === 'deny' ? 'forbids' : 'allows'} nothing`,
            ...(tool === ''
              ? { help: 'take it out: `read` reads files, and searches are commands, which `exec` runs' }
              : meant(tool, [rewrite(at, tool)])),
            // beside `exec` nothing is lost
            severity: tool === '' ? 'info' : 'warning',
          };
        }
}

const TOOLS =
  'read write edit apply_patch apply-patch bash exec process web_search web_fetch memory_search memory_get sessions_list sessions_history sessions_send sessions_spawn sessions_yield subagents session_status browser canvas message gateway nodes agents_list image_generate'.split(
    ' ',
  );
const GROUPS = 'fs runtime web memory sessions ui messaging automation nodes agents media openclaw plugins'
  .split(' ')
  .map((name) => `group:${name}`);

/** What other programs call a tool. */
const ELSEWHERE: readonly (readonly [names: RegExp, tool: string])[] = [
  [/^(?:glob|grep)$/, ''],
  [/^(?:shell|run_?command|execute(?:_?command)?)$/, 'exec'],
  [/^(?:read_?file|file_?read)$/, 'read'],
  [/^(?:write_?file|file_?write|create_?file)$/, 'write'],
  [/^(?:edit_?file|multi_?edit|str_?replace)$/, 'edit'],
  [/^web[- ]?fetch$/, 'web_fetch'],
  [/^web[- ]?search$/, 'web_search'],
  [/^filesystem$/, 'group:fs'],
];

/** Whether a text is a name of a tool, also of what other programs call so. */
export const isToolName = (text: string): boolean =>
  TOOLS.includes(text) || GROUPS.includes(text) || ELSEWHERE.some(([names]) => names.test(text));

function toolMeant(name: string): string | undefined {
  if (TOOLS.includes(name) || GROUPS.includes(name) || /[*$]/.test(name)) return undefined;
  const other = ELSEWHERE.find(([names]) => names.test(name))?.[1];
  if (other !== undefined) return other;
  const near = suggest(name, name.startsWith('group:') ? GROUPS : TOOLS);
  return near !== undefined && name.length > 6 && isMistyped(name, near) ? near : undefined;
}
