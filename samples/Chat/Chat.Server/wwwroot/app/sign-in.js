import { find } from './views/elements.js';

/** Who one is, by the cookie; `null` for nobody. @returns {Promise<string | null>} */
export async function whoAmI() {
  const response = await fetch('/me');
  return (await response.json()).name;
}

/** Asks for a name until the server likes it. @returns {Promise<string>} */
export function signIn() {
  const dialog = find('sign-in', HTMLDialogElement);
  const problem = find('sign-in-problem', HTMLParagraphElement);
  const input = find('name', HTMLInputElement);
  return new Promise((resolve) => {
    const form = find('sign-in-form', HTMLFormElement);
    // There is nothing behind the dialog to go back to.
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    form.onsubmit = async (event) => {
      event.preventDefault();
      problem.textContent = '';
      const name = input.value.trim();
      problem.textContent = await trySignIn(name);
      if (problem.textContent === '') {
        dialog.close();
        resolve(name);
      }
    };
    dialog.showModal();
    input.focus();
  });
}

export async function signOut() {
  await fetch('/sign-out', { method: 'POST' });
  location.reload();
}

/**
 * Says what is wrong; nothing, if it worked.
 * @param {string} name
 */
async function trySignIn(name) {
  try {
    const response = await fetch('/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
    return response.ok ? '' : (await response.json()).detail;
  } catch {
    return 'The server does not answer. Is it running?';
  }
}
