import { createRoot } from 'react-dom/client';
import '../shared/colors.css';
import '../shared/base.css';
import './simulator.css';
import { App } from './App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(<App />);
