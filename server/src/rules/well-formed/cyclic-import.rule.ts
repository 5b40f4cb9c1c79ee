import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const cyclicImport = defineRule({
  code: 'cyclic-import',
  family: 'well-formed',
  severity: 'warning',
  title: 'Files that import each other.',
  message: message`${'file'} imports this file again.`,
  problem: 'cyclic-import',
  docs: {
    what: 'An import that leads back to the file it stands in.',
    why: 'Nothing breaks, but which file a type belongs to is not to be told; move what both use into a third file.',
    bad: '',
    good: '',
  },
});
