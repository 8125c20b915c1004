"use strict";
// Adds to a page that is whole without it: language, sorting, filtering, opening all.
(() => {
  const root = document.documentElement;
  const radios = [...document.querySelectorAll("input[name=edition]")];
  const rows = [...document.querySelectorAll("tr[data-states]")];
  const forms = [...document.querySelectorAll("form.filters")];
  const chosen = () => radios.find((radio) => radio.checked).value;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const editionOf = (node) => node.closest("[data-edition]").dataset.edition;

  function showEdition() {
    const lang = chosen();
    root.lang = lang;
    root.dir = document.querySelector(`article[data-edition="${lang}"]`).dir;
    document.title = document.querySelector(`h1 > [data-edition="${lang}"]`).textContent;
  }

  function filter() {
    for (const form of forms) {
      const lang = editionOf(form);
      const wanted = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
      const own = rows.filter((row) => editionOf(row) === lang);
      for (const row of own) {
        row.hidden = !row.dataset.states.split(" ").some((state) => wanted.has(state));
      }
      const parts = document.querySelectorAll(`article[data-edition="${lang}"] :is(tbody, .table)`);
      for (const part of parts) {
        const known = [...part.querySelectorAll("tr[data-states]")];
        part.hidden = known.length > 0 && known.every((row) => row.hidden);
        const heading = part.previousElementSibling;
        if (part.matches("h3 + .table")) heading.hidden = part.hidden;
      }
      const status = form.querySelector("[role=status]");
      const shown = own.filter((row) => !row.hidden).length;
      status.textContent = fill(status.dataset.text, { n: shown, total: own.length });
    }
  }

  // Both editions keep the same choice, so that it outlives a change of language.
  function choose(event) {
    for (const form of forms) {
      for (const box of form.querySelectorAll(`input[value="${event.target.value}"]`)) {
        box.checked = event.target.checked;
      }
    }
    filter();
  }

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  function sort(table, head, column) {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentElement.cells) {
      if (other.dataset.sort) other.setAttribute("aria-sort", "none");
    }
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const body = table.tBodies[0];
    const number = head.dataset.sort === "number";
    const order = new Intl.Collator(editionOf(table), { numeric: true });
    const compare = (a, b) => {
      const [x, y] = [keyOf(a, column), keyOf(b, column)];
      if (!number) return order.compare(x, y);
      const [p, q] = [parseFloat(x), parseFloat(y)];
      return (Number.isNaN(p) ? Infinity : p) === (Number.isNaN(q) ? Infinity : q)
        ? 0 : (Number.isNaN(p) ? Infinity : p) - (Number.isNaN(q) ? Infinity : q);
    };
    body.append(...[...body.rows].sort((a, b) => (up ? compare(a, b) : compare(b, a))));
  }

  function makeSortable(table) {
    const form = forms.find((each) => editionOf(each) === editionOf(table));
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = fill(form.dataset.sortText, { name: head.textContent });
      button.addEventListener("click", () => sort(table, head, column));
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
    });
  }

  // A link may lead into another edition, a filtered row or a closed verdict.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const part = target?.closest("article[data-edition]");
    if (!part) return;
    const radio = radios.find((each) => each.value === part.dataset.edition);
    if (!radio.checked) {
      radio.checked = true;
      showEdition();
    }
    if (target.closest("[hidden]")) {
      for (const box of document.querySelectorAll(".filters input")) box.checked = true;
      filter();
    }
    for (let node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }

  const everyVerdict = () => [...document.querySelectorAll(`[data-edition="${chosen()}"] details`)];
  const openAll = (open) => everyVerdict().forEach((each) => { each.open = open; });
  let closed = [];

  // A problem as plain text, as it is read: without its button.
  async function copy(button) {
    const text = [...button.closest(".card").querySelectorAll("h3, p")]
      .map((each) => each.textContent.trim()).join("\n");
    await navigator.clipboard.writeText(text);
    button.textContent = button.dataset.done;
  }

  root.classList.add("js");
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
  for (const button of document.querySelectorAll("button.back")) {
    button.addEventListener("click", () => history.back());
  }
  radios.forEach((radio) => radio.addEventListener("change", showEdition));
  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", choose);
    form.querySelector(".open").addEventListener("click", () => openAll(true));
    form.querySelector(".close").addEventListener("click", () => openAll(false));
  }
  window.addEventListener("hashchange", () => {
    document.querySelectorAll("button.back").forEach((each) => { each.hidden = !location.hash; });
    reveal();
  });
  window.addEventListener("beforeprint", () => {
    closed = everyVerdict().filter((each) => !each.open);
    openAll(true);
  });
  window.addEventListener("afterprint", () => closed.forEach((each) => { each.open = false; }));
  showEdition();
  filter();
  reveal();
})();
