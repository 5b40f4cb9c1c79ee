import type { VerbClass } from '../../english/index.ts';

/** What a name or a sentence says is done to what: `get_order_details` → get, order detail. */
export interface Phrase {
  /** Base form; '' where there is none. */
  readonly verb: string;
  readonly verbClass: VerbClass | undefined;
  /** Words of the thing, head last, singular; [] where none is said. */
  readonly object: readonly string[];
  /** The thing is said in the plural. */
  readonly many: boolean;
  /** Words after a preposition: `find_user_by_email` → email. */
  readonly behind: readonly string[];
  readonly preposition: string;
}

export const NO_PHRASE: Phrase = {
  verb: '',
  verbClass: undefined,
  object: [],
  many: false,
  behind: [],
  preposition: '',
};
