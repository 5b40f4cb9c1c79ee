/** One piece of work: of which document, and what is done to it. */
export interface AtWork {
  /** Absent where the work is about all documents. */
  readonly uri?: string;
  readonly what: string;
}

/** Cutting, reading and linking a document: without it, nothing can be said of its functions. */
export const READING = 'reading';

let now: AtWork | undefined;

/** What the thread is at. Who ends work that takes too long learns here which document is to blame. */
export function atWork(): AtWork | undefined {
  return now;
}

/** Does a piece of work under a name; the innermost name counts. */
export function working<T>(at: AtWork, work: () => T): T {
  const outer = now;
  now = at;
  const result = work();
  // Work that threw or was ended leaves its name: whoever catches it reads the name and starts anew.
  now = outer;
  return result;
}

/** Forgets what work that did not end was at. */
export function nothingAtWork(): void {
  now = undefined;
}
