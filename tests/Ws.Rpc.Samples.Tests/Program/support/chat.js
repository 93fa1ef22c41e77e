import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { until } from './waiting.js';

const [, , chatFolder, output] = process.argv;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const programOf = (name) => join(chatFolder, name, output, `${name}.dll`);

/** The chat server as `dotnet run` starts it, with a folder of its own. It can be killed and started again. */
export async function startChat() {
  const data = mkdtempSync(join(tmpdir(), 'chat-'));
  const address = `http://127.0.0.1:${await freePort()}`;
  let server;
  const chat = {
    address,
    async start() {
      server = spawn('dotnet', ['exec', programOf('Chat.Server'), '--urls', address], {
        cwd: join(chatFolder, 'Chat.Server'),
        env: { ...process.env, Chat__Data: data },
        stdio: 'ignore',
      });
      await until(async () => {
        try {
          return (await fetch(`${address}/health`)).ok;
        } catch {
          return false;
        }
      }, 'the server answers');
    },
    async kill() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGKILL');
      await gone;
    },
    async token(name) {
      const response = await fetch(`${address}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name }),
      });
      return (await response.json()).token;
    },
  };
  after(async () => {
    await chat.kill();
    rmSync(data, { recursive: true });
  });
  await chat.start();
  return chat;
}

/** Somebody at the console client. */
export function startConsole(chat, name) {
  const program = spawn('dotnet', ['exec', programOf('Chat.Client'), '--name', name, '--server', chat.address.replace('http', 'ws')]);
  let said = '';
  program.stdout.on('data', (data) => (said += data));
  program.stderr.on('data', (data) => (said += data));
  after(() => program.kill('SIGKILL'));
  return {
    say: (text) => program.stdin.write(`${text}\n`),
    hears: (text) => until(() => said.includes(text), `${name} hears '${text}', but: ${said}`),
    get said() {
      return said;
    },
  };
}

/** Somebody at a page of his own, signed in. */
export async function openChat(browser, chat, name, viewport = { width: 1200, height: 800 }) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.stack));
  await page.goto(chat.address);
  await page.fill('#name', name);
  await page.press('#name', 'Enter');
  await page.waitForSelector('#connection[data-state=connected]');
  await page.waitForSelector('.room-button[aria-current]', { state: 'attached' });
  return { page, complaints };
}

export async function say(page, text) {
  await page.fill('#text', text);
  await page.press('#text', 'Enter');
}

/** The texts of the messages that a page shows, in their order. */
export const textsOf = (page) => page.locator('.message .text').allInnerTexts();
