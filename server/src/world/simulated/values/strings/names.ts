/** `Cookie name`, `Name of the playlist`: what a bare name is the name of. */
export const NAMED = /\bname (?:of|for) (?:the |an? |this |your )?(?:new )?([a-z]+)|(?<!\p{L})([a-z]+)(?:'s)? name\b/iu;

export const TITLED = new Set(
  `document doc report file note article event project task campaign list board folder page survey plan meeting issue ticket
  message thread post topic channel newsletter workshop session lesson lecture training presentation slide sheet spreadsheet
  form template draft memo proposal story chapter section agenda calendar reminder milestone sprint release collection archive
  album blog wiki guide manual policy questionnaire exhibition programme program conference seminar webinar notebook deck
  directory bookmark schedule roadmap checklist backlog epic request case record entry item feed poll quiz exam assignment
  budget category tag label group view dashboard query search alert rule job pipeline workflow build test suite dataset table`.split(
    /\s+/,
  ),
);

export const HOUSES = new Set(
  `pharmacy shop store library museum park studio gym garage warehouse depot station branch office club court farm lab
  laboratory garden pool market theatre cinema dormitory hostel kennel stable nursery orchard vineyard brewery bakery workshop
  yard dock pier harbour marina terminal campus building tower mall chapel gallery surgery practice ward`.split(/\s+/),
);

export const GENERIC = new Set([
  'the',
  'a',
  'an',
  'your',
  'full',
  'display',
  'new',
  'unique',
  'of',
  'optional',
  'human',
  'this',
  ...'partial part complete exact legal real short common preferred official current first last or'.split(' '),
]);

export function initials(words: readonly string[]): string {
  return words
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('')
    .slice(0, 3);
}
