import '@fontsource-variable/inter/index.css';
import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { followSession } from './api/queryClient.ts';
import { session, watchOtherTabs } from './api/session.ts';
import { startI18n } from './i18n/index.ts';
import { router } from './router.tsx';

async function start(): Promise<void> {
  followSession();
  // Before any dialog of a page listens: while the session is over, keys are the sign-in's alone.
  window.addEventListener('keydown', keepFromBelow, { capture: true });
  watchOtherTabs();
  // At once: the words, and the page with what it asks the server.
  await Promise.all([startI18n(), router.load()]);
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

/** What is typed still arrives in its field, and Tab stays within the dialog. */
function keepFromBelow(event: KeyboardEvent): void {
  if (session.lapsed() && event.key !== 'Tab') event.stopImmediatePropagation();
}

void start();
