import { nodeAt } from '../../parse/tree.ts';
import { compare } from '../../release/releases.ts';
import type { Routing } from '../../routing/routing.ts';
import { isOff } from '../../schema/channel-plugins.ts';
import { code, release } from '../phrases.ts';
import type { Finding } from '../rule.ts';

/** The last release that was read to start programs only, and to start one where there is an address as well. */
const [PROGRAMS_TO, BOTH_TO] = ['2026.3.28', '2026.7.1'];

/** Addresses of MCP servers that are never asked (facts 8.8). */
export function* mcpServers({ home: { root }, target }: Routing): Iterable<Finding> {
  const servers = nodeAt(root, ['mcp', 'servers']);
  if (!target.release || servers?.kind !== 'object' || compare(target.release, BOTH_TO) > 0) return;
  for (const { value } of servers.effective()) {
    const at = nodeAt(value, ['url']);
    const isBoth = nodeAt(value, ['command']) !== undefined;
    if (!at || isOff(value) || (!isBoth && compare(target.release, PROGRAMS_TO) > 0)) continue;
    yield {
      at,
      message: isBoth
        ? `the ${code('command')} is started instead; ${release(target)} never asks this address`
        : `${release(target)} starts MCP servers by a ${code('command')} only, and leaves this one out`,
      help: isBoth ? 'remove one of them' : `update OpenClaw, or start ${code('npx mcp-remote')} with it`,
      severity: 'warning',
    };
  }
}
