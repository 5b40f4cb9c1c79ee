/** Prepositions that a parameter's name can begin with. */
export const PREPOSITIONS: ReadonlySet<string> = new Set(
  'from to at on in for by with about into between until since after before near around within against under over per as'.split(
    ' ',
  ),
);
