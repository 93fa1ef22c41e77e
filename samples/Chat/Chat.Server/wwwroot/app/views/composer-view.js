import { find } from './elements.js';

/** Where one writes. Enter sends, Shift+Enter begins a line. */
export class ComposerView {
  #text = find('text', HTMLTextAreaElement);
  #say;

  /**
   * @param {import('../chat-state.js').ChatState} state
   * @param {{ say: (text: string) => void, type: () => void }} actions
   */
  constructor(state, actions) {
    this.#say = actions.say;
    find('composer', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#text.addEventListener('keydown', (event) => {
      // While a word is being composed, Enter belongs to the input method.
      if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#text.addEventListener('input', () => {
      this.#fit();
      if (this.#text.value.trim() !== '') {
        actions.type();
      }
    });
    state.addEventListener('current', () => this.#text.focus({ preventScroll: true }));
  }

  #send() {
    const text = this.#text.value.trim();
    if (text !== '') {
      this.#text.value = '';
      this.#fit();
      this.#say(text);
    }
  }

  #fit() {
    this.#text.style.height = 'auto';
    this.#text.style.height = `${this.#text.scrollHeight}px`;
  }
}
