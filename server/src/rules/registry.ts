import { ambiguousFunctions } from './clear/ambiguous-functions.rule.ts';
import { ambiguousParameters } from './clear/ambiguous-parameters.rule.ts';
import { descriptionMissing } from './clear/description-missing.rule.ts';
import { descriptionParameterMissing } from './clear/description-parameter-missing.rule.ts';
import { descriptionRepeatsName } from './clear/description-repeats-name.rule.ts';
import { descriptionResponseMissing } from './clear/description-response-missing.rule.ts';
import { descriptionTooLong } from './clear/description-too-long.rule.ts';
import { identifierNoFormat } from './clear/identifier-no-format.rule.ts';
import { nameAbbreviation } from './clear/name-abbreviation.rule.ts';
import { nameBareBoolean } from './clear/name-bare-boolean.rule.ts';
import { nameSingleLetter } from './clear/name-single-letter.rule.ts';
import { nameStyleMixed } from './clear/name-style-mixed.rule.ts';
import { objectFreeForm } from './clear/object-free-form.rule.ts';
import { proseDefault } from './clear/prose-default.rule.ts';
import { proseEnum } from './clear/prose-enum.rule.ts';
import { proseFormat } from './clear/prose-format.rule.ts';
import { proseOptional } from './clear/prose-optional.rule.ts';
import { proseRange } from './clear/prose-range.rule.ts';
import { proseUnit } from './clear/prose-unit.rule.ts';
import { stringHoldsJson } from './clear/string-holds-json.rule.ts';
import { unitMissing } from './clear/unit-missing.rule.ts';
import { categoryMissing } from './magnet/category-missing.rule.ts';
import { deadEnd } from './magnet/dead-end.rule.ts';
import { identifierNoProducer } from './magnet/identifier-no-producer.rule.ts';
import { premiseCycle } from './magnet/premise-cycle.rule.ts';
import { premiseUnknown } from './magnet/premise-unknown.rule.ts';
import { readingDoubtful } from './magnet/reading-doubtful.rule.ts';
import { responseDiffers } from './magnet/response-differs.rule.ts';
import { responseMissing } from './magnet/response-missing.rule.ts';
import { unreachable } from './magnet/unreachable.rule.ts';
import { anthropicName } from './provider/anthropic-name.rule.ts';
import { anthropicPropertyName } from './provider/anthropic-property-name.rule.ts';
import { anthropicRootObject } from './provider/anthropic-root-object.rule.ts';
import { anthropicStrictSchema } from './provider/anthropic-strict-schema.rule.ts';
import { bfclFormat } from './provider/bfcl-format.rule.ts';
import { bfclType } from './provider/bfcl-type.rule.ts';
import { geminiArrayItems } from './provider/gemini-array-items.rule.ts';
import { geminiDepth } from './provider/gemini-depth.rule.ts';
import { geminiEnum } from './provider/gemini-enum.rule.ts';
import { geminiFormat } from './provider/gemini-format.rule.ts';
import { geminiKeyword } from './provider/gemini-keyword.rule.ts';
import { geminiName } from './provider/gemini-name.rule.ts';
import { geminiParameterName } from './provider/gemini-parameter-name.rule.ts';
import { geminiToolCount } from './provider/gemini-tool-count.rule.ts';
import { geminiType } from './provider/gemini-type.rule.ts';
import { mcpAnnotations } from './provider/mcp-annotations.rule.ts';
import { mcpName } from './provider/mcp-name.rule.ts';
import { mcpOutputObject } from './provider/mcp-output-object.rule.ts';
import { mcpRootObject } from './provider/mcp-root-object.rule.ts';
import { openaiArrayItems } from './provider/openai-array-items.rule.ts';
import { openaiDescriptionLength } from './provider/openai-description-length.rule.ts';
import { openaiName } from './provider/openai-name.rule.ts';
import { openaiRootObject } from './provider/openai-root-object.rule.ts';
import { openaiStrictClosed } from './provider/openai-strict-closed.rule.ts';
import { openaiStrictKeyword } from './provider/openai-strict-keyword.rule.ts';
import { openaiStrictLimit } from './provider/openai-strict-limit.rule.ts';
import { openaiStrictRequired } from './provider/openai-strict-required.rule.ts';
import { openaiStrictType } from './provider/openai-strict-type.rule.ts';
import { openaiToolCount } from './provider/openai-tool-count.rule.ts';
import { openaiToolType } from './provider/openai-tool-type.rule.ts';
import { targetArrayItems } from './provider/target-array-items.rule.ts';
import { targetBooleanSchema } from './provider/target-boolean-schema.rule.ts';
import { targetChoiceDefault } from './provider/target-choice-default.rule.ts';
import { targetClosed } from './provider/target-closed.rule.ts';
import { targetDescriptionLength } from './provider/target-description-length.rule.ts';
import { targetDraft } from './provider/target-draft.rule.ts';
import { targetKeyword } from './provider/target-keyword.rule.ts';
import { targetMetaSchema } from './provider/target-meta-schema.rule.ts';
import { targetName } from './provider/target-name.rule.ts';
import { targetNamePrefix } from './provider/target-name-prefix.rule.ts';
import { targetObjectKeyword } from './provider/target-object-keyword.rule.ts';
import { targetOpenObject } from './provider/target-open-object.rule.ts';
import { targetParameters } from './provider/target-parameters.rule.ts';
import { targetPattern } from './provider/target-pattern.rule.ts';
import { targetProperties } from './provider/target-properties.rule.ts';
import { targetRecursion } from './provider/target-recursion.rule.ts';
import { targetReference } from './provider/target-reference.rule.ts';
import { targetRequired } from './provider/target-required.rule.ts';
import { targetRoot } from './provider/target-root.rule.ts';
import { targetSize } from './provider/target-size.rule.ts';
import { targetStrictField } from './provider/target-strict-field.rule.ts';
import { targetToolCount } from './provider/target-tool-count.rule.ts';
import { targetType } from './provider/target-type.rule.ts';
import { boundsImpossible } from './well-formed/bounds-impossible.rule.ts';
import { conflictingFunction } from './well-formed/conflicting-function.rule.ts';
import { cyclicImport } from './well-formed/cyclic-import.rule.ts';
import { cyclicType } from './well-formed/cyclic-type.rule.ts';
import { defaultAsTextRule } from './well-formed/default-as-text.rule.ts';
import { defaultMismatch } from './well-formed/default-mismatch.rule.ts';
import { defaultNull } from './well-formed/default-null.rule.ts';
import { duplicateEnumValue } from './well-formed/duplicate-enum-value.rule.ts';
import { duplicateFunction } from './well-formed/duplicate-function.rule.ts';
import { duplicateParameter } from './well-formed/duplicate-parameter.rule.ts';
import { duplicateProperty } from './well-formed/duplicate-property.rule.ts';
import { duplicateType } from './well-formed/duplicate-type.rule.ts';
import { enumMismatch } from './well-formed/enum-mismatch.rule.ts';
import { enumOnArray } from './well-formed/enum-on-array.rule.ts';
import { exampleMismatch } from './well-formed/example-mismatch.rule.ts';
import { exclusiveFlag } from './well-formed/exclusive-flag.rule.ts';
import { formatUnknown } from './well-formed/format-unknown.rule.ts';
import { functionTooLarge } from './well-formed/function-too-large.rule.ts';
import { invalidTag } from './well-formed/invalid-tag.rule.ts';
import { keyMisplaced } from './well-formed/key-misplaced.rule.ts';
import { keyUnread } from './well-formed/key-unread.rule.ts';
import { keywordNoEffect } from './well-formed/keyword-no-effect.rule.ts';
import { keywordUnknown } from './well-formed/keyword-unknown.rule.ts';
import { parametersUndeclared } from './well-formed/parameters-undeclared.rule.ts';
import { patternDelimiters } from './well-formed/pattern-delimiters.rule.ts';
import { patternInvalid } from './well-formed/pattern-invalid.rule.ts';
import { patternUnchecked } from './well-formed/pattern-unchecked.rule.ts';
import { patternUnsafe } from './well-formed/pattern-unsafe.rule.ts';
import { providerTool } from './well-formed/provider-tool.rule.ts';
import { refCycle } from './well-formed/ref-cycle.rule.ts';
import { refUnresolved } from './well-formed/ref-unresolved.rule.ts';
import { requiredDefault } from './well-formed/required-default.rule.ts';
import { requiredUnknown } from './well-formed/required-unknown.rule.ts';
import { schemaInvalid } from './well-formed/schema-invalid.rule.ts';
import { strictNotRead } from './well-formed/strict-not-read.rule.ts';
import { syntaxError } from './well-formed/syntax-error.rule.ts';
import { textInvisible } from './well-formed/text-invisible.rule.ts';
import { typeMissing } from './well-formed/type-missing.rule.ts';
import { unknownDialect } from './well-formed/unknown-dialect.rule.ts';
import { unknownImport } from './well-formed/unknown-import.rule.ts';
import { unknownTag } from './well-formed/unknown-tag.rule.ts';
import { unknownType } from './well-formed/unknown-type.rule.ts';
import { unreadableFile } from './well-formed/unreadable-file.rule.ts';
import { unsupportedConstruct } from './well-formed/unsupported-construct.rule.ts';

/**
 * Every rule by its code: the one table from which settings, pages, the index and the schema of `magnet.config.jsonc`
 * are made. A code that is not here does not compile.
 */
export const RULES = {
  'bounds-impossible': boundsImpossible,
  'conflicting-function': conflictingFunction,
  'cyclic-import': cyclicImport,
  'cyclic-type': cyclicType,
  'default-as-text': defaultAsTextRule,
  'default-mismatch': defaultMismatch,
  'default-null': defaultNull,
  'duplicate-enum-value': duplicateEnumValue,
  'duplicate-function': duplicateFunction,
  'duplicate-parameter': duplicateParameter,
  'duplicate-property': duplicateProperty,
  'duplicate-type': duplicateType,
  'enum-mismatch': enumMismatch,
  'enum-on-array': enumOnArray,
  'example-mismatch': exampleMismatch,
  'exclusive-flag': exclusiveFlag,
  'format-unknown': formatUnknown,
  'function-too-large': functionTooLarge,
  'invalid-tag': invalidTag,
  'key-misplaced': keyMisplaced,
  'key-unread': keyUnread,
  'keyword-no-effect': keywordNoEffect,
  'keyword-unknown': keywordUnknown,
  'parameters-undeclared': parametersUndeclared,
  'pattern-delimiters': patternDelimiters,
  'pattern-invalid': patternInvalid,
  'pattern-unchecked': patternUnchecked,
  'pattern-unsafe': patternUnsafe,
  'ref-cycle': refCycle,
  'ref-unresolved': refUnresolved,
  'required-default': requiredDefault,
  'required-unknown': requiredUnknown,
  'schema-invalid': schemaInvalid,
  'strict-not-read': strictNotRead,
  'syntax-error': syntaxError,
  'text-invisible': textInvisible,
  'type-missing': typeMissing,
  'unknown-dialect': unknownDialect,
  'unknown-import': unknownImport,
  'unknown-tag': unknownTag,
  'unknown-type': unknownType,
  'unreadable-file': unreadableFile,
  'provider-tool': providerTool,
  'unsupported-construct': unsupportedConstruct,
  'ambiguous-functions': ambiguousFunctions,
  'ambiguous-parameters': ambiguousParameters,
  'description-missing': descriptionMissing,
  'description-parameter-missing': descriptionParameterMissing,
  'description-repeats-name': descriptionRepeatsName,
  'description-response-missing': descriptionResponseMissing,
  'description-too-long': descriptionTooLong,
  'identifier-no-format': identifierNoFormat,
  'name-abbreviation': nameAbbreviation,
  'name-bare-boolean': nameBareBoolean,
  'name-single-letter': nameSingleLetter,
  'name-style-mixed': nameStyleMixed,
  'object-free-form': objectFreeForm,
  'prose-default': proseDefault,
  'prose-enum': proseEnum,
  'prose-format': proseFormat,
  'prose-optional': proseOptional,
  'prose-range': proseRange,
  'prose-unit': proseUnit,
  'string-holds-json': stringHoldsJson,
  'unit-missing': unitMissing,
  'anthropic-name': anthropicName,
  'anthropic-property-name': anthropicPropertyName,
  'anthropic-root-object': anthropicRootObject,
  'anthropic-strict-schema': anthropicStrictSchema,
  'bfcl-format': bfclFormat,
  'bfcl-type': bfclType,
  'gemini-array-items': geminiArrayItems,
  'gemini-depth': geminiDepth,
  'gemini-enum': geminiEnum,
  'gemini-format': geminiFormat,
  'gemini-keyword': geminiKeyword,
  'gemini-name': geminiName,
  'gemini-parameter-name': geminiParameterName,
  'gemini-tool-count': geminiToolCount,
  'gemini-type': geminiType,
  'mcp-annotations': mcpAnnotations,
  'mcp-name': mcpName,
  'mcp-output-object': mcpOutputObject,
  'mcp-root-object': mcpRootObject,
  'openai-array-items': openaiArrayItems,
  'openai-description-length': openaiDescriptionLength,
  'openai-name': openaiName,
  'openai-root-object': openaiRootObject,
  'openai-strict-closed': openaiStrictClosed,
  'openai-strict-keyword': openaiStrictKeyword,
  'openai-strict-limit': openaiStrictLimit,
  'openai-strict-required': openaiStrictRequired,
  'openai-strict-type': openaiStrictType,
  'openai-tool-count': openaiToolCount,
  'openai-tool-type': openaiToolType,
  'target-array-items': targetArrayItems,
  'target-boolean-schema': targetBooleanSchema,
  'target-choice-default': targetChoiceDefault,
  'target-closed': targetClosed,
  'target-description-length': targetDescriptionLength,
  'target-draft': targetDraft,
  'target-keyword': targetKeyword,
  'target-meta-schema': targetMetaSchema,
  'target-name': targetName,
  'target-name-prefix': targetNamePrefix,
  'target-object-keyword': targetObjectKeyword,
  'target-open-object': targetOpenObject,
  'target-parameters': targetParameters,
  'target-pattern': targetPattern,
  'target-properties': targetProperties,
  'target-recursion': targetRecursion,
  'target-reference': targetReference,
  'target-required': targetRequired,
  'target-root': targetRoot,
  'target-size': targetSize,
  'target-strict-field': targetStrictField,
  'target-tool-count': targetToolCount,
  'target-type': targetType,
  'category-missing': categoryMissing,
  'dead-end': deadEnd,
  'identifier-no-producer': identifierNoProducer,
  'premise-cycle': premiseCycle,
  'premise-unknown': premiseUnknown,
  'reading-doubtful': readingDoubtful,
  'response-differs': responseDiffers,
  'response-missing': responseMissing,
  unreachable: unreachable,
} as const;

export type RuleCode = keyof typeof RULES;

export const RULE_CODES = Object.keys(RULES) as readonly RuleCode[];

export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(RULES, text);
}
