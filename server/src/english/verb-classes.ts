/** What a verb of an interface does, as far as the verb alone tells. */
export type VerbClass =
  | 'create'
  | 'get'
  | 'list'
  | 'update'
  | 'delete'
  | 'act'
  | 'compute'
  | 'session'
  | 'send'
  /** Puts something in or takes something out: a record, or a member of another. */
  | 'put-in'
  | 'take-out'
  /** Asks whether something is so. */
  | 'check'
  /** Sets a value or a state, by what follows it. */
  | 'set'
  /** Does what its arguments say. */
  | 'run';

const CLASSES: Readonly<Record<VerbClass, string>> = {
  create: `create new make register book reserve upload generate schedule issue mkdir touch provision draft enroll enrol
    purchase buy allocate clone duplicate fork copy cp mint onboard compose order rent hire log record write submit file
    request import build save post init place apply prescribe admit open nominate commission lodge raise found bid
    spawn establish found sow plant pledge wager catalogue bookmark borrow checkout subscribe signup donate propose dispute refer invoice report review rate comment mention tweet note capture
    setup compose assemble construct instantiate bootstrap scaffold enlist incorporate arrange`,
  get: `get fetch retrieve read show view describe display see load download cat head tail obtain inspect preview track
    geocode monitor whois pwd stat take whoami peek count poll measure export pull screenshot snapshot du df wc`,
  list: `list search find browse discover filter ls grep enumerate query explore suggest recommend locate lookup scan stream autocomplete typeahead autosuggest`,
  update: `update edit modify change patch rename adjust replace configure resize amend correct revise override
    tag label annotate rewrite overwrite upsert assign unassign reassign categorize reorder customize
    tune name manage restock personalize increment decrement mark move mv rate relocate
    retitle relabel recolor recolour reprice reclassify recategorize reformat reconfigure repoint reparent retag untag tweak realign
    redefine`,
  delete:
    'delete destroy drop erase purge rm rmdir unregister uninstall wipe trash discard deprovision teardown expunge dispose',
  act: `cancel close approve reject accept decline confirm resolve reopen archive unarchive restore activate deactivate
    enable disable suspend resume pause start stop begin end finish complete abort lock unlock publish unpublish ship
    dispatch deliver return refund pay charge transfer withdraw deposit sell exchange redeem claim escalate acknowledge
    snooze ban block unblock mute unmute freeze unfreeze merge split promote demote transition trigger deploy rollback
    restart reboot reset sync follow unfollow like unlike vote upvote downvote star unstar pin unpin watch unwatch
    retweet join leave connect disconnect mount unmount attach detach link unlink subscribe unsubscribe arm disarm
    play rewind skip press release fill drain open push commit stage revert sign invite revoke grant withhold settle
    capture void dismiss admit discharge checkin release verify launch land retire decommission waive hold
    toggle respond honk brake accelerate fire ring dim turn power lower raise drive park click tap hover drag scroll swipe
    fulfill fulfil collect top recall unsnooze expire terminate kill quarantine rebook renew reschedule extend decide share seat admit enter
    rerun retry refuel refill swap cast transition upgrade downgrade overrule vacate postpone shift wake eject
    retract rescind annul abandon resign surrender concede irrigate sterilize sterilise spray fertilize fertilise prune
    harvest vaccinate triage groom load unload depart arrive steer thaw preheat ignite extinguish inflate deflate vent
    flush rinse wash polish repair fix mend certify accredit ratify veto endorse notarize arrest evict liquidate
    reconcile remit disburse reinstate graduate expel eliminate disqualify substitute dock undock ack rotate seal unseal
    refresh evacuate isolate calibrate water feed clean sanitize resend reprint requeue equip unequip wield enchant heal
    summon banish teleport administer infuse inject transfuse sedate immunize immunise reroute divert tow embark
    disembark unpack hoist tighten loosen shut chill vacuum mow blink tilt recharge reap shear hedge unstake delegate
    undelegate forfeit amortize amortise accrue defer delay forgive foreclose repossess underwrite insure offboard
    furlough unban hide unhide unflag unfavorite spin hibernate cordon uncordon reclaim initiate commence earmark recycle undo redo finalize finalise
    prioritize prioritise neutralize neutralise formalize legalize immobilize mobilize nullify rectify`,
  compute: `calculate compute convert estimate sum subtract multiply divide average mean round evaluate solve translate
    encode decode hash parse analyze analyse predict compress decompress encrypt decrypt transform simulate classify
    detect optimize optimise determine summarize summarise compare diff extract format normalize tokenize interpolate
    assess appraise score rank diagnose infer derive forecast factor permute echo reverse validate think plan roll toss sort randomize
    randomise shuffle extrapolate vectorize rasterize lint minify beautify slugify recognize recognise transcribe
    paraphrase rephrase proofread`,
  session: `login logout signin signout logon logoff authenticate deauthenticate authorize cd chdir impersonate
    authentication`,
  send: `announce send mail say notify fax whisper email message broadcast forward reply remind alert contact dm sms text call invite`,
  'put-in': 'add insert append include put attach enqueue push contribute apply',
  'take-out': 'remove clear unset exclude pop dequeue detach empty',
  check: 'check verify is has can exists exist test ping ensure',
  set: 'set select switch use choose pick',
  run: 'run execute perform process handle do invoke apply submit eval',
};

/** Where a verb stands in several classes, the first listed wins. */
const BY_VERB = new Map<string, VerbClass>();
const FIRST: readonly (readonly [string, VerbClass])[] = [
  ['open', 'act'],
  ['subscribe', 'act'],
  ['raise', 'create'],
  ['rate', 'create'],
  ['attach', 'put-in'],
  ['detach', 'take-out'],
  ['push', 'act'],
  ['invite', 'create'],
  ['apply', 'put-in'],
  ['submit', 'create'],
  ['verify', 'check'],
];
for (const [verb, which] of FIRST) BY_VERB.set(verb, which);
for (const [which, list] of Object.entries(CLASSES) as [VerbClass, string][])
  for (const verb of list.split(/\s+/)) if (!BY_VERB.has(verb)) BY_VERB.set(verb, which);

/** Verbs that are as often the thing itself: `comment`, `order`; alone in front of a plainer verb they are the thing. */
const ALSO_NOUNS: ReadonlySet<string> = new Set(
  `book order record request report note list review rating file place issue schedule display view track download upload
  export import test invite hire deposit transfer refund return exchange ship link tag star pin vote like price charge
  payment share commit push block watch stage play draft query fund credit debit trigger mute freeze connect comment
  message email mail mention reply autocomplete post tweet text call alert document log bid rent label invoice copy snapshot screenshot
  capture plan hash sum average mean format land fire ring dim power launch hold claim build release filter search
  estimate forecast diff top fork head tail change update purchase sms run process access claim sign file text match
  stop start end close split merge lock reset measure count rate factor park drive turn notice sample patch format sort
  authentication stat scan sell sync power skip recall reverse round set note type use open leave name score rank seal vent veto spray plant harvest dock fix repair polish bookmark catalogue pledge wager surrender flush
  wash triage project chart index map contact flag flip group guess help highlight lead light quote scale stake store stream
  supply swap touch trade train visit wait zip zoom cut crop challenge`.split(/\s+/),
);

/** The class of a verb in its base form; undefined where the word is no verb of interfaces. */
export function verbClassOf(word: string): VerbClass | undefined {
  return BY_VERB.get(word) ?? undone(word);
}

/** `unplan`, `unschedule`: the deed that takes back what a verb makes, puts in or moves. */
function undone(word: string): VerbClass | undefined {
  if (!word.startsWith('un') || word.length < 6 || NO_UNDOING.has(word)) return undefined;
  const of = BY_VERB.get(word.slice(2));
  if (of === 'act' || of === 'update') return 'act';
  return of === 'create' || of === 'put-in' || UNMADE.has(word.slice(2)) ? 'delete' : undefined;
}

/** Verbs of another class that make something which can be taken back. */
const UNMADE = new Set(['plan', 'schedule', 'assign', 'set']);
/** Words that only begin like that. */
const NO_UNDOING = new Set('under unit union unique until unload unpaid unread unseal'.split(' '));

/** Whether a verb is as often a noun. */
export function isAlsoNoun(word: string): boolean {
  return ALSO_NOUNS.has(word);
}
