import type { FunctionSignature } from '../signature/index.ts';
import { type OperationReading, readOperation } from './operation.ts';
import { hasTellingResponse } from './response-shape.ts';
import { type Leaf, leavesOf } from './values.ts';

/** All that one signature alone tells; the catalog decides the rest. */
export interface Profile {
  readonly signature: FunctionSignature;
  readonly scope: string;
  readonly inputs: readonly Leaf[];
  /** Documented outputs; [] where the answer is undocumented or opaque. */
  readonly outputs: readonly Leaf[];
  /** Whether the documented response tells what comes back. */
  readonly documented: boolean;
  readonly reading: OperationReading;
  /** Inputs that name records, required ones first. */
  readonly keys: readonly Leaf[];
}

const profiles = new WeakMap<FunctionSignature, Profile>();

/** The profile of a signature, computed once for as long as the signature lives. */
export function profileOf(signature: FunctionSignature): Profile {
  let profile = profiles.get(signature);
  if (profile === undefined) {
    profile = makeProfile(signature);
    profiles.set(signature, profile);
  }
  return profile;
}

function makeProfile(signature: FunctionSignature): Profile {
  const inputs = leavesOf(signature.parameters);
  const all = leavesOf(signature.response);
  const documented = hasTellingResponse(signature.response, all);
  const outputs = documented ? all : [];
  const keys = inputs.filter((input) => input.identifies >= MIN_KEY);
  return {
    signature,
    scope: signature.namespace !== '' ? signature.namespace : signature.source.uri,
    inputs,
    outputs,
    documented,
    reading: readOperation(signature, inputs, outputs),
    keys: [...keys.filter(({ required }) => required), ...keys.filter(({ required }) => !required)],
  };
}

const MIN_KEY = 0.45;
