import { type Files, memory, overlay } from '../files.ts';
import type { YamlMap, YamlStream } from '../parse/yaml.ts';
import type { Enclosing } from '../text/file.ts';
import { join } from '../text/path.ts';
import { isConfigName } from './search.ts';
import { filledIn, isTemplate } from './template.ts';

/** A home that stands in another document: the config and what lies beside it are texts of one map. */
export interface ManifestHome {
  /** of the document */
  readonly path: string;
  readonly config: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly enclosing: ReadonlyMap<string, Enclosing>;
  /** what the containers of the document set; undefined where that is not all in sight */
  readonly variables: Readonly<Record<string, string>> | undefined;
  /** it is kept as a secret, so that it may hold some */
  readonly isSecret: boolean;
  /** the lines of the document that are filled in later */
  readonly filled: ReadonlySet<number>;
}

/** The homes in a stream of YAML documents. @param path its own; @param written its text, whose marks were filled in before reading */
export function homesIn(path: string, written: string, stream: YamlStream): ManifestHome[] {
  const filled = filledLines(written);
  const variables = variablesOf(stream);
  const dotenv = stream.maps.flatMap(({ texts }) => texts.filter(({ key }) => key === '.env'));
  return stream.maps.flatMap((map) =>
    map.texts.filter(({ key }) => isConfigName(key)).map(({ key }) => homeOf(map, key)),
  );

  function homeOf({ name, kind, texts }: YamlMap, key: string): ManifestHome {
    const folder = join(path, name);
    const own = texts.some((each) => each.key === '.env') ? texts : [...texts, ...dotenv];
    const at = new Map(own.map((each) => [join(folder, each.key), each]));
    return {
      path,
      config: join(folder, key),
      texts: new Map([...at].map(([at, { text }]) => [at, text])),
      enclosing: new Map([...at].map(([at, { place }]) => [at, { path, place }])),
      variables,
      isSecret: kind === 'Secret',
      filled,
    };
  }
}

/** The home of a config that is a template itself, such as `openclaw.json.j2`. */
export const homeInTemplate = (path: string, text: string): ManifestHome => ({
  path,
  config: path,
  texts: new Map([[path, filledIn(text)]]),
  enclosing: new Map([[path, { path, place: (at) => at }]]),
  variables: undefined,
  isSecret: false,
  filled: filledLines(text),
});

const filledLines = (text: string): Set<number> =>
  new Set(text.split('\n').flatMap((line, i) => (isTemplate(line) ? [i + 1] : [])));

/** The files of such a home: nothing else is read. */
export const filesOf = ({ texts, enclosing }: ManifestHome): Files => ({
  ...overlay(texts, memory({})),
  enclosing: (path) => enclosing.get(path),
});

function variablesOf({ maps, variables, sources, hasContainers }: YamlStream): Record<string, string> | undefined {
  const seen = maps.filter(({ kind, name }) => (kind === 'Secret' || kind === 'ConfigMap') && sources.has(name));
  if (!hasContainers || [...sources].some((name) => !seen.some((map) => map.name === name))) return undefined;
  const texts = seen.flatMap(({ texts }) => texts.map(({ key, text }) => [key, text] as const));
  return Object.fromEntries([...texts, ...variables]);
}
