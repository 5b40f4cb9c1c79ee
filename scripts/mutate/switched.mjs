// A source with many mutants in it, each behind a switch: `on(7) ? changed : original`. All of them can then be tried in one
// process that has read its modules once.

/**
 * @param {string} source
 * @param {readonly (import('./mutants.mjs').Mutant & { readonly id: number })[]} mutants
 */
export function switched(source, mutants) {
  return rendered(source, { start: 0, end: source.length }, mutants);
}

/** A part of the source with the switches of the mutants in it. */
function rendered(source, { start, end }, mutants) {
  let text = '';
  let at = start;
  const outer = mutants.filter((one) => !mutants.some((other) => other !== one && isAround(other, one)));
  for (const mutant of [...outer].sort((a, b) => a.whole.start - b.whole.start)) {
    const { whole } = mutant;
    const within = mutants.filter((other) => other !== mutant && isAround(mutant, other));
    text += source.slice(at, whole.start) + withSwitch(source, mutant, rendered(source, whole, within));
    at = whole.end;
  }
  return text + source.slice(at, end);
}

function withSwitch(source, { id, whole, start, end, text, form }, original) {
  const on = `globalThis.__mutants.on(${id})`;
  if (form === 'name') return `[${on} ? '${text}' : '${source.slice(start, end)}']`;
  if (form === 'statement') return `if (!${on}) { ${original} }`;
  const changed = source.slice(whole.start, start) + text + source.slice(end, whole.end);
  return form === 'key' ? `[${on} ? ${changed} : ${original}]` : `(${on} ? (${changed}) : (${original}))`;
}

/** Of two mutants of the same expression the first is around the second. */
function isAround(outer, inner) {
  if (outer.whole.start === inner.whole.start && outer.whole.end === inner.whole.end) return outer.id < inner.id;
  return outer.whole.start <= inner.whole.start && inner.whole.end <= outer.whole.end;
}
