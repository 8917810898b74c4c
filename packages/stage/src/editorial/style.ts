/** One `--u` is a pixel of a 960 × 540 sheet (540 × 960 when upright), `--k` what the text gives up to fit. */
const TEXT = `
:host { container-type: size; }
.slide { --u: min(100cqw / 960, 100cqh / 540); --k: 1; --least: 1; --f: calc(var(--u) * var(--k)); position: absolute; inset: 0; box-sizing: border-box;
  display: flex; flex-direction: column; overflow: hidden; font-family: "Inter Variable", Inter, "Segoe UI", Roboto, system-ui, sans-serif; text-align: start; }
.slide * { box-sizing: border-box; margin: 0; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.room { flex: 1; min-height: 0; overflow: hidden; }
.slide .kicker { font-size: max(16 * var(--u) * var(--least), 21 * var(--f)); line-height: 1.3; font-weight: 600; margin-bottom: calc(12 * var(--f)); }
.slide .sentence { font-size: max(16 * var(--u) * var(--least), 24 * var(--f)); line-height: 1.4; margin-top: calc(18 * var(--f)); white-space: pre-line; }
.slide .scan { display: flex; align-items: center; gap: calc(18 * var(--u)); margin-top: calc(16 * var(--u)); font-size: calc(18 * var(--u)); line-height: 1.4; }
.scan b { display: block; font-size: calc(20 * var(--u)); font-weight: 650; }
.qr { flex: none; width: calc(118 * var(--u)); height: calc(118 * var(--u)); background: #fff; border: 1px solid #e0e0dd; border-radius: calc(7 * var(--u)); }
.slide footer { display: flex; flex: none; align-items: center; justify-content: space-between; gap: calc(20 * var(--u)); min-height: calc(26 * var(--u));
  margin-top: calc(20 * var(--u)); font-size: calc(18 * var(--u)); line-height: 1.35; }
.from { display: flex; align-items: center; gap: calc(12 * var(--u)); min-width: 0; }
.steps { display: flex; flex: none; gap: calc(5 * var(--u)); }
.steps i { width: calc(26 * var(--u)); height: calc(4 * var(--u)); border-radius: calc(2 * var(--u)); background: currentcolor; opacity: .2; }
.steps .past { opacity: .5; }
.steps .now { background: var(--mark); opacity: 1; }`;

const NEWS = `
.news { --mark: #b0341d; padding: calc(48 * var(--u)) calc(64 * var(--u)) calc(24 * var(--u)); border-inline-start: calc(16 * var(--u)) solid var(--mark);
  background: #faf7f2; color: #5c5c5a; }
.news .kicker { color: var(--mark); }
.news h1 { color: #1e1e1c; font: 600 calc(58 * var(--f))/1.1 "Fraunces Variable", Georgia, "Noto Serif", "DejaVu Serif", serif; letter-spacing: -.015em; }
.news .sentence { color: #3d3d3b; }
.news .scan b { color: #1e1e1c; }`;

const NOTICE = `
.notice { --mark: #f0b04a; padding: calc(56 * var(--u)) calc(64 * var(--u)) calc(36 * var(--u)); background: #0b4a55; color: #b5d9df; }
.notice > :not(.disk) { position: relative; width: 56cqw; max-width: 56cqw; }
.notice .kicker { color: #f3c67e; }
.notice h1 { color: #fff; font: 800 calc(84 * var(--f))/1 "Archivo Variable", "Inter Variable", Inter, system-ui, sans-serif; letter-spacing: -.028em; }
.notice .sentence { color: #d3eaee; }
.notice b { color: #fff; font-weight: 600; }
.disk { position: absolute; width: calc(400 * var(--u)); height: calc(400 * var(--u)); right: calc(-36 * var(--u)); top: calc(50cqh - 200 * var(--u)); }
.cross { flex: none; width: 1.1em; height: 1.1em; }`;

const MENU = `
.menu { --mark: #f0b04a; padding: calc(36 * var(--u)) calc(48 * var(--u)) calc(24 * var(--u)); background: #2a1a12; color: #d8bf9d; }
.menu h1 { color: #f7ecdc; font: 600 calc(44 * var(--u))/1.2 "Fraunces Variable", Georgia, "Noto Serif", "DejaVu Serif", serif; margin-bottom: calc(18 * var(--u));
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; flex: none; }
.list { columns: 2; column-gap: calc(32 * var(--u)); }
.menu h2 { break-after: avoid; color: #f0b968; font: italic 500 calc(27 * var(--f))/1.3 "Fraunces Variable", Georgia, "Noto Serif", "DejaVu Serif", serif;
  border-bottom: calc(2 * var(--u)) solid #5b4030; padding-bottom: calc(6 * var(--f)); margin-bottom: calc(10 * var(--f)); }
.dish { break-inside: avoid; padding: calc(9 * var(--f)) 0; }
.line { display: flex; align-items: baseline; gap: calc(8 * var(--u)); color: #f7ecdc; font-size: calc(22.5 * var(--f)); line-height: 1.3; font-weight: 500; }
.line i { flex: 1; min-width: calc(12 * var(--u)); border-bottom: calc(2 * var(--u)) dotted #6d5140; transform: translateY(calc(-4 * var(--f))); }
.line b { font-weight: 700; font-variant-numeric: tabular-nums; flex: none; max-width: 55%; }
.off, .off b { color: #b79d86; font-weight: 500; }
.dish small { display: block; font-size: calc(16 * var(--f)); line-height: 1.3; }`;

const UPRIGHT = `
@container (max-aspect-ratio: 1/1) {
  .slide { --u: min(100cqw / 540, 100cqh / 960); padding-inline: calc(44 * var(--u)); }
  .notice > :not(.disk) { width: auto; max-width: none; }
  .notice { padding-top: calc(400 * var(--u)); }
  .notice .disk { top: calc(-60 * var(--u)); right: calc(-40 * var(--u)); }
  .notice h1 { font-size: calc(72 * var(--f)); }
  .news { border-inline-start: 0; border-top: calc(24 * var(--u)) solid var(--mark); }
  .list { columns: 1; }
}`;

let sheet: CSSStyleSheet | undefined;

/** Made once; adopted by each shadow root, so that neither the page's styles nor these reach the other. */
export function slideStyle(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(TEXT + NEWS + NOTICE + MENU + UPRIGHT);
  }
  return sheet;
}
