/*
 * What a page does when the server no longer has its session: it says so in a dialog, keeps in this tab what was typed,
 * and types it again once the same member has signed in. See EndedPage.
 */
window.latchkeySession ??= (() => {
  const KEY = 'latchkey-typed:';
  const FIELDS = 'vaadin-text-field, vaadin-email-field, vaadin-text-area, vaadin-select, vaadin-checkbox';
  const DIALOGS = 'vaadin-dialog, vaadin-confirm-dialog';
  const FORMS = `.contact-tab, ${DIALOGS}`;
  const JUST_NOW_MILLIS = 60_000;
  const MOMENT_MILLIS = 700;
  const MOST_TIMES = 5;

  const tabs = new BroadcastChannel('latchkey-session');
  const typed = new Set();
  let page = { member: '', idleMillis: Infinity, words: {} };
  let lastUse = Date.now();
  let cameBack = 0;
  let touched = false;
  let signedOut = false;
  let dialog;
  let waiting;

  const titleOf = field => {
    const around = field.closest(DIALOGS);
    return around ? around.headerTitle || around.header || '' : '';
  };

  const wasIdle = () => Date.now() - lastUse >= page.idleMillis || Date.now() - cameBack < JUST_NOW_MILLIS;

  function used() {
    if (Date.now() - lastUse >= page.idleMillis) {
      cameBack = Date.now();
    }
    lastUse = Date.now();
    touched = true;
  }

  function remember(event) {
    const field = event.composedPath().find(node => node.matches?.(FIELDS));
    if (field && !field.hasAttribute('data-never-kept')) {
      typed.add(field);
    }
  }

  /** Whether there is anything to keep: what has no label couldn't be found again, such as the search. */
  function keep() {
    const fields = [...typed].filter(field => field.isConnected && field.label).map(field =>
      ({ dialog: titleOf(field), label: field.label, value: field.value, checked: field.checked }));
    if (fields.length > 0) {
      store({ path: location.pathname, fields });
    }
    return fields.length > 0;
  }

  const store = all => sessionStorage.setItem(KEY + page.member, JSON.stringify(all));

  const kept = () => JSON.parse(sessionStorage.getItem(KEY + page.member));

  /** Whether something was typed in a form that is still open. */
  const isUnsaved = () => [...typed].some(field => field.isConnected && field.closest(FORMS));

  /** Nobody reads what another member typed in this tab. */
  function dropOthers() {
    Object.keys(sessionStorage)
      .filter(key => key.startsWith(KEY) && ![KEY, KEY + page.member].includes(key))
      .forEach(key => sessionStorage.removeItem(key));
  }

  function fieldOf(one) {
    const fields = [...document.querySelectorAll(FIELDS)].filter(field =>
      titleOf(field) === one.dialog && field.label === one.label && !field.readonly && !field.disabled);
    return fields.length === 1 ? fields[0] : undefined;
  }

  /** The page may still be filling its fields: what is typed again counts once it has stayed for a moment. */
  function isBack(one) {
    const field = fieldOf(one);
    if (!field) {
      return false;
    }
    const property = one.checked === undefined ? 'value' : 'checked';
    if (one.times > 0 && field[property] === one[property] || one.times === MOST_TIMES) {
      return true;
    }
    field[property] = one[property];
    typed.add(field);
    ['input', 'change'].forEach(kind => field.dispatchEvent(new CustomEvent(kind, { bubbles: true })));
    one.times = (one.times ?? 0) + 1;
    waiting ??= setTimeout(giveBack, MOMENT_MILLIS);
    return false;
  }

  function giveBack() {
    clearTimeout(waiting);
    waiting = undefined;
    const found = kept();
    if (!found || dialog) {
      return;
    }
    if (found.path !== location.pathname) {
      // The address may change later than the page, which nothing tells.
      waiting = setTimeout(giveBack, MOMENT_MILLIS);
      return;
    }
    const missing = found.fields.filter(one => !isBack(one));
    if (missing.length > 0) {
      store({ ...found, fields: missing });
    } else {
      sessionStorage.removeItem(KEY + page.member);
    }
  }

  function element(name, text) {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }

  function tell(title, why, button) {
    if (!dialog) {
      dialog = document.createElement('dialog');
      dialog.className = 'session-ended';
      dialog.setAttribute('aria-labelledby', 'session-ended');
      const heading = element('h2', title);
      heading.id = 'session-ended';
      const again = element('vaadin-button', button);
      again.setAttribute('theme', 'primary');
      again.addEventListener('click', () => location.reload());
      dialog.append(heading, element('p', ''), ...(keep() ? [element('p', page.words.kept)] : []), again);
      dialog.addEventListener('cancel', event => event.preventDefault());
      document.body.append(dialog);
      dialog.showModal();
      again.focus();
    }
    dialog.querySelector('p').textContent = why;
  }

  /** Where nobody has signed in or begun anything there is nothing to tell, unless loading it again didn't help. */
  const canJustReload = () =>
    !page.member && !touched && performance.getEntriesByType('navigation')[0].type !== 'reload';

  function tellEnd() {
    if (canJustReload()) {
      location.reload();
      return;
    }
    const why = signedOut ? page.words.signedOut : wasIdle() ? page.words.idle : page.words.restarted;
    tell(page.words.title, why, page.words.button);
  }

  /** Vaadin's client has put a box on the page: nothing works here any more. */
  function replace(box) {
    const says = part => box.querySelector(part)?.textContent ?? '';
    box.remove();
    if (says('.caption') === page.words.expired) {
      tellEnd();
    } else {
      tell(says('.caption'), says('.message'), page.words.reload);
    }
  }

  ['pointerdown', 'keydown'].forEach(kind => document.addEventListener(kind, used, true));
  ['input', 'change'].forEach(kind => document.addEventListener(kind, remember, true));
  window.addEventListener('beforeunload', event => {
    // What an ended session keeps is not lost.
    if (!dialog && isUnsaved()) {
      event.preventDefault();
    }
  });
  tabs.addEventListener('message', ({ data }) => {
    if (data === 'signed-out' && page.member) {
      signedOut = true;
      tellEnd();
    } else if (data === 'signed-in' && dialog) {
      location.reload();
    }
  });
  new MutationObserver(() => {
    const box = document.querySelector('body > .v-system-error');
    if (box) {
      replace(box);
    }
    if (!waiting && kept()) {
      waiting = setTimeout(giveBack, MOMENT_MILLIS);
    }
  }).observe(document.body, { childList: true, subtree: true });

  return {
    /** The title of a dialog that has fields to fill, or nothing. */
    begin(member, idleSeconds, words) {
      page = { member, idleMillis: idleSeconds * 1000, words };
      if (member) {
        dropOthers();
        tabs.postMessage('signed-in');
      }
      giveBack();
      return kept()?.fields.find(one => one.dialog)?.dialog ?? '';
    },
    signedOut() {
      typed.clear(); // Nobody is asked about it: the session is over already.
      tabs.postMessage('signed-out');
    },
    forget(place) {
      typed.forEach(field => place.contains(field) && typed.delete(field));
    },
  };
})();
