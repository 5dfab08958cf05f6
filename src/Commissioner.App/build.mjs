// Sources in Assets, packages in node_modules → wwwroot/dist. Called by the project file before the build.
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { build } from 'esbuild';
import { installable } from './installable.mjs';

const out = 'wwwroot/dist';

// Families of both libraries that no page uses: two thirds of their weight.
const unused = [
  'navbar', 'offcanvas', 'carousel', 'ribbon', 'theme', 'otp', 'calendar', 'signal', 'sparkline', 'markdown', 'popover', 'toast', 'tooltip',
  'modal', 'accordion', 'steps', 'avatar', 'tag', 'sortable', 'chat', 'chip', 'demo', 'payment', 'social', 'flag', 'placeholder', 'spinner',
  'switch-icon', 'segmented', 'kanban', 'legend', 'divide', 'tracking', 'star', 'stars', 'timeline', 'list-timeline', 'img', 'ratio', 'object',
  'countup', 'typed', 'dropzone', 'noUi', 'ts', 'litepicker', 'apexcharts', 'jvm', 'plyr', 'fslightbox', 'tox', 'hr', 'bg-pattern', 'cursor',
  'trending', 'navigation', 'loader', 'dropdown', 'form-colorinput', 'form-imagecheck', 'status', 'btn-facebook', 'btn-twitter', 'columns', 'bs',
  'weui-form-preview', 'weui-btn_overlay', 'weui-bottom-fixed-opr-page', 'weui-vcode', 'weui-btn_input-clear', 'weui-btn_loading', 'weui-btn_cell',
];
const named = new RegExp(`\\.(${unused.join('|')})(?![a-zA-Z0-9])`);

/** Cuts a selector list at its outer commas, and tells of each part whether an unused family is named outside its brackets. */
function usedOnly(list) {
  const parts = [];
  let depth = 0, part = '', outside = '';
  for (const sign of list + ',') {
    if (sign === ',' && depth === 0) {
      if (!named.test(outside)) parts.push(part);
      part = outside = '';
      continue;
    }
    if (sign === '(') depth++;
    part += sign;
    if (depth === 0) outside += sign;
    if (sign === ')') depth--;
  }
  return parts.join(',');
}

/** Removes the selectors of unused families; a rule left without selectors goes too. */
function trim(css) {
  return css
    .replace(/\/\*[^!].*?\*\//gs, '')
    .replace(/([^{};]+)\{([^{}]*)\}/g, (rule, selectors, body) => {
      if (selectors.includes('@')) return rule;
      const kept = usedOnly(selectors);
      return kept ? `${kept}{${body}}` : '';
    });
}

const trimLibraries = {
  name: 'trim-libraries',
  setup: ({ onLoad }) => onLoad({ filter: /node_modules.*\.css$/ }, async ({ path }) => ({
    contents: trim(await readFile(path, 'utf8')),
    loader: 'css',
  })),
};

// Dark is written once, for who asks for it, and read twice: for whom the system asks, too. Paper is never dark.
const dark = {
  name: 'dark',
  setup: ({ onLoad }) => onLoad({ filter: /Assets[\\/]dark\.css$/ }, async ({ path }) => {
    const css = await readFile(path, 'utf8');
    return {
      contents: `@media screen { ${css} }\n@media screen and (prefers-color-scheme: dark) { ${css.replaceAll('[data-theme="dark"]', ':not([data-theme="light"])')} }`,
      loader: 'css',
    };
  }),
};

async function sprite() {
  const names = (await readFile('Assets/icons.txt', 'utf8')).split(/\s+/).filter(Boolean);
  const symbols = await Promise.all(names.map(async name => {
    const svg = await readFile(`node_modules/@tabler/icons/icons/outline/${name}.svg`, 'utf8');
    const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, '').replace(/<path stroke="none"[^>]*\/>/, '').replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes}</symbol>`;
  }));
  await writeFile(`${out}/icons.svg`, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('\n')}</svg>\n`);
}

await mkdir(out, { recursive: true });
await Promise.all([
  build({
    entryPoints: ['Assets/phone.css', 'Assets/desk.css', 'Assets/app.js', 'Assets/phone.js', 'Assets/outbox-page.js', 'Assets/desk-charts.js', 'Assets/docs.js'],
    outdir: out,
    bundle: true,
    minify: true,
    format: 'iife',
    // WeChat's browser on old Android systems is the floor.
    target: ['chrome80', 'safari15'],
    legalComments: 'inline',
    logLevel: 'warning',
    plugins: [trimLibraries, dark],
  }),
  // What works without a line answers for the whole site, so it stands at its root.
  build({
    entryPoints: ['Assets/sw.js'],
    outfile: 'wwwroot/sw.js',
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['chrome80', 'safari15'],
    logLevel: 'warning',
  }),
  sprite(),
  installable(out),
]);
