const TOLD_MS = 2000;

/** A press on a button with `data-copies` copies the text of the element that the selector in it finds. */
export function offerCopies(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest<HTMLButtonElement>("[data-copies]");
    if (button) void copy(button);
  });
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const name = button.dataset["name"] ?? (button.dataset["name"] = button.textContent ?? "");
  const copied = document.querySelector(button.dataset["copies"] ?? "");
  try {
    await navigator.clipboard.writeText(copied?.textContent ?? "");
    button.textContent = "Copied";
  } catch {
    // no permission, or a page without HTTPS: then the text itself is at hand to be copied by hand
    if (copied) getSelection()?.selectAllChildren(copied);
    button.textContent = "Selected: copy it with Ctrl+C";
  }
  setTimeout(() => (button.textContent = name), TOLD_MS);
}
