// Adds what a page is also complete without: buttons that copy a command, the commands of a console, a file.

/** A command as one types it, without prompts. */
function typed(command) {
  const copy = command.cloneNode(true);
  for (const prompt of copy.querySelectorAll(".prompt")) prompt.remove();
  return copy.textContent.replace(/\n+$/, "");
}

/** The commands of a console, without prompts and outputs. */
function commandsOf(figure) {
  return Array.from(figure.querySelectorAll("kbd.command"), typed).join("\n") + "\n";
}

/** The text of a file as it is after its changes. */
function textOf(figure) {
  const copy = figure.querySelector("code").cloneNode(true);
  for (const mark of copy.querySelectorAll("del, .change-mark")) mark.remove();
  return copy.textContent;
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
    return;
  } catch {
    // Not allowed here, or not there at all: copy through a selection.
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "copy-field";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  field.select();
  const isDone = document.execCommand("copy");
  field.remove();
  if (!isDone) throw new Error("the browser did not copy");
}

function addCopyButton(place, text, name) {
  const words = document.documentElement.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  if (name) button.setAttribute("aria-label", `${words.copy}: ${name}`);
  const status = document.createElement("span");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  let reset = 0;
  button.addEventListener("click", async () => {
    try {
      await write(text());
    } catch {
      return;
    }
    button.textContent = words.copied;
    status.textContent = words.copied;
    clearTimeout(reset);
    reset = setTimeout(() => {
      button.textContent = words.copy;
      status.textContent = "";
    }, 2000);
    button.focus();
  });
  const slot = document.createElement("div");
  slot.className = "copy-slot";
  slot.append(button, status);
  place.before(slot);
}

const withButtons = new WeakSet();

/** The figures of a kind that have no buttons yet; they get them now. */
function newFigures(kind) {
  const all = Array.from(document.querySelectorAll("figure." + kind));
  return all.filter((figure) => !withButtons.has(figure) && withButtons.add(figure));
}

function addCopyButtons() {
  for (const figure of newFigures("console")) {
    const commands = figure.querySelectorAll("kbd.command");
    if (commands.length > 1) addCopyButton(figure.firstElementChild, () => commandsOf(figure));
    for (const command of commands) {
      addCopyButton(command.parentElement, () => typed(command) + "\n", typed(command).split("\n")[0]);
    }
  }
  for (const figure of newFigures("file")) {
    addCopyButton(figure.querySelector("pre"), () => textOf(figure));
  }
}

if (document.documentElement.dataset.copy) {
  addCopyButtons();
  document.addEventListener("statebook:parts", addCopyButtons);
}
