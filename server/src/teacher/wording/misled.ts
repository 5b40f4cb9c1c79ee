import type { Language } from '../language.ts';
import type { ActMisledTask, AgentMove, PastCall } from '../types.ts';
import { germanForms } from './german/index.ts';
import { type Tongue, tongueOf } from './tongue.ts';
import { surfaceForms } from './values.ts';

/** What an agent does that follows a misleading hint (method §7): the mistake itself, in a plausible voice. */
export function misleadingMove(task: ActMisledTask, language: Language = 'en'): AgentMove {
  const tongue = tongueOf(language);
  const { misdirection: wrong, seed } = task;
  switch (wrong.kind) {
    case 'calls':
      return { content: '', calls: wrong.calls };
    case 'ask':
      return text(tongue.askForValue(wrong.wanted, wrong.parameter, seed));
    case 'deny':
      return text(tongue.sayMissing(wrong.wanted, seed));
    case 'misreport':
      return text(replaceValue(wrong.closing, wrong.right, wrong.wrong));
    case 'claim_success':
      return text(claimSuccess(task, tongue));
    case 'answer':
      return text(answerUnasked(task, wrong.output, tongue));
  }
}

function text(content: string): AgentMove {
  return { content, calls: [] };
}

/** The summary with one value changed wherever it stands as a word of its own. */
export function replaceValue(summary: string, right: string, wrong: string): string {
  const number = Number(right);
  const numeric = Number.isFinite(number) ? [...surfaceForms(number), ...germanForms(number)] : [];
  const forms = [right, ...surfaceForms(right), ...numeric, ...germanForms(right)];
  const form = forms.find((option) => option !== '' && summary.includes(option));
  return form === undefined ? `${summary} ${wrong}` : summary.split(form).join(wrong);
}

/** The words of one for whom it worked: what gives a false claim away is what came before it, not how it sounds. */
function claimSuccess(task: ActMisledTask, tongue: Tongue): string {
  const { misdirection: wrong } = task;
  if (wrong.kind !== 'claim_success') return tongue.claim(task.seed);
  const tried = task.done.findLast((call) => call.tool.name === wrong.wanted.name);
  return tongue.claimDone(
    { tool: wrong.wanted, turn: 0, arguments: tried?.arguments ?? {}, ok: true, output: null },
    task.seed,
  );
}

/** Speaks as if the call had been made. */
function answerUnasked(task: ActMisledTask, output: PastCall['output'], tongue: Tongue): string {
  const { misdirection: wrong } = task;
  if (wrong.kind !== 'answer') return '';
  const imagined: PastCall = { tool: wrong.wanted, turn: 0, arguments: {}, ok: true, output };
  return tongue.summarize([...task.done, imagined], task.seed);
}
