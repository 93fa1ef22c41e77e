/** @import * as Api from '../ws-rpc.js' */

/** The codes of section 10. */
export const RpcErrorCode = Object.freeze({
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  applicationError: -32000,
  responseNotSerializable: -32003,
  responseTooLarge: -32008,
  rateLimited: -32029,
  unauthenticated: -32041,
  forbidden: -32043,
  timeout: -32048,
  unavailable: -32053,
  unsupportedVersion: -32057,
  requestCancelled: -32800,
  serverCancelled: -32802,
});

export class RpcError extends Error {
  // Said, since bundlers shorten what classes are called.
  name = 'RpcError';

  /** @param {number} code @param {string} message @param {unknown} [data] */
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export class RpcConnectionError extends RpcError {
  name = 'RpcConnectionError';

  /** @param {string} message @param {Api.RpcDisconnect} [disconnect] @param {{ status?: number, retryAfter?: number }} [refusal] */
  constructor(message, disconnect, { status, retryAfter } = {}) {
    super(RpcErrorCode.unavailable, message);
    this.disconnect = disconnect;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export class RpcSessionLostError extends RpcConnectionError {
  name = 'RpcSessionLostError';
}

export class RpcTimeoutError extends RpcError {
  name = 'RpcTimeoutError';

  /** @param {string} method @param {number} timeout */
  constructor(method, timeout) {
    super(RpcErrorCode.timeout, `'${method}' has no answer within ${timeout} ms.`);
    this.timeout = timeout;
  }
}

export class RpcProtocolError extends RpcError {
  name = 'RpcProtocolError';

  /** @param {string} message */
  constructor(message) {
    super(RpcErrorCode.invalidRequest, message);
  }
}
