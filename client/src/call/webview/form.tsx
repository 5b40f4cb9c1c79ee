import { useMemo, useState } from 'preact/hooks';
import type { CallReport } from '../../../../server/src/lsp/protocol.ts';
import type { FromRun, ToRun } from '../../run/messages.ts';
import { argumentsOf, type Draft, draftOf, fieldsOf, type Problem } from '../shape.ts';
import { Fields } from './fields.tsx';

interface ArgumentFormProps {
  readonly message: Extract<ToRun, { type: 'call' }>;
  readonly sending: boolean;
  /** The answer to what stands in the form, whose errors are shown at their fields. */
  readonly report: CallReport | undefined;
  post(message: FromRun): void;
}

/** A form of the function's parameters; what is wrong with them is said where it stands. */
export function ArgumentForm({ message, sending, report, post }: ArgumentFormProps) {
  const { parameters } = message.signature;
  const fields = useMemo(() => fieldsOf(parameters, parameters), [parameters]);
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>(() =>
    Object.fromEntries(fields.map(({ name, shape }) => [name, draftOf(shape(), message.arguments?.[name])])),
  );
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState('');
  const { arguments: args, problems } = argumentsOf(fields, drafts);
  // What the schema refused is said until something is changed.
  const refused: readonly Problem[] = sent === JSON.stringify(args) ? (report?.calls[0]?.errors ?? []) : [];
  return (
    <form
      class="arguments-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (problems.length > 0 || sending) return;
        setSent(JSON.stringify(args));
        post({ type: 'send', arguments: args });
      }}
    >
      {fields.length === 0 && <p class="muted">This function takes no arguments.</p>}
      <Fields
        fields={fields}
        drafts={drafts}
        path={[]}
        problems={tried ? [...problems, ...refused] : []}
        change={setDrafts}
      />
      <button type="submit" class="button primary" aria-disabled={sending}>
        {sending ? 'Sending…' : 'Send'}
      </button>
    </form>
  );
}
