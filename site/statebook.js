// Adds what a page is also complete without: buttons that copy the commands of a console.

/** The commands of a console as one types them, without prompts and outputs. */
function commandsOf(figure) {
  return Array.from(figure.querySelectorAll("kbd.command"), (command) => {
    const copy = command.cloneNode(true);
    for (const prompt of copy.querySelectorAll(".prompt")) prompt.remove();
    return copy.textContent.replace(/\n+$/, "");
  }).join("\n") + "\n";
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

function addCopyButton(figure, text) {
  const words = document.documentElement.dataset;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
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
  figure.querySelector("pre").before(slot);
}

if (document.documentElement.dataset.copy) {
  for (const figure of document.querySelectorAll("figure.console")) {
    if (figure.querySelector("kbd.command")) addCopyButton(figure, () => commandsOf(figure));
  }
  for (const figure of document.querySelectorAll("figure.file")) {
    addCopyButton(figure, () => textOf(figure));
  }
}
