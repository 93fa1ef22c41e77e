// Compiled, never run: what a user of the contract writes, and what the types must not let through.
import { RpcClient } from './client/ws-rpc.js';
import {
  Colour, createShopHub, handleShopClient, Order, Rights, type Item, type Page, type Shape, type ShopClient,
} from './ws.rpc.tool.tests.js';

const client = new RpcClient('wss://example.org/shop');
const shop = createShopHub(client);
const controller = new AbortController();

const served: ShopClient = {
  sold: (item, at) => console.log(item.title, at.length),
  closing: (rights, progress, context) => context?.report(progress, rights & Rights.Read),
  confirm: async (question) => question.endsWith('?'),
  async *names(ids) {
    for await (const id of ids) {
      yield `${id.toFixed()}`;
    }
  },
  remind: (what, otherwise, { signal }) => console.log(what, otherwise, signal.aborted),
};
const stop: () => void = handleShopClient(client, served);

function area(shape: Shape): number {
  return shape.kind === 'circle' ? shape.radius ** 2 * Math.PI : shape.side ** 2;
}

async function* items(item: Item): AsyncIterable<Item> {
  yield item;
}

async function use(): Promise<void> {
  await shop.ping();
  const item: Item | null = await shop.find('chair', controller.signal);
  const page: Page<Item> = await shop.list(0, null, Order.Title);
  const next: number | undefined = page.next?.items[0]?.['price-tag'];
  await shop['it\'s named']('id', null);
  await shop.seen(next ?? 0);
  for await (const [number, text] of shop.watch({ all: [{ kind: 'square', name: 'a', side: 1 }, null] })) {
    console.log(number.toFixed(), text?.length);
  }

  if (item) {
    const colour: 'Red' | 'deep-blue' | null = item.colour;
    const day: 'Sunday' | 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' = item.day;
    const picture: string = await shop.import(items(item), (part) => console.log(part.toFixed(2)), controller.signal);
    console.log(colour === Colour.Blue, day, picture, item.tags[0]?.length, item.counts['a']?.[0], item.extra, item.times, item.parent?.id);
  }

  const sum: number = await shop.sum('EUR', 1, 2, 3);
  await shop.delete('all', 'now', 1, controller.signal);
  console.log(sum, area({ kind: 'circle', name: 'b', radius: 2 }));

  // @ts-expect-error A title is needed.
  await shop.find();
  // @ts-expect-error Not a value of the enum.
  await shop.list(0, null, 2);
  // @ts-expect-error What is ignored is not there.
  console.log(item?.secret);
  // @ts-expect-error A shape has a kind.
  console.log(area({ name: 'c', side: 1 }));
}

use().finally(stop);
