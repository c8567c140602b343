import type { Editor } from "./editor";
import { find } from "./elements";

const PAUSE_MS = 800;
const RETRY_MS = 10_000;

/** What this browser has and the server has not: kept until the server does, so that a crash loses nothing. */
interface Unsaved {
  source: string;
  /** Of the draft on the server that it was made from. */
  revision: number;
}

/**
 * The draft of one problem: on the server after each pause in typing, and in this browser until then.
 *
 * The server counts revisions. Whoever saves names the one they began with; if another browser was faster, the
 * student chooses, and the text that was not chosen is one undo away.
 */
export class Draft {
  private readonly key: string;
  private readonly address: string;
  private revision: number;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isUnsaved = false;
  private isSaving = false;
  private isInConflict = false;

  constructor(
    area: HTMLTextAreaElement,
    private readonly editor: Editor,
  ) {
    this.key = `draft ${area.dataset["account"]} ${area.dataset["problem"]}`;
    this.address = `/problems/${area.dataset["problem"]}/draft`;
    this.revision = Number(area.dataset["revision"]);
    addEventListener("pagehide", () => void this.save({ keepalive: true }));
    addEventListener("online", () => void this.save());
  }

  /** What was typed in this browser and never reached the server comes back. */
  restore(): void {
    const unsaved = this.readUnsaved();
    if (!unsaved) return;
    const theirs = this.editor.source;
    if (unsaved.source === theirs) {
      this.forget();
      return;
    }
    if (unsaved.revision !== this.revision) this.offerChoice(theirs, this.revision, unsaved.source);
    this.revision = unsaved.revision;
    this.editor.replace(unsaved.source);
  }

  /** The text has changed: keep it here now, and on the server once there is a pause. */
  change(): void {
    this.isUnsaved = true;
    try {
      const unsaved: Unsaved = { source: this.editor.source, revision: this.revision };
      localStorage.setItem(this.key, JSON.stringify(unsaved));
    } catch {
      // storage is full or forbidden: then the server alone keeps it
    }
    if (this.isInConflict) return;
    this.say("Not saved yet");
    this.saveIn(PAUSE_MS);
  }

  private saveIn(pause_ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.save(), pause_ms);
  }

  private async save(options: RequestInit = {}): Promise<void> {
    clearTimeout(this.timer);
    if (this.isSaving || this.isInConflict || !this.isUnsaved) return;
    this.isSaving = true;
    const source = this.editor.source;
    const body = new URLSearchParams({ source, revision: String(this.revision) });
    try {
      await this.take(await fetch(this.address, { method: "POST", body, ...options }), source);
    } catch {
      this.say("Not saved: no connection. It is kept in this browser.");
      this.saveIn(RETRY_MS);
    } finally {
      this.isSaving = false;
    }
  }

  private async take(answer: Response, source: string): Promise<void> {
    if (answer.redirected || answer.status === 401) {
      this.say("Not saved: you are signed out. It is kept in this browser.");
    } else if (answer.ok || answer.status === 409) {
      const theirs = (await answer.json()) as Unsaved;
      if (answer.ok) this.settle(source, theirs.revision);
      else this.offerChoice(theirs.source, theirs.revision, source);
    } else {
      this.say(answer.status === 413 ? "Not saved: it is too long." : "Not saved yet: the site has a problem.");
      if (answer.status >= 500) this.saveIn(RETRY_MS);
    }
  }

  private settle(source: string, revision: number): void {
    this.revision = revision;
    if (source === this.editor.source) {
      this.isUnsaved = false;
      this.forget();
      this.say("Saved");
    } else {
      this.change(); // typed on meanwhile
    }
  }

  /** Another browser has saved `theirs` since; here is `ours`. Both stay until one is chosen. */
  private offerChoice(theirs: string, revision: number, ours: string): void {
    this.isInConflict = true;
    const box = find("#conflict", HTMLElement);
    const choose = (other: string, chosen: string) => () => {
      box.hidden = true;
      this.isInConflict = false;
      this.revision = revision;
      this.editor.replace(other);
      this.editor.replace(chosen);
      this.editor.focus();
      this.change();
    };
    find("#keep-theirs", HTMLButtonElement).onclick = choose(ours, theirs);
    find("#keep-ours", HTMLButtonElement).onclick = choose(theirs, ours);
    box.hidden = false;
    this.say("Changed in another browser");
  }

  readUnsaved(): Unsaved | undefined {
    try {
      return JSON.parse(localStorage.getItem(this.key) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  }

  private forget(): void {
    try {
      localStorage.removeItem(this.key);
    } catch {
      // there is none
    }
  }

  private say(words: string): void {
    find("#draft-state", HTMLElement).textContent = words;
  }
}
