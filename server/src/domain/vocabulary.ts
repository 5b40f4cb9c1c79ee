/** General knowledge of how interfaces name things. Words are written as `nounWords` writes them: singular, lower case. */

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** Last words by which a value names a record, the surest first. */
export const IDENTIFIER_ROLES: ReadonlyMap<string, number> = new Map([
  ['id', 1],
  ['identifier', 1],
  ['uuid', 1],
  ['guid', 1],
  ['uid', 1],
  ['gid', 1],
  ['oid', 1],
  ['slug', 0.9],
  ['key', 0.85],
  ['sku', 0.9],
  ['isbn', 0.9],
  ['iban', 0.9],
  ['vin', 0.9],
  ['handle', 0.85],
  ['ref', 0.8],
  ['reference', 0.8],
  ['number', 0.75],
  ['no', 0.75],
  ['code', 0.7],
  ['symbol', 0.7],
  ['ticker', 0.7],
  ['arn', 0.9],
  ['urn', 0.9],
  ['path', 0.65],
  ['username', 0.65],
  ['email', 0.5],
  ['name', 0.5],
  ['url', 0.45],
  ['title', 0.4],
]);

/** Roles that only an identifier has: no free words and no figures. */
export const ISSUED_ROLES = wordSet('id identifier uuid guid uid gid oid slug sku arn urn');

/** Words before a noun that say which one is meant, not what it is. */
export const QUALIFIERS = wordSet(`all my our your the a an any each every current new old latest recent last first next
  previous prior upcoming past available active inactive open closed pending unread read top best popular trending
  nearby nearest closest matching related similar random specific single multiple many several own public private
  existing full complete entire total daily weekly monthly yearly annual hourly today main default primary secondary
  live real historical detailed basic advanced simple general bulk batch quick favorite favourite saved
  scheduled archived deleted failed missing overdue unpaid paid assigned unassigned source target destination origin
  parent child sender receiver recipient given updated initial final free empty raw global local cheap cheapest high
  highest low lowest remaining due expiring registered connected supported allowed installed used unused selected from
  to me user's api rest async`);

/** Nouns that are no thing of their own: what they belong to is. */
export const ATTRIBUTE_NOUNS = wordSet(`detail information info status state history summary overview profile metadata
  data record list array set collection result response payload entry value content count number total statistic stat
  metric level balance name title description priority position location address setting preference configuration
  option property attribute field property size limit quantity price rate amount cost score rating color colour
  brightness volume temperature battery charge progress timeline activity log audit line breakdown availability
  eligibility permission access schedule deadline date time eta duration version type category label tag note comment
  photo image picture avatar password email phone member role item step row cell page part section entries body text
  owner assignee due capacity speed mode usage health reading measurement trend forecast visibility thumbnail cover
  reaction watcher participant attendee follower following signature stock inventory stream feed snapshot health
  quota usage body header footer url link coordinate detail balance fee premium discount child parent descendant sibling composition`);

/** Plurals of one thing's attributes: reading them is a get. */
export const PLURAL_OF_ONE = wordSet(`detail setting preference statistic stat metric coordinate credential instruction
  direction content term analytic insight information info option property attribute hour spec specification
  parameter dimension guideline status requirement capability condition`);

/** Words that say records of the past come one after the other. */
export const SERIES_NOUNS = wordSet('history activity feed changelog');

export const PAGING = wordSet(`page limit offset cursor skip take top per_page page_size page_token next_token
  max_results page_number results_per_page start_index starting_after ending_before num_results first last after_cursor
  continuation_token pagination_token page_limit`);

/** Parameters that steer how a function answers, by their words. */
export const OPTIONS = wordSet(`verbose format sort order sort_by order_by sort_order sort_direction direction timeout
  include exclude expand recursive dry_run pretty fields mode language lang locale units unit precision async force
  detailed raw depth quality encoding case_sensitive include_deleted indent callback`);

export const FREE_TEXT = wordSet(`query q search keyword term text prompt message reason note comment body content
  description question feedback instruction summary subject caption search_term search_query keywords remark
  justification explanation`);

/** Words of free text that ask for records; the others are stored or sent. */
export const QUERY_TEXT = wordSet('query q search keyword term search_term search_query keywords prompt question text');

export const LOWER_BOUNDS = wordSet('min minimum from after since start begin starting above over newer');
export const UPPER_BOUNDS = wordSet('max maximum to before until end ending below under older within by');
export const TIME_NOUNS = wordSet('date time timestamp day datetime at hour month year week');

/** Numbers that move a balance or a stock. */
export const AMOUNTS = wordSet('amount quantity qty sum tip money points credits hours units count');

/** Output names that say that, or whether, the deed was done. */
export const REPORTS = wordSet(`success ok error message status acknowledged done deleted updated created cancelled
  canceled removed confirmed sent valid result saved`);

/** Output names whose value is a number of records. */
export const COUNTS = wordSet('count total_count total_results num_results size length result_count total_items');

/** Nouns of which nothing but numbers is computed: `get_distance(…)` computes where its arguments are no records. */
export const COMPUTED_NOUNS =
  wordSet(`distance area perimeter bmi hash checksum sum average mean median variance deviation
  factorial gcd lcm logarithm power root percentage ratio interest tip circumference hypotenuse determinant probability
  correlation`);

/** States by the verb that moves a record there where the participle does not say it. */
export const STATE_AFTER: Readonly<Record<string, string>> = {
  start: 'running',
  begin: 'running',
  resume: 'running',
  run: 'running',
  launch: 'running',
  stop: 'stopped',
  end: 'ended',
  finish: 'completed',
  reopen: 'open',
  open: 'open',
  unlock: 'unlocked',
  enable: 'enabled',
  disable: 'disabled',
  activate: 'active',
  deactivate: 'inactive',
  suspend: 'suspended',
  freeze: 'frozen',
  unfreeze: 'active',
  return: 'returned',
  ship: 'shipped',
  unpublish: 'draft',
  unarchive: 'active',
  restore: 'active',
  checkin: 'checked_in',
  checkout: 'checked_out',
};

/** Where the state before is told by the verb: what is reopened was closed. */
export const STATES_BEFORE: Readonly<Record<string, readonly string[]>> = {
  reopen: ['closed'],
  resume: ['paused'],
  unpublish: ['published'],
  unarchive: ['archived'],
  unlock: ['locked'],
  unfreeze: ['frozen'],
  approve: ['pending'],
  reject: ['pending'],
  accept: ['pending'],
  decline: ['pending'],
};
