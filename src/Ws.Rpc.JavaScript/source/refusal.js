import { RpcConnectionError } from './errors.js';
import { patience } from './peer-values.js';

/**
 * Why a handshake failed. Sockets do not tell, but a plain request of the hub's address gets the same answer, and 426 where a
 * WebSocket would have been accepted (section 2).
 * @param {string} address @param {string | null} token @param {AbortSignal} signal
 */
export async function refusalOf(address, token, signal) {
  const lost = new RpcConnectionError('There is no connection.');
  try {
    const { status, headers, body } = await fetch(address.replace(/^ws/, 'http'), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      credentials: 'include',
      cache: 'no-store',
      redirect: 'manual',
      signal,
    });
    await body?.cancel();
    const seconds = Number(headers.get('retry-after') ?? NaN);
    return status < 400 || status === 426
      ? lost
      : new RpcConnectionError(`The server refused the handshake: ${status}.`, undefined, {
        status,
        retryAfter: seconds >= 0 ? patience(seconds * 1000) : undefined,
      });
  } catch {
    // Nobody answers this request either, or another site's answer is not for us to see.
    return lost;
  }
}
