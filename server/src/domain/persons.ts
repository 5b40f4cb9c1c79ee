import type { Subject } from './about.ts';
import { identifiedBy } from './noun-facts.ts';
import type { Profile } from './profile.ts';

const ASSIGNING = new Set(['assign', 'reassign', 'allocate', 'designate', 'appoint']);
const PERSON =
  /(?:er|or|ist|ant|ian|ee|man|user|patient|guest|student|client|child|tenant|passenger|agent|person|staff|member|team|guide|crew|nurse|pilot)$/;

/** Things whose names end like those of people. */
const NO_PERSONS = new Set(
  `order folder number paper server letter ledger offer transfer tower meter router locker counter center container computer
  printer scooter tracker header footer banner filter layer water power tender trailer charter chapter quarter matter
  cluster register newsletter voucher reminder calendar sensor monitor door floor elevator generator motor vector error
  sector color mirror timer trigger parameter identifier placeholder user_story list checklist waitlist wishlist playlist
  shortlist plant grant tenant_group variant assistant_thread fee tree committee`.split(/\s+/),
);

/** Whether a noun is what a person is called. */
export function isPerson(noun: string): boolean {
  return PERSON.test(noun) && !NO_PERSONS.has(noun.slice(noun.lastIndexOf('_') + 1));
}

/** `assign_driver(trip_id, driver_id)` changes the trip: who is assigned stays who they are. */
export function assignedTo({ reading, keys }: Profile, object: readonly string[]): Subject | undefined {
  if (!ASSIGNING.has(reading.verb)) return undefined;
  const noun = object.join('_');
  if (!PERSON.test(noun)) return undefined;
  const { preposition, behind } = reading.name;
  if (preposition === 'to' && behind.length > 0 && !isPerson(behind.join('_')))
    return { noun: behind.join('_'), certainty: 0.85, because: `${noun} is assigned to the ${behind.join(' ')}` };
  const other = keys.find(
    (key) => key.required && !key.many && identifiedBy(key) !== undefined && identifiedBy(key) !== noun,
  );
  const changed = other === undefined ? undefined : identifiedBy(other);
  return changed === undefined || isPerson(changed)
    ? undefined
    : { noun: changed, certainty: 0.85, because: `${noun} is assigned to the ${changed}` };
}
