import { useEffect, useRef } from 'preact/hooks';
import { KEYS } from './keys.ts';

/** Written from the key map itself, so it cannot tell something else than the keys do. */
export function Help({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} class="help" aria-label="Keyboard" onClose={close}>
      <h2>Keyboard</h2>
      <dl>
        {KEYS.filter((key) => key.shown !== '').map((key) => (
          <div key={key.shown}>
            <dt>
              {key.shown.split(' ').map((part) => (
                <kbd key={part}>{part}</kbd>
              ))}
            </dt>
            <dd>{key.label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Ctrl</kbd>
            <kbd>wheel</kbd>
          </dt>
          <dd>Zoom at the pointer; the wheel alone and dragging move the view</dd>
        </div>
      </dl>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  );
}
