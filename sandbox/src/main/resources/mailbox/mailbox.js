// Shows what has arrived, without losing what is typed or where the reader is. The page works without it.
const list = document.getElementById("mails");

async function refresh() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...page.getElementById("mails").childNodes);
}

if (list) {
  const changes = new EventSource("/changes");
  changes.onmessage = refresh;
  // Something may have come in before this page listened, or while the sandbox was stopped.
  changes.onopen = refresh;
}
