/** Normalizes an agent id as OpenClaw does: lower case, with `-` for anything but letters, digits, `_` and `-`. */
export function agentId(text: string | undefined): string {
  const id = (text ?? '').trim().toLowerCase();
  if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(id)) return id;
  const words = id
    .split(/[^a-z0-9_-]+/)
    .join('-')
    .replace(/^-+/, '');
  let end = words.length;
  while (words[end - 1] === '-') end--;
  return words.slice(0, end).slice(0, 64) || 'main';
}
