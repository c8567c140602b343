import { find } from "./elements";

const RETRY_MS = 2_000;

/** A line of the student's source that the verdict speaks of. */
export interface Mark {
  line: number;
  message: string;
}

/** Says to whoever listens instead of looking what has become of a submission, once for each thing that is new. */
export function tellOutcomes(): void {
  onVerdict(() => {
    const told = find("#told", HTMLElement);
    const outcome = document.querySelector("#outcome")?.textContent?.trim() ?? "";
    if (outcome !== told.textContent) told.textContent = outcome;
  });
}

/** A stream that broke begins again by itself, but not one that never began: then it is tried again here. */
export function keepListening(): void {
  document.addEventListener("htmx:error", (event) => {
    const verdict = event.target;
    if (!(verdict instanceof HTMLElement) || !verdict.hasAttribute("hx-sse:connect")) return;
    setTimeout(() => verdict.dispatchEvent(new Event("retry")), RETRY_MS);
  });
}

/** Calls `react` whenever what is said of a submission has changed. */
export function onVerdict(react: () => void): void {
  document.addEventListener("htmx:after:swap", () => {
    if (document.querySelector("#verdict")) react();
  });
}

/** The lines that the verdict on this page speaks of. */
export function readMarks(): Mark[] {
  return Array.from(document.querySelectorAll<HTMLElement>("#verdict [data-line]"), (element) => ({
    line: Number(element.dataset["line"]),
    message: element.dataset["says"] ?? "",
  }));
}
