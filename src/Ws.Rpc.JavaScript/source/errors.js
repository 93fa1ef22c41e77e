/** @import * as Api from '../ws-rpc.js' */

/** The codes of section 10. */
export const RpcErrorCode = Object.freeze({
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  applicationError: -32000,
  noSuchStream: -32001,
  responseNotSerializable: -32003,
  responseTooLarge: -32008,
  batchTooLarge: -32010,
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
  /** @param {number} code @param {string} message @param {unknown} [data] */
  constructor(code, message, data) {
    super(message);
    this.code = code;
    this.data = data;
  }
}

export class RpcConnectionError extends RpcError {
  /** @param {string} message @param {Api.RpcDisconnect} [disconnect] @param {{ status?: number, retryAfter?: number }} [refusal] */
  constructor(message, disconnect, { status, retryAfter } = {}) {
    super(RpcErrorCode.unavailable, message);
    this.disconnect = disconnect;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export class RpcSessionLostError extends RpcConnectionError {}

export class RpcTimeoutError extends RpcError {
  /** @param {string} method @param {number} timeout */
  constructor(method, timeout) {
    super(RpcErrorCode.timeout, `'${method}' was not answered within ${timeout} ms.`);
    this.timeout = timeout;
  }
}

export class RpcProtocolError extends RpcError {
  /** @param {string} message */
  constructor(message) {
    super(RpcErrorCode.invalidRequest, message);
  }
}

// By hand: what bundlers shorten are the names of classes.
for (const [name, type] of Object.entries({ RpcError, RpcConnectionError, RpcSessionLostError, RpcTimeoutError, RpcProtocolError })) {
  type.prototype.name = name;
}
