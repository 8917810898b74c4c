import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { watchOtherTabs } from './api/session.ts';
import { startI18n } from './i18n/index.ts';

async function start(): Promise<void> {
  watchOtherTabs();
  await startI18n();
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
