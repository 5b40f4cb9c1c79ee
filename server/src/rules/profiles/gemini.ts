import type { Profile } from './profile.ts';
import { READ, READ_LATER } from './read.ts';

/** The Gemini API (AI Studio). Names, types, formats and keywords: rules `gemini-…`. */
export const gemini: Profile = {
  id: 'gemini',
  title: 'Google Gemini API',
  kind: 'provider',
  unknown: ['patterns'],
  required: {
    what: 'unknown',
    source: {
      title: 'Gemini\'s API: "required[0]: property is not defined", as quoted in an issue of AIStudioToAPI (May 2026)',
      url: 'https://github.com/iBUHub/AIStudioToAPI/issues/154',
      read: READ,
    },
  },
  arrayLengths: {
    most: 960,
    level: 'warning',
    source: {
      title:
        "Google's client for Python: requests are refused where all `maxItems` come to more than about 960 (March 2026)",
      url: 'https://github.com/googleapis/python-genai/issues/2170',
      read: READ,
    },
  },
  keywords: {
    names: ['$schema'],
    where: "the Gemini API's `parameters`",
    source: {
      title:
        'Gemini\'s API: "Unknown name \\"$schema\\" … Cannot find field", as quoted in an issue of CLIProxyAPI (October 2025)',
      url: 'https://github.com/router-for-me/CLIProxyAPI/issues/97',
      read: READ,
    },
  },
  objectKeywords: {
    source: {
      title:
        'Gemini\'s API: "properties: only allowed for OBJECT type", as quoted in a pull request of opencode (February 2026)',
      url: 'https://github.com/anomalyco/opencode/pull/11888',
      read: READ_LATER,
    },
  },
  booleanSchema: {
    source: {
      title: 'Copilot CLI: every model of Gemini answers 400 where a property of a tool is `true` (September 2026)',
      url: 'https://github.com/github/copilot-cli/issues/4623',
      read: READ_LATER,
    },
  },
  openObject: {
    level: 'information',
    words:
      'was refused in 2025 ("properties: should be non-empty for OBJECT type") and is taken since; the model is told nothing of what it holds',
    source: {
      title:
        "Zeph: the Gemini API takes objects without properties (March 2026); in February 2025 it refused them (Google's forum, topic 64086)",
      url: 'https://github.com/bug-ops/zeph/issues/1641',
      read: READ_LATER,
    },
  },
  rootType: {
    level: 'warning',
    source: {
      title:
        "Gemini's API: status 400 for parameters without a type where a call is forced, in a pull request of LiveKit Agents (June 2025)",
      url: 'https://github.com/livekit/agents/pull/2689',
      read: READ_LATER,
    },
  },
};
