/** A problem's page: the text area becomes an editor, whose text is kept and whose lines the verdict marks. */
import { Draft } from "./draft";
import { Editor } from "./editor";
import { find } from "./elements";
import { makeDraggable, makeResizable } from "./layout";
import { onVerdict, readMarks } from "./verdict";

function openDesk(area: HTMLTextAreaElement): void {
  const form = find("#solve", HTMLFormElement);
  const press = (mode: string) => () => form.requestSubmit(find(`button[value=${mode}]`, HTMLButtonElement));
  const shown = area.value;
  const covered = area.dataset["draft"]; // by an earlier attempt, or by the starter
  area.value = covered ?? shown;
  let begun: Draft | undefined;
  const editor = new Editor(area, () => begun?.change(), { run: press("run"), submit: press("submit") });
  const draft = new Draft(area, editor);
  if (covered !== undefined) {
    // It comes over the draft as if it had been pasted: to undo brings the draft back, until something is written.
    editor.replace(draft.readUnsaved()?.source ?? covered);
    editor.replace(shown);
  }
  begun = draft;
  if (covered === undefined) draft.restore();
  form.addEventListener("submit", () => draft.change());
  find("#source-label", HTMLElement).onclick = () => editor.focus();
  find("#begin-again", HTMLAnchorElement).onclick = (event) => {
    event.preventDefault();
    editor.replace(area.dataset["starter"] ?? "");
    editor.focus();
  };
  const mark = () => editor.mark(readMarks());
  onVerdict(mark);
  mark();
  watchSending(form);
  makeResizable();
}

/** What was sent is looked at where its verdict will be; what could not be sent is said to be so. */
function watchSending(form: HTMLFormElement): void {
  const trouble = find("#trouble", HTMLElement);
  form.addEventListener("htmx:before:request", () => (trouble.textContent = ""));
  form.addEventListener("htmx:error", () => {
    trouble.textContent = "It could not be sent: is there a connection? What you wrote is kept; send it again.";
  });
  form.addEventListener("htmx:after:request", () => {
    document.querySelector("#verdict")?.scrollIntoView({ block: "nearest" });
  });
}

const area = document.querySelector<HTMLTextAreaElement>("#source");
makeDraggable();
if (area) openDesk(area);
