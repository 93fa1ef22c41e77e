import { find, make } from './elements.js';

const words = { connecting: 'Connecting…', connected: 'Connected', reconnecting: 'Reconnecting…', closed: 'Offline' };

/** Whether the server is there. What the page cannot know it does not say. */
export class ConnectionView {
  #connection = find('connection', HTMLParagraphElement);
  #banner = find('banner', HTMLParagraphElement);
  #state;
  #again;

  /**
   * @param {import('../chat-state.js').ChatState} state
   * @param {() => void} again
   */
  constructor(state, again) {
    this.#state = state;
    this.#again = again;
    state.addEventListener('connection', () => this.#show());
    this.#show();
  }

  #show() {
    const { connection, notice } = this.#state;
    this.#connection.textContent = words[connection];
    this.#connection.dataset.state = connection;
    this.#banner.hidden = notice === '';
    if (connection === 'closed' && notice !== '') {
      const button = make('button', 'link', 'Connect again');
      button.type = 'button';
      button.addEventListener('click', this.#again);
      this.#banner.replaceChildren(`The server let us go: ${notice}. `, button);
    } else {
      this.#banner.textContent = notice;
    }
  }
}
