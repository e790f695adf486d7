// What the pages can do without: a button that shows a password, an address that is typed once, and forms that go only
// once at a double click.
for (const box of document.querySelectorAll('.secret')) {
  const input = box.querySelector('input');
  const words = box.dataset;
  const button = document.createElement('button');
  const status = document.createElement('span');

  const reveal = (shown) => {
    input.type = shown ? 'text' : 'password';
    button.textContent = shown ? words.hide : words.show;
    button.setAttribute('aria-label', shown ? words.hideLabel : words.showLabel);
  };

  button.type = 'button';
  button.className = 'toggle';
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    reveal(input.type === 'password');
    status.textContent = input.type === 'password' ? words.hidden : words.shown;
  });
  status.className = 'unseen';
  status.setAttribute('role', 'status');
  // Browsers remember what was typed in a plain text field, so a password leaves as one.
  input.form.addEventListener('submit', () => reveal(false));
  addEventListener('pageshow', () => reveal(false));
  reveal(false);
  box.append(button, status);
}

// An address that was typed, or that belongs to a link whose button was pressed, stands on the next page too, in this
// tab and until somebody signs out.
try {
  if (location.search.includes('signed-out')) {
    sessionStorage.removeItem('email');
  }
  const input = document.querySelector('input[name=email]');
  if (input) {
    input.value ||= sessionStorage.getItem('email') ?? '';
    input.addEventListener('change', () => sessionStorage.setItem('email', input.value));
  }
  const form = document.querySelector('form[data-email]');
  form?.addEventListener('submit', () => sessionStorage.setItem('email', form.dataset.email));
} catch {
  // Where the browser keeps nothing, it is typed again.
}

const sent = new WeakSet();
document.addEventListener('submit', (event) => {
  if (sent.has(event.target)) {
    event.preventDefault();
  }
  sent.add(event.target);
  setTimeout(() => sent.delete(event.target), 5000);
});
