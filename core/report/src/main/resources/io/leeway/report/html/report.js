"use strict";

const theme = JSON.parse(document.getElementById("chart-theme").textContent);

/** Lays a legend out in as many columns as its longest name leaves room for. */
function legendColumns(spec, width) {
  if (!spec.encoding?.color?.scale) {
    return 1;
  }
  const longest = Math.max(...spec.encoding.color.scale.domain.map((name) => Math.min(name.length, 30)));
  return Math.max(1, Math.floor((width - 80) / (longest * 8 + 48)));
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

for (const group of document.querySelectorAll(".copies")) {
  group.hidden = false;
  for (const button of group.querySelectorAll("button")) {
    button.addEventListener("click", async () => {
      const copies = JSON.parse(document.getElementById(button.dataset.source).textContent);
      await copy(copies[button.dataset.format]);
      group.querySelector("[role=status]").textContent = "Copied.";
    });
  }
}

const MOST_ROWS = 100;

/** Reads a row of the document: its texts, and what its cells are sorted by; a missing figure is null. */
function readRow(element) {
  const cells = [...element.cells];
  const texts = cells.map((cell) => cell.textContent);
  const keys = cells.map(({ dataset: { value } }, column) =>
    value === undefined ? texts[column] : value === "" ? null : Number(value),
  );
  return { texts, keys, element: () => element };
}

/** Makes a row of the list that the document has of it, whose element is made when it is shown. */
function makeRow([colour, texts, values], headings) {
  const figures = texts.length - values.length;
  const keys = texts.map((text, column) => {
    const value = column < figures ? text : values[column - figures];
    return column < figures ? value : value === "" ? null : Number(value);
  });
  let made = null;
  const element = () => {
    if (made === null) {
      made = document.createElement("tr");
      texts.forEach((text, column) => {
        const cell = document.createElement(column === 0 ? "th" : "td");
        if (column === 0) {
          cell.scope = "row";
        } else if (column < figures) {
          cell.className = headings[column].className;
        } else {
          cell.dataset.value = values[column - figures];
        }
        if (column === 0 && colour !== "") {
          const swatch = document.createElement("span");
          swatch.className = "swatch";
          swatch.style.background = colour;
          cell.append(swatch);
        }
        cell.append(text);
        made.append(cell);
      });
    }
    return made;
  };
  return { texts, keys, element };
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number"
    ? a - b
    : String(a).localeCompare(String(b), undefined, { numeric: true });
}

/** Puts a button into each heading of a table, which sorts by its column: ascending, then descending. */
function makeSortable(table, rowsOf, onOrder) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const descending = heading.getAttribute("aria-sort") === "ascending";
      headings.forEach((other) => other.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const keyed = rowsOf().map((row, index) => ({ row, index, key: row.keys[column] }));
      keyed.sort((a, b) => {
        if (a.key === null || b.key === null) {
          return (a.key === null) - (b.key === null) || a.index - b.index;
        }
        return (descending ? -1 : 1) * compare(a.key, b.key) || a.index - b.index;
      });
      onOrder(keyed.map((entry) => entry.row));
    });
  });
}

/** Writes a number as the figures of its column are written: "d1" has one decimal, "s3" three significant digits. */
function written(value, style) {
  const digits = Number(style.slice(1));
  const options =
    style[0] === "d"
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : { maximumSignificantDigits: digits, minimumSignificantDigits: digits };
  return value.toLocaleString("en-US", options).replace("-", "\u2212");
}

function groupRow(table, name, rows) {
  const row = document.createElement("tr");
  row.className = "group";
  const first = document.createElement("th");
  first.scope = "rowgroup";
  first.textContent = `${name === "" ? "\u2013" : name} (${rows.length})`;
  row.append(first);
  [...table.tHead.rows[0].cells].slice(1).forEach((heading, index) => {
    const cell = document.createElement("td");
    if (heading.dataset.kind === "number") {
      const values = rows.map((one) => one.keys[index + 1]).filter((value) => value !== null);
      if (values.length > 0) {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        cell.textContent = written(mean, heading.dataset.style);
        cell.title = `Mean of ${values.length}`;
      }
    }
    row.append(cell);
  });
  return row;
}

function choice(label, options, chosen) {
  const wrapper = document.createElement("label");
  const select = document.createElement("select");
  for (const [value, text] of options) {
    select.add(new Option(text, value, false, value === chosen));
  }
  wrapper.append(label + " ", select);
  return [wrapper, select];
}

/** Gives a table of many rows its tools: a search, a choice for each label, groups, and all rows on demand. */
function makeExplorable(table) {
  const body = table.tBodies[0];
  const tools = table.closest("section").querySelector(".tools");
  const headings = [...table.tHead.rows[0].cells];
  const rest = table.closest("section").querySelector(".rest");
  let order = [...body.rows].map(readRow);
  for (const row of rest === null ? [] : JSON.parse(rest.textContent)) {
    order.push(makeRow(row, headings));
  }
  let whole = order.length <= MOST_ROWS;
  const few = headings
    .map((heading, column) => ({ heading, column }))
    .filter((one) => one.heading.dataset.kind === "few");
  const filters = few.map(({ heading, column }) => {
    const values = [...new Set(order.map((row) => row.texts[column]))];
    const options = [["\u0000", "all"], ...values.map((value) => [value, value === "" ? "\u2013" : value])];
    const [wrapper, select] = choice(heading.textContent, options, heading.dataset.preset || "\u0000");
    return { wrapper, select, column };
  });
  const [groupWrapper, group] = choice(
    "Group by",
    [["", "nothing"], ...few.map(({ heading, column }) => [String(column), heading.textContent])],
    "",
  );
  const search = document.createElement("input");
  search.type = "search";
  search.placeholder = "Filter";
  search.setAttribute("aria-label", "Filter rows by text");
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const more = document.createElement("button");
  more.type = "button";

  function show() {
    const wanted = search.value.trim().toLowerCase();
    const matching = order.filter(
      (row) =>
        filters.every(({ select, column }) => select.value === "\u0000" || row.texts[column] === select.value) &&
        (wanted === "" || row.texts.join(" ").toLowerCase().includes(wanted)),
    );
    const shown = whole ? matching : matching.slice(0, MOST_ROWS);
    const fragment = document.createDocumentFragment();
    if (group.value === "") {
      fragment.append(...shown.map((row) => row.element()));
    } else {
      const groups = new Map();
      for (const row of matching) {
        const name = row.texts[Number(group.value)];
        const members = groups.get(name) ?? [];
        members.push(row);
        groups.set(name, members);
      }
      const visible = new Set(shown);
      for (const [name, rows] of groups) {
        fragment.append(groupRow(table, name, rows));
        fragment.append(...rows.filter((row) => visible.has(row)).map((row) => row.element()));
      }
    }
    body.replaceChildren(fragment);
    status.textContent = `${shown.length.toLocaleString("en-US")} of ${order.length.toLocaleString("en-US")} rows`;
    more.hidden = shown.length === matching.length;
    more.textContent = `Show all ${matching.length.toLocaleString("en-US")}`;
  }

  more.addEventListener("click", () => {
    whole = true;
    show();
  });
  search.addEventListener("input", show);
  group.addEventListener("change", show);
  filters.forEach(({ select }) => select.addEventListener("change", show));
  tools.append(search, ...filters.map(({ wrapper }) => wrapper));
  if (few.length > 0) {
    tools.append(groupWrapper);
  }
  tools.append(status, more);
  tools.hidden = false;
  makeSortable(
    table,
    () => order,
    (rows) => {
      order = rows;
      show();
    },
  );
  show();
}

for (const table of document.querySelectorAll("table")) {
  if (table.classList.contains("data")) {
    makeExplorable(table);
  } else if (table.tBodies[0].rows.length > 1) {
    makeSortable(
      table,
      () => [...table.tBodies[0].rows].map(readRow),
      (rows) => table.tBodies[0].append(...rows.map((row) => row.element())),
    );
  }
}

for (const chart of document.querySelectorAll(".chart")) {
  const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
  const columns = legendColumns(spec, chart.clientWidth);
  const room = Math.floor((chart.clientWidth - 80) / columns - 48);
  const legend = { ...theme.legend, columns, labelLimit: Math.max(theme.legend.labelLimit, room) };
  chart.textContent = "";
  vegaEmbed(chart, spec, {
    config: { ...theme, legend, axisY: { ...theme.axisY, labelLimit: Math.max(80, chart.clientWidth * 0.42) } },
    renderer: "svg",
    ast: true, // expressions are interpreted, so that the page's policy need not allow eval
    defaultStyle: false,
    actions: { export: true, source: false, compiled: false, editor: false },
    i18n: { SVG_ACTION: "SVG", PNG_ACTION: "PNG" },
    downloadFileName: chart.closest("figure").querySelector("h3").textContent,
  }).catch((error) => {
    chart.textContent = "This chart could not be drawn: " + error.message;
    console.error(error);
  });
}
