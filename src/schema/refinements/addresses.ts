import { form, text } from './form.ts';
import { isHost, isHttp, isOrigin, isSafeHttp, urlOf } from './grammar.ts';
import type { Refinement } from './refinement.ts';
import { FIRST, SERVER } from './together.ts';

const WEB = 'an address that begins with `http://` or `https://`';

/** Web addresses and hosts. Source: facts 8.7. */
export const addresses: readonly Refinement[] = [
  form('models.catalogRefresh.url', 'an `https://` address, or `http://` on this machine', text(isSafeHttp)),
  form(`${SERVER}.url`, WEB, text(isHttp)),
  form(`${SERVER}.oauth.redirectUrl`, WEB, text(isHttp), '2026.6.1'),
  form(
    `${SERVER}.oauth.clientMetadataUrl`,
    'an `https://` address with a path',
    text((value) => urlOf(value)?.protocol === 'https:' && urlOf(value)?.pathname !== '/'),
    '2026.6.1',
  ),
  form('mcp.apps.sandboxOrigin', 'a scheme and a host, such as `https://apps.example.com`', text(isOrigin)),
  form(
    'gateway.publicOrigin',
    'a scheme and a host, such as `https://claw.example.com`; `http://` only on this machine',
    text((value) => isOrigin(value) && isSafeHttp(value)),
  ),
  form('proxy.proxyUrl', WEB, text(isHttp)),
  form(
    'proxy.proxyUrl',
    'an address that begins with `http://`',
    text((value) => urlOf(value)?.protocol !== 'https:'),
    FIRST,
    '2026.5.12',
  ),
  form(
    'secrets.egressProxy.{allowedHosts,bypassHosts}[]',
    'the name of one host',
    text((value) => isHost(value.trim())),
  ),
  form(
    'gateway.portals.ingress.domain',
    'a bare domain of two or more labels, such as `apps.example.com`',
    text((value) => isHost(value.trim()) && /[a-z]/i.test(value) && value.includes('.') && value.length <= 220),
  ),
];
