// Written by `dotnet ws-rpc typescript` from Ws.Rpc.Tool.Tests. What is changed here is lost.

import type { RpcCallContext, RpcClient, RpcStream } from 'ws-rpc';

/** All that a contract can have. Not *​/ the end of a comment. */
export interface ShopHub {
  ping(signal?: AbortSignal): Promise<void>;
  /** Finds by title, or null. */
  find(title: string, signal?: AbortSignal): Promise<Item | null>;
  list(skip?: number, take?: number | null, order?: Order, signal?: AbortSignal): Promise<Page<Item>>;
  'it\'s named'(id: string, name: string | null, signal?: AbortSignal): Promise<void>;
  seen(id: number, signal?: AbortSignal): Promise<void>;
  watch(shapes: { [key: string]: (Shape | null)[] }, signal?: AbortSignal): RpcStream<[number, string | null]>;
  import(items: AsyncIterable<Item>, progress?: ((value: number) => void) | null, signal?: AbortSignal): Promise<string>;
  sum(currency: string, ...values: number[]): Promise<number>;
  delete(function_: string, signal: string, signal_?: number, signal__?: AbortSignal): Promise<void>;
}

export function createShopHub(client: RpcClient): ShopHub;

export interface ShopClient {
  sold(item: Item, at: string, context: RpcCallContext): void | Promise<void>;
  closing(rights: Rights, progress?: unknown, context?: RpcCallContext): void | Promise<void>;
  confirm(question: string, context: RpcCallContext): boolean | Promise<boolean>;
  names(ids: AsyncIterable<number>, context: RpcCallContext): AsyncIterable<string>;
  remind(context: string, default_: string, context_: RpcCallContext): void | Promise<void>;
}

/** Serves the calls until the returned function is called. */
export function handleShopClient(client: RpcClient, handlers: ShopClient): () => void;

export type DayOfWeek = 'Sunday' | 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday';
export const DayOfWeek: { readonly Sunday: 'Sunday'; readonly Monday: 'Monday'; readonly Tuesday: 'Tuesday'; readonly Wednesday: 'Wednesday'; readonly Thursday: 'Thursday'; readonly Friday: 'Friday'; readonly Saturday: 'Saturday' };

export interface Circle {
  name: string;
  radius: number;
}

export type Colour = 'Red' | 'deep-blue';
export const Colour: { readonly Red: 'Red'; readonly Blue: 'deep-blue' };

/** Something to sell. */
export interface Item {
  id: string;
  /** What it is called. */
  title: string;
  order: Order;
  colour: Colour | null;
  'price-tag': number;
  parent?: Item | null;
  day: DayOfWeek;
  tags: (string | null)[];
  counts: { [key: string]: number[] };
  extra: unknown;
  times: string[] | null;
  picture: string;
}

export type Order = 1 | 5;
export const Order: { readonly Price: 1; readonly Title: 5 };

export interface Page<T> {
  items: T[];
  next: Page<T> | null;
  total: number;
}

export type Rights = number;
export const Rights: { readonly None: 0; readonly Read: 1; readonly Write: 2 };

export type Shape = ({ kind: 'circle' } & Circle) | ({ kind: 'square' } & Square);

export interface Square {
  name: string;
  side: number;
}
