import type { SignaturePath } from '../path/index.ts';
import type { ErrorType } from '../teacher/index.ts';
import type { Mistake } from './negative/mistake.ts';
import type { Rejected } from './negative/rejected.ts';
import type { Certificate, RecordKind } from './types.ts';

export interface CertifiedNegative {
  readonly mistake: Mistake;
  readonly rejected: Rejected;
  readonly certificate: Certificate;
  /** Model whose own wrong call it is, where it is a student's. */
  readonly student?: string;
  /** Model that looked at it as well. */
  readonly judge?: string;
}

/** Which record is wanted. All of it follows from these values and the context. */
export interface RecordRequest {
  readonly id: string;
  readonly index: number;
  readonly kind: RecordKind;
  readonly seed: string;
  readonly path: SignaturePath;
  /** The path was given: it becomes a record as it is, or none. Nothing is taken out of it to make the rest hold. */
  readonly exact?: true;
  /** Error type to try first, so that a run has all five. */
  readonly errorType: ErrorType;
  /**
   * Where nothing is missing: make the mistake of asking for what is known, or of declining what can be done. Without it
   * such a mistake is made only where no other can be.
   */
  readonly manner?: 'ask' | 'deny';
  /** An error of the world is to be met in it, where one can be had. */
  readonly errors?: true;
}
