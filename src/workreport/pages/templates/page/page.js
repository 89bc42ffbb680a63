"use strict";
// Tables that sort, filter, search and page; tables and charts to take away; all code at once; places in the text.
// Without this script everything stands on the page, only whole.
(() => {
  const ROWS = 50, TOOLS = 8, FEW = 12;
  const make = (tag, properties = {}, ...inside) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...inside);
    return element;
  };
  const button = (words, act, name = "") => make("button", { type: "button", onclick: act, className: name }, words);
  const save = (name, content, type) => {
    const href = URL.createObjectURL(new Blob([content], { type }));
    make("a", { href, download: `${document.title} ${name}`.replace(/[\\/:*?"<>|]/g, " ") }).click();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  };

  const words = (cell) => (cell.cloneNode(true)).textContent.trim();
  const value = (cell) => {
    const number = parseFloat((cell.dataset.v ?? words(cell)).replace(/[,，+]/g, ""));
    return Number.isNaN(number) ? -Infinity : number;
  };
  const field = (text) => {
    // A spreadsheet takes these first characters for a formula; a plain signed number is none.
    const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d,.]+%?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const equip = (box) => {
    const table = box.querySelector("table"), body = table?.tBodies[0], heads = [...(table?.tHead?.rows[0].cells ?? [])];
    if (!body || !heads.length) return;
    const rows = [...body.rows], chosen = new Map();
    let order = rows, page = 0, size = ROWS, query = "";
    const names = heads.map(words), tools = make("div", { className: "tools" });
    const caption = table.caption ? words(table.caption) : "表";
    const count = make("output"), pager = make("div", { className: "pager" });

    const show = () => {
      const kept = order.filter((row) => row.textContent.toLowerCase().includes(query)
        && [...chosen].every(([place, wanted]) => !wanted || words(row.cells[place]) === wanted));
      const pages = Math.max(1, Math.ceil(kept.length / size));
      page = Math.max(0, Math.min(page, pages - 1));
      for (const row of rows) { row.classList.add("out"); row.classList.remove("beyond"); }
      kept.forEach((row, place) => {
        row.classList.remove("out");
        row.classList.toggle("beyond", Math.floor(place / size) !== page);
      });
      count.value = kept.length === rows.length ? `共 ${rows.length} 行` : `${kept.length} / ${rows.length} 行`;
      pager.hidden = pages === 1 && size === ROWS;
      pager.replaceChildren(
        Object.assign(button("上一页", () => { page -= 1; show(); }), { disabled: page === 0 }),
        `第 ${page + 1} / ${pages} 页`,
        Object.assign(button("下一页", () => { page += 1; show(); }), { disabled: page === pages - 1 }),
        button(size === ROWS ? "全部显示" : "分页显示", () => { size = size === ROWS ? Infinity : ROWS; page = 0; show(); }),
      );
    };
    const sort = (place) => {
      const head = heads[place], before = head.getAttribute("aria-sort"), numeric = head.classList.contains("n");
      const first = numeric ? "descending" : "ascending", second = numeric ? "ascending" : "descending";
      const now = before === first ? second : before === second ? null : first;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      const sign = now === "ascending" ? 1 : -1, key = numeric ? value : words;
      const keyed = rows.map((row) => [key(row.cells[place]), row]);
      const compare = numeric ? ([a], [b]) => (a === b ? 0 : sign * (a - b)) : ([a], [b]) => sign * a.localeCompare(b, "zh");
      order = now ? keyed.sort(compare).map(([, row]) => row) : rows;
      if (now) head.setAttribute("aria-sort", now);
      body.append(...order);
      page = 0;
      show();
    };

    if (rows.length > TOOLS) {
      const search = make("input", { type: "search", placeholder: "在表中查找" });
      search.setAttribute("aria-label", `在“${caption}”中查找`);
      search.oninput = () => { query = search.value.trim().toLowerCase(); page = 0; show(); };
      tools.append(search);
      heads.forEach((head, place) => {
        if (head.classList.contains("n") || place === 0) return;
        const values = [...new Set(rows.map((row) => words(row.cells[place])))];
        if (values.length < 2 || values.length > FEW || values.some((one) => one.length > 16)) return;
        const options = values.filter(Boolean).map((one) => make("option", { value: one }, one));
        const select = make("select", {}, make("option", { value: "" }, `${names[place]}：全部`), ...options);
        select.setAttribute("aria-label", `只看某一${names[place]}`);
        select.onchange = () => { chosen.set(place, select.value); page = 0; show(); };
        tools.append(select);
      });
      tools.append(count);
    }
    // A span, for Chromium repeats no head in print that holds a button.
    if (rows.length > 2) heads.forEach((head, place) => {
      const press = make("span", { className: "sort", role: "button", tabIndex: 0 }, ...head.childNodes);
      press.onclick = () => sort(place);
      press.onkeydown = (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        sort(place);
      };
      head.append(press);
    });
    const keep = button("存为 CSV", () => {
      const lines = [names, ...order.filter((row) => !row.classList.contains("out")).map((row) => [...row.cells].map(words))];
      save(`${caption}.csv`, `\ufeff${lines.map((line) => line.map(field).join(",")).join("\r\n")}\r\n`, "text/csv");
    }, "take");
    if (tools.hasChildNodes()) box.before(tools);
    box.after(pager, keep);
    box.reach = (row) => {
      if (row.classList.contains("out")) {
        query = "";
        chosen.clear();
        tools.querySelectorAll("input, select").forEach((input) => { input.value = ""; });
        show();
      }
      const kept = order.filter((one) => !one.classList.contains("out"));
      page = size === ROWS ? Math.floor(kept.indexOf(row) / ROWS) : 0;
      show();
    };
    show();
  };

  const take = (figure) => {
    const save_picture = () => {
      const picture = [...figure.querySelectorAll("img")].find((one) => one.offsetParent) ?? figure.querySelector("img");
      const bytes = Uint8Array.from(atob(picture.src.split(",")[1]), (mark) => mark.charCodeAt(0));
      save(`${(figure.querySelector("figcaption")?.textContent ?? picture.alt).slice(0, 40)}.png`, bytes, "image/png");
    };
    figure.append(button("存为图片", save_picture, "take"));
  };

  const reach = () => {
    const wanted = decodeURIComponent(location.hash.slice(1)), place = document.getElementById(wanted);
    document.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    if (place) {
      const row = place.closest("tr");
      row?.closest(".table")?.reach?.(row);
      if (row) place.scrollIntoView({ block: "center" });
    } else if (/^(text-)?(\d+-)?[cs]\d+$/.test(wanted)) {
      const number = (id) => Number(id.match(/\d+$/)[0]), starts = [...document.querySelectorAll(".marked i[id]")];
      const pages = [...document.querySelector(".pages")?.querySelectorAll("a") ?? []];
      const page = pages.filter((one) => Number(one.dataset[wanted[0]]) <= number(wanted)).pop();
      if (page && !page.hasAttribute("aria-current")) return location.replace(page.getAttribute("href") + location.hash);
      const sentence = starts.filter((start) => number(start.id) <= number(wanted)).pop()?.parentElement;
      sentence?.classList.add("here");
      sentence?.scrollIntoView({ block: "center" });
    }
  };

  document.querySelectorAll(".table").forEach(equip);
  document.querySelectorAll("figure.chart").forEach(take);
  const folds = [...document.querySelectorAll("details.code")];
  if (folds.length) {
    const all = button("显示全部代码", () => {
      const open = all.getAttribute("aria-pressed") !== "true";
      folds.forEach((fold) => { fold.open = open; });
      document.body.classList.toggle("quiet", !open);
      all.setAttribute("aria-pressed", open);
      all.textContent = open ? "收起全部代码" : "显示全部代码";
    }, "all-code");
    all.setAttribute("aria-pressed", "false");
    document.body.classList.add("quiet");
    document.querySelector(".tasks")?.append(all);
  }
  addEventListener("hashchange", reach);
  if (location.hash) reach();
})();
