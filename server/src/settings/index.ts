export { isOwnAddress, originOf } from './address.ts';
export { priceOf } from './price.ts';
export { MIN_CONFIDENCE, SETTINGS } from './table.ts';
export { SETTING_GROUPS, type SettingGroup, type SettingSpec } from './types.ts';
export { type SettingId, type SettingValue, settingIn, settingValue } from './value.ts';
