/**
 * clawlint as a library: the pure engine. Runs in Node and in browsers; reads files only through the Files it is given.
 */
export { check, type Options, type Result } from './check.ts';
export { type Files, memory, overlay } from './files.ts';
export { findProject, type Project } from './home/project.ts';
export { printedProjectSchema as projectSchema } from './project-schema.ts';
export { type JsonReport, toJson } from './report/json.ts';
export { toPretty } from './report/pretty.ts';
export { rules } from './rules/index.ts';
export type { Diagnostic, Edit, Finding, Fix, Rule, Severity, Suggestion } from './rules/rule.ts';
export { File, type Place, type Position } from './text/file.ts';
