/** Steps of a session: who is logged in, and files. */

export interface StepSession {
  readonly do: 'log in' | 'log out';
}

export interface StepFile {
  readonly do: 'file';
  readonly act: FileAct;
  /** Arguments by their part. */
  readonly with: Readonly<Partial<Record<FilePart, string>>>;
}

/** What functions do to files and folders. */
export const FILE_ACTS = [
  'read',
  'read many',
  'write',
  'append',
  'edit',
  'make folder',
  'list',
  'tree',
  'move',
  'copy',
  'delete',
  'search',
  'search text',
  'stat',
  'exists',
  'count',
  'enter',
  'where',
  'roots',
] as const;

export type FileAct = (typeof FILE_ACTS)[number];

export type FilePart =
  | 'path'
  | 'paths'
  | 'to'
  | 'content'
  | 'edits'
  | 'old'
  | 'new'
  | 'pattern'
  | 'head'
  | 'tail'
  | 'mode'
  | 'except';
