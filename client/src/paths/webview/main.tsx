import { render } from 'preact';
import '../../webview/base.css';
import './paths.css';
import { App } from './app.tsx';

const root = document.getElementById('root');
if (root !== null) render(<App />, root);
