/** The YAML library: read with the first YAML document, since most sessions see none (scripts/bundles.mjs). */
export function yamlLibrary(): typeof import('yaml') {
  return require('yaml') as typeof import('yaml');
}
