import { isObject, type Json } from '../json/index.ts';
import type { Tensor } from './safetensors.ts';

/** Sizes of a Qwen2 model. */
export interface Shape {
  readonly vocabulary: number;
  readonly hidden: number;
  readonly inner: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyHeads: number;
  /** Width of one head. */
  readonly head: number;
  /** Width of all keys of a token. */
  readonly keyWidth: number;
  readonly context: number;
  readonly theta: number;
  readonly epsilon: number;
}

/** Weights of one layer, matrices row by row. */
export interface Layer {
  readonly inputNorm: Float32Array;
  readonly outputNorm: Float32Array;
  readonly query: Float32Array;
  readonly queryBias: Float32Array;
  readonly key: Float32Array;
  readonly keyBias: Float32Array;
  readonly value: Float32Array;
  readonly valueBias: Float32Array;
  readonly output: Float32Array;
  readonly gate: Float32Array;
  readonly up: Float32Array;
  readonly down: Float32Array;
}

export interface Weights {
  readonly embedding: Float32Array;
  readonly norm: Float32Array;
  readonly layers: readonly Layer[];
}

/** Sizes from a `config.json`. @throws Error for another architecture */
export function readShape(config: Json): Shape {
  if (!isObject(config) || config.model_type !== 'qwen2')
    throw new Error(`is a model of type ${isObject(config) ? String(config.model_type) : 'none'}; qwen2 is read.`);
  if (config.tie_word_embeddings !== true) throw new Error('has an output layer of its own; a tied one is read.');
  const number = (name: string) => {
    const value = config[name];
    if (typeof value !== 'number' || !(value > 0)) throw new Error(`has no ${name}.`);
    return value;
  };
  const [hidden, heads, keyHeads] = [
    number('hidden_size'),
    number('num_attention_heads'),
    number('num_key_value_heads'),
  ];
  const head = hidden / heads;
  if (!Number.isInteger(head / 2) || !Number.isInteger(heads / keyHeads))
    throw new Error('has heads that do not divide its width.');
  return {
    vocabulary: number('vocab_size'),
    hidden,
    inner: number('intermediate_size'),
    layers: number('num_hidden_layers'),
    heads,
    keyHeads,
    head,
    keyWidth: head * keyHeads,
    context: number('max_position_embeddings'),
    theta: thetaOf(config),
    epsilon: number('rms_norm_eps'),
  };
}

/** transformers 5 keeps it under `rope_parameters`, earlier ones beside the other sizes. */
function thetaOf(config: { readonly [key: string]: Json }): number {
  const inner = isObject(config.rope_parameters) ? config.rope_parameters.rope_theta : undefined;
  const theta = inner ?? config.rope_theta;
  if (typeof theta !== 'number' || !(theta > 0)) throw new Error('has no rope_theta.');
  return theta;
}

/** @throws Error where a tensor is missing or of another shape */
export function readLayers(shape: Shape, tensors: ReadonlyMap<string, Tensor>): Weights {
  const take = (name: string, ...sides: number[]) => {
    const tensor = tensors.get(`model.${name}`);
    if (tensor === undefined) throw new Error(`lacks the tensor model.${name}.`);
    if (tensor.shape.join() !== sides.join())
      throw new Error(`holds model.${name} as ${tensor.shape.join(' × ')}, not ${sides.join(' × ')}.`);
    return tensor.data;
  };
  const { hidden, inner, keyWidth } = shape;
  return {
    embedding: take('embed_tokens.weight', shape.vocabulary, hidden),
    norm: take('norm.weight', hidden),
    layers: Array.from({ length: shape.layers }, (_, index) => {
      const own = (name: string, ...sides: number[]) => take(`layers.${index}.${name}`, ...sides);
      return {
        inputNorm: own('input_layernorm.weight', hidden),
        outputNorm: own('post_attention_layernorm.weight', hidden),
        query: own('self_attn.q_proj.weight', hidden, hidden),
        queryBias: own('self_attn.q_proj.bias', hidden),
        key: own('self_attn.k_proj.weight', keyWidth, hidden),
        keyBias: own('self_attn.k_proj.bias', keyWidth),
        value: own('self_attn.v_proj.weight', keyWidth, hidden),
        valueBias: own('self_attn.v_proj.bias', keyWidth),
        output: own('self_attn.o_proj.weight', hidden, hidden),
        gate: own('mlp.gate_proj.weight', inner, hidden),
        up: own('mlp.up_proj.weight', inner, hidden),
        down: own('mlp.down_proj.weight', hidden, inner),
      };
    }),
  };
}
