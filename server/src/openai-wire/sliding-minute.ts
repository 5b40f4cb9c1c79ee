const MINUTE = 60_000;

/** One request of the last minute; its tokens are an estimate until the answer says them. */
export interface MinuteEntry {
  readonly at: number;
  tokens: number;
}

/** Why there is no room, and when the oldest request leaves the minute. */
export interface NoRoom {
  readonly full: 'requests' | 'tokens';
  readonly waitMs: number;
}

/** Requests and tokens of the last minute, against their limits. Nothing is kept where there is no limit. */
export class SlidingMinute {
  readonly #limits: { readonly requestsPerMinute: number; readonly tokensPerMinute: number };
  #entries: MinuteEntry[] = [];
  /** Entries before it have left the minute; they are cut off from time to time, not one by one. */
  #first = 0;
  #tokens = 0;

  constructor(limits: { readonly requestsPerMinute: number; readonly tokensPerMinute: number }) {
    this.#limits = limits;
  }

  /** Enters a request, or says why it has to wait. One alone always goes, however large. */
  take(now: number, tokens: number): MinuteEntry | NoRoom {
    const entry = { at: now, tokens };
    const { requestsPerMinute, tokensPerMinute } = this.#limits;
    if (requestsPerMinute === Number.POSITIVE_INFINITY && tokensPerMinute === Number.POSITIVE_INFINITY) return entry;
    this.#forget(now);
    const oldest = this.#entries[this.#first];
    if (oldest !== undefined) {
      const waitMs = Math.max(1, oldest.at + MINUTE - now);
      if (this.#entries.length - this.#first >= requestsPerMinute) return { full: 'requests', waitMs };
      if (this.#tokens + tokens > tokensPerMinute) return { full: 'tokens', waitMs };
    }
    this.#entries.push(entry);
    this.#tokens += tokens;
    return entry;
  }

  /** Puts the estimate right, as long as the request is in the minute. */
  correct(entry: MinuteEntry, tokens: number): void {
    if (entry.at >= (this.#entries[this.#first]?.at ?? Number.POSITIVE_INFINITY)) this.#tokens += tokens - entry.tokens;
    entry.tokens = tokens;
  }

  #forget(now: number): void {
    for (let entry = this.#entries[this.#first]; entry !== undefined; entry = this.#entries[this.#first]) {
      if (entry.at > now - MINUTE) break;
      this.#tokens -= entry.tokens;
      this.#first += 1;
    }
    if (this.#first < 1000) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }
}
