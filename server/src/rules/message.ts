/** A parametrised text: `keys` are the names its data must give. */
export interface Message<Keys extends string = string> {
  readonly keys: readonly Keys[];
  /** The text as a reader of the table sees it, parameters in braces. */
  readonly template: string;
  /** Fills the parameters; a missing one shows as an empty string, so that no data can make a message throw. */
  format(data: Readonly<Partial<Record<Keys, string>>>): string;
}

/**
 * Tag for messages: ``message`Default ${'value'} is not ${'expected'}.` ``. The names in the holes become the keys the
 * rule must fill when it reports, checked by the compiler.
 */
export function message<const Keys extends string>(texts: TemplateStringsArray, ...keys: Keys[]): Message<Keys> {
  const join = (fill: (key: Keys) => string) =>
    texts.reduce((text, part, index) => {
      const key = keys[index - 1];
      return text + (key === undefined ? '' : fill(key)) + part;
    });
  return {
    keys,
    template: join((key) => `{${key}}`),
    format: (data) => join((key) => data[key] ?? ''),
  };
}

/** A value as it may stand in a message: short, on one line. */
export function show(value: unknown, limit = 40): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

/** A list as words: `a, b and 3 more`. */
export function listing(items: readonly string[], limit = 4): string {
  if (items.length <= limit) return items.join(', ');
  return `${items.slice(0, limit).join(', ')} and ${items.length - limit} more`;
}
