/** What all kinds of settings say of themselves. */
interface Common {
  readonly group: SettingGroup;
  /** `resource`: may differ by folder; `window`: one value for the window; `machine`: no workspace can set it. */
  readonly scope: 'resource' | 'window' | 'machine' | 'machine-overridable';
  /** What it does, for the settings page: Markdown, one or two sentences. */
  readonly about: string;
  /** Ignored in an untrusted workspace, where its value comes from strangers: what says where things are sent or written. */
  readonly restricted?: true;
}

/** One setting: its kind, its default and the values it takes. */
export type SettingSpec = Common &
  (
    | { readonly kind: 'boolean'; readonly default: boolean }
    | { readonly kind: 'integer' | 'number'; readonly default: number; readonly min: number; readonly max?: number }
    | { readonly kind: 'text'; readonly default: string }
    /** One of several words, each with what it means. */
    | { readonly kind: 'choice'; readonly default: string; readonly choices: Readonly<Record<string, string>> }
    /** A list of texts; with `choices`, of those words, none twice. */
    | {
        readonly kind: 'list';
        readonly default: readonly string[];
        readonly most: number;
        readonly choices?: Readonly<Record<string, string>>;
      }
  );

/** Groups of the settings page, in their order. */
export const SETTING_GROUPS = {
  files: 'Signature Files',
  graph: 'Graph and Paths',
  trajectories: 'Trajectories',
  endpoint: 'Endpoint',
  rules: 'Rules',
  advanced: 'Advanced',
} as const;

export type SettingGroup = keyof typeof SETTING_GROUPS;

/** The type of a setting's value, read off its entry in the table. */
export type ValueOf<Spec extends SettingSpec> = Spec extends { kind: 'boolean' }
  ? boolean
  : Spec extends { kind: 'integer' | 'number' }
    ? number
    : Spec extends { kind: 'text' }
      ? string
      : Spec extends { kind: 'choice'; choices: infer Choices }
        ? keyof Choices
        : Spec extends { kind: 'list'; choices: infer Choices }
          ? readonly (keyof Choices)[]
          : readonly string[];
