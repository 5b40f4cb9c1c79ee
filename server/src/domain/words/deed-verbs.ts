import type { Action, Operation } from '../types.ts';

function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

/** Verbs by what they do, as far as the order of calls is concerned. */
const FAMILIES: Readonly<Record<Exclude<Action, 'other'>, string>> = {
  create: `create add new make insert register book reserve place submit upload generate schedule issue save mkdir touch
    init initialize provision build draft import enroll setup purchase buy allocate clone duplicate fork copy cp enqueue
    append mint deploy onboard spawn launch draft compose`,
  list: 'list search find browse discover filter ls grep enumerate scan query explore suggest recommend locate lookup',
  read: `get fetch retrieve read show view describe display look load download see cat head tail obtain access export
    inspect preview pull track monitor print sort diff compare extract summarize whois pwd stat take capture`,
  update: `update edit modify change set patch rename move mv assign adjust reschedule put replace mark toggle configure
    resolve approve reject accept confirm fill lock unlock enable disable activate deactivate press release increase
    decrease upgrade downgrade extend renew rate vote like pause resume stop transfer merge link unlink tag star pin
    restore reset follow subscribe open start begin attach invite record apply hire resize complete finish reopen promote withdraw deposit pay refund sell exchange return ship fund charge debit credit execute run
    trigger sync synchronize restart reboot suspend escalate reassign snooze acknowledge ban block mute freeze arm join connect
    commit push stage play hide mount`,
  delete: `delete remove cancel drop clear destroy revoke unfollow rm rmdir purge archive close end unsubscribe
    terminate uninstall detach erase kill discard unregister dismiss disconnect unblock unmute unfreeze disarm leave unmount unpublish unlike unpin unstar void`,
  send: 'send post tweet retweet publish share reply comment email notify message echo write broadcast forward mention contact say',
  compute: `calculate compute convert estimate sum subtract multiply divide average mean round count evaluate solve measure
    translate encode decode hash parse analyze analyse predict compress decompress encrypt decrypt transform forecast
    simulate classify detect optimize determine`,
  check: 'check validate verify exist is has can test ping ensure',
  login: 'login signin authenticate authorize logon signon authentication authorization',
  logout: 'logout signout logoff deauthenticate',
  select: 'cd select switch navigate goto use checkout chdir visit',
};

const VERBS = new Map<string, Action>();
for (const [action, list] of Object.entries(FAMILIES) as [Action, string][]) {
  for (const word of words(list)) VERBS.set(word, action);
}

/** The family of a verb; undefined when the word is no verb we know. */
export function actionOf(word: string): Action | undefined {
  return VERBS.get(word);
}

const BY_OPERATION: Readonly<Partial<Record<Operation, Action>>> = {
  create: 'create',
  get: 'read',
  list: 'list',
  update: 'update',
  delete: 'delete',
  act: 'update',
  compute: 'compute',
  send: 'send',
};

/** The family of verbs that an operation belongs to; undefined for those whose verb says more. */
export function familyOf(operation: Operation): Action | undefined {
  return BY_OPERATION[operation];
}
