/** How an English-speaking assistant reports: data only. `{x}` is what is reported, `{n}` a count with its noun. */
export interface TellingBook {
  readonly done: readonly string[];
  readonly lead: readonly string[];
  readonly found: readonly string[];
  /** Before a list that stands in a record. */
  readonly within: readonly string[];
  readonly foundNone: readonly string[];
  /** What a look gave, where it is one thing. */
  readonly foundOne: readonly string[];
  /** What was done: `{p}` is the deed with its participle, "moved issue 5 to sprint 7". */
  readonly did: readonly string[];
  /** The same behind another report. */
  readonly didToo: readonly string[];
  /** There is nothing about a thing but the thing. */
  readonly nothingMore: readonly string[];
  /** Before a text that shows what was changed. */
  readonly changed: readonly string[];
  readonly text: readonly string[];
  readonly textOf: readonly string[];
  /** Before what is known of a thing. */
  readonly factsOf: readonly string[];
  readonly notSuccessful: readonly string[];
  readonly also: readonly string[];
}

export const ENGLISH_TELLING: TellingBook = {
  done: [
    'Done.',
    "That's done.",
    'All set.',
    'It went through.',
    'Taken care of.',
    'Sorted.',
    'Consider it done.',
    'I took care of it.',
    'That worked.',
    'Finished.',
  ],
  lead: ['', '', '', 'Here is what I found.', 'I had a look.', 'Got it.', 'Sure.', 'I checked.', 'Here you go.'],
  found: [
    'I found {n}',
    'There {be} {n}',
    'Here {be} {n}',
    'I see {n}',
    'I came across {n}',
    'The search turned up {n}',
  ],
  within: ['There {be} {n} on it', 'It lists {n}', 'It has {n}'],
  foundNone: [
    'I found no {n}.',
    'There are no {n}.',
    'No {n} came up.',
    'I looked, but there are no {n}.',
    'There are no such {n}.',
  ],
  foundOne: ['It is {x}.', "That's {x}.", 'I found {x}.', 'What I see is {x}.'],
  did: [
    'I have {p}.',
    "I've {p}.",
    "Done, I've {p}.",
    'All set: I have {p}.',
    "That worked, I've {p}.",
    'Right, I have {p}.',
  ],
  didToo: ['I have {p}.', "I've {p}.", 'I have also {p}.'],
  nothingMore: ['There is nothing else on {x}.', 'I see {x}, but no details.', '{x} is there; that is all I see.'],
  changed: ['Here is what changed:', 'This is the change:', 'Done. The change:', 'Changed as follows:'],
  text: ['Here is what it says:', 'It reads:', 'This is what came back:', 'Here it is:', 'I got this:'],
  factsOf: ['For {x} I got:', 'What I see for {x}:', 'This is what is known of {x}:', '{x}:'],
  textOf: [
    'This is in {x}:',
    'Here you go, this is {x}:',
    'What I see for {x}:',
    'For {x} I got:',
    'Here is {x}:',
    '{x}:',
  ],
  notSuccessful: ['That was not successful', 'It did not go through', "That didn't work out"],
  also: ['It', 'In addition, it', 'It'],
};
