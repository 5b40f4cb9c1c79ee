// Every suite of the editor tests; a new file is added here.
import './activation.test.ts';
