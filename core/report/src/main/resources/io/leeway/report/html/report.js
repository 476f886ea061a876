"use strict";

const theme = JSON.parse(document.getElementById("chart-theme").textContent);

/** Lays a legend out in as many columns as its longest name leaves room for. */
function legendColumns(spec, width) {
  const longest = Math.max(...spec.encoding.color.scale.domain.map((name) => Math.min(name.length, 30)));
  return Math.max(1, Math.floor((width - 80) / (longest * 8 + 48)));
}

for (const chart of document.querySelectorAll(".chart")) {
  const spec = JSON.parse(document.getElementById(chart.dataset.spec).textContent);
  const legend = { ...theme.legend, columns: legendColumns(spec, chart.clientWidth) };
  chart.textContent = "";
  vegaEmbed(chart, spec, {
    config: { ...theme, legend },
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
