import type { JsonSchema } from '../../../../json/index.ts';
import type { Random } from '../../../../random/index.ts';
import { type About, type Sort, textAbout } from '../about.ts';
import * as lists from '../lists.ts';
import { poolFor } from '../pools.ts';
import { isoDate, type Profile } from '../profile.ts';

export interface StringRequest {
  /** Words of the field's name, entity first where the name alone says little. */
  readonly words: readonly string[];
  /** Words of the enclosing entity. */
  readonly entity: readonly string[];
  readonly schema: JsonSchema;
  readonly profile: Profile;
  /** Milliseconds since 1970. */
  readonly today: number;
  readonly random: Random;
  /** An item of a list: the list's name says less of it than the list's description. */
  readonly listed?: boolean;
  /** What the value is told of. */
  readonly about?: About;
}

export type Make = (request: StringRequest) => string;

const DAY = 86_400_000;

/** What ends comes after what starts: an arrival, a return, a check-out. */
export function endsSomething(words: readonly string[]): boolean {
  return words.some((word, at) => (at === 0 && /^(?:to|till|thru|through)$/.test(word)) || ENDING.test(word));
}

const ENDING =
  /^(?:arrives?|arrival|ends?|close|closes|closing|return|until|expires?|expiry|finish|out|off|checkout|dropoff|due|deadline)$/;

/** `09:35`: in the first half of the day, or in the second for what ends something. */
export function timeOfDay(words: readonly string[], random: Random): string {
  const hour = (endsSomething(words) ? 15 : 7) + random.below(8);
  return `${pad(hour)}:${pad(random.below(12) * 5)}`;
}

/** The name tells where something goes or what it becomes. */
export function isTarget({ words }: StringRequest): boolean {
  return words.some((word) => /^(?:to|out|target|destination|arrival|quote|end|b|second)$/.test(word));
}

/** Where things start from, or for a destination the other place. */
export function placeOf(request: StringRequest): lists.City {
  return isTarget(request) ? request.profile.otherPlace : request.profile.place;
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');

export const digits =
  (count: number): Make =>
  ({ random }) =>
    Array.from({ length: count }, (_, index) => (index === 0 ? 1 + random.below(9) : random.below(10))).join('');

export const digitsOf = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.below(10)).join('');

export const from =
  (items: readonly string[]): Make =>
  ({ random }) =>
    random.pick(items) as string;

export const slug = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const PAST = /^(?:created|birth|issued|since|posted|sent|updated|last|ordered)$/;

const YEAR = 365.25 * DAY;

export const date: Make = ({ today, random, words, about }) => {
  const born = words.some((word) => /^birth(?:day|date)?$|^dob$/.test(word));
  if (born && about?.animal === true) return isoDate(today - (60 + random.below(12 * 365)) * DAY);
  if (born) return isoDate(today - (20 + random.below(50)) * YEAR - random.below(365) * DAY);
  if (words.some((word) => PAST.test(word))) return isoDate(today + (-1 - random.below(40)) * DAY);
  return isoDate(today + (endsSomething(words) ? 21 + random.below(20) : 1 + random.below(20)) * DAY);
};

export const time: Make = ({ random, words }) => timeOfDay(words, random);

export const dateTime: Make = (request) => `${date(request)}T${time(request)}:00Z`;

export const userName: Make = ({ profile, random }) =>
  `${profile.firstName}_${profile.lastName}${random.below(90) + 10}`.toLowerCase();

export const email: Make = ({ profile }) => `${profile.firstName}.${profile.lastName}@example.com`.toLowerCase();

export const fullName: Make = ({ profile }) => `${profile.firstName} ${profile.lastName}`;

export const url: Make = ({ random, profile }) =>
  `https://www.example.com/${slug(profile.company)}/${100 + random.below(900)}`;

export const hex = (count: number, random: Random) =>
  Array.from({ length: count }, () => random.below(16).toString(16)).join('');

export const uuid: Make = ({ random }) =>
  `${hex(8, random)}-${hex(4, random)}-4${hex(3, random)}-${'89ab'[random.below(4)]}${hex(3, random)}-${hex(12, random)}`;

export const phone: Make = ({ random }) => `+1-555-01${pad(random.below(100))}`;

export const street: Make = ({ random }) => `${1 + random.below(180)} ${random.pick(lists.STREETS)}`;

const topicOf = ({ profile, random }: StringRequest) => profile.topic ?? (random.pick(lists.TOPICS) as string);

export const file: Make = (request) =>
  `${slug(topicOf(request)).replaceAll('-', '_')}.${request.words.includes('image') ? 'png' : request.random.pick(lists.EXTENSIONS)}`;

/** What somebody writes, by what it is about and by what the field holds of it. */
const SORTS: readonly (readonly [RegExp, Sort])[] = [
  [/^(?:description|summary|detail|content|text|body|bio|problem)$/, 'descriptions'],
  [/^(?:note|notes|remark|comment|comments|instruction|reply|observation|finding)$/, 'notes'],
  [/^(?:message|prompt)$/, 'messages'],
];

export const sentence: Make = (request) => {
  const { random, words, about, profile } = request;
  // The body of a comment is one.
  const written = /^(?:note|remark|comment|reply)$/.test(about?.words.at(-1) ?? '');
  const sort = written ? 'notes' : SORTS.find(([pattern]) => pattern.test(words.at(-1) ?? ''))?.[1];
  const known = sort === undefined ? undefined : textAbout(about, sort, profile, random);
  if (known !== undefined) return known;
  // A recipe is called after its dish, and no recipe "Training guide".
  const pool = poolFor((request.about?.words ?? []).slice(-1));
  if (pool !== undefined && request.words.length <= 2) {
    const name = request.random.pick(pool) as string;
    return `${name[0]?.toUpperCase()}${name.slice(1)}`;
  }
  const topic = topicOf(request);
  const sentences = [
    `Notes on the ${topic}.`,
    `The ${topic} is ready for review.`,
    `Please have a look at the ${topic} this week.`,
    `We talked about the ${topic} and agreed on the next steps.`,
    `The ${topic} is on track for next month.`,
    `Three open questions remain on the ${topic}.`,
    `There is a first draft of the ${topic}.`,
    `The ${topic} still needs one more week.`,
  ];
  // An answer does not repeat the message it answers.
  return random.pick(sentences.filter((text) => !request.profile.said.includes(text))) ?? (sentences[0] as string);
};

export const title: Make = (request) => {
  const known = textAbout(request.about, 'titles', request.profile, request.random);
  if (known !== undefined) return known;
  const topic = topicOf(request);
  return `${topic[0]?.toUpperCase()}${topic.slice(1)}`;
};
