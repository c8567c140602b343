import { find } from "./elements";

const LEAST_PERCENT = 25;
const MOST_PERCENT = 75;
const STEP_PERCENT = 2;
const LEAST_FONT_PX = 11;
const MOST_FONT_PX = 28;

/** The bar between what is read and what is written can be dragged, or moved with the arrow keys. */
export function makeDraggable(): void {
  const bar = find("#divider", HTMLElement);
  const panes = find("main", HTMLElement);
  const move = (percent: number) => {
    const share = Math.min(MOST_PERCENT, Math.max(LEAST_PERCENT, Math.round(percent)));
    panes.style.setProperty("--share", `${share}%`);
    bar.setAttribute("aria-valuenow", String(share));
    remember("divider", share);
  };
  const now = () => Number(bar.getAttribute("aria-valuenow"));
  move(recall("divider") ?? now());
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    event.preventDefault();
    bar.focus();
  });
  bar.addEventListener("pointermove", (event) => {
    if (!bar.hasPointerCapture(event.pointerId)) return;
    const { left, width } = panes.getBoundingClientRect();
    move(((event.clientX - left) / width) * 100);
  });
  bar.addEventListener("keydown", (event) => {
    const to = { ArrowLeft: now() - STEP_PERCENT, ArrowRight: now() + STEP_PERCENT, Home: LEAST_PERCENT, End: MOST_PERCENT };
    const percent = to[event.key as keyof typeof to];
    if (percent === undefined) return;
    event.preventDefault();
    move(percent);
  });
}

/** Two buttons make the letters of the editor larger and smaller. */
export function makeResizable(): void {
  const box = find("#editor", HTMLElement);
  const resize = (step_px: number) => {
    const size_px = recall("font") ?? parseFloat(getComputedStyle(box).fontSize);
    const next_px = Math.min(MOST_FONT_PX, Math.max(LEAST_FONT_PX, Math.round(size_px + step_px)));
    box.style.fontSize = `${next_px}px`;
    remember("font", next_px);
  };
  if (recall("font") !== undefined) resize(0);
  find("#smaller", HTMLButtonElement).onclick = () => resize(-1);
  find("#larger", HTMLButtonElement).onclick = () => resize(1);
}

function remember(what: string, number: number): void {
  try {
    localStorage.setItem(`layout ${what}`, String(number));
  } catch {
    // then it is as it was at first, next time
  }
}

function recall(what: string): number | undefined {
  try {
    const kept = parseFloat(localStorage.getItem(`layout ${what}`) ?? "");
    return Number.isFinite(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}
