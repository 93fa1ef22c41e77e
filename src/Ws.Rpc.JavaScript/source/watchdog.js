import { onWake } from './pause.js';

/**
 * Finds connections that have died in silence (section 8): judged by clock times whenever something happens, since timers of pages
 * in the background, and of machines that sleep, come late. Before it gives up it asks once more, so that messages which waited
 * while the machine slept are seen; and again, but only once, if the machine stood still while it waited for the answer.
 */
export class Watchdog {
  #beat;
  #ask;
  #lose;
  #heardAt = Date.now();
  #askedAt = 0;
  #repeats = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #sleep;

  /** @param {number} beat The longest silence that the server promises. @param {() => void} ask @param {() => void} lose */
  constructor(beat, ask, lose) {
    this.#beat = beat;
    this.#ask = ask;
    this.#lose = lose;
    this.#sleep = onWake(() => this.probe());
    this.#watch();
  }

  hear() {
    this.#heardAt = Date.now();
    this.#askedAt = this.#repeats = 0;
  }

  probe() {
    if (this.#askedAt === 0) {
      this.#askedAt = Date.now();
      this.#ask();
      this.#watch();
    }
  }

  stop() {
    clearTimeout(this.#timer);
    this.#sleep();
  }

  // Silence for one and a half beats is asked about, and after another half it is final.
  #watch() {
    clearTimeout(this.#timer);
    const now = Date.now();
    this.#heardAt = Math.min(this.#heardAt, now);
    this.#askedAt = Math.min(this.#askedAt, now);
    const due = this.#askedAt > 0 ? this.#askedAt + this.#beat / 2 : this.#heardAt + this.#beat * 1.5;
    if (now < due) {
      this.#timer = setTimeout(() => this.#watch(), due - now);
    } else if (this.#askedAt > 0 && (now < due + this.#beat / 4 || this.#repeats++ > 0)) {
      this.#lose();
    } else {
      this.#askedAt = 0;
      this.probe();
    }
  }
}
