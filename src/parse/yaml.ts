import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type Scalar, type YAMLMap } from 'yaml';
import type { Position } from '../text/file.ts';

/** A text in a YAML document, and where each position of it is there. */
export interface YamlText {
  readonly key: string;
  readonly text: string;
  place(at: Position): Position;
}

/** A map of a YAML document, with the texts that are its values, encoded ones decoded. */
export interface YamlMap {
  /** `metadata.name` of the resource, or what leads to the map */
  readonly name: string;
  /** as the resource says, such as `Secret` */
  readonly kind: string | undefined;
  readonly texts: readonly YamlText[];
}

export interface YamlStream {
  readonly maps: readonly YamlMap[];
  /** variables that containers set, with their values as far as they are written there */
  readonly variables: ReadonlyMap<string, string>;
  /** ConfigMaps and Secrets all of whose keys are variables of a container */
  readonly sources: ReadonlySet<string>;
  readonly hasContainers: boolean;
  /** where it is no YAML, and what the reader calls that */
  readonly trouble?: Position & { readonly code: string };
}

interface Resource {
  readonly name: string;
  readonly kind: string | undefined;
}

/** Reads a stream of YAML documents: the texts in it, and what its containers set. Never throws. */
export function readYaml(text: string): YamlStream {
  const lines = new LineCounter();
  const maps: YamlMap[] = [];
  const variables = new Map<string, string>();
  const sources = new Set<string>();
  let hasContainers = false;
  try {
    const documents = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: false,
      schema: 'core',
    });
    if (!Array.isArray(documents)) return stream();
    for (const { contents, errors } of documents) {
      const [error] = errors;
      if (error) return stream({ ...position(error.pos[0]), code: error.code });
      if (isMap(contents)) resource(contents);
      else walk(contents, { name: 'document', kind: undefined }, []);
    }
    return stream();
  } catch {
    return stream({ line: 1, column: 1, code: 'TOO_DEEP' });
  }

  function stream(trouble?: YamlStream['trouble']): YamlStream {
    return { maps, variables, sources, hasContainers, ...(trouble && { trouble }) };
  }

  function position(offset: number): Position {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  function resource(map: YAMLMap): void {
    const kind = map.get('kind');
    const name = map.getIn(['metadata', 'name']);
    walk(map, { name: typeof name === 'string' ? name : '', kind: typeof kind === 'string' ? kind : undefined }, []);
  }

  function walk(node: unknown, of: Resource, path: readonly string[]): void {
    if (isSeq(node)) {
      const isItems = path.at(-1) === 'items' && /List$/.test(of.kind ?? '');
      for (const [i, each] of node.items.entries())
        if (isItems && isMap(each)) resource(each);
        else walk(each, of, [...path, String(i)]);
      return;
    }
    if (!isMap(node)) return;
    const isEncoded = path.length === 1 && (path[0] === 'binaryData' || (path[0] === 'data' && of.kind === 'Secret'));
    const texts: YamlText[] = [];
    for (const { key, value } of node.items) {
      if (!isScalar(key)) continue;
      const word = String(key.value);
      if (isScalar(value)) texts.push(...textOf(word, value, isEncoded));
      else walk(value, of, [...path, word]);
      if (/^(?:initC|c)ontainers$/.test(word) && isSeq(value)) {
        hasContainers = true;
        for (const each of value.items) if (isMap(each)) container(each);
      }
    }
    if (texts.length > 0) maps.push({ name: of.name || path.join('.') || 'document', kind: of.kind, texts });
  }

  function container(map: YAMLMap): void {
    for (const each of itemsOf(map.get('env'))) {
      const [name, value] = [each.get('name'), each.get('value')];
      if (typeof name === 'string')
        variables.set(name, value === undefined || typeof value === 'object' ? 'set' : String(value));
    }
    for (const each of itemsOf(map.get('envFrom'))) {
      const name = each.getIn(['secretRef', 'name']) ?? each.getIn(['configMapRef', 'name']);
      if (typeof name === 'string') sources.add(name);
    }
  }

  function textOf(key: string, scalar: Scalar, isEncoded: boolean): YamlText[] {
    const { value, range } = scalar;
    if (typeof value !== 'string' || !range) return [];
    const start = position(range[0]);
    if (isEncoded) return decoded(value).map((text) => ({ key, text, place: () => start }));
    if (scalar.type === 'BLOCK_LITERAL') return [{ key, text: value, place: inBlock(value, start) }];
    const written = text.slice(range[0], range[1]);
    const quote = /^["']/.test(written) ? 1 : 0;
    const isExact = written.slice(quote, written.length - quote) === value && !value.includes('\n');
    return [
      {
        key,
        text: value,
        place: ({ column }) => (isExact ? { ...start, column: start.column + quote + column - 1 } : start),
      },
    ];
  }

  /** A block's lines are those below its `|`, each after its indentation. */
  function inBlock(value: string, start: Position): YamlText['place'] {
    const indents = value.split('\n').map((line, i) => {
      const from = lines.lineStarts[start.line + i];
      const written = from === undefined ? '' : /.*/.exec(text.slice(from, from + 10_000_000))![0].replace(/\r$/, '');
      return line !== '' && written.endsWith(line) ? written.length - line.length : undefined;
    });
    return ({ line, column }) => {
      const indent = indents[line - 1];
      return { line: start.line + line, column: indent === undefined ? 1 : indent + column };
    };
  }
}

/** Nothing where it is not base64. */
function decoded(base64: string): string[] {
  try {
    return [new TextDecoder().decode(Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)))];
  } catch {
    return [];
  }
}

const itemsOf = (node: unknown): YAMLMap[] =>
  (isSeq(node) ? node.items.filter((each) => isMap(each)) : []) as YAMLMap[];
