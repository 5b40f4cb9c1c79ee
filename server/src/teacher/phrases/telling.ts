/** How an English-speaking assistant reports: data only. `{x}` is what is reported, `{n}` a count with its noun. */
export interface TellingBook {
  readonly done: readonly string[];
  readonly lead: readonly string[];
  readonly found: readonly string[];
  readonly foundNone: readonly string[];
  readonly made: readonly string[];
  readonly text: readonly string[];
  readonly textOf: readonly string[];
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
    'That gives {n}',
    'I see {n}',
    'I came across {n}',
    'The search turned up {n}',
  ],
  foundNone: [
    'I found none.',
    'There are no results.',
    'Nothing came up.',
    'There is nothing there.',
    'That came back empty.',
  ],
  made: [
    '{x} is what you have now.',
    'You now have {x}.',
    'It is {x}.',
    "That's {x}.",
    'Done, it is {x}.',
    'It came out as {x}.',
  ],
  text: ['Here is what it says:', 'It reads:', 'This is what came back:', 'Here it is:', 'I got this:'],
  textOf: [
    'This is in {x}:',
    'Here you go, this is {x}:',
    'What I see for {x}:',
    'For {x} I got:',
    'Here is {x}:',
    '{x}:',
  ],
  notSuccessful: ['That was not successful', 'It did not go through', "That didn't work out"],
  also: ['It also', 'Besides, it', 'It'],
};
