import { LOCATION_NOUNS } from '../../../phrases/slots.ts';
import type { Deed } from '../deed.ts';

export const IN_WHAT = new Set(
  'project folder directory workspace channel board team repository repo calendar collection database table space list playlist album category group organization organisation store warehouse court room region zone city country library course class department namespace cluster bucket account section queue milestone sprint bin shelf rack aisle drawer box bay tray locker basket folder hall wing building sector area lab yard hangar greenhouse cell enclosure sheet spreadsheet worksheet workbook notebook tab base dataset schema'.split(
    ' ',
  ),
);

/** Places that are spoken of by their own name: "in the kitchen", and not "in the kitchen room". */
const ROOMS = /(?:^| )(?:room|zone|region|area|space|place|location|city|country|district|continent)$/;

/** Whether what a parameter holds is where something is, by the noun behind which its name may stand. */
export function isInside(noun: string): boolean {
  return IN_WHAT.has(headOf(noun)) || AT_WHAT.test(noun.replace(/ name$/, '')) || /(?:^| )ward$/.test(noun);
}

function headOf(noun: string): string {
  return (
    noun
      .replace(/ name$/, '')
      .split(' ')
      .at(-1) ?? ''
  );
}

/** "in the kitchen", "in the orders database", "in the eu-west-1 cluster", "on ward W-5", "at the main branch", "in Berlin". */
export function inPlace(noun: string, text: string): string {
  const head = headOf(noun);
  if (head === 'ward') return `${/^\p{Ll}/u.test(text) ? `on the ${text} ward` : `on ward ${text}`}`;
  const lead = AT_WHAT.test(head) ? 'at' : 'in';
  // "in the north", and "in the valley region": only a quarter of the sky needs no noun.
  if (/^(?:region|area|district|zone)$/.test(head) && /^\p{Ll}/u.test(text) && !COMPASS.test(text))
    return `${lead} the ${text} ${head}`;
  if (ROOMS.test(head)) return `${lead} ${/^\p{Ll}+(?: \p{Ll}+)*$/u.test(text) ? `the ${text}` : text}`;
  if (/^\p{Ll}/u.test(text)) return `${lead} the ${text} ${head}`;
  return `${lead} ${/^\S*\d\S*$/.test(text) ? `${head} ${text}` : text}`;
}

const COMPASS = /^(?:(?:north|south)(?:[ -]?(?:east|west))?|east|west|cent(?:re|er)|middle)$/;

/** Whether a noun says where rather than what. */
export function isPlace(noun: string): boolean {
  const head = noun.split(' ').at(-1) ?? '';
  return IN_WHAT.has(head) || AT_WHAT.test(noun) || LOCATION_NOUNS.has(head);
}

const ON_WHAT = new Set('issue ticket task document page post thread comment article pull request'.split(' '));

/** The preposition between a deed and a thing it is done to or in: "apply … to", "remove … from". */
export function joining(verb: string, thing: string, kind: Deed['kind']): string {
  if (
    /^(?:append|attach|assign|apply|upload|invite|link)$/.test(verb) ||
    (/^(?:grant|give|send|transfer|forward|hand|refer|delegate|offer|award|pay|lend|loan|sell|rent out)$/.test(verb) &&
      TAKES.test(thing))
  )
    return 'to';
  if (/^(?:remove|delete|detach|clear|drop|withdraw|revoke|unassign)$/.test(verb)) return 'from';
  // "change the payment to payment method 7": what is set is a means.
  if (/^(?:change|modify|update|amend|switch)$/.test(verb) && /(?:^| )(?:method|card)$/.test(thing)) return 'to';
  if (
    /^(?:enter|order|buy|purchase|place|create|request)$/.test(verb) &&
    /(?:^| )(?:item|product|article|part)$/.test(thing)
  )
    return 'with';
  // "send a text for ticket 7": it is sent because of the ticket, and not written on it.
  if (/^(?:send|text|email|mail|message)$/.test(verb) && ON_WHAT.has(thing)) return 'for';
  // What somebody hands in or fills out goes along with it.
  if (kind !== 'list' && kind !== 'look' && BROUGHT.test(thing)) return 'with';
  // One books a lesson with its teacher, and for its student.
  if (/^(?:book|schedule|reserve|arrange|plan|make|create|set up)$/.test(verb) && SEEN_BY_APPOINTMENT.test(thing))
    return 'with';
  // "replace part 3 for part 4 in kit 7"; "copy page 3 to folder 2".
  if (/^(?:swap|exchange|replace)$/.test(verb) && !/^new /.test(thing))
    return /(?:^| )(?:method|account|card)$/.test(thing) ? 'using' : 'in';
  if (verb === 'check in' && isPlace(thing)) return 'into';
  if (/^(?:move|shift|relocate|reschedule|transfer)$/.test(verb) && kind === 'do') return 'to';
  if (/^(?:move|copy|duplicate|shift|relocate)$/.test(verb) && (isPlace(thing) || /(?:^| )card$/.test(thing)))
    return 'to';
  if (/^(?:pay|charge|refund)$/.test(verb) && /(?:^| )card$/.test(thing)) return 'using';
  if (/^(?:play|show|display|run|launch|execute|open|install|print|stream|cast)$/.test(verb) && MACHINE.test(thing))
    return 'on';
  if (kind !== 'list' && kind !== 'look' && AT_WHAT.test(thing)) return 'at';
  return parentPreposition(thing);
}

/** What is brought along: hand in the assignment with file 7. */
const BROUGHT = /(?:^| )(?:file|document|image|photo|picture|attachment|template|video|recording|scan|screenshot)$/;

/** What something runs on. */
const MACHINE =
  /(?:^| )(?:device|speaker|screen|display|monitor|printer|player|tv|television|computer|machine|server|host|node|instance|phone|tablet|projector)$/;

/** People whose time is booked. */
const SEEN_BY_APPOINTMENT =
  /(?:^| )(?:doctor|vet|dentist|physician|surgeon|therapist|nurse|stylist|barber|hairdresser|trainer|coach|tutor|teacher|instructor|guide|lawyer|advis[eo]r|consultant|counsell?or|specialist|mechanic|technician|agent|photographer|artist|expert|practitioner|provider|masseur)$/;

/** What one can give a thing to: people, and what takes things in. */
const TAKES =
  /(?:^| )(?:customer|guest|passenger|patient|contact|user|member|employee|client|student|teacher|person|account|profile|lead|tenant|driver|subscriber|attendee|player|pupil|candidate|applicant|agent|worker|buyer|seller|owner|doctor|recipient|receiver|assignee|team|group|class|department|address|email|channel|inbox|wallet|queue|number|phone|device|webhook|list)s?$/;

export const AT_WHAT =
  /(?:^| )(?:hotel|restaurant|venue|store|shop|clinic|hospital|station|bank|office|school|theater|theatre|cinema|site|depot|plant|farm|stadium|museum|campus|terminal|gym|pool|airport|marina|harbou?r|branch|counter|desk|pier|dock|berth|stop|table)$/;

/** A card that one pays with; any other holds things, as a page does. */
const MEANS_OF_PAYMENT = /(?:^| )(?:payment|credit|debit|bank|gift|loyalty|fuel|discount|prepaid|travel) card$/;

/** "in project X", "on issue 5", "for order 7". */
export function parentPreposition(thing: string): string {
  const head = thing.split(' ').at(-1) ?? '';
  if (IN_WHAT.has(head)) return 'in';
  if (head === 'card') return MEANS_OF_PAYMENT.test(thing) ? 'using' : 'on';
  if (/^(?:method|account|token|coupon|voucher|wallet)$/.test(head)) return head === 'account' ? 'from' : 'using';
  return ON_WHAT.has(head) ? 'on' : 'for';
}
