import process from 'node:process';
import type { WriteStream } from 'node:tty';
import type { Terminal } from './command.ts';
import { oneLine, printable } from './gate.ts';

const PROGRESS_INTERVAL_MS = 5_000;

const [GREEN, PLAIN] = ['\u001b[32m', '\u001b[39m'] as const;

/** A terminal that nobody asked to be plain (https://no-color.org). */
function takesColours(out: NodeJS.WritableStream): boolean {
  return (out as Partial<WriteStream>).isTTY === true && (process.env.NO_COLOR ?? '') === '';
}

/** A terminal over two streams: results to `out`, everything else to `err`; nothing reaches either past the gate. */
export function createTerminal(out: NodeJS.WritableStream, err: NodeJS.WritableStream): Terminal {
  const interactive = (err as Partial<WriteStream>).isTTY === true;
  let lastProgress = 0;
  let progressShown = false;
  const clearProgress = () => {
    if (interactive && progressShown) err.write('\r\u001b[2K');
    progressShown = false;
  };
  return {
    interactive,
    ...(takesColours(out)
      ? {
          pieces: (pieces) => {
            clearProgress();
            for (const { text, marked } of pieces)
              out.write(marked ? `${GREEN}${printable(text)}${PLAIN}` : printable(text));
            out.write('\n');
          },
        }
      : {}),
    result: (text) => {
      clearProgress();
      out.write(`${printable(text)}\n`);
    },
    message: (text) => {
      clearProgress();
      err.write(`${oneLine(text)}\n`);
    },
    progress: (text) => {
      if (interactive) {
        clearProgress();
        err.write(oneLine(text));
        progressShown = true;
      } else if (Date.now() - lastProgress >= PROGRESS_INTERVAL_MS) {
        lastProgress = Date.now();
        err.write(`${oneLine(text)}\n`);
      }
    },
  };
}
