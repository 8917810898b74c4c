import type { Page } from 'playwright-core';

type Axe = typeof import('axe-core');

/** Every text that people see or hear on a page: what is written, and the names and hints of controls. */
export function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !/^(SCRIPT|STYLE|NOSCRIPT)$/.test(parent.tagName)) found.push(node.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '');
    return [...new Set(found.map(text => text.trim()).filter(Boolean))];
  });
}

/** What axe has against the page as it stands, or against what lies `within` it, one line each; axe has to be in the page. */
export function barriers(page: Page, within?: string): Promise<string[]> {
  return page.evaluate(async selector => {
    const { axe } = window as unknown as { axe: Axe };
    const part = selector === undefined ? null : [...document.querySelectorAll(selector)].at(-1);
    const { violations } = await axe.run(part ?? document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.split('\n').slice(1, 2).join(' ').trim()}`,
      ),
    );
  }, within);
}
