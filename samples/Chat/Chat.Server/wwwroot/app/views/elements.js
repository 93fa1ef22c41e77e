// Small things that the views share. Text of people is set as text, never as markup.

/**
 * The element of an id, which the page has.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
export function find(id, type) {
  const element = document.getElementById(id);
  if (!(element instanceof type)) {
    throw new Error(`The page has no ${type.name} '${id}'.`);
  }

  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/**
 * A coloured letter that stands for somebody.
 * @param {string} name
 */
export function avatar(name) {
  const element = make('span', 'avatar', firstLetter(name));
  element.style.setProperty('--hue', String(hueOf(name)));
  element.setAttribute('aria-hidden', 'true');
  return element;
}

/** @param {string} name */
export function firstLetter(name) {
  return [...name][0]?.toUpperCase() ?? '';
}

/** @param {string} name */
export function hueOf(name) {
  let hash = 0;
  for (const letter of name) {
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 360;
  }

  return hash;
}
