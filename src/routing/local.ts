import { memoize } from '../text/memo.ts';

/** Names by which a container reaches the machine it runs on. */
const HOST_OF_CONTAINERS = new Set(['host.docker.internal', 'docker.orb.internal', 'host.orb.internal']);

/**
 * Whether OpenClaw considers an endpoint local, so that it needs no key: localhost, `*.local`, private IPv4 ranges, and
 * the host of a container (facts 3.5: step 8).
 */
export const isLocal = (url: string | undefined): boolean => isLocalUrl(url?.trim() ?? '');

const isLocalUrl = memoize((url): boolean => {
  // OpenClaw reads the host in this way, too: `10.1` is 10.0.0.1
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : '';
  if (
    host === 'localhost' ||
    host === '0.0.0.0' ||
    host === '::1' ||
    host.endsWith('.local') ||
    HOST_OF_CONTAINERS.has(host)
  )
    return true;
  if (!/^[\d.]+$/.test(host)) return false;
  const [a, b] = host.split('.').map(Number);
  return a === 127 || a === 10 || (a === 192 && b === 168) || (a === 172 && b! >= 16 && b! <= 31);
});

/**
 * Whether only this machine or its network answers at an endpoint: those that `isLocal` names, and hosts without a
 * domain or with one that no public name has. OpenClaw asks the latter with a key like any other.
 */
export const isOwnNetwork = (url: string): boolean =>
  isLocal(url) || /^[a-z]+:\/\/(?:[\w-]+(?=[:/]|$)|[\w.-]+\.(?:lan|internal|home)(?=[:/]|$))/i.test(url);

/** The narrower definition before 2026.4.29: only the machine itself. */
export const isThisMachine = (url: string | undefined): boolean =>
  /^[a-z][a-z\d+.-]*:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?=[:/?#]|$)/i.test(url?.trim() ?? '');
