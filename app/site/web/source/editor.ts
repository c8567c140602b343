import { autocompletion, closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tagHighlighter, tags } from "@lezer/highlight";
import type { Mark } from "./verdict";

/** Highlighted by the classes that the server gives to code, so that both look alike. */
const colours = tagHighlighter([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], class: "k" },
  { tag: tags.string, class: "s1" },
  { tag: tags.comment, class: "c1" },
  { tag: tags.number, class: "mi" },
  { tag: [tags.definition(tags.variableName), tags.definition(tags.className), tags.meta], class: "nf" },
]);

export interface Keys {
  run: () => void;
  submit: () => void;
}

/**
 * An editor in the place of `area`, which stays the form's field and always holds the same text.
 * `onChange` hears of each change that somebody made by hand.
 */
export class Editor {
  private readonly view: EditorView;

  constructor(
    area: HTMLTextAreaElement,
    onChange: () => void,
    keys: Keys,
  ) {
    this.view = new EditorView({
      doc: area.value,
      extensions: [
        EditorView.cspNonce.of(area.dataset["nonce"] ?? ""),
        keymap.of(listShortcuts(keys)),
        listAids(),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-labelledby": "source-label", "aria-describedby": "source-keys" }),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          area.value = this.source;
          onChange();
        }),
      ],
    });
    area.before(this.view.dom);
    area.hidden = true;
  }

  get source(): string {
    return this.view.state.doc.toString();
  }

  /** As if it had been typed: to undo brings back what was there. */
  replace(source: string): void {
    if (source === this.source) return;
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: source }, userEvent: "input" });
  }

  focus(): void {
    this.view.focus();
  }

  /** Marks lines in the gutter, in place of what was marked before. */
  mark(marks: Mark[]): void {
    const doc = this.view.state.doc;
    const inside = marks.filter(({ line }) => line >= 1 && line <= doc.lines);
    const diagnostics = inside.map(({ line, message }) => {
      const { from, to } = doc.line(line);
      return { from, to, severity: "error" as const, message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, diagnostics));
  }
}

function listShortcuts({ run, submit }: Keys): { key: string; run: () => boolean }[] {
  const always = (act: () => void) => () => (act(), true);
  return [
    { key: "Mod-Enter", run: always(run) },
    { key: "Shift-Mod-Enter", run: always(submit) },
  ];
}

/**
 * Text that is typed over a selection. Where that spans lines, Chromium would put an element with a style of its own in
 * the place, which the policy of pages forbids, and which it would complain of each time.
 */
const replaceSelected = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { from, to, empty } = view.state.selection.main;
    const text = event.data;
    if (event.inputType !== "insertText" || event.isComposing || empty || text === null) return false;
    event.preventDefault();
    const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type" });
    const isDone = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
    if (!isDone) view.dispatch(insert());
    return true;
  },
});

function listAids(): Extension {
  return [
    lineNumbers(),
    lintGutter(),
    highlightActiveLineGutter(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    EditorState.allowMultipleSelections.of(true),
    replaceSelected,
    indentOnInput(),
    indentUnit.of("    "),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ activateOnTyping: false }),
    highlightActiveLine(),
    highlightSelectionMatches(),
    search({ top: true }),
    python(),
    syntaxHighlighting(colours),
    keymap.of([
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...lintKeymap,
      indentWithTab,
    ]),
  ];
}
