const real = { setTimeout, clearTimeout, now: Date.now };

/**
 * Stops the clock of this process: timers that are set from now on run when the test says that their time has come, however long
 * the machine takes for what lies between. Sockets, and what `waiting.js` does, go by the real one.
 * @param {import('node:test').TestContext} test At whose end the clock goes on.
 */
export function stopClock(test) {
  let now = real.now();
  const timers = new Set();
  Date.now = () => now;
  globalThis.setTimeout = (act, delay = 0) => {
    const timer = { act, due: now + delay };
    timers.add(timer);
    return timer;
  };
  globalThis.clearTimeout = (timer) => timers.delete(timer) || real.clearTimeout(timer);
  test.after(() => {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
  });

  function run(due) {
    for (const timer of due) {
      if (timers.delete(timer)) {
        timer.act();
      }
    }
  }

  return {
    /** Time passes, and each timer runs when it is due. */
    pass(time) {
      for (const end = now + time; ;) {
        const [first] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due);
        now = first ? Math.max(now, first.due) : end;
        if (!first) {
          return;
        }

        run([first]);
      }
    },
    /** The machine stands still: when it goes on, each timer that has become due is late. */
    stall(time) {
      now += time;
      run([...timers].filter(({ due }) => due <= now));
    },
  };
}
