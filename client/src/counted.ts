import { t } from '@vscode/l10n';

/** What is counted before a person outside the panels. */
export type Counted = 'function' | 'error' | 'warning' | 'note' | 'record' | 'pair';

/** `1 function`, `1,200 functions`, in the language of the editor. */
export function counted(count: number, what: Counted): string {
  const number = count.toLocaleString('en');
  switch (what) {
    case 'function':
      return count === 1 ? t('{0} function', number) : t('{0} functions', number);
    case 'error':
      return count === 1 ? t('{0} error', number) : t('{0} errors', number);
    case 'warning':
      return count === 1 ? t('{0} warning', number) : t('{0} warnings', number);
    case 'note':
      return count === 1 ? t('{0} note', number) : t('{0} notes', number);
    case 'record':
      return count === 1 ? t('{0} record', number) : t('{0} records', number);
    case 'pair':
      return count === 1 ? t('{0} pair', number) : t('{0} pairs', number);
  }
}
