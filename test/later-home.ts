/** A home that a later release of OpenClaw may have written: 200 things in it that no known release has. */
const invented = (count: number, from: number): string =>
  Array.from(
    { length: count },
    (_, at) => `"quirkwise${from + at}": ${JSON.stringify([true, 7, 'x', {}][at % 4])}`,
  ).join(', ');
const places = [
  'gateway',
  'logging',
  'browser',
  'session',
  'cron',
  'messages',
  'commands',
  'skills',
  'talk',
  'proxy',
  'ui',
  'update',
  'memory',
  'approvals',
  'discovery',
] as const;

/**
 * @param wrong by place: what is written there besides, wrong in any release
 */
export function laterHome(release: string, wrong: Readonly<Record<string, string>> = {}): string {
  const at = (name: string) => wrong[name] ?? '';
  const sections = places.map((name, n) => `  "${name}": { ${at(name)}${invented(10, n * 10)} },`).join('\n');
  const providers = Array.from({ length: 10 }, (_, n) => `"nova${n}x/large-${n}": { "alias": "n${n}" }`).join(', ');
  return `{
  "meta": { "lastTouchedVersion": "${release}" },
  ${at('top')}${invented(15, 500)},
${sections}
  "channels": { ${at('channels')}"telegram": { ${at('telegram')}${invented(5, 600)} }, "novachat": {}, "quirkchat": { "room": "x" } },
  "plugins": { "entries": { ${at('plugins')}"quirkplugin": { "config": { ${invented(4, 620)} } } } },
  "tools": { ${at('tools')}${invented(5, 640)} },
  "auth": { "profiles": { "anthropic:one": { "provider": "anthropic", "mode": "api_key" }, "openai:one": { "provider": "openai", "mode": "api_key" } },
    "order": { "anthropic": [${at('anthropic')}"anthropic:one"], "openai": [${at('openai')}"openai:one"] } },
  "models": { ${at('models')}"providers": { ${at('providers')}"lab": { ${at('lab')}"baseUrl": "https://lab.example/v1", "api": "openai-completions", "apiKey": "\${LAB_KEY}", "models": [{ "id": "lab-1", "name": "Lab", ${at('row')}${invented(3, 660)} }] } } },
  "agents": { "defaults": { ${at('defaults')}"model": { "primary": "anthropic/claude-opus-5", "fallbacks": [${at('fallbacks')}"quirkprovider/wise-1", "lab/lab-1"] }, "models": { ${at('aliases')}"anthropic/claude-opus-5": {}, "lab/lab-1": {}, "quirkprovider/wise-1": {}, "openai/gpt-5.5": {}, ${providers} } },
    "entries": { "main": { ${at('main')}${invented(3, 680)} } } }
}
`;
}

/** 30 mistakes by place, and the word that the finding about each quotes or stands at. */
export const MISTAKES: readonly (readonly [place: string, text: string, word: string])[] = [
  ['top', '"gatway": {}', 'gatway'],
  ['gateway', '"prot": 1', 'prot'],
  ['gateway', '"bnd": "lan"', 'bnd'],
  ['logging', '"levle": "info"', 'levle'],
  ['logging', '"level": "wran"', 'wran'],
  ['browser', '"enabeld": true', 'enabeld'],
  ['session', '"scoep": "global"', 'scoep'],
  ['cron', '"enabledd": true', 'enabledd'],
  ['messages', '"responsePrefx": "x"', 'responsePrefx'],
  ['commands', '"natvie": true', 'natvie'],
  ['channels', '"telegramm": {}', 'telegramm'],
  ['channels', '"discrod": {}', 'discrod'],
  ['telegram', '"botTokn": "x"', 'botTokn'],
  ['telegram', '"dmPolicy": "opne"', 'opne'],
  ['tools', '"profil": "full"', 'profil'],
  ['anthropic', '"anthropic:tow"', 'anthropic:tow'],
  ['openai', '"openai:twoo"', 'openai:twoo'],
  ['models', '"mod": "merge"', 'mod'],
  ['providers', '"other": { "baseUrl": "https://${NOT_SET_ONE}.example/v1", "models": [] }', 'NOT_SET_ONE'],
  ['lab', '"apikey": "x"', 'apikey'],
  ['row', '"contextWindwo": 1', 'contextWindwo'],
  ['defaults', '"modle": "x"', 'modle'],
  ['defaults', '"workspce": "~/x"', 'workspce'],
  ['fallbacks', '"antropic/claude-opus-5"', 'antropic'],
  ['fallbacks', '"claude-sonnet-5"', 'claude-sonnet-5'],
  ['fallbacks', '"anthropic/claude-opuss-5"', 'claude-opuss-5'],
  ['fallbacks', '"opsu"', 'opsu'],
  [
    'aliases',
    '"anthropic/claude-sonnet-5": { "alias": "opus" }, "anthropic/claude-opus-4-8": { "alias": "opus" }',
    'opus',
  ],
  ['main', '"modl": "opus"', 'modl'],
  ['main', '"workspace": "~/a", "workspace": "~/b"', 'workspace'],
];

export function laterHomeWithMistakes(release: string): string {
  const wrong: Record<string, string> = {};
  for (const [place, text] of MISTAKES) wrong[place] = `${wrong[place] ?? ''}${text}, `;
  return laterHome(release, wrong);
}
