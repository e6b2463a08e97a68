import type { Entry, Key, Node, ObjectNode, Path } from '../../parse/tree.ts';
import type { Place } from '../../text/file.ts';
import type { Complaint, Found, Look, Refinement } from './refinement.ts';

/** Of those read so far; a check without a first release of its own is older than the oldest. */
export const FIRST = '2026.1.29';
export const SCOPE = '{agents.defaults,agents.entries.*,agents.list[]}';
export const SERVER = '{mcp.servers,nodeHost.mcp.servers}.*';

/** @param finds is asked about objects only */
export const together = (
  at: string,
  since: string,
  finds: (node: ObjectNode, look: Look, found: Found) => Iterable<Complaint>,
): Refinement => ({
  at,
  since,
  *finds(found, look) {
    if (found.node.kind === 'object') yield* finds(found.node, look, found);
  },
});

export const refused = (at: Node | Key, path: Path, message: string, help: string, other?: Place): Complaint => ({
  kind: 'refused',
  at,
  path,
  message,
  help,
  ...(other && { related: [{ at: other, message: 'the other setting is here' }] }),
});

/** With a change that its help names. */
export const changing = (complaint: Complaint, title: string, path: Path, value?: unknown): Complaint =>
  complaint.kind === 'refused'
    ? { ...complaint, changes: [...(complaint.changes ?? []), { title, path, value }] }
    : complaint;

/** Complains of an entry because of another one in the same object. */
export const beside = (found: Found, entry: Entry, message: string, help: string, other?: Entry): Complaint =>
  refused(entry.key, [...found.path, entry.key.value], message, help, other?.key);

export const isFull = (node: Node | undefined): boolean => node?.kind === 'array' && node.items.length > 0;
