/** Colours of the drawing, all from the theme. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly muted: string;
  readonly border: string;
  readonly node: string;
  readonly selectedNode: string;
  readonly selectedBorder: string;
  readonly selectedText: string;
  readonly kinds: Readonly<Record<string, string>>;
  readonly rejected: string;
  readonly verified: string;
  readonly match: string;
  /** One a category, used again in order where there are more. */
  readonly clusters: readonly string[];
  readonly font: string;
  readonly monospace: string;
  /** High contrast themes: outlines instead of tints. */
  readonly contrast: boolean;
}

/** The orange of the charts is see-through in the default themes; that of the symbol icons is not. */
const CLUSTER_COLORS = [
  'charts-green',
  'symbolIcon-classForeground',
  'charts-purple',
  'charts-blue',
  'charts-red',
  'symbolIcon-operatorForeground',
];

/** Reads the theme as it is now. */
export function readPalette(body: HTMLElement = document.body): Palette {
  const style = getComputedStyle(body);
  const color = (...names: string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return style.color;
  };
  const contrast = /vscode-high-contrast/.test(body.className);
  return {
    background: color('editor-background'),
    foreground: color('foreground'),
    muted: color('descriptionForeground', 'foreground'),
    border: contrast ? color('contrastBorder') : color('widget-border', 'panel-border', 'editorWidget-border'),
    node: color('editorWidget-background', 'editor-background'),
    // High contrast themes mark by outline; their selection colours are made for text.
    selectedNode: contrast ? color('editor-background') : color('list-activeSelectionBackground', 'editor-background'),
    selectedBorder: color('focusBorder', 'contrastActiveBorder'),
    selectedText: contrast ? color('foreground') : color('list-activeSelectionForeground', 'foreground'),
    kinds: {
      input: color('charts-blue', 'textLink-foreground'),
      part: color('charts-green'),
      premise: color('charts-purple'),
    },
    rejected: color('charts-red', 'errorForeground'),
    verified: color('charts-green'),
    match: color('editor-findMatchHighlightBorder', 'charts-yellow'),
    clusters: CLUSTER_COLORS.map((name) => color(name, 'foreground')),
    font: style.getPropertyValue('--vscode-font-family').trim() || 'sans-serif',
    monospace: style.getPropertyValue('--vscode-editor-font-family').trim() || 'monospace',
    contrast,
  };
}
