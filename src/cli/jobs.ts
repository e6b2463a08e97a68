import type { Result } from '../check.ts';
import { type JsonReport, toJson } from '../report/json.ts';
import { type PrettyPart, prettyPart } from '../report/pretty.ts';
import type { Severity } from '../rules/rule.ts';
import { dirname, isInside } from '../text/path.ts';
import type { Arguments } from './arguments.ts';
import type { Target } from './homes.ts';
import { colors, display, inRepository } from './output.ts';
import { Progress } from './progress.ts';
import { isForCi, outputsOf } from './report.ts';
import { processors } from './values.ts';

/** Homes for one message: few, so that nobody waits for the last one. */
const AT_ONCE = 16;
/** Homes from which a process more is worth it: V8 makes code fast over the first hundreds, in each process anew. */
const WORTH_ONE = 1000;
/** Processes that nobody has asked for: each takes 120 MB. */
const UNASKED = 4;

/** What a process says of one home. */
export interface Part {
  readonly pretty?: PrettyPart;
  /** with paths as they are shown here, and relative to the repository */
  readonly shown?: JsonReport;
  readonly forCi?: JsonReport;
  readonly severities: readonly Severity[];
  /** by finding: what names it where it is in a file that other homes share */
  readonly shared: readonly (string | undefined)[];
}

interface Order {
  readonly options: Arguments;
  readonly targets: readonly Target[];
}

export function partOf(result: Result, options: Arguments): Part {
  const formats = outputsOf(options).map(({ format }) => format);
  const isPrinted = outputsOf(options).some(({ format, file }) => format === 'pretty' && file === undefined);
  const folder = dirname(result.routing.home.path);
  return {
    ...(formats.includes('pretty') && {
      pretty: prettyPart(result, { color: () => isPrinted && colors(options.color), display }),
    }),
    ...(formats.some((each) => each !== 'pretty' && !isForCi(each)) && { shown: toJson([result], display) }),
    ...(formats.some(isForCi) && { forCi: toJson([result], inRepository()) }),
    severities: result.diagnostics.map(({ severity }) => severity),
    shared: result.diagnostics.map(({ rule, message, at }) =>
      isInside(at.file.path, folder) ? undefined : [at.file.path, at.offset, rule, message].join('\n'),
    ),
  };
}

/** The other side: answers orders from the process that started this one until that ends. */
export function serve(answer: (target: Target, options: Arguments) => Part): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', ({ options, targets }: Order) => {
    process.send!(targets.map((target) => answer(target, options)));
  });
}

/** How many processes check so many homes where nobody has said it. */
export const processesFor = (homes: number): number =>
  homes < 2 * WORTH_ONE ? 1 : Math.min(processors(), UNASKED, Math.floor(homes / WORTH_ONE));

/**
 * Checks homes in several processes, and hands on what is said of each in the order of the homes.
 * @param ended told whether a process ended too early
 */
export function inProcesses(
  targets: readonly Target[],
  jobs: number,
  options: Arguments,
  take: (part: Part) => void,
  ended: (failed: boolean) => void,
): void {
  const { fork } = process.getBuiltinModule?.('node:child_process') ?? require('node:child_process');
  const orders: Target[][] = [];
  for (let at = 0; at < targets.length; at += AT_ONCE) orders.push(targets.slice(at, at + AT_ONCE));
  const progress = new Progress(targets.length);
  const done = new Map<number, readonly Part[]>();
  let asked = 0;
  let taken = 0;
  let isOver = false;
  for (let i = 0; i < Math.min(jobs, orders.length); i++) start();

  function start(): void {
    const child = fork(process.argv[1]!, ['part'], { serialization: 'advanced' });
    let order = -1;
    child.on('message', (parts: readonly Part[]) => {
      done.set(order, parts);
      for (let next = done.get(taken); next; next = done.get(++taken)) {
        done.delete(taken);
        for (const part of next) {
          progress.step();
          take(part);
        }
      }
      if (taken === orders.length) finish(false);
      else ask();
    });
    child.on('exit', () => {
      if (!isOver && order >= 0 && order < orders.length) finish(true);
    });
    ask();

    function ask(): void {
      order = asked++;
      // what is finished early waits in memory: nobody runs far ahead
      if (order < orders.length) child.send({ options, targets: orders[order]! } satisfies Order);
      else child.disconnect();
    }
  }

  function finish(failed: boolean): void {
    isOver = true;
    progress.end();
    ended(failed);
  }
}
