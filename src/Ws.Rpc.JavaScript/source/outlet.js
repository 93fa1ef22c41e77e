/** @import { Session } from './session.js' */

const BATCH_ITEMS = 256;
const BATCH_SIZE = 64 * 1024;

/** The sending end of a stream: its source is asked for an item only when there is credit for it. */
export class Outlet {
  #session;
  #name;
  #source;
  /** @type {AsyncIterator<unknown> | undefined} */
  #iterator;
  /** @type {Promise<IteratorResult<unknown>> | undefined} */
  #next;
  #credit = 0;
  isBegun = false;
  #isOver = false;
  /** @type {(() => void) | undefined} */
  #granted;
  /** @type {((reason: unknown) => void) | undefined} */
  #interrupt;
  /** @type {unknown} */
  #reason;

  /** @param {Session} session @param {{ id: string | number } | { token: number }} name @param {AsyncIterable<unknown>} source */
  constructor(session, name, source) {
    this.#session = session;
    this.#name = name;
    this.#source = source;
  }

  /** @param {number} count */
  grant(count) {
    this.#credit += count;
    this.#granted?.();
  }

  /** Sends all items. */
  async push() {
    this.isBegun = true;
    try {
      do {
        while (this.#credit === 0) {
          await this.#unlessStopped(new Promise((resolve) => (this.#granted = () => resolve(undefined))));
        }

        await this.#unlessStopped(this.#session.room());
      } while (!(await this.#pushSome()));
    } finally {
      this.#leave();
    }
  }

  /** @param {unknown} reason */
  stop(reason) {
    if (!this.#isOver) {
      this.#reason = reason;
      this.#interrupt?.(reason);
      this.#leave();
    }
  }

  /** @returns {Promise<boolean>} Whether that was all. */
  async #pushSome() {
    /** @type {string[]} */
    let items = [];
    let size = 0;
    let isDone = false;
    try {
      do {
        const { done, value } = await this.#step();
        isDone = done === true;
        if (isDone) {
          break;
        }

        const text = JSON.stringify(value) ?? 'null';
        if (size > 0 && size + text.length > BATCH_SIZE) {
          this.#send(items, false);
          [items, size] = [[], 0];
        }

        items.push(text);
        size += text.length;
        this.#credit--;
      } while (this.#credit > 0 && items.length < BATCH_ITEMS && (await this.#isNextReady()));
    } finally {
      // What came before a failure is delivered.
      this.#send(items, isDone);
    }

    return isDone;
  }

  /** @param {string[]} items @param {boolean} isDone */
  #send(items, isDone) {
    const end = isDone && 'token' in this.#name;
    if (!this.#isOver && (items.length > 0 || end)) {
      const name = JSON.stringify(this.#name).slice(0, -1);
      this.#session.sendText(
        `{"jsonrpc":"2.0","method":"$/stream","params":${name},"items":[${items.join()}]${end ? ',"done":true' : ''}}}`);
    }
  }

  #step() {
    this.#iterator ??= this.#source[Symbol.asyncIterator]();
    const next = (this.#next ??= Promise.resolve(this.#iterator.next()));
    this.#next = undefined;
    return this.#unlessStopped(next);
  }

  // Items travel together that are there without waiting, which takes a few turns of the microtask queue to see.
  async #isNextReady() {
    let isReady = false;
    const ready = () => {
      isReady = true;
    };
    this.#next = /** @type {Promise<any>} */ (Promise.resolve(this.#iterator?.next()));
    this.#next.then(ready, ready);
    for (let turns = 0; turns < 8 && !isReady; turns++) {
      await null;
    }

    return isReady;
  }

  // Not a race: a promise that lives as long as the stream would remember each of its items.
  /** @template T @param {Promise<T>} promise @returns {Promise<T>} */
  #unlessStopped(promise) {
    return new Promise((resolve, reject) => {
      promise.then(resolve, reject);
      this.#interrupt = reject;
      if (this.#isOver) {
        reject(this.#reason);
      }
    });
  }

  #leave() {
    if (!this.#isOver) {
      this.#isOver = true;
      Promise.resolve(this.#iterator?.return?.()).catch((error) => this.#session.report(error, '$/stream'));
    }
  }
}
