import assert from 'node:assert/strict';
import { join, relative } from 'node:path';
import { test } from 'node:test';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import { isBinaryExpression, isElementAccessExpression } from 'typescript/unstable/ast/is';
import { API, type Checker, type Type, TypeFlags } from 'typescript/unstable/sync';
import { ROOT } from './fixtures.ts';

/** Where a text that comes from outside may meet an object: it asks for what the object itself has. */
const ALLOWED = 'src/text/own.ts';

/** `object[text]` and `text in object`, where the text may be any: `constructor` and `toString` are in every object. */
function places(): string[] {
  const api = new API({ cwd: ROOT });
  try {
    const [project] = api.updateSnapshot({ openProjects: [join(ROOT, 'tsconfig.json')] }).getProjects();
    const { program, checker } = project!;
    return project!.rootFiles
      .map((path) => relative(ROOT, path).replaceAll('\\', '/'))
      .filter((path) => /^(?:src|server)\//.test(path) && path !== ALLOWED)
      .flatMap((path) => {
        const file = program.getSourceFile(join(ROOT, path))!;
        const found: Node[] = [];
        visit(file);
        return found.map((node) => `${path}: ${file.text.slice(node.pos, node.end).trim()}`);

        function visit(node: Node): void {
          if (isRisky(node, checker)) found.push(node);
          node.forEachChild(visit);
        }
      });
  } finally {
    api.close();
  }
}

function isRisky(node: Node, checker: Checker): boolean {
  const [key, object] = isElementAccessExpression(node)
    ? [node.argumentExpression, node.expression]
    : isBinaryExpression(node) && node.operatorToken.kind === SyntaxKind.InKeyword
      ? [node.left, node.right]
      : [];
  if (!key || !object) return false;
  const [of, within] = [checker.getTypeAtLocation(key), checker.getTypeAtLocation(object)];
  return of !== undefined && within !== undefined && isAnyText(of) && !isList(within, checker);
}

/** A text of which not every value is known. */
const isAnyText = (type: Type): boolean =>
  type.isUnionType()
    ? type.getTypes().some(isAnyText)
    : (type.flags & (TypeFlags.String | TypeFlags.Any | TypeFlags.Unknown | TypeFlags.TemplateLiteral)) !== 0;

/** A list, a text, or bytes: of these a text that is no number asks for nothing. */
function isList(type: Type, checker: Checker): boolean {
  const whole = checker.getNonNullableType(type) ?? type;
  if (whole.isUnionType()) return whole.getTypes().every((each) => isList(each, checker));
  return checker.isArrayLikeType(whole) || (whole.flags & TypeFlags.StringLike) !== 0;
}

test('no text from outside asks a plain object for a key: that is what Map is for', () => {
  assert.deepEqual(places(), []);
});
