import type * as Yaml from '../parse/yaml.ts';

// `#yaml` of the command line: a bundle of its own, so that a run without YAML does not load its reader.

export const readYaml: typeof Yaml.readYaml = (text) => (require('./yaml.cjs') as typeof Yaml).readYaml(text);
