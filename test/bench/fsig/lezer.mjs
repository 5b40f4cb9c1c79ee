// The same language as a Lezer grammar, for comparison only: tree without documentation tags, schemas or messages.
import { readFile } from 'node:fs/promises';
import { TreeFragment } from '@lezer/common';
import { buildParser } from '@lezer/generator';

export async function lezerFigures(text, { time, quickest, show }) {
  const grammar = await readFile(new URL('./fsig.grammar', import.meta.url), 'utf8');
  const parser = buildParser(grammar, { warn: () => {} });
  const tree = parser.parse(text);
  let errors = 0;
  tree.iterate({
    enter: (node) => {
      if (node.type.isError) errors++;
    },
  });
  show(
    'Lezer: parse, 2 MB',
    time(() => parser.parse(text)),
  );
  show('Lezer: errors in it', errors, '');
  const at = text.indexOf('returns', text.length / 2) + 2;
  const changed = `${text.slice(0, at)}x${text.slice(at)}`;
  const changes = [{ fromA: at, toA: at, fromB: at, toB: at + 1 }];
  show(
    'Lezer: keystroke in the middle, 2 MB',
    quickest(() => parser.parse(changed, TreeFragment.applyChanges(TreeFragment.addTree(tree), changes))),
  );
}
