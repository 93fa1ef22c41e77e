/** Calls back when the page comes back to the front or to the network. @param {() => void} wake @returns {() => void} Stops it. */
export function onWake(wake) {
  const { document } = globalThis;
  const wakeIfVisible = () => document.visibilityState === 'visible' && wake();
  globalThis.addEventListener?.('online', wake);
  document?.addEventListener('visibilitychange', wakeIfVisible);
  return () => {
    globalThis.removeEventListener?.('online', wake);
    document?.removeEventListener('visibilitychange', wakeIfVisible);
  };
}

/**
 * Waits, and no longer than the least time once the page is back.
 * @param {{ delay: number, least: number }} times @param {AbortSignal} signal @returns {Promise<void>}
 */
export function pause({ delay, least }, signal) {
  return new Promise((resolve, reject) => {
    const begun = Date.now();
    let timer = setTimeout(end, delay);
    const sleep = onWake(() => {
      clearTimeout(timer);
      timer = setTimeout(end, Math.max(0, least - (Date.now() - begun)));
    });
    signal.addEventListener('abort', end);
    function end() {
      clearTimeout(timer);
      sleep();
      signal.removeEventListener('abort', end);
      signal.aborted ? reject(signal.reason) : resolve();
    }
  });
}
