/* List, line of time and map in step: what narrows one narrows all, and the address says how. */

/** Follows the links of `#found` without leaving the map. renew: called when other events are shown. */
export function follow(section: HTMLElement, box: () => string, renew: () => Promise<void>): { moved: () => void } {
  const only = button(section);
  only.addEventListener("click", () => {
    const address = new URL(location.href);
    address.searchParams.set("box", box());
    address.searchParams.delete("page");
    only.hidden = true;
    void show(address, true);
  });
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest?.<HTMLAnchorElement | SVGAElement>("#found a, .map a");
    const address = link && new URL(typeof link.href === "string" ? link.href : link.href.baseVal, location.href);
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    if (!address || !plain || address.origin !== location.origin || address.pathname !== location.pathname) return;
    event.preventDefault();
    void show(address, true);
  });
  addEventListener("popstate", () => void show(new URL(location.href), false));

  async function show(address: URL, keep: boolean): Promise<void> {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document.getElementById("found"), page.getElementById("found")];
    const [form, filled] = [document.querySelector("form.filters"), page.querySelector("form.filters")];
    if (!answer.ok || !here || !there) return location.assign(address);
    here.replaceWith(document.adoptNode(there));
    if (form && filled) form.replaceWith(document.adoptNode(filled));
    if (keep) history.pushState(null, "", address);
    await renew();
  }

  return {
    moved: () => {
      only.hidden = false;
    },
  };
}

function button(section: HTMLElement): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "quiet";
  made.hidden = true;
  made.textContent = section.dataset.moved ?? "";
  section.append(made);
  return made;
}
