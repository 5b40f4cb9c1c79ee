import type { ComponentChildren } from 'preact';

/** Commands that an empty panel offers: read what is in front, or see how it looks with an example. */
export type StartCommand = 'magnet.openExample' | 'magnet.treatAsToolSchema';

/** A panel that waits for its first answer. */
export function Waiting({ children }: { readonly children: ComponentChildren }) {
  return <div class="empty muted">{children}</div>;
}

/** A panel whose answer did not come. */
export function Failed(props: { readonly title: string; readonly message: string; tryAgain(): void }) {
  return (
    <div class="empty" role="alert">
      <h2>{props.title}</h2>
      <p>{props.message}</p>
      <button type="button" class="button primary" onClick={props.tryAgain}>
        Try Again
      </button>
    </div>
  );
}

/** A panel without functions: what it would show, and where functions come from. */
export function NoFunctions(props: { readonly children: ComponentChildren; run(command: StartCommand): void }) {
  return (
    <div class="empty">
      <h2>No functions yet</h2>
      <p>
        Magnet reads files named <code>*.fsig</code>, <code>*.tools.json</code> and <code>*.tools.jsonl</code>, and any
        other file that you point it to. {props.children}
      </p>
      <button type="button" class="button primary" onClick={() => props.run('magnet.openExample')}>
        Open Example
      </button>
      <button type="button" class="button" onClick={() => props.run('magnet.treatAsToolSchema')}>
        Read the File in Front as Tool Schemas
      </button>
    </div>
  );
}
