/** Handing in what was missing: a value, another value, a function. */
export const SUPPLIES: readonly string[] = [
  '{v}.',
  '{v}',
  "It's {v}.",
  '{v}, please.',
  'Make it {v}.',
  "Let's say {v}.",
  'I meant {v}.',
  'That would be {v}.',
  'Go with {v}.',
  'Take {v}.',
];

export const SUPPLY_LEADS: readonly string[] = [
  'Oh,',
  'Sorry,',
  'Ah right,',
  'My bad,',
  'Of course,',
  'Sure,',
  'Oops,',
  'Good point.',
  '',
  '',
  '',
];

export const SUPPLY_CORRECTIONS: readonly string[] = [
  'Sorry, I misread it.',
  'My mistake.',
  'Ah, a typo.',
  'Oops, that was the wrong one.',
  'You are right, that was wrong.',
  'Sorry, I mixed it up.',
  'Hm, let me look again.',
  'I had the wrong one in front of me.',
];

export const SUPPLY_FUNCTIONS: readonly (readonly string[])[] = [
  [
    'You have what you need now',
    'There is something new on your list',
    'I gave you access',
    'I unlocked it for you',
    "They've switched it on",
    'It should be there now',
    'I added what was missing',
    'Have another look at what you can use',
    'My admin enabled it',
    'That option is there for you',
    'The missing piece is there',
    'Somebody sorted it out',
  ],
  [
    'please try again',
    'so go ahead',
    'one more try',
    'can you do it now',
    'please go on',
    'give it another go',
    'let me know if it works',
    "let's do it",
    'carry on where we stopped',
    'same request as before',
    'please pick it up from there',
  ],
];
