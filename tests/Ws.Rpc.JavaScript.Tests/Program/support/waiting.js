const LIMIT = 30_000;

// As they are before a test stops the clock.
const { setTimeout, clearTimeout, performance } = globalThis;

/** Waits until something holds, and fails if it takes too long. */
export async function until(holds, what = String(holds)) {
  for (const begun = performance.now(); ;) {
    const result = await holds();
    if (result) {
      return result;
    }

    if (performance.now() - begun > LIMIT) {
      throw new Error(`Not within ${LIMIT} ms: ${what}`);
    }

    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The next event of a kind. */
export const next = (target, type) => within(
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true })), `the event '${type}'`);

/** What a promise becomes, and fails if it takes too long. */
export async function within(promise, what = 'a promise') {
  let timer;
  const limit = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not within ${LIMIT} ms: ${what}`)), LIMIT);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** What a promise is rejected with. */
export async function failure(promise) {
  try {
    await within(promise);
  } catch (error) {
    return error;
  }

  throw new Error('It did not fail.');
}

export async function take(stream, count = Infinity) {
  const items = [];
  for await (const item of stream) {
    items.push(item);
    if (items.length >= count) {
      break;
    }
  }

  return items;
}
