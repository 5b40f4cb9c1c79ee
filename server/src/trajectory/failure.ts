/** Why a path gave no record. Counted by reason; the detail is for a person. */
export class PathFailure extends Error {
  override readonly name = 'PathFailure';
  readonly reason: string;
  readonly detail: string;
  /** A smaller path that may do, where one is known. */
  readonly repair: PathRepair | undefined;
  /** What the teacher wrote, where that was the reason. */
  readonly text: string | undefined;

  constructor(reason: string, detail: string, repair?: PathRepair, text?: string) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
    this.repair = repair;
    this.text = text;
  }
}

/** What to take out of a path: its Split, or one inserted function of a turn. */
export type PathRepair =
  | { readonly kind: 'unsplit' }
  | { readonly kind: 'drop-function'; readonly turn: number; readonly function: string };
