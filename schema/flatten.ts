import type { Segment } from './history.ts';

/** What OpenClaw's own `config schema` prints, as far as it is read here. */
export interface Printed {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Printed[];
  oneOf?: Printed[];
  allOf?: Printed[];
  properties?: Record<string, Printed>;
  required?: string[];
  additionalProperties?: boolean | Printed;
  propertyNames?: Printed;
  items?: Printed;
  [keyword: string]: unknown;
}
type Shape = Omit<Segment, 'since' | 'until'>;

const CONSTRAINTS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'format',
];

/** The schema that a release prints, as one shape per path, in the way of schema/history.txt. */
export function flatten(schema: Printed): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  visit([schema], '', undefined);
  shapes.delete('');
  return shapes;

  /** @param given all that may stand at the path */
  function visit(given: readonly Printed[], path: string, required: Shape['required']): void {
    if (isOwned(path)) return;
    const branches = given.flatMap(alternatives);
    shapes.set(path, shapeOf(branches, required));
    const objects = branches.filter(isObject);
    for (const name of new Set(objects.flatMap(({ properties = {} }) => Object.keys(properties)))) {
      const owners = objects.filter(({ properties }) => properties?.[name]);
      visit(
        owners.map(({ properties }) => properties![name]!),
        path ? `${path}.${name}` : name,
        need(name, owners, objects),
      );
    }
    const maps = objects.flatMap(({ additionalProperties: rest }) =>
      typeof rest === 'object' && Object.keys(rest).length > 0 ? [rest] : [],
    );
    if (maps.length > 0) visit(maps, `${path}.*`, undefined);
    const items = branches.flatMap(({ items: each }) => (each ? [each] : []));
    if (items.length > 0) visit(items, `${path}[]`, undefined);
  }
}

/** What channels bring: it left the core, and is described by their plugins. */
const isOwned = (path: string): boolean => /^channels\.(?!defaults\b|modelByChannel\b)/.test(path);

const isObject = ({ type, properties }: Printed): boolean => type === 'object' || properties !== undefined;

function alternatives(schema: Printed): Printed[] {
  const { anyOf, oneOf, allOf, ...own } = schema;
  if (allOf) return alternatives(Object.assign({}, own, ...allOf) as Printed);
  const branches = anyOf ?? oneOf;
  return branches ? branches.flatMap(alternatives) : [schema];
}

/** Required beside every value of the others, beside some, or never. */
function need(name: string, owners: readonly Printed[], objects: readonly Printed[]): Shape['required'] {
  const asking = objects.filter(({ required }) => required?.includes(name));
  if (owners.length < objects.length) return 'conditional';
  return asking.length === 0 ? undefined : asking.length === objects.length ? 'required' : 'conditional';
}

function shapeOf(branches: readonly Printed[], required: Shape['required']): Shape {
  const types = [...new Set(branches.flatMap(typesOf))].sort() as Shape['types'][number][];
  const fixed = branches.filter((branch) => branch.const !== undefined || branch.enum);
  const values = [...new Set(fixed.flatMap((branch) => branch.enum ?? [branch.const]))] as (
    | string
    | number
    | boolean
  )[];
  const sorted = values.sort((a, b) => (String(a) < String(b) ? -1 : 1));
  // a list of words is one as long as no other text or number may stand there
  const free = branches.some(
    (branch) =>
      branch.const === undefined &&
      !branch.enum &&
      typesOf(branch).some((type) => /^(?:string|number|integer)$/.test(type)),
  );
  const objects = branches.filter(isObject);
  const kinds = new Set(
    objects.map(({ additionalProperties: rest }) =>
      rest === false ? 'closed' : typeof rest === 'object' && Object.keys(rest).length > 0 ? 'map' : 'open',
    ),
  );
  const object = kinds.has('open') ? 'open' : kinds.has('map') ? 'map' : kinds.has('closed') ? 'closed' : undefined;
  const constraints = [
    ...new Set(
      branches.flatMap((branch) => [
        ...CONSTRAINTS.flatMap((name) =>
          branch[name] === undefined || Math.abs(Number(branch[name])) === Number.MAX_SAFE_INTEGER
            ? []
            : [`${name}=${String(branch[name])}`],
        ),
        ...keyRules(branch),
      ]),
    ),
  ].sort();
  return {
    types,
    ...(object && { object }),
    ...(required && { required }),
    ...(sorted.length > 0 && (free ? { some: sorted } : { enum: sorted })),
    ...(constraints.length > 0 && { constraints }),
  };
}

const keyRules = ({ propertyNames: names }: Printed): string[] => [
  ...(names?.pattern ? [`keyPattern=${String(names.pattern)}`] : []),
  ...(names?.minLength ? [`keyMinLength=${String(names.minLength)}`] : []),
];

function typesOf({ type, const: only, enum: values, properties }: Printed): string[] {
  if (type) return [type].flat();
  if (only !== undefined) return [typeof only];
  if (values) return [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))];
  return properties ? ['object'] : ['any'];
}
