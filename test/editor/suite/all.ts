// Every suite of the editor tests; a new file is added here.
import './activation.test.ts';
import './agent-tools.test.ts';
import './commands.test.ts';
import './discovery.test.ts';
import './editor-model.test.ts';
import './fixes.test.ts';
import './graph.test.ts';
import './language.test.ts';
import './paths.test.ts';
import './runs.test.ts';
import './server.test.ts';
import './settings.test.ts';
import './teacher.test.ts';
import './tests.test.ts';
