/**
 * The offline teacher's phrase book: data only. `{…}` are slots. Every list is a set of ways to say one thing; the
 * seed picks one.
 */
export interface PhraseBook {
  /** Whole requests around a clause in base form: "find flights from SFO". */
  readonly ask: readonly string[];
  readonly askFirst: readonly string[];
  readonly askNext: readonly string[];
  /** Around a noun phrase: "the gate of that flight". */
  readonly whatIs: readonly string[];
  readonly joinTwo: readonly string[];
  /** Before a second request, and before the last of several. */
  readonly nextToDo: readonly string[];
  readonly lastToDo: readonly string[];
  /** Behind a clause that holds for other things as well. */
  readonly sameAgain: readonly string[];
  readonly goal: readonly string[];
  readonly fact: readonly string[];
  readonly factText: readonly string[];
  readonly useAs: readonly string[];
  readonly supplyValue: readonly string[];
  readonly supplyFunction: readonly string[];
  readonly askValue: readonly string[];
  readonly askValueText: readonly string[];
  readonly askWhich: readonly string[];
  readonly cannot: readonly string[];
  readonly offTopic: readonly string[];
  readonly done: readonly string[];
  readonly found: readonly string[];
  readonly foundNone: readonly string[];
  readonly failed: readonly string[];
  readonly small: readonly string[];
}

export const ENGLISH: PhraseBook = {
  ask: [
    'Could you {clause}?',
    'Can you {clause}?',
    'Please {clause}.',
    'I need you to {clause}.',
    "I'd like you to {clause}.",
    '{clause}, please.',
    'Could you please {clause}?',
    'Would you {clause}?',
    '{clause}.',
  ],
  askFirst: [
    'Hi, could you {clause}?',
    'Hello! Please {clause}.',
    'Hi there. I need you to {clause}.',
    'Can you help me? I need you to {clause}.',
    'Could you {clause}?',
    'Please {clause}.',
    "I'd like you to {clause}.",
    'Can you {clause}?',
  ],
  askNext: [
    'Now {clause}, please.',
    'Next, {clause}.',
    'Thanks. Now could you {clause}?',
    'Great. Please {clause}.',
    'OK, then {clause}.',
    'Good. Could you also {clause}?',
    'Thank you. Can you {clause}?',
    'Perfect, now {clause}.',
    'All right. Would you {clause}?',
    'Could you {clause} now?',
  ],
  whatIs: ['What {be} {noun}?', 'Can you tell me {noun}?', "I'd like to know {noun}.", 'Could you find out {noun}?'],
  joinTwo: ['{first}, and then {second}', '{first} and then {second}', '{first}; after that, {second}'],
  nextToDo: ['Then {clause}.', 'After that, {clause}.', 'Also, please {clause}.'],
  lastToDo: ['Finally, {clause}.', 'And at the end, {clause}.'],
  sameAgain: [', and the same for {things}', ', and do the same for {things}', ' and likewise for {things}'],
  goal: [
    "What I'm after in the end is {noun}.",
    'In the end I need {noun}.',
    'What I really want to know is {noun}.',
    'Give me {noun} at the end.',
  ],
  fact: ['The {noun} is {value}.', 'The {noun} should be {value}.', '{noun}: {value}.'],
  factText: ['The {noun} should read "{value}".', 'For the {noun}, use "{value}".', 'Put "{value}" as the {noun}.'],
  useAs: ['Use {value} as the {noun}.', 'Take {value} as the {noun}.', 'Use {value} for the {noun}.'],
  supplyValue: [
    "It's {value}.",
    'Sorry, I forgot to say: {value}.',
    'The {noun} is {value}.',
    'Oh, right: {value}.',
    'Make it {value}.',
    '{value}, please.',
  ],
  supplyFunction: [
    "I've just given you one more tool that should do it. Could you try again?",
    'You should have what you need for that now. Please go ahead.',
    "There's a new tool on your list that fits. Can you take care of it now?",
    "I've added a tool for exactly this. Please try once more.",
  ],
  askValue: [
    'Happy to help. Which {noun} should I use?',
    "I can do that, but I'm missing one thing: what is the {noun}?",
    'Sure. Could you tell me the {noun}?',
    'Before I go ahead, what {noun} would you like?',
    'I still need the {noun} for that. What should it be?',
  ],
  askValueText: [
    'Sure. What should the {noun} say?',
    'I can do that. What would you like as the {noun}?',
    'Happy to. Could you give me the {noun}?',
  ],
  askWhich: [
    'Sure. Which {noun} do you mean?',
    'I can do that. Which {noun} is it about?',
    'Could you tell me which {noun} you mean?',
    'Happy to. What is the id of the {noun}?',
  ],
  cannot: [
    "I'm sorry, but none of the tools I have here can {clause}.",
    "I can't do that with the tools at hand: there is none that can {clause}.",
    'Unfortunately I have no tool to {clause}, so this part has to wait.',
    "That's not something I can do at the moment. I would need a tool to {clause}.",
  ],
  offTopic: [
    "I'm sorry, none of the tools I have fits that request.",
    "I can't help with that here: my tools do other things.",
  ],
  done: ['Done.', "That's done.", 'All set.', 'It went through.'],
  found: ['I found {count}.', 'There {be} {count}.', 'Here {be} {count}.'],
  foundNone: ['I found none.', 'There are no results.', 'Nothing came up.'],
  failed: [
    "That didn't work: {message}",
    'I ran into a problem: {message}',
    "I wasn't able to do that. The reply was: {message}",
  ],
  small: [
    "I'm planning ahead a little.",
    "I'm sorting a few things out today.",
    'I have a couple of things to get done.',
    "I'm in a bit of a hurry.",
  ],
};

/** Ways to ask for something to be looked up; none names a tool. */
export const LOOK_UP: readonly string[] = ['look up', 'find', 'get me', 'show me', 'pull up'];
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

/** Past participles that do not end in -ed. */
export const PARTICIPLES: Readonly<Record<string, string>> = {
  begin: 'began',
  bring: 'brought',
  build: 'built',
  buy: 'bought',
  choose: 'chosen',
  cut: 'cut',
  do: 'did',
  draw: 'drawn up',
  find: 'found',
  forget: 'forgot',
  freeze: 'frozen',
  get: 'got',
  give: 'given',
  go: 'gone',
  keep: 'kept',
  make: 'made',
  pay: 'paid',
  put: 'put',
  read: 'read',
  run: 'ran',
  see: 'seen',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  split: 'split',
  take: 'taken',
  tell: 'told',
  write: 'written',
};
