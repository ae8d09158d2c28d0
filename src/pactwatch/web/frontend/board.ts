/* What every page does with scripts on: nothing here is needed to read the board. */
import { slide } from "./slider";

for (const form of document.querySelectorAll<HTMLFormElement>("form.when")) slide(form);
