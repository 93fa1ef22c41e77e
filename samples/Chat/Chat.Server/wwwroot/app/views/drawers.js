import { find } from './elements.js';

/** On narrow screens the lists at the sides are drawers: one open at a time, closed by Escape or by what is chosen in it. */
export class Drawers {
  #drawers = [
    { button: find('show-rooms', HTMLButtonElement), panel: find('rooms', HTMLElement) },
    { button: find('show-people', HTMLButtonElement), panel: find('people', HTMLElement) },
  ];

  constructor() {
    for (const drawer of this.#drawers) {
      drawer.button.addEventListener('click', () => this.#show(drawer.panel.classList.contains('open') ? null : drawer.panel));
    }

    find('room', HTMLElement).addEventListener('click', () => this.close());
    document.addEventListener('keydown', (event) => {
      const open = this.#drawers.find(({ panel }) => panel.classList.contains('open'));
      if (event.key === 'Escape' && open) {
        this.close();
        open.button.focus();
      }
    });
  }

  close() {
    this.#show(null);
  }

  /** @param {HTMLElement | null} chosen */
  #show(chosen) {
    for (const { button, panel } of this.#drawers) {
      panel.classList.toggle('open', panel === chosen);
      button.setAttribute('aria-expanded', String(panel === chosen));
    }

    chosen?.querySelector('button')?.focus();
  }
}
