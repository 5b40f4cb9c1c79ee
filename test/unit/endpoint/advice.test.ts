import { describe, expect, it } from 'vitest';
import { textCallAdvice } from '../../../server/src/endpoint/advice.ts';
import type { TextForm } from '../../../server/src/openai-wire/index.ts';

const advice = (form: TextForm) =>
  textCallAdvice({ calls: [{ id: 'a', name: 'f', arguments: '{}', inText: true, parser: form }] as never }) ?? '';

describe('calls that came as text', () => {
  it.each<[TextForm, RegExp]>([
    [
      'hermes',
      /vLLM: --enable-auto-tool-choice --tool-call-parser hermes; SGLang: --tool-call-parser qwen25; llama\.cpp: --jinja/,
    ],
    ['cohere', /cohere_command3 or cohere_command4.*cohere_command4/],
    ['invoke', /minimax_m2, deepseek_v32 or step3.*minimax-m2, deepseekv32 or step3/],
    ['json', /llama3_json; llama\.cpp: --jinja; or a chat template/],
    ['react', /\(no parser reads ReAct texts/],
  ])('%s: the parser that each server has for it, under its own name', (form, expected) => {
    expect(advice(form)).toMatch(expected);
  });

  it('a form that a server has no parser for names no switch of it', () => {
    expect(advice('json')).not.toContain('SGLang');
    expect(advice('fenced')).not.toMatch(/vLLM|SGLang|llama/);
  });
});
