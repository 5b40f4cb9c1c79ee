/** A line that OpenAPI documents and YAML files of tools have, and other people's YAML seldom. */
const KEY = /^\s*(?:-\s+)?["']?(?:openapi|swagger|tools|functions|parameters|input_?[sS]chema)["']?\s*:/m;

/** Whether the beginning of a YAML file may hold tool schemas, so that it is worth a language server to look closer. */
export function mayHoldTools(head: string): boolean {
  return KEY.test(head);
}
