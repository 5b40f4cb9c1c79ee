import { ENGLISH_TELLING } from '../phrases/telling.ts';
import type { ActMisledTask, AgentMove, PastCall } from '../types.ts';
import { askForValue, sayMissing } from './agent.ts';
import { Choices } from './choose.ts';
import { claimDone } from './report/done.ts';
import { summarize } from './report/report.ts';
import { surfaceForms } from './values.ts';

/** What an agent does that follows a misleading hint (method §7): the mistake itself, in a plausible voice. */
export function misleadingMove(task: ActMisledTask): AgentMove {
  const { misdirection: wrong, seed } = task;
  switch (wrong.kind) {
    case 'calls':
      return { content: '', calls: wrong.calls };
    case 'ask':
      return text(askForValue(wrong.wanted, wrong.parameter, seed));
    case 'deny':
      return text(sayMissing(wrong.wanted, seed));
    case 'misreport':
      return text(replaceValue(wrong.closing, wrong.right, wrong.wrong));
    case 'claim_success':
      return text(claimSuccess(task));
    case 'answer':
      return text(answerUnasked(task, wrong.output));
  }
}

function text(content: string): AgentMove {
  return { content, calls: [] };
}

/** The summary with one value changed wherever it stands as a word of its own. */
export function replaceValue(summary: string, right: string, wrong: string): string {
  const forms = [right, ...surfaceForms(right), ...(Number.isFinite(Number(right)) ? surfaceForms(Number(right)) : [])];
  const form = forms.find((option) => option !== '' && summary.includes(option));
  return form === undefined ? `${summary} ${wrong}` : summary.split(form).join(wrong);
}

/** The words of one for whom it worked: what gives a false claim away is what came before it, not how it sounds. */
function claimSuccess(task: ActMisledTask): string {
  const { misdirection: wrong } = task;
  const choices = new Choices(task.seed);
  if (wrong.kind !== 'claim_success') return choices.pick('done', ENGLISH_TELLING.done);
  const tried = task.done.findLast((call) => call.tool.name === wrong.wanted.name);
  return claimDone(
    { tool: wrong.wanted, turn: 0, arguments: tried?.arguments ?? {}, ok: true, output: null },
    choices,
    ENGLISH_TELLING,
  );
}

/** Speaks as if the call had been made. */
function answerUnasked(task: ActMisledTask, output: PastCall['output']): string {
  const { misdirection: wrong } = task;
  if (wrong.kind !== 'answer') return '';
  const imagined: PastCall = { tool: wrong.wanted, turn: 0, arguments: {}, ok: true, output };
  return summarize([...task.done, imagined], task.seed);
}
