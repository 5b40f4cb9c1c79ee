import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unreadableFile = defineRule({
  code: 'unreadable-file',
  family: 'well-formed',
  severity: 'error',
  title: 'The file is no text.',
  message: message`${'message'}`,
  problem: 'unreadable-file',
  docs: {
    what: 'A file that is binary, or larger than can be read.',
    why: 'Nothing in it is checked.',
    bad: '',
    good: '',
  },
});
