/**
 * What English needs to be put together: data only. Another language is another file of this shape together with its
 * own phrase book.
 */

/** Verbs in their base form that descriptions of tools begin with. Nouns that are as common stay out. */
export const VERBS: ReadonlySet<string> = new Set(
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
  modify monitor mount move multiply mute name navigate negotiate notify obtain offer open optimize order organize overwrite
  parse paste pause pay perform pick pin ping place plan play populate post postpone predict prepare press preview print prioritize
  process produce project promote prompt propose protect provide publish pull purchase push put query quote raise rate
  read reboot recall receive recommend record recover redeem reduce refer refill refresh refund register reject release reload relocate
  remind remove rename render renew rent reopen reorder repair repeat replace reply report request rerun reschedule
  reserve reset resize resolve respond restart restore resume retrieve return retweet reverse review revoke rewrite ride rotate round route
  run sample save scale scan schedule scrape scroll search secure see select sell send separate serve set share ship show shuffle
  shut sign silence simulate skip snooze solve sort specify split stake star start stop store stream submit subscribe subtract suggest sum
  summarise summarize supply suspend swap switch sync synchronize tag take tell terminate test toggle touch track trade train
  transcribe transfer transform translate trigger trim truncate turn tweet type unblock undo unfollow uninstall unlink unlock unmute
  unpin unsubscribe update upgrade upload use validate verify view visit visualize vote wait wake watch weigh withdraw write
  zip zoom`.split(/\s+/),
);

/** Third-person forms in -ches whose base keeps its e. */
export const ES_KEEPS_E: ReadonlySet<string> = new Set(['cache', 'ache', 'avalanche', 'headache', 'niche']);

/** Nouns in -ie, whose plural looks like one of a noun in -y. */
export const ENDS_IN_IE: ReadonlySet<string> = new Set(
  'cookie movie calorie selfie rookie hoodie brownie smoothie genie zombie pie tie die lie prairie birdie bookie foodie'.split(
    ' ',
  ),
);

/** Short forms in names of parameters and fields, and how they are said. */
export const SHORT_FORMS: Readonly<Record<string, string>> = {
  q: 'search text',
  dir: 'directory',
  num: 'number',
  desc: 'description',
  addr: 'address',
  qty: 'quantity',
  lang: 'language',
  msg: 'message',
  img: 'image',
  lat: 'latitude',
  lon: 'longitude',
  lng: 'longitude',
  temp: 'temperature',
  max: 'maximum',
  min: 'minimum',
  src: 'source',
  dst: 'destination',
  dest: 'destination',
  loc: 'location',
  doc: 'document',
  docs: 'documents',
  pos: 'position',
  org: 'organization',
  dept: 'department',
  acct: 'account',
  pwd: 'password',
  ref: 'reference',
  prev: 'previous',
  curr: 'current',
  amt: 'amount',
  avg: 'average',
  tz: 'time zone',
  dob: 'date of birth',
  pct: 'percentage',
  repo: 'repository',
  auth: 'authentication',
  info: 'information',
  cfg: 'configuration',
  config: 'configuration',
  param: 'parameter',
  params: 'parameters',
  attr: 'attribute',
  std: 'standard',
  bg: 'background',
  fname: 'first name',
  lname: 'last name',
};

export const IRREGULAR_GERUNDS: Readonly<Record<string, string>> = {
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

export const IRREGULAR_PLURALS: Readonly<Record<string, string>> = {
  person: 'people',
  child: 'children',
  man: 'men',
  woman: 'women',
  foot: 'feet',
  tooth: 'teeth',
  mouse: 'mice',
  index: 'indexes',
  matrix: 'matrices',
  vertex: 'vertices',
  analysis: 'analyses',
  basis: 'bases',
  criterion: 'criteria',
  shelf: 'shelves',
  half: 'halves',
  leaf: 'leaves',
  life: 'lives',
  wife: 'wives',
  branch: 'branches',
  status: 'statuses',
  bus: 'buses',
  quiz: 'quizzes',
};

/** Nouns that take neither a plural nor "a". */
export const NO_PLURAL: ReadonlySet<string> = new Set(
  `advice air baggage cash content data equipment evidence food fuel furniture gas history information insurance inventory
  knowledge luggage mail media metadata money music news output progress research series software spam species staff stock
  storage text traffic travel water weather work`.split(/\s+/),
);

/** Beginnings whose first sound is not their first letter's. */
export const VOWEL_SOUND_EXCEPTIONS: readonly (readonly [string, 'a' | 'an'])[] = [
  ['hour', 'an'],
  ['honest', 'an'],
  ['honor', 'an'],
  ['honour', 'an'],
  ['heir', 'an'],
  ['unin', 'an'],
  ['unim', 'an'],
  ['uni', 'a'],
  ['use', 'a'],
  ['user', 'a'],
  ['usual', 'a'],
  ['uti', 'a'],
  ['uri', 'a'],
  ['url', 'a'],
  ['uuid', 'a'],
  ['eu', 'a'],
  ['one', 'a'],
  ['once', 'a'],
  ['id', 'an'],
];

/** Prepositions that a parameter's name can begin with. */
export const PREPOSITIONS: ReadonlySet<string> = new Set(
  'from to at on in for by with about into between until since after before near around within against under over per as'.split(
    ' ',
  ),
);
