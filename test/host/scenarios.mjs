// What the editor suite opens: each scenario is a session of its own, on a fresh copy of its fixture.
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from './install.mjs';

/**
 * @typedef {object} Scenario
 * @property {string} name     also the name of its list of tests in test/editor/index.ts
 * @property {string} [fixture] folder of test/fixtures that is copied; without one the folder opened is empty
 * @property {string} [open]   what is opened of the copy; the copy itself where absent
 * @property {boolean} [watch] what the screen shows is watched (shown.mjs)
 * @property {boolean} [once]  some minutes long: left out for the floor version and the package unless it is named
 * @property {boolean} [trust] workspace trust is on, and nobody has trusted this workspace
 */

/** @type {readonly Scenario[]} */
export const SCENARIOS = [
  { name: 'workspace', fixture: 'workspace' },
  { name: 'multi-root', fixture: 'multi-root', open: 'team.code-workspace' },
  { name: 'untrusted', fixture: 'untrusted', trust: true },
  { name: 'hostile', watch: true, once: true },
];

/** An empty folder, so that nothing is active before it is timed: `npm run bench editor`. */
export const TIMING = { name: 'timing' };

/** Settings of a session: with trust on, no dialog stands in the way of the tests. */
export function settingsOf(/** @type {Scenario} */ scenario) {
  return scenario.trust === true
    ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }
    : {};
}

/** A fresh copy of the fixture, so that tests may write. @returns {string} what to open */
export function copyFixture(/** @type {Scenario} */ scenario, /** @type {string} */ session) {
  const folder = path.join(session, 'ws');
  if (scenario.fixture === undefined) mkdirSync(folder);
  else cpSync(path.join(projectRoot, 'test/fixtures', scenario.fixture), folder, { recursive: true });
  return scenario.open === undefined ? folder : path.join(folder, scenario.open);
}

/** What the extension host is told by its environment. */
export function testEnvironment(/** @type {Scenario} */ scenario, { report, messages, seen, grep }) {
  return {
    MAGNET_TEST_SCENARIO: scenario.name,
    MAGNET_TEST_REPORT: report,
    ...(messages === undefined ? {} : { MAGNET_TEST_MESSAGES: messages }),
    ...(seen === undefined ? {} : { MAGNET_TEST_SEEN: seen }),
    ...(grep === undefined ? {} : { MAGNET_TEST_GREP: grep }),
  };
}
