import type { RuleSettings } from '../rules/index.ts';
import { contentOf, type Segment, type SignatureDocument, segmentStart } from '../signature/index.ts';

/** What an answer about the first functions of a document stands on. */
interface Basis {
  readonly uri: string;
  /** The text up to where the first functions end. */
  readonly text: string;
  readonly segments: readonly Segment[];
  readonly settings: RuleSettings;
  readonly limit: number;
}

/**
 * The last answer about the first functions of a very large document. While the rest is read, people type: as long as
 * they type behind those functions, the answer is the same, and nothing is looked at again.
 */
export class FirstLooks<Answer> {
  #known: { readonly basis: Basis; readonly answer: Answer } | undefined;

  /** @param most how many segments count as the first */
  answer(document: SignatureDocument, most: number, settings: RuleSettings, limit: number, look: () => Answer): Answer {
    const text = contentOf(document).slice(0, segmentStart(document, most));
    const basis: Basis = { uri: document.uri, text, segments: document.segments.slice(0, most), settings, limit };
    if (this.#known === undefined || !isSame(this.#known.basis, basis)) this.#known = { basis, answer: look() };
    return this.#known.answer;
  }

  /** Everything is known of a document: nobody asks for its first functions again. */
  forget(): void {
    this.#known = undefined;
  }
}

function isSame(a: Basis, b: Basis): boolean {
  return (
    a.uri === b.uri &&
    a.settings === b.settings &&
    a.limit === b.limit &&
    a.segments.length === b.segments.length &&
    a.segments.every((segment, index) => segment === b.segments[index]) &&
    a.text === b.text
  );
}
