import type { ParquetWriter } from 'hyparquet-writer';
import type { Shape } from './shape.ts';

export type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Parquet's flat list of the columns: every place may be null, lists have the three levels of its specification. */
export function schemaOf(columns: ReadonlyMap<string, Shape>): SchemaElement[] {
  const below = [...columns].flatMap(([name, shape]) => elements(name, shape));
  return [{ name: 'root', num_children: columns.size }, ...below];
}

function elements(name: string, shape: Shape): SchemaElement[] {
  const head = { name, repetition_type: 'OPTIONAL' } as const;
  switch (shape.kind) {
    case 'struct': {
      const fields = [...shape.fields].flatMap(([field, below]) => elements(field, below));
      return [{ ...head, num_children: shape.fields.size }, ...fields];
    }
    case 'list':
      return [
        { ...head, num_children: 1, converted_type: 'LIST', logical_type: { type: 'LIST' } },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        ...elements('element', shape.item),
      ];
    case 'integer':
      return [{ ...head, type: 'INT64' }];
    case 'number':
      return [{ ...head, type: 'DOUBLE' }];
    case 'boolean':
      return [{ ...head, type: 'BOOLEAN' }];
    default:
      return [{ ...head, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }];
  }
}

/** The same columns as `dataset_info.features` of a Hugging Face card, in lines of YAML. */
export function featureLines(columns: ReadonlyMap<string, Shape>, indent: string): string[] {
  return [...columns].flatMap(([name, shape]) => [
    `${indent}- name: ${JSON.stringify(name)}`,
    ...typeLines(shape, `${indent}  `),
  ]);
}

function typeLines(shape: Shape, indent: string): string[] {
  if (shape.kind === 'struct') return [`${indent}struct:`, ...featureLines(shape.fields, indent)];
  if (shape.kind !== 'list') return [`${indent}dtype: ${scalar(shape)}`];
  const { item } = shape;
  if (item.kind === 'struct') return [`${indent}list:`, ...featureLines(item.fields, indent)];
  return item.kind === 'list'
    ? [`${indent}list:`, ...typeLines(item, `${indent}  `)]
    : [`${indent}list: ${scalar(item)}`];
}

function scalar({ kind }: Shape): string {
  if (kind === 'integer') return 'int64';
  if (kind === 'number') return 'float64';
  return kind === 'boolean' ? 'bool' : 'string';
}
