import { PROMPTS, type Prompts } from './render.ts';

/** Folder beside the signature files that holds a project's own prompts. */
export const PROMPT_FOLDER = 'magnet.prompts';

const names = Object.keys(PROMPTS) as (keyof Prompts)[];

/** Every prompt as a file: its name and its text. */
export function promptFiles(): { readonly name: string; readonly text: string }[] {
  return names.map((name) => ({ name: `${name}.md`, text: `${PROMPTS[name]}\n` }));
}

/**
 * The prompts of a folder; those that have no file there stay as they are built in.
 *
 * @param files name and text of each file of the folder
 * @throws RangeError for a file that is no prompt, and for an empty one: a misspelt name must not go unnoticed.
 */
export function promptsFrom(files: ReadonlyMap<string, string>): Prompts {
  const prompts: Record<keyof Prompts, string> = { ...PROMPTS };
  for (const [file, text] of files) {
    const name = names.find((known) => `${known}.md` === file);
    if (name === undefined) {
      const known = names.map((item) => `${item}.md`).join(', ');
      throw new RangeError(`${file} is no prompt; the prompts are ${known}`);
    }
    if (text.trim() === '') throw new RangeError(`${file} is empty; delete it to use the built-in prompt`);
    prompts[name] = text.trimEnd();
  }
  return prompts;
}
