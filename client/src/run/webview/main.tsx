import { render } from 'preact';
import '../../webview/base.css';
import '../../call/webview/call.css';
import './run.css';
import './review.css';
import { restoreFocus } from '../../webview/focus.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root !== null) render(<App />, root);
restoreFocus();
