import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LanguageModels } from '../../../client/src/generate/editor-model.ts';
import { closeAll, file, magnet, removeIfThere } from './support.ts';

const FOLDER = () => file('magnet-runs');

/** Says what a capable model would: the values it is told to say, the calls of the hint, plain texts. */
function scripted(question: string, said: Map<string, unknown>): string {
  if (/^Write the \d+ texts\.$/m.test(question)) return JSON.stringify({ texts: textsOf(question, said) });
  const hint = /^\[Hint\] (.*)$/m.exec(question)?.[1];
  if (hint !== undefined) return answerTo(hint);
  if (/^Write the (?:call|\d+ calls)\.$/m.test(question)) return callsOf(question, said);
  return messageOf(question, said);
}

/** One text for each place that the question lists. */
function textsOf(question: string, said: Map<string, unknown>): string[] {
  const [, ...orders] = question.split(/^\[text \d+\] is the /m);
  return orders.map((order) => {
    const hint = /^\[Hint\] (.*)$/m.exec(order)?.[1];
    return hint === undefined ? messageOf(order, said) : (JSON.parse(answerTo(hint)) as { text: string }).text;
  });
}

function messageOf(question: string, said: Map<string, unknown>): string {
  const values = [...question.matchAll(/^- say this value: (\w+).*? = (.*)$/gm)];
  said.clear();
  for (const [, name = '', value = 'null'] of values) said.set(name, JSON.parse(value));
  return `Could you take care of something with ${values.map(([, , value]) => value?.replace(/"/g, '')).join(' and ') || 'that'}, please?`;
}

function answerTo(hint: string): string {
  if (hint.startsWith('[')) return JSON.stringify({ text: '', calls: JSON.parse(hint) });
  const wrong = /where they say .*, the value is (.*)\.$/.exec(hint)?.[1];
  if (wrong !== undefined) return JSON.stringify({ text: `It is ${wrong}.`, calls: [] });
  if (hint.startsWith('missed params')) return JSON.stringify({ text: 'Could you tell me more about it?', calls: [] });
  if (hint.startsWith('miss function')) return JSON.stringify({ text: 'I cannot do that here.', calls: [] });
  return JSON.stringify({ text: 'That is all there is to say about it, it did not take long.', calls: [] });
}

/** A call of each function that the question shows. */
function callsOf(question: string, said: Map<string, unknown>): string {
  const shown = /Functions?:\n((?:\{.*\}\n)+)/.exec(question)?.[1] ?? '';
  const calls = shown.split('\n').filter((line) => line !== '');
  return JSON.stringify(
    calls.map((line) => {
      const { name, parameters } = JSON.parse(line) as { name: string; parameters: { properties?: object } };
      const known = Object.keys(parameters.properties ?? {}).filter((key) => said.has(key));
      return { name, arguments: Object.fromEntries(known.map((key) => [key, said.get(key)])) };
    }),
  );
}

/** Stands in for `vscode.lm`, whose providers cannot be written in all versions that we run in. */
function modelsThat(answer: (question: string) => string): { source: LanguageModels; asked: string[] } {
  const asked: string[] = [];
  const model = {
    name: 'Scripted',
    id: 'scripted',
    vendor: 'test',
    family: 'test',
    version: '1',
    maxInputTokens: 100_000,
    countTokens: async () => 7,
    sendRequest: async ([message]: vscode.LanguageModelChatMessage[]) => {
      const parts = message?.content ?? [];
      const question = parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
      asked.push(question);
      const text = answer(question);
      return {
        text: (async function* () {
          yield text;
        })(),
        stream: (async function* () {
          yield text;
        })(),
      };
    },
  };
  return { source: { selectChatModels: async () => [model as unknown as vscode.LanguageModelChat] }, asked };
}

const params = (runId: string, count: number) => ({
  out: vscode.Uri.joinPath(FOLDER(), `editor-${runId}`).toString(),
  uris: [file('hotel.fsig').toString()],
  count,
  seed: '1',
  teacher: 'editor' as const,
  runId,
});

suite('the editor as teacher', () => {
  let own: LanguageModels | undefined;
  suiteSetup(async () => {
    own = (await magnet()).editorModels.source;
  });
  teardown(async () => {
    (await magnet()).editorModels.source = own;
    await closeAll();
  });
  suiteTeardown(() => removeIfThere(FOLDER()));

  test('writes records that pass every check, once a person agreed to the run', async () => {
    const api = await magnet();
    const said = new Map<string, unknown>();
    const { source, asked } = modelsThat((question) => scripted(question, said));
    api.editorModels.source = source;
    api.editorModels.allow('yes');
    // Answers are matched with the values said last, so one record is in work at a time.
    const summary = await api.request('magnet/generate', { ...params('yes', 12), limits: { concurrency: 1 } });
    assert.ok((summary.counts.records ?? 0) > 0, JSON.stringify(summary.dropped));
    assert.ok(asked.length > 0);
  });

  test('is sent nothing for a run that nobody agreed to', async () => {
    const api = await magnet();
    const { source, asked } = modelsThat(() => 'Hello.');
    api.editorModels.source = source;
    await assert.rejects(Promise.resolve(api.request('magnet/generate', params('no', 1))), /Nobody agreed/);
    assert.deepEqual(asked, []);
  });

  test('says what is missing where the editor offers no model', async () => {
    const api = await magnet();
    for (const source of [{ selectChatModels: async () => [] }, undefined]) {
      api.editorModels.source = source;
      const runId = `none-${source === undefined}`;
      api.editorModels.allow(runId);
      await assert.rejects(Promise.resolve(api.request('magnet/generate', params(runId, 1))), /offers no such/);
    }
  });

  test('says so where consent was not given', async () => {
    const api = await magnet();
    const { source } = modelsThat(() => {
      throw vscode.LanguageModelError.NoPermissions('no');
    });
    api.editorModels.source = source;
    api.editorModels.allow('refused');
    await assert.rejects(Promise.resolve(api.request('magnet/generate', params('refused', 1))), /not allowed to ask/);
  });
});
