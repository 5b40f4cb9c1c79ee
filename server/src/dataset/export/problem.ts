/** What a trainer would drop or refuse, said before it does (dataset-formats, "Pre-flight"). */
export interface PreflightProblem {
  readonly level: 'dropped' | 'changed';
  readonly message: string;
}

export function change(message: string): PreflightProblem {
  return { level: 'changed', message };
}

export function drop(message: string): PreflightProblem {
  return { level: 'dropped', message };
}
