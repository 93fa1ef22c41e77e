import { avatar, find, make } from './elements.js';

/** The list at the right: who is in the room, and who is writing. */
export class PeopleView {
  #list = find('people-list', HTMLUListElement);
  #count = find('people-count', HTMLSpanElement);
  #typing = find('typing', HTMLParagraphElement);
  #state;

  /**
   * @param {import('../chat-state.js').ChatState} state
   * @param {() => void} leave
   */
  constructor(state, leave) {
    this.#state = state;
    find('leave', HTMLButtonElement).addEventListener('click', leave);
    state.addEventListener('people', () => this.#show());
    state.addEventListener('current', () => this.#show());
    state.addEventListener('typing', () => this.showTyping());
  }

  /** Nobody says that he has stopped writing: asked for every second. */
  showTyping() {
    const now = performance.now();
    const names = [...(this.#state.room?.typing ?? [])].filter(([, until]) => until > now).map(([name]) => name);
    const text = names.length === 0 ? '' : names.length > 3 ? 'Several people are writing…' : `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} writing…`;
    if (this.#typing.textContent !== text) {
      this.#typing.textContent = text;
    }
  }

  #show() {
    const room = this.#state.room;
    const people = room?.people ?? [];
    this.#count.textContent = people.length > 0 ? String(people.length) : '';
    this.#list.replaceChildren(...people.map((name) =>
      make('li', 'person', avatar(name), make('span', '', name === this.#state.self ? `${name} (you)` : name))));
    find('leave', HTMLButtonElement).hidden = !room?.isMember;
    find('room-title', HTMLHeadingElement).textContent = room?.name ?? 'Chat';
    this.showTyping();
  }
}
