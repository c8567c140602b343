/** What every page with a verdict needs: forms without a reload, verdicts as they come, and the button that copies. */
import "htmx.org/dist/htmx.esm.js";
import "htmx.org/dist/ext/hx-sse.js";
import { offerCopies } from "./copying";
import { keepListening, tellOutcomes } from "./verdict";

offerCopies();
tellOutcomes();
keepListening();
