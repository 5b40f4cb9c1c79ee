import { message } from '../message.ts';
import { defineRule } from '../rule.ts';

/** Found while reading; the reader says where. */
export const unsupportedConstruct = defineRule({
  code: 'unsupported-construct',
  family: 'well-formed',
  severity: 'warning',
  title: 'TypeScript that `.fsig` has no meaning for.',
  message: message`Not supported: ${'message'}.`,
  problem: 'unsupported-construct',
  docs: {
    what: "A construct that TypeScript knows and `.fsig` does not (classes, generics of one's own, conditional types), or a part of a document that cannot be carried over.",
    why: 'It is read past, so what it says is lost.',
    bad: `/** A shop. */
interface Shop { name: string }
/** Shows a part of a shop. @param part Which one. */
function show(part: [|keyof|] Shop): boolean;`,
    good: `/** Shows a part of a shop. @param part Which one. */
function show(part: "name" | "street"): boolean;`,
  },
});
