import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Key } from './keys.ts';

interface HelpProps {
  readonly keys: readonly Pick<Key<never>, 'shown' | 'label'>[];
  /** What follows the keys. */
  readonly children?: ComponentChildren;
  close(): void;
}

/** Written from the key map itself, so it cannot tell something else than the keys do. */
export function Help({ keys, close, children }: HelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label="Keyboard" onClose={close}>
      <div class="help-head">
        <h2>Keyboard</h2>
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <dl>
        {keys
          .filter((key) => key.shown !== '')
          .map((key) => (
            <div key={key.shown}>
              <dt>
                {key.shown.split(' ').map((part) => (
                  <kbd key={part}>{part}</kbd>
                ))}
              </dt>
              <dd>{key.label}</dd>
            </div>
          ))}
      </dl>
      {children}
    </dialog>
  );
}
