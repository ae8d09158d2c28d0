/* What every page does with scripts on: nothing here is needed to read the board. */
import { slide } from "./slider";

for (const form of document.querySelectorAll<HTMLFormElement>("form.when")) slide(form);

// On a narrow screen the navigation is longer than the screen: the page that is shown stands in sight.
document.querySelector("header nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

// On a narrow screen the dates fold into one line.
const narrow = matchMedia("(max-width: 40rem)");
for (const asked of document.querySelectorAll<HTMLDetailsElement>("details.asked")) {
  asked.open = !narrow.matches;
  narrow.addEventListener("change", () => (asked.open = !narrow.matches));
}
