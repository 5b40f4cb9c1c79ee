/**
 * The offline teacher's phrase book: data only. `{…}` are slots. Every list is a set of ways to say one thing; the
 * seed picks one.
 */
export interface PhraseBook {
  readonly askValue: readonly string[];
  readonly askValueText: readonly string[];
  /** Several things are missing, or how many there are to be. */
  readonly askSeveral: readonly string[];
  readonly askCount: readonly string[];
  /** A switch: `{q}` is a question without its mark. */
  readonly askSwitch: readonly string[];
  readonly askWhich: readonly string[];
  /** A person is missing. */
  readonly askWho: readonly string[];
  /** `{q}` is an indirect question: "what happened". */
  readonly askClause: readonly string[];
  /** Nothing was found for a value: it may be another. */
  readonly askCheck: readonly string[];
  readonly cannot: readonly string[];
  readonly failed: readonly string[];
}

export const ENGLISH: PhraseBook = {
  askValue: [
    'Happy to help. Which {noun} should I use?',
    "I can do that, but I'm missing one thing: what is the {noun}?",
    'Sure. Could you tell me the {noun}?',
    'Before I go ahead, what {noun} would you like?',
    'I still need the {noun} for that. What should it be?',
    'Which {noun} do you have in mind?',
    'Of course. What {noun} should it be?',
    'The {noun} is missing so far. Could you give it to me?',
    'One thing I need to know: the {noun}.',
    'Glad to. Could you add the {noun}?',
    'What is the {noun}, please?',
  ],
  askValueText: [
    'Sure. What should the {noun} say?',
    'I can do that. What would you like as the {noun}?',
    'Happy to. Could you give me the {noun}?',
  ],
  askSeveral: [
    'Happy to. Which {noun} should I use?',
    'I still need the {noun}. Could you give them to me?',
    'Sure. What are the {noun}?',
    'Which {noun} do you have in mind?',
    'Before I go ahead, could you tell me the {noun}?',
  ],
  askCount: [
    'Happy to. How many {noun} should it be?',
    'How many {noun} would you like?',
    'Sure. How many {noun}?',
    'I only need to know how many {noun}.',
    'One question first: how many {noun}?',
  ],
  askSwitch: [
    '{q}?',
    'One question first: {q}?',
    'Happy to. {q}?',
    'Sure, but tell me: {q}?',
    'Before I go ahead, {q}?',
  ],
  askWhich: [
    'Sure. Which {noun} do you mean?',
    'I can do that. Which {noun} is it about?',
    'Could you tell me which {noun} you mean?',
    'Happy to. Which {noun}?',
    'Gladly. Which {noun} is it?',
    'One question first: which {noun}?',
    'Let me know which {noun} it is, then I can go ahead.',
    'Which {noun} should I take?',
    'Of course. I only need to know which {noun}.',
  ],
  askWho: [
    'Happy to. Who is the {noun}?',
    'Sure. Who should be the {noun}?',
    'One thing I need to know: who is the {noun}?',
    'I can do that. Who will be the {noun}?',
    'I still need the name of the {noun}.',
    'Before I go ahead, who is the {noun}?',
  ],
  askClause: [
    'Could you tell me {q}?',
    'Sure, but tell me {q} first.',
    'One thing I need to know: {q}?',
    'I can do that. I only need to know {q}.',
    'Before I go ahead, could you say {q}?',
  ],
  askCheck: [
    'Could you check the {noun}?',
    'Is it the right {noun}?',
    'Could it be another {noun}?',
    'Please look at the {noun} once more.',
    'Maybe there is a typo in what you gave me for the {noun}?',
    'Would you double-check the {noun} for me?',
  ],
  cannot: [
    "I'm sorry, but none of the tools I have here can {clause}.",
    "I can't do that with the tools at hand: there is none to {clause}.",
    'Unfortunately I have no tool to {clause}, so this part has to wait.',
    "That's not something I can do at the moment. I would need a tool to {clause}.",
    "I'd like to help, but I have nothing to {clause} with.",
    'I have no way to {clause} here.',
    'What I would need to {clause} is not among my tools.',
    'Sorry, my tools do not let me {clause}.',
    "As things stand I can't {clause}: no tool for it.",
    'There is no tool here to {clause}. Is there anything else?',
  ],
  failed: [
    "That didn't work: {message}",
    'I ran into a problem: {message}',
    "I wasn't able to do that. The reply was: {message}",
    "I'm afraid this can't be done: {message}",
    'Sorry, no luck. {message}',
    'I tried, but it failed. {message}',
    "Unfortunately that isn't possible. {message}",
    'I got an error instead of an answer: {message}',
  ],
};

/** Verbs of descriptions that only mean "give me". */
export const GIVE_VERBS: ReadonlySet<string> = new Set([
  'get',
  'retrieve',
  'fetch',
  'obtain',
  'return',
  'provide',
  'give',
  'receive',
  'read',
  'query',
  'access',
  'collect',
  'extract',
]);
export const SHOW_VERBS: ReadonlySet<string> = new Set([
  'display',
  'show',
  'view',
  'print',
  'present',
  'output',
  'see',
]);
export const WORK_OUT_VERBS: ReadonlySet<string> = new Set(['calculate', 'compute', 'determine', 'estimate']);
export const TELL_VERBS: ReadonlySet<string> = new Set(['tell', 'inform', 'describe', 'explain', 'report']);
