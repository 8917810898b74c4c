import './styles.css';
import { stayAwake } from './device.ts';
import { locale } from './i18n.ts';
import { listenForProblems, note } from './log.ts';
import { Player } from './player.ts';

listenForProblems(globalThis);
document.documentElement.lang = locale;
document.documentElement.dataset.state = 'starting';
document.addEventListener('contextmenu', event => event.preventDefault());
stayAwake();
// Keeps the browser from throwing the library away when the disk runs full.
void navigator.storage?.persist?.().catch(() => false);

const stage = document.getElementById('stage');
const screens = document.getElementById('screens');
if (stage && screens) new Player(stage, screens).start().catch((error: unknown) => note('start', error));
