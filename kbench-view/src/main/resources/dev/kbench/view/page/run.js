// One run: its keys.
import { byId, onKey } from "./view.js";

const go = (id) => () => byId(id)?.click();

onKey("n", "next failing run", go("next-failing"));
onKey("p", "previous failing run", go("previous-failing"));
onKey("u", "up to the runs", go("up"));
onKey("e", "open or close everything that is folded", () => {
  const all = [...document.querySelectorAll("main details")];
  const open = all.some((one) => !one.open);
  all.forEach((one) => (one.open = open));
});
onKey("a", "to the assertions", () => byId("assertions")?.scrollIntoView());
onKey("m", "to the conversation", () => byId("conversation")?.scrollIntoView());
