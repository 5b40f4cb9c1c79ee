import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { curvesPage, findTrainingLog, readTrainingLog } from '../../../server/src/training/index.ts';

const lines = (...rows: object[]) => rows.map((row) => JSON.stringify(row)).join('\n');

describe('a log of a trainer', () => {
  it('of transformers: its state', () => {
    const history = [
      { step: 1, loss: 2.5, grad_norm: 1.25, learning_rate: 1e-5, epoch: 0.1 },
      { step: 2, loss: 2.25, grad_norm: 1.5, learning_rate: 5e-6, epoch: 0.2 },
      { step: 2, train_loss: 2.4, train_runtime: 3 },
    ];
    expect(readTrainingLog(JSON.stringify({ max_steps: 2, log_history: history }, null, 2))).toEqual({
      curves: [
        {
          name: 'loss',
          points: [
            [1, 2.5],
            [2, 2.25],
          ],
        },
        {
          name: 'learning_rate',
          points: [
            [1, 1e-5],
            [2, 5e-6],
          ],
        },
        {
          name: 'grad_norm',
          points: [
            [1, 1.25],
            [2, 1.5],
          ],
        },
      ],
      step: 2,
      of: 2,
      broken: 0,
    });
  });

  it('of ours: lines, one of them cut, numbers as text, a step that was done again after a crash', () => {
    const text = `${lines({ step: 2, loss: '0.5' }, { step: 1, loss: 0.75 }, { step: 2, loss: 0.25 })}\n{"step": 3, "lo`;
    expect(readTrainingLog(text)).toEqual({
      curves: [
        {
          name: 'loss',
          points: [
            [1, 0.75],
            [2, 0.25],
          ],
        },
      ],
      step: 2,
      broken: 1,
    });
  });

  it('of LLaMA-Factory and of ms-swift: their own names for steps', () => {
    const factory = readTrainingLog(lines({ current_steps: 5, total_steps: 40, loss: 1, percentage: 12.5 }));
    expect([factory.step, factory.of, factory.curves.map(({ name }) => name)]).toEqual([5, 40, ['loss']]);
    const swift = readTrainingLog(lines({ loss: 1, 'global_step/max_steps': '12/300', 'memory(GiB)': 3 }));
    expect([swift.step, swift.curves]).toEqual([12, [{ name: 'loss', points: [[12, 1]] }]]);
  });

  it('skips what is no number, and reads the rest', () => {
    const log = readTrainingLog(
      '{"step": 1, "loss": NaN, "nll": 2}\n{"step": 2, "loss": 1, "note": "x", "nll": -Infinity}',
    );
    expect(log.curves).toEqual([
      { name: 'loss', points: [[2, 1]] },
      { name: 'nll', points: [[1, 2]] },
    ]);
    expect(readTrainingLog('')).toEqual({ curves: [], step: 0, broken: 0 });
  });
});

describe('the page of curves', () => {
  const points = (count: number) => Array.from({ length: count }, (_, at) => [at, Math.sin(at / 50)] as const);

  it('draws each value, its names as text, and runs nothing', () => {
    const page = curvesPage('Training <b>', {
      curves: [{ name: '<i>&"', points: points(3) }],
      step: 2,
      of: 9,
      broken: 1,
    });
    expect(page).toContain('<title>Training &lt;b&gt;</title>');
    expect(page).toContain('<h2>&lt;i&gt;&amp;&quot;</h2>');
    expect(page).toContain('2 of 9');
    expect(page).not.toMatch(/<script|<i>|<b>/);
    expect(page).toContain("default-src 'none'");
  });

  it('draws few points of long curves, with the last, and none of a single one', () => {
    const page = curvesPage('t', {
      curves: [
        { name: 'long', points: points(100_000) },
        { name: 'short', points: points(1) },
      ],
      step: 1,
      broken: 0,
    });
    const [drawn] = [...page.matchAll(/points="([^"]*)"/g)].map(([, text]) => (text ?? '').split(' '));
    expect(drawn).toHaveLength(400);
    expect(drawn?.[0]).toMatch(/^0\.0,/);
    expect(drawn?.at(-1)).toMatch(/^320\.0,/);
    expect(page.match(/<svg/g)).toHaveLength(1);
  });

  it('draws a value that never changes as a line', () => {
    const page = curvesPage('t', {
      curves: [
        {
          name: 'flat',
          points: [
            [1, 3],
            [2, 3],
          ],
        },
      ],
      step: 2,
      broken: 0,
    });
    expect(page).toContain('points="0.0,120.0 320.0,120.0"');
  });
});

describe('the log of a folder', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'magnet-curves-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const put = async (file: string, text: string) => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  const found = async () => {
    const log = await findTrainingLog(folder);
    return log && path.relative(folder, log.file).split(path.sep).join('/');
  };

  it('is the last checkpoint while nothing better is there, then the one that is written as it goes', async () => {
    expect(await found()).toBeUndefined();
    await put('model/checkpoint-90/trainer_state.json', '{"log_history": []}');
    await put('model/checkpoint-100/trainer_state.json', '{"log_history": []}');
    expect(await found()).toBe('model/checkpoint-100/trainer_state.json');
    await put('model/log.jsonl', '{"step": 1, "loss": 1}');
    expect(await found()).toBe('model/log.jsonl');
  });

  it('may be named itself', async () => {
    await put('any.json', '{"log_history": [{"step": 4, "loss": 1}]}');
    expect((await findTrainingLog(path.join(folder, 'any.json')))?.log.step).toBe(4);
    expect(await findTrainingLog(path.join(folder, 'none.json'))).toBeUndefined();
  });
});
