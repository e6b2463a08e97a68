/** The home lies here as far as the server knows. */
const ROOT = 'file:///home/';

export const CONFIG = 'openclaw.json';
export const STORE = 'agents/main/agent/auth-profiles.json';
/** What every home is shown with, there or not. */
export const USUAL: readonly string[] = [CONFIG, '.env', STORE, 'clawlint.json'];

/** Path in the home → URI, and back. */
export const uriOf = (name: string): string => ROOT + name.split('/').map(encodeURIComponent).join('/');
export const nameOf = (uri: string): string =>
  uri.startsWith(ROOT) ? uri.slice(ROOT.length).split('/').map(decodeURIComponent).join('/') : uri;

/** What a tab is called. */
export function titleOf(name: string): string {
  const [, agent, file] = /^agents\/([^/]+)\/agent\/([^/]+)$/.exec(name) ?? [];
  return file === undefined ? name : agent === 'main' ? file : `${agent}: ${file}`;
}

/** Whether a name is that of a file inside the home. */
export const isInside = (name: string): boolean =>
  name !== '' && name.length < 300 && !name.split('/').some((step) => step === '' || step === '.' || step === '..');
