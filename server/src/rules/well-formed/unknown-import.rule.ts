import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unknownImport = defineRule({
  code: 'unknown-import',
  family: 'well-formed',
  severity: 'error',
  title: 'An import that leads to no file or no name.',
  message: message`There is no ${'name'} to import from ${'file'}.`,
  problem: 'unknown-import',
  docs: {
    what: 'An import of a file that is not among the files read, or of a name that the file does not declare.',
    why: 'Its types are unknown wherever they are used.',
    bad: `import { Money } from [|"./nowhere.fsig"|];`,
    good: `/** An amount in euros. */
type Money = number;`,
  },
});
