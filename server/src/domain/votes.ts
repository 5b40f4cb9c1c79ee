/** What functions say of words: for each word, how many say which meaning of it. */
export type Votes = Map<string, Map<string, number>>;

/** One function more says that a word means this. */
export function vote(votes: Votes, word: string, meaning: string): void {
  let own = votes.get(word);
  if (own === undefined) {
    own = new Map();
    votes.set(word, own);
  }
  countOne(own, meaning);
}

/** One more of a kind. */
export function countOne(counts: Map<string, number>, kind: string): void {
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
}
