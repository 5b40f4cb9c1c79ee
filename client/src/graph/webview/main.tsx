import { render } from 'preact';
import '../../webview/base.css';
import './graph.css';
import { restoreFocus } from '../../webview/focus.ts';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root !== null) render(<App />, root);
restoreFocus();
