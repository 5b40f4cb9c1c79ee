// The README's table of speed, from what `npm run bench -- --write` keeps in docs/speed.json.

/**
 * @param {{ machine: string, suites: Readonly<Record<string, { measured: string, rows: readonly { name: string, value: string, limit?: string, ok?: boolean }[] }>> }} data
 * @returns Markdown: one line a measurement; what misses its aim is said so
 */
export function speedTable({ machine, suites }) {
  const lines = Object.entries(suites).flatMap(([suite, { measured, rows }]) =>
    rows.map(({ name, value, limit, ok }) => {
      const aim = ok === false ? `${limit ?? ''}, **missed**` : (limit ?? '');
      return `| ${suite}: ${name} | ${value} | ${aim} | ${measured} |`;
    }),
  );
  return ['', `On ${machine}.`, '', '| | measured | aim | on |', '| --- | --- | --- | --- |', ...lines, ''].join('\n');
}

/** The data with a suite's new rows in place of its old ones; suites that did not run stay, with their own day. */
export function withSuite(data, suite, rows, { machine, measured }) {
  return { machine, suites: { ...data?.suites, [suite]: { measured, rows } } };
}
