// Checks of a page as axe makes them, written for these tests: run in the page by test_browser.py.
const unnamed = [...document.querySelectorAll('a')].filter(a => !(a.getAttribute('aria-label') || a.textContent).trim());
const hidden = [...document.querySelectorAll('[aria-hidden] a, a[tabindex="-1"]')];
const sections = [...document.querySelectorAll('section')].filter(s => !document.getElementById(s.getAttribute('aria-labelledby')));
return {
  unnamed: unnamed.length, hidden: hidden.length, sections: sections.length,
  mains: document.querySelectorAll('main').length, lang: document.documentElement.lang, title: document.title,
  foreign: [...document.querySelectorAll('[lang]')].every(e => e.lang),
};
