/** Verbs in their base form that descriptions of tools begin with. Nouns that are as common stay out. */
const VERBS: ReadonlySet<string> = new Set(
  `accept access acknowledge activate adapt add adjust advance aggregate alert allocate allow alter analyse analyze
  annotate answer append apply approve archive arrange ask assemble assess assign associate attach authenticate authorise authorize
  backup ban begin block book bookmark borrow bring broadcast browse build buy calculate call cancel capture categorize change
  charge chart check choose classify clean clear click clone close collect combine comment commit compare complete compose compress
  compute concatenate conduct configure confirm connect consult contact convert copy correct count create crop customize cut
  deactivate debit decline decode decompress decrease decrypt deduct define delete deliver deploy deposit describe detect determine
  diagnose disable discard disconnect discover dismiss dispatch display distribute divide download draft drag draw drop duplicate
  edit eject email embed enable encode encrypt end engage enhance enrich enroll ensure enter enumerate escalate establish estimate
  evaluate examine exchange execute exit expand explain export extend extract fetch fill filter find finish fix flag flip flush
  follow forecast forget format forward freeze generate get give go grab grant group guess handle help hide highlight
  hold identify import improve include increase increment index inform initialize initiate insert inspect install
  instruct interact interpret invest invite invoke invoice issue join keep kill label launch lead learn leave lend like link list
  listen load locate lock log look lookup lower maintain make manage map mark match measure merge message
  modify monitor mount move multiply mute name navigate negotiate normalise normalize notify obtain offer open optimize order organize overwrite
  parse paste pause pay perform pick pin ping place plan play populate post postpone predict prepare press preview print prioritize
  process produce project promote prompt propose protect provide publish pull purchase push put query quote raise rate
  read reboot recall receive recommend record recover redeem reduce refer refill refresh refund register reject release reload relocate
  remind remove rename render renew rent reopen reorder repair repeat replace reply report request rerun reschedule
  reserve reset resize resolve respond restart restore resume retrieve return retweet reverse review revoke rewrite ride rotate round route
  run sample save scale scan schedule scrape scroll search secure see select sell send separate serve set share ship show shuffle
  shut sign silence simulate skip snooze solve sort specify split stake star start stop store stream submit subscribe subtract suggest sum
  summarise summarize supply suspend swap switch sync synchronize tag take tell terminate test toggle touch track trade train
  transcribe transfer transform translate trigger trim truncate turn tweet type unblock undo unfollow uninstall unlink unlock unmute
  unpin unsubscribe update upgrade upload use validate verify view visit visualize vote wait waive wake watch weigh withdraw write
  zip zoom`.split(/\s+/),
);

/** Third-person forms in -ches whose base keeps its e. */
const KEEPS_E: ReadonlySet<string> = new Set(['cache', 'ache']);

const IRREGULAR_GERUNDS: Readonly<Record<string, string>> = {
  be: 'being',
  see: 'seeing',
  cancel: 'cancelling',
  travel: 'travelling',
  control: 'controlling',
  label: 'labelling',
  refer: 'referring',
  transfer: 'transferring',
  submit: 'submitting',
  commit: 'committing',
  begin: 'beginning',
  forget: 'forgetting',
  format: 'formatting',
  reset: 'resetting',
  debit: 'debiting',
  zip: 'zipping',
  unpin: 'unpinning',
  log: 'logging',
  ship: 'shipping',
  skip: 'skipping',
  stop: 'stopping',
  swap: 'swapping',
  drop: 'dropping',
  crop: 'cropping',
  drag: 'dragging',
  flag: 'flagging',
  grab: 'grabbing',
  map: 'mapping',
  plan: 'planning',
  scan: 'scanning',
  scrap: 'scrapping',
  trim: 'trimming',
  split: 'splitting',
  shut: 'shutting',
  spin: 'spinning',
  open: 'opening',
  enter: 'entering',
};

/** Past participles that do not end in -ed, or double a consonant the rule does not. */
const IRREGULAR_PARTICIPLES: Readonly<Record<string, string>> = {
  begin: 'begun',
  bring: 'brought',
  build: 'built',
  buy: 'bought',
  cancel: 'cancelled',
  choose: 'chosen',
  commit: 'committed',
  cut: 'cut',
  draw: 'drawn',
  find: 'found',
  forget: 'forgotten',
  freeze: 'frozen',
  get: 'got',
  give: 'given',
  go: 'gone',
  hang: 'hung',
  hide: 'hidden',
  hold: 'held',
  keep: 'kept',
  leave: 'left',
  lend: 'lent',
  let: 'let',
  make: 'made',
  pay: 'paid',
  put: 'put',
  read: 'read',
  rebuild: 'rebuilt',
  refer: 'referred',
  reset: 'reset',
  rewrite: 'rewritten',
  run: 'run',
  say: 'said',
  see: 'seen',
  sell: 'sold',
  send: 'sent',
  set: 'set',
  shut: 'shut',
  speak: 'spoken',
  spend: 'spent',
  split: 'split',
  submit: 'submitted',
  take: 'taken',
  tell: 'told',
  transfer: 'transferred',
  undo: 'undone',
  unfreeze: 'unfrozen',
  withdraw: 'withdrawn',
  write: 'written',
  arise: 'arisen',
  awake: 'awoken',
  bear: 'borne',
  beat: 'beaten',
  become: 'become',
  bend: 'bent',
  bet: 'bet',
  bid: 'bid',
  bind: 'bound',
  bite: 'bitten',
  blow: 'blown',
  break: 'broken',
  burst: 'burst',
  cast: 'cast',
  catch: 'caught',
  cling: 'clung',
  come: 'come',
  creep: 'crept',
  deal: 'dealt',
  dig: 'dug',
  do: 'done',
  drink: 'drunk',
  drive: 'driven',
  eat: 'eaten',
  fall: 'fallen',
  feed: 'fed',
  feel: 'felt',
  fight: 'fought',
  fly: 'flown',
  forbid: 'forbidden',
  forgive: 'forgiven',
  grind: 'ground',
  grow: 'grown',
  hear: 'heard',
  hit: 'hit',
  hurt: 'hurt',
  know: 'known',
  lay: 'laid',
  lead: 'led',
  lie: 'lain',
  light: 'lit',
  lose: 'lost',
  mean: 'meant',
  meet: 'met',
  mow: 'mown',
  outbid: 'outbid',
  overcome: 'overcome',
  override: 'overridden',
  prove: 'proven',
  quit: 'quit',
  rid: 'rid',
  ride: 'ridden',
  ring: 'rung',
  rise: 'risen',
  seek: 'sought',
  sew: 'sewn',
  shake: 'shaken',
  shed: 'shed',
  shine: 'shone',
  shoot: 'shot',
  show: 'shown',
  shrink: 'shrunk',
  sing: 'sung',
  sink: 'sunk',
  sit: 'sat',
  sleep: 'slept',
  slide: 'slid',
  sow: 'sown',
  spin: 'spun',
  spit: 'spat',
  spread: 'spread',
  spring: 'sprung',
  stand: 'stood',
  steal: 'stolen',
  stick: 'stuck',
  sting: 'stung',
  strike: 'struck',
  string: 'strung',
  swear: 'sworn',
  sweep: 'swept',
  swell: 'swollen',
  swim: 'swum',
  swing: 'swung',
  teach: 'taught',
  tear: 'torn',
  think: 'thought',
  throw: 'thrown',
  undertake: 'undertaken',
  understand: 'understood',
  upset: 'upset',
  wake: 'woken',
  wear: 'worn',
  weave: 'woven',
  weep: 'wept',
  win: 'won',
  wind: 'wound',
  wring: 'wrung',
};

/** Whether a word is the base form of a verb that tools use. */
export function isVerb(word: string): boolean {
  return VERBS.has(word.toLowerCase());
}

/** Base form of a third-person verb: finds → find, searches → search, applies → apply. Others come back as they are. */
export function baseForm(verb: string): string {
  const word = verb.toLowerCase();
  if (VERBS.has(word) || word.length < 4 || !word.endsWith('s') || word.endsWith('ss')) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const stem = word.slice(0, -2);
  if (/(?:ss|sh|x|zz|o)es$/.test(word)) return stem;
  if (word.endsWith('ches')) return KEEPS_E.has(word.slice(0, -1)) ? word.slice(0, -1) : stem;
  return word.slice(0, -1);
}

/** True for `finds`, `creates`: a third-person form of a known verb. */
export function isThirdPerson(word: string): boolean {
  const lower = word.toLowerCase();
  return !VERBS.has(lower) && lower.endsWith('s') && VERBS.has(baseForm(lower));
}

/** find → finding, create → creating, get → getting. */
export function gerund(verb: string): string {
  const word = verb.toLowerCase();
  if (Object.hasOwn(IRREGULAR_GERUNDS, word)) return IRREGULAR_GERUNDS[word] as string;
  if (word.endsWith('ie')) return `${word.slice(0, -2)}ying`;
  if (word.endsWith('e') && !/(?:ee|oe|ye)$/.test(word)) return `${word.slice(0, -1)}ing`;
  return doubles(word) ? `${word}${word.slice(-1)}ing` : `${word}ing`;
}

/** Verbs with their particle in one word. */
const PARTED =
  /^(roll|back|check|log|sign|shut|pick|drop|clean|clock|fall|break|start|spin|build|hold|lock|look|mark|scale)(back|up|out|in|on|off|down|over)$/;

/** cancel → cancelled, roll back → rolled back in one word, ship → shipped, close → closed, send → sent: how a thing is after the deed. */
export function participle(verb: string): string {
  const word = verb.toLowerCase();
  const [first = '', ...particles] = word.split(' ');
  if (particles.length > 0) return [participle(first), ...particles].join(' ');
  if (Object.hasOwn(IRREGULAR_PARTICIPLES, word)) return IRREGULAR_PARTICIPLES[word] as string;
  const parts = PARTED.exec(word);
  if (parts !== null) return `${participle(parts[1] as string)} ${parts[2]}`;
  if (word.endsWith('e')) return `${word}d`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ied`;
  return doubles(word) ? `${word}${word.slice(-1)}ed` : `${word}ed`;
}

/** Verbs whose last syllable is stressed, so that its consonant is written twice as in those of one syllable. */
const STRESSED_END =
  /(?:^|un|re)(?:admit|permit|omit|emit|remit|transmit|refit|prefer|defer|infer|confer|deter|occur|recur|incur|concur|control|patrol|enrol|compel|expel|repel|propel|rebel|equip|regret|abet|upset|unzip|kidnap|overlap|unplug|debug|program)$/;

/** One syllable, one vowel, one consonant: the consonant is written twice before an ending. */
function doubles(word: string): boolean {
  if (STRESSED_END.test(word)) return true;
  return /^[^aeiou]*[aeiou][bdgklmnprt]$/.test(word);
}

/** Base form of a gerund where the base is a known verb: retrieving → retrieve. */
export function fromGerund(word: string): string | undefined {
  const lower = word.toLowerCase();
  if (!lower.endsWith('ing') || lower.length < 5) return undefined;
  const stem = lower.slice(0, -3);
  const candidates = [stem, `${stem}e`, stem.slice(0, -1)];
  return candidates.find((candidate) => VERBS.has(candidate));
}
