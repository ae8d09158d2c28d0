/* The dates of a page as sliders: one for the day judged, one for what was known. */

const DAY = 86_400_000;

/** Puts a slider beside each date of the form; letting go of it asks for the page of that day. */
export function slide(form: HTMLFormElement): void {
  const first = Date.parse(form.dataset.first ?? "");
  const last = Date.parse(form.dataset.last ?? "");
  if (!(first < last)) return;
  for (const input of form.querySelectorAll<HTMLInputElement>("input[type=date]")) {
    const end = input.name === "at" ? last + 60 * DAY : last;
    input.after(slider(input, first, end));
  }
  for (const input of form.querySelectorAll("select")) input.addEventListener("change", () => form.requestSubmit());
}

function slider(input: HTMLInputElement, first: number, last: number): HTMLInputElement {
  const made = document.createElement("input");
  made.type = "range";
  made.min = "0";
  made.max = String(Math.round((last - first) / DAY));
  made.value = String(Math.round(((Date.parse(input.value) || last) - first) / DAY));
  made.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? input.name);
  const told = () => {
    input.value = new Date(first + Number(made.value) * DAY).toISOString().slice(0, 10);
    made.setAttribute("aria-valuetext", input.value);
  };
  made.addEventListener("input", told);
  made.addEventListener("change", () => {
    told();
    input.form?.requestSubmit();
  });
  if (input.value) made.setAttribute("aria-valuetext", input.value);
  return made;
}
