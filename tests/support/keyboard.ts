import type { Page } from 'playwright-core';

/** Where the keyboard is. */
interface Stop {
  role: string;
  name: string;
  /** Nothing shows where it is. */
  unseen: boolean;
}

/** A person without a mouse: goes through a page by Tab alone, and finds fault with every stop that is lost or cannot be seen. */
export class Keyboard {
  readonly page: Page;
  /** What was met on the way that should not be. */
  readonly faults: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes on by Tab (or back by Shift+Tab) until this has the focus. */
  async to(name: string | RegExp, { role, back = false, most = 90 }: { role?: string; back?: boolean; most?: number } = {}): Promise<void> {
    const met: string[] = [];
    for (let step = 0; step <= most; step += 1) {
      const stop = await this.here();
      if (stop.name === '' && stop.role === 'button') this.faults.push('a button without a name');
      if (stop.unseen) this.faults.push(`no focus to be seen at ${stop.role} “${stop.name}”`);
      if ((!role || stop.role === role) && (typeof name === 'string' ? stop.name === name : name.test(stop.name))) return;
      met.push(`${stop.role} “${stop.name.slice(0, 40)}”`);
      await this.page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not lead to ${String(name)}, but to ${met.join(', ')}`);
  }

  /** The same, and presses it. */
  async press(
    name: string | RegExp,
    { key = 'Enter', ...how }: { role?: string; back?: boolean; most?: number; key?: string } = {},
  ): Promise<void> {
    await this.to(name, how);
    await this.page.keyboard.press(key);
  }

  /** Goes to a field and types over what it holds. */
  async fill(name: string | RegExp, text: string, how: { role?: string; back?: boolean } = {}): Promise<void> {
    await this.to(name, how);
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.type(text);
  }

  /** Opens a list and chooses in it. */
  async choose(name: string | RegExp, option: string, typed = ''): Promise<void> {
    await this.to(name);
    if (typed) await this.page.keyboard.type(typed);
    else await this.page.keyboard.press('Enter');
    await this.page.getByRole('option', { name: option }).first().waitFor();
    const at = this.page.locator('[data-combobox-selected]');
    for (let step = 0; step < 20; step += 1) {
      if ((await at.count()) > 0 && (await at.first().textContent())?.includes(option)) return this.page.keyboard.press('Enter');
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`the arrows do not lead to ${option}`);
  }

  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Says when the keyboard is nowhere: what had the focus is gone, and the next key falls on nothing. */
  async notLost(when: string): Promise<void> {
    for (let look = 0; look < 20; look += 1) {
      if ((await this.here()).role !== 'body') return;
      await this.page.waitForTimeout(25);
    }
    this.faults.push(`focus lost ${when}`);
  }

  here(): Promise<Stop> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return { role: 'body', name: '', unseen: false };
      const words = (ids: string | null) =>
        (ids ?? '')
          .split(' ')
          .map(id => document.getElementById(id)?.textContent ?? '')
          .join(' ');
      const label = 'labels' in at ? [...((at as HTMLInputElement).labels ?? [])].map(one => one.textContent).join(' ') : '';
      const name = at.getAttribute('aria-label') || words(at.getAttribute('aria-labelledby')) || label || at.textContent || '';
      const kinds: Readonly<Record<string, string>> = { A: 'link', BUTTON: 'button', INPUT: 'field', TEXTAREA: 'field', SELECT: 'field' };
      const shows = (element: Element | null) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
        return (
          (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) ||
          boxShadow !== 'none' ||
          element.matches('[data-focus]') ||
          (element.matches('input, textarea') && borderColor !== '')
        );
      };
      const near = [at, at.parentElement, at.nextElementSibling];
      // What only holds others, as a panel that has just opened, need not show it.
      const holds = !at.matches('a, button, input, textarea, select, [role]');
      const seen = holds || near.some(shows);
      return { role: at.getAttribute('role') || (kinds[at.tagName] ?? at.tagName.toLowerCase()), name: name.trim(), unseen: !seen };
    });
  }
}
