/**
 * A theme's name, and the class that the workbench bears once it is on. While an extension is developed, themes of high
 * contrast are taken from the settings only when these change.
 */
export const THEMES = {
  dark: { name: 'Default Dark Modern', bears: 'vs-dark' },
  light: { name: 'Default Light Modern', bears: 'vs' },
  contrast: { name: 'Default High Contrast', bears: 'hc-black' },
  'contrast-light': { name: 'Default High Contrast Light', bears: 'hc-light' },
};
