import { putting, taking } from '../edit/offer.ts';
import { isRemark, remarkAdvice } from '../edit/remark.ts';
import { type Node, nodeAt, scalarOf, writePath } from '../parse/tree.ts';
import type { Routing } from '../routing/routing.ts';
import { refusedText } from '../schema/judge.ts';
import type { Problem } from '../schema/walk.ts';
import { type Place, textAt } from '../text/file.ts';
import { suggest } from '../text/nearest.ts';
import { own } from '../text/own.ts';
import { problemsOf } from './claims.ts';
import { formInWords } from './form-in-words.ts';
import {
  advice,
  code,
  describe,
  ifRead,
  listed,
  placeName,
  refusal,
  release,
  typeNames,
  writing,
  writingAt,
} from './phrases.ts';
import type { Finding, Rule } from './rule.ts';

export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  summary: 'a value of a type, size or form that OpenClaw refuses',
  why: 'OpenClaw refuses the whole file. A number in quotes is a string, also when a `${VAR}` stands in them: variables are put in as text.',
  facts: ['2.1', '8.1', '8.7'],
  refusesStart: true,
  doubtfulIfNewer: 'schema',
  *check(routing) {
    for (const problem of problemsOf('invalid-value', routing, 'type', 'range', 'pattern', 'form'))
      yield ifRead(problem, finding(problem, routing));
  },
};

type Invalid = Extract<Problem, { kind: 'type' | 'range' | 'pattern' | 'form' }>;

function finding(problem: Invalid, routing: Routing): Finding {
  const name = placeName(problem.path);
  const refuses = `${release(routing.target)} refuses to start with it`;
  switch (problem.kind) {
    case 'type': {
      const remedied = remedy(problem, routing);
      const since = problem.since ? `, and since OpenClaw ${problem.since} others` : '';
      return {
        at: problem.at,
        message: `${name} takes ${takenBy(problem)}${since}, not ${valueAsFound(problem)}; ${refuses}`,
        ...remedied,
        perhapsNewer: !remedied.fix && !isBareNumber(problem),
      };
    }
    case 'range': {
      const number = problem.at.kind === 'scalar' && typeof problem.at.value === 'number';
      return {
        at: problem.at,
        message: `${name} ${number ? 'must be' : 'takes'} ${problem.limit}; ${refuses}`,
        help: `write ${number ? 'a number that is ' : ''}${problem.limit}`,
      };
    }
    case 'form':
      return {
        at: problem.at,
        message: `${name} takes ${problem.takes}; ${refuses}`,
        help: `write ${problem.takes}`,
        severity: refusal(routing),
        perhapsNewer: isOfAnotherForm(problem.at) && !isLikeOne(problem),
      };
    case 'pattern':
      return {
        at: problem.at,
        message: `${name} is not written as OpenClaw wants it; ${refuses}`,
        help:
          formOf(problem) ??
          formInWords(problem.pattern) ??
          `make it match the regular expression \`${problem.pattern}\``,
        severity: problem.schema.until ? refusal(routing) : 'error',
        perhapsNewer: isOfAnotherForm(problem.at) && formOf(problem) === undefined,
      };
  }
}

/** What to write at a key; of the ids of secrets by their source. */
const FORMS: readonly [key: string, ofPattern: RegExp, help: string][] = [
  ['decisionModel', /./, 'write `provider/model`, or `""` to have none'],
  ['id', /^\^\[A-Z\]/, 'write the name of a variable in capitals, such as `OPENAI_API_KEY`'],
  ['id', /value/, 'write `value` for the whole file, or a JSON pointer into it, such as `/openai/apiKey`'],
  ['id', /./, 'write what the program calls the secret: letters, digits and `._:/#-`, without a step `..`'],
  ['provider', /./, 'write a name in small letters, such as `default`'],
];

const formOf = ({ path, pattern }: Problem & { kind: 'pattern' }): string | undefined =>
  FORMS.find(([key, of]) => key === String(path.at(-1)) && of.test(pattern))?.[2];

/** Whether this is a word or of another type, as a newer release may take in the place of texts of some form. */
const isOfAnotherForm = ({ file, offset, length }: Place): boolean =>
  /^(?:(["'])[a-z][a-z-]*\1$|[[{tfn])/i.test(file.text.slice(offset, offset + length));

/** Whether it is nearly one of the words that are taken beside the form. */
const isLikeOne = ({ at, takes }: Problem & { kind: 'form' }): boolean =>
  suggest(
    at.file.text.slice(at.offset + 1, at.offset + at.length - 1),
    takes.split('`').filter((each) => /^[a-z-]+$/.test(each)),
  ) !== undefined;

const isInvalid = (problem: Problem): problem is Invalid => /^(?:range|pattern|form)$/.test(problem.kind);

type WrongType = Problem & { kind: 'type' };

/** Words where they can be listed; the object in place of a secret is a reference to it. */
function takenBy({ expected, schema }: WrongType): string {
  const words = schema.enum?.map(String) ?? [];
  if (words.length > 0 && words.length <= 6) return listed(words);
  return schema.writeOnly ? typeNames(expected).replace('an object', 'a SecretRef') : typeNames(expected);
}

function valueAsFound({ at, expected }: WrongType): string {
  const fraction =
    expected.includes('integer') && at.kind === 'scalar' && typeof at.value === 'number' && Number.isFinite(at.value);
  return fraction ? code(String(plain(at))) : describe(at);
}

/** A number where a text belongs: in quotes it would be one. */
const isBareNumber = ({ at, expected, schema }: WrongType): boolean =>
  typeof plain(at) === 'number' && expected.includes('string') && !schema.enum && /^\d+(?:\.\d+)?$/.test(textAt(at));

/**
 * What to write instead; a fix if it is the same value in another form. Never quotes the value, which may be a secret.
 */
function remedy(problem: WrongType, routing: Routing): Pick<Finding, 'help' | 'fix' | 'suggestions'> {
  const { home } = routing;
  const { at, expected, schema, path } = problem;
  const raw = textAt(at);
  const write = (help: string, text: string) => ({ help, fix: { title: help, edits: [{ at, text }] } });
  const value = plain(at);
  const takes = (...types: readonly string[]) => expected.some((type) => types.includes(type));
  const owner = nodeAt(home.root, path.slice(0, -1));
  const entry = owner?.kind === 'object' ? owner.entry(String(path.at(-1))) : undefined;
  if (typeof value === 'string' && entry && isRemark(entry.key.value)) return remarkAdvice(entry);
  if (typeof value === 'string') {
    if (value.includes('${') && takes('number', 'integer', 'boolean'))
      return { help: `write the value itself: what \`\${…}\` stands for is always text` };
    if (
      (takes('boolean') && /^(?:true|false)$/.test(value)) ||
      (takes('number', 'integer') && /^[1-9]\d{0,14}$/.test(value))
    )
      return write('remove the quotes', value);
    if (takes('array') && /^\s*\[/.test(value)) return listInText(value, write);
    if (takes('array') && !/[,;\s]/.test(value)) return write('put it in a list, between `[` and `]`', `[${raw}]`);
  } else if (isBareNumber(problem)) {
    const asText = refusedText(raw, path, routing.target.release);
    if (!asText) return write('put it in quotes', `"${raw}"`);
    if (isInvalid(asText)) return { help: finding(asText, routing).help! };
  }
  if (takes('string') && isSecretRef(at))
    return { help: 'no SecretRef can stand here: put the secret into `.env`, and write `${NAME}` with its name' };
  if (path.at(-2) === 'groups' && own(schema.properties, String(path.at(-1))))
    return { help: `write it for all groups, ${code(`"*": { "${path.at(-1)}": … }`)}, or for one under its id` };
  if (problem.inside !== undefined) {
    const { inside, word } = problem;
    const help = `write an object: ${code(`{ "${inside}": ${JSON.stringify(word ?? value)} }`)}`;
    // a mode in words beside a switch counts for more
    const isSaid = typeof value === 'boolean' && owner?.kind === 'object' && owner.entry('streamMode');
    const fix = word === undefined || isSaid ? undefined : putting(help, home.root, path, { [inside]: word });
    return { help, ...(fix && fix.edits.length > 0 && { fix }) };
  }
  if (path.at(-1) === 'sandbox' && typeof value === 'boolean')
    return { help: `write an object: ${code(`{ "mode": "${value ? 'all' : 'off'}" }`)}` };
  const here = writePath(path);
  if (here === 'cron' && at.kind === 'array')
    return { help: 'remove it; jobs are not part of the config: `openclaw cron add` makes one' };
  if (here === 'agents' && at.kind === 'array')
    return { help: 'write an object around the list: `"agents": { "list": […] }`' };
  if (here === 'agents.list' && at.kind === 'object')
    return { help: 'write a list, each agent with its name as `id`: `"list": [{ "id": "…", … }]`' };
  const keys = problem.keys ? `; keys here are ${problem.keys.map(code).join(', ')}` : '';
  const words = schema.enum ?? (expected.length === 1 && expected[0] === 'boolean' ? [true, false] : []);
  const key = path.at(-1);
  if (value === null && typeof key === 'string' && !/^(?:id|name|primary)$/.test(key))
    return advice(
      `remove the key, or write ${exampleOf(problem)}`,
      taking('remove the key', home.root, path),
      ...(words.length <= 6 ? words.filter((word) => typeof word === 'string').map((word) => writingAt(at, word)) : []),
    );
  return advice(
    `write ${exampleOf(problem)}${keys}`,
    ...(words.length <= 6
      ? words.map((word) =>
          typeof word === 'string' ? writingAt(at, word) : writing(String(word), { at, text: String(word) }),
        )
      : []),
  );
}

/** What the keys of an object, or the entries of a list, are: the schema only tells their types. */
const PARTS: Readonly<Record<string, string>> = {
  'commands.allowFrom': 'a channel such as `discord`, or `*` for all',
  'tools.elevated.allowFrom': 'a channel such as `discord`',
  'tools.agentToAgent.allow': 'the id of an agent',
  'agents.defaults.subagents.allowAgents': 'the id of an agent',
  'auth.order': 'the provider of these profiles',
};

/** The form of what is taken, as far as the schema tells it. */
function exampleOf(problem: WrongType): string {
  const { expected, schema, path } = problem;
  const taken = takenBy(problem);
  if (schema.enum || schema.writeOnly || expected.length > 1) return taken;
  const inList = typeof path.at(-1) === 'number';
  const part = own(PARTS, writePath(inList ? path.slice(0, -1) : path));
  switch (expected[0]) {
    case 'string':
      return inList
        ? `a text in quotes${part ? `: each entry is ${part}` : ', as each entry of this list'}`
        : 'a text in quotes';
    case 'object': {
      const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
      if (rest?.type === 'array')
        return `an object with a list under each key: \`{ "…": ["…"] }\`${part ? `; each key is ${part}` : ''}`;
      return problem.at.kind === 'array' && rest?.type === 'object'
        ? `each entry of the list as a key: ${code('{ "…": {} }')}`
        : taken;
    }
    default:
      return taken;
  }
}

/** A list that was put in quotes as a whole, as shells and `config set` may do. */
function listInText(text: string, write: (help: string, text: string) => Pick<Finding, 'help' | 'fix'>) {
  const help = 'write the list itself, without quotes around it';
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return { help };
  }
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? write(help, text.trim()) : { help };
}

const isSecretRef = (node: Node): boolean =>
  node.kind === 'object' && node.entry('source') !== undefined && node.entry('id') !== undefined;

const plain = (node: Node) => scalarOf(node);
