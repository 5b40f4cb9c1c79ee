import type { Message } from '../../chat/index.ts';
import { stepsOf } from '../calls.ts';
import { certifyCoherent } from '../certificates/coherent.ts';
import { certifyInsert } from '../certificates/insert.ts';
import { certifyMissingFunction, certifyMissingValue, closingTurn } from '../certificates/null-turn.ts';
import { Conversation, Meter } from '../conversation.ts';
import type { GenerationContext } from '../session.ts';
import type { Certificate } from '../types.ts';
import type { Offer } from './offer.ts';
import type { Outline } from './outline.ts';
import type { OutlineTurn } from './outline-turn.ts';
import type { Positive, ReferenceTurn } from './types.ts';

/**
 * A conversation without its words: the user says the values that have to come from a user, and the agent nothing. All that
 * certificates ask of calls, outputs and states can be asked of it, before a text is paid for.
 */
export function rehearsed(outline: Outline, offer: Offer): Positive {
  const conversation = new Conversation([SILENT]);
  const turns = outline.turns.map((turn, index) => played(turn, index, conversation));
  return {
    messages: conversation.messages,
    turns,
    ran: outline.ran,
    start: outline.start,
    end: outline.end,
    tools: offer.tools,
    withheld: outline.turns.flatMap(({ supplied, without }, at) =>
      supplied === true && without !== undefined ? [{ name: without, until: turns[at]?.messages[1] ?? 0 }] : [],
    ),
    meter: new Meter(),
  };
}

const SILENT: Message = { role: 'system', content: '' };

function played(outline: OutlineTurn, index: number, conversation: Conversation): ReferenceTurn {
  const { kind, intent, plan, missing, wished, firstCall } = outline;
  const { messages } = conversation;
  const start = messages.length;
  conversation.user(saidIn(outline));
  const places: { message: number; call: number }[] = [];
  for (const { calls, ran } of stepsOf(plan)) {
    const made = conversation.agent({ content: '', calls });
    const message = messages.length - 1;
    for (const [at, call] of made.entries()) {
      places.push({ message, call: at });
      conversation.output(call, ran[at]?.output ?? null);
    }
  }
  conversation.agent({ content: '', calls: [] });
  return {
    index,
    kind,
    intent,
    messages: [start, messages.length],
    plan,
    ...(missing === undefined ? {} : { missing }),
    ...(wished === undefined ? {} : { wished }),
    places,
    firstCall,
  };
}

/** The values that the user has to say; behind a gap, the one that was left out. */
function saidIn({ asked, intent }: OutlineTurn): string {
  if (intent.kind === 'supply_func') return '';
  const said = asked.flatMap((call, at) =>
    call.arguments.filter(({ parameter, origin }) => {
      const gap = 'parameter' in intent && intent.call === at && intent.parameter === parameter;
      if (intent.kind === 'supply_params') return gap;
      return origin.from === 'user' && !(intent.kind === 'miss_params' && gap);
    }),
  );
  return said.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value))).join('; ');
}

/** Certificates that will not hold whatever the words are. */
export async function foreseen(positive: Positive, context: GenerationContext): Promise<Certificate[]> {
  const certificates: Certificate[] = [];
  for (const turn of positive.turns) {
    // What is never supplied is proved of what the call would have come to.
    const isClosed = closingTurn(positive, turn) !== undefined;
    if (turn.kind === 'miss_params') certificates.push(await certifyMissingValue(positive, turn, context));
    if (turn.kind === 'miss_func' && isClosed) certificates.push(await certifyMissingFunction(positive, turn, context));
    for (const [position, call] of turn.plan.calls.entries())
      if (call.role === 'implied') certificates.push(await certifyInsert(positive, turn, position, context));
  }
  return [...certificates, certifyCoherent(positive, context)];
}
