/**
 * clawlint as a library: the pure engine. Runs in Node and in browsers; reads files only through the Files it is given.
 * docs/library.md shows each of these at work; `clawlint/node` is for homes on a disk.
 */
export { check, type Options, type Result } from './check.ts';
export { readConfigPath } from './edit/config-path.ts';
export { Everything as RouteAll } from './explain/everything-shown.ts';
export { type JsonLadder as JsonRoute, toLadderJson as toRouteJson } from './explain/json.ts';
export { toLadderSvg as toRouteSvg } from './explain/ladder-svg.ts';
export { toMermaid as toRouteMermaid } from './explain/mermaid.ts';
export type { Misnamed } from './explain/question.ts';
export { type Route, type RouteQuestion, route } from './explain/route.ts';
export { toText as toRouteText } from './explain/text.ts';
export { type Exposure, type Files, memory, overlay, type Unreadable } from './files.ts';
export { findProject, type Project } from './home/project.ts';
export { toDiff } from './mend/diff.ts';
export { type Mended, mend as fix, type Permission } from './mend/mend.ts';
export { type Change, type Proposal, propose } from './mend/propose.ts';
export { releases } from './release/releases.ts';
export { toBaseline } from './report/baseline.ts';
export { FORMATS as formats } from './report/formats/index.ts';
export { type JsonChange, type JsonFinding, type JsonPlace, type JsonReport, toJson } from './report/json.ts';
export { type PrettyOptions, toPretty } from './report/pretty.ts';
export { rules } from './rules/index.ts';
export { printedProjectSchema as projectSchema } from './rules/project-schema.ts';
export type { Diagnostic, Edit, Finding, Fix, Related, Rule, Severity, Suggestion } from './rules/rule.ts';
export type { Answer, Program } from './snapshot/installed.ts';
export { type TakenSnapshot, takeSnapshot as snapshot } from './snapshot/snapshot.ts';
export { File, type Place, type Position } from './text/file.ts';
export { type Plan, plan as upgrade } from './upgrade/plan.ts';
export type { Changed } from './upgrade/releases.ts';
export { type JsonUpgrade, toUpgradeJson, toUpgradeText } from './upgrade/report.ts';
export { schema, schemaChanges } from './upgrade/schemas.ts';
