import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

export const categoryMissing = defineRule({
  code: 'category-missing',
  family: 'magnet',
  severity: 'hint',
  title: 'A function without a category among functions that have one.',
  message: message`${'name'} has no category, while ${'count'} functions have one.`,
  docs: {
    what: 'A function without `@category` in a file of `.fsig` in which other functions have one. A file without any category is labelled automatically.',
    why: 'Candidates for dependencies and distractors are drawn by category.',
    bad: `/** Books a seat. @param seat Seat to book. @category Travel */
function book_seat(seat: string): boolean;
/** Frees a seat. @param seat Seat to free. */
function [|free_seat|](seat: string): boolean;`,
    good: `/** Books a seat. @param seat Seat to book. @category Travel */
function book_seat(seat: string): boolean;
/** Frees a seat. @param seat Seat to free. @category Travel */
function free_seat(seat: string): boolean;`,
  },
  fingerprint: ({ name, category, source }) => `${source.dialect} ${category !== ''} ${name}`,
  checkDocument(entries, report) {
    const labelled = entries.filter((entry) => entry.signature.category !== '').length;
    if (labelled === 0 || labelled === entries.length) return;
    for (const entry of entries) {
      if (entry.signature.category !== '' || entry.signature.source.dialect !== 'fsig') continue;
      report(entry.id, { part: ['name'], data: { name: `\`${entry.signature.name}\``, count: String(labelled) } });
    }
  },
});
