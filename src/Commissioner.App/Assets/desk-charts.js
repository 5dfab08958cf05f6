// Draws the tables of figures: each chart is read from the table behind it, which says all without it.
import { init, use } from 'echarts/core';
import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, HeatmapChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent, CanvasRenderer]);

const style = getComputedStyle(document.documentElement);
const colour = name => style.getPropertyValue('--' + name).trim();
const ink = colour('ink'), quiet = colour('ink-2'), line = colour('line');
const good = colour('brand'), late = colour('red'), other = colour('line-strong'), blue = colour('link');
const font = { fontFamily: getComputedStyle(document.body).fontFamily, color: ink, fontSize: 13 };

function read(table) {
  const keys = [...table.querySelectorAll('thead th')].map(th => th.dataset.key);
  const heads = [...table.querySelectorAll('thead th')].map(th => th.textContent);
  const rows = [...table.querySelectorAll('tbody tr:not(.is-part)')].map(tr => {
    const cells = [...tr.children];
    return {
      name: cells[0].textContent.trim(),
      text: key => cells[keys.indexOf(key)]?.textContent.trim(),
      value: at => (cells[at]?.dataset.v ? Number(cells[at].dataset.v) : null),
    };
  });
  const column = key => rows.map(row => row.value(keys.indexOf(key)));
  return { keys, heads, rows, column, head: key => heads[keys.indexOf(key)], names: rows.map(row => row.name) };
}

const axis = { axisLine: { lineStyle: { color: other } }, axisTick: { show: false }, axisLabel: { ...font, color: quiet }, splitLine: { lineStyle: { color: line } } };
const legend = { top: 0, left: 0, itemGap: 16, textStyle: font, icon: 'roundRect' };
const shorten = name => (name.length > 9 ? name.slice(0, 8) + '…' : name);

// The interval is the ground between two lines that are not drawn; a month of too few has neither line nor ground.
function rate({ names, rows, column }) {
  const [lower, upper, value] = [column('lower'), column('upper'), column('value')];
  const hidden = { type: 'line', stack: 'interval', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } };
  return {
    grid: { top: 16, right: 16, bottom: 28, left: 48 },
    xAxis: { ...axis, type: 'category', data: names, boundaryGap: false, axisLabel: { ...axis.axisLabel, hideOverlap: true } },
    yAxis: { ...axis, type: 'value', min: 0, max: Math.max(25, Math.ceil(Math.max(...upper) / 25) * 25), interval: 25, axisLabel: { ...axis.axisLabel, formatter: '{value} %' } },
    tooltip: {
      trigger: 'axis',
      formatter: ([{ dataIndex: at }]) => {
        const said = [`${names[at]}  ${rows[at].text('value')}`, `${rows[at].text('k')} / ${rows[at].text('n')}`];
        return (value[at] === null ? said : [...said, `${rows[at].text('lower')} – ${rows[at].text('upper')}`]).join('\n');
      },
    },
    series: [
      { ...hidden, data: lower },
      { ...hidden, data: upper.map((high, at) => (high === null ? null : high - lower[at])), areaStyle: { color: good, opacity: 0.16 } },
      { type: 'line', data: value, symbol: 'circle', symbolSize: 7, lineStyle: { width: 2.5, color: good }, itemStyle: { color: good } },
    ],
  };
}

function pair({ names, column, head }) {
  const bar = (name, data, color) => ({ type: 'bar', name, data, itemStyle: { color }, barMaxWidth: 22, barGap: '15%' });
  return {
    legend,
    grid: { top: 40, right: 16, bottom: 28, left: 40 },
    xAxis: { ...axis, type: 'category', data: names, axisLabel: { ...axis.axisLabel, hideOverlap: true } },
    yAxis: { ...axis, type: 'value', minInterval: 1 },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
    series: [bar(head('n'), column('n'), blue), bar(head('k'), column('k'), '#e0a000')],
  };
}

// Names on the left, the first on top.
const lying = (names, more) => ({
  grid: { top: more ? 40 : 8, right: 48, bottom: 24, left: 8, containLabel: true },
  xAxis: { ...axis, type: 'value', minInterval: 1, splitNumber: 4, axisLabel: { ...axis.axisLabel, hideOverlap: true } },
  yAxis: { ...axis, type: 'category', data: names, inverse: true, axisLabel: { ...font, formatter: shorten }, splitLine: { show: false } },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
});

function bars({ names, rows, heads }) {
  return {
    ...lying(names),
    series: [{ type: 'bar', name: heads[1], data: rows.map(row => row.value(1)), barMaxWidth: 22, itemStyle: { color: late }, label: { ...font, show: true, position: 'right' } }],
  };
}

function stack({ names, column, head }) {
  const part = (key, color) => ({ type: 'bar', stack: 'all', name: head(key), data: column(key), barMaxWidth: 22, itemStyle: { color } });
  return { ...lying(names, true), legend, aria: { enabled: true, label: { enabled: false }, decal: { show: true } }, series: [part('inTime', good), part('late', late), part('ended', other)] };
}

function heat({ names, keys, heads, rows }, width) {
  const places = keys.flatMap((key, at) => (key === 'place' ? [at] : []));
  const data = rows.flatMap((row, y) => places.map((at, x) => [x, y, row.value(at) ?? 0]));
  return {
    grid: { top: 8, right: 8, bottom: 8, left: 8, containLabel: true },
    xAxis: { ...axis, type: 'category', position: 'top', data: places.map(at => heads[at]), axisLabel: { ...font, interval: 0, width: Math.max(40, (width - 160) / places.length), overflow: 'break' } },
    yAxis: { ...axis, type: 'category', data: names, inverse: true, axisLabel: { ...font, formatter: shorten } },
    tooltip: { formatter: ({ value: [x, y, count] }) => `${names[y]}\n${heads[places[x]]}  ${count}` },
    visualMap: { show: false, min: 0, max: Math.max(1, ...data.map(cell => cell[2])), inRange: { color: ['#f4f7fa', '#f6cf8a', '#ef9a4d'] } },
    series: [{ type: 'heatmap', data, label: { ...font, show: true }, itemStyle: { borderColor: '#fff', borderWidth: 2 } }],
  };
}

const kinds = { rate, pair, bars, stack, heat };
const still = matchMedia('(prefers-reduced-motion: reduce)').matches;

const drawn = [...document.querySelectorAll('[data-chart]')].map(box => {
  const details = box.parentElement.querySelector('details');
  const figures = read(details.querySelector('table'));
  box.classList.add('is-drawn');
  // Lying bars and the map need room for each row.
  const perRow = { bars: 32, stack: 34, heat: 34 }[box.dataset.chart];
  const height = perRow ? Math.max(120, 80 + perRow * figures.rows.length) : undefined;
  const chart = init(box, null, { renderer: 'canvas', height });
  details.open = false;
  return width => {
    chart.resize({ width, height: height ?? (width ? 220 : undefined) });
    const option = kinds[box.dataset.chart](figures, width ?? box.clientWidth);
    // As text on the canvas: the browser refuses styles written into the page.
    chart.setOption({ animation: !still && !width, textStyle: font, ...option, tooltip: { renderMode: 'richText', confine: true, textStyle: font, ...option.tooltip } });
  };
});

const fit = width => drawn.forEach(draw => draw(width));
fit();
addEventListener('resize', () => fit());

// Drawn anew for the paper's width.
const paper = 660;
// The charts are printed on few pages, with those tables that somebody has opened; all numbers are in the files.
addEventListener('beforeprint', () => fit(paper));
addEventListener('afterprint', () => fit());
