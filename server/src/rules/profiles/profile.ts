import type { OldForm } from '../../json/index.ts';
import type { Severity, Source, Target } from '../levels.ts';

/** A fact about a target, with the page that says so. */
export interface Fact {
  readonly source: Source;
  /** What it costs to leave it; default: error, the request is refused. */
  readonly level?: Severity;
}

/** What of a pattern a target does not take. */
export type PatternLimit = 'lookaround' | 'anchors' | 'classes';

/** What a profile can say nothing about, because nobody has stated it. */
export type Unknown = 'names' | 'lengths' | 'counts' | 'keywords' | 'patterns' | 'nesting';

/**
 * Who takes tools and what it takes of them, as data. One file a target; the rules `target-…` compare a function with
 * every profile that is on. What a profile does not say is not checked, and what nobody knows stands in `unknown`.
 */
export interface Profile {
  readonly id: Target;
  readonly title: string;
  readonly kind: 'provider' | 'server' | 'client' | 'benchmark';
  /** Targets whose own rules and facts hold here as well. */
  readonly includes?: readonly Target[];
  /** Rules of the included targets that do not hold here. */
  readonly without?: readonly string[];
  /** Every function is sent in the provider's strict mode. */
  readonly strict?: boolean;
  readonly unknown: readonly Unknown[];
  readonly name?: Fact & { readonly pattern: RegExp; readonly words: string };
  /** The same for tools in the manifest of an extension, where that differs. */
  readonly manifestName?: Fact & { readonly pattern: RegExp; readonly words: string };
  /** A client puts the server's name before the tool's, and both together have a limit. */
  readonly prefix?: Fact & { readonly form: string; readonly added: number; readonly most: number };
  readonly descriptionLength?: Fact & { readonly most: number };
  readonly toolCount?: Fact & { readonly most: number };
  /** A choice (`anyOf`, `oneOf`, `allOf`) at the root of the parameters. */
  readonly rootChoice?: Fact;
  /** The root of the parameters must say `"type": "object"`. */
  readonly rootType?: Fact;
  /** The key of the parameters must be there and hold a schema; or, where it is there, must hold one. */
  readonly parameters?: Fact & { readonly what: 'there' | 'not-null' };
  /** The parameters must have `properties`, if only empty ones. */
  readonly properties?: Fact;
  /** `required` without `properties` in any object, or with a name that is no property. */
  readonly required?: Fact & { readonly what: 'alone' | 'unknown' };
  readonly arrayItems?: Fact;
  /** `true` or `false` where a schema stands, of a property or of items. */
  readonly booleanSchema?: Fact;
  /** An object among the parameters that names no properties. */
  readonly openObject?: Fact & { readonly words: string };
  /** Schemas are held against the meta-schema of draft 2020-12, which refuses what older drafts wrote. */
  readonly draft?: Fact & { readonly forms: readonly OldForm[] };
  /** Under `strict` every object says `"additionalProperties": false`. */
  readonly closedWhenStrict?: Fact;
  /** A meta-schema named by `$schema` whose keywords the validator does not know. */
  readonly metaSchema?: Fact & { readonly pattern: RegExp };
  /** The field `strict` of a function is not known. */
  readonly strictField?: Fact;
  /** Every property and item says its type, a choice, a reference or its values. */
  readonly propertyType?: Fact & {
    /** More keywords that stand in the place of a type; a schema that says nothing at all is taken, too. */
    readonly inPlace?: readonly string[];
  };
  /** `type` beside `anyOf` or `oneOf`. */
  readonly typeBesideChoice?: Fact;
  /** Any other field beside `anyOf`, in the provider's own form of schemas. */
  readonly choiceAlone?: Fact;
  /** `default` beside `anyOf`. */
  readonly defaultBesideChoice?: Fact;
  /** `properties` or `required` beside another type than object. */
  readonly objectKeywords?: Fact;
  /** A keyword that stands beside `$ref` and in what it names. */
  readonly referenceTwice?: Fact;
  /** A type that contains itself. */
  readonly recursion?: Fact;
  readonly keywords?: Fact & {
    readonly names: readonly string[];
    readonly where: string;
    readonly strictOnly?: boolean;
  };
  readonly patterns?: Fact & { readonly limits: readonly PatternLimit[] };
  /** Sum of all `maxItems` of one function. */
  readonly arrayLengths?: Fact & { readonly most: number };
  /** Longest text that a `maxLength` may allow. */
  readonly textLength?: Fact & { readonly most: number };
}
