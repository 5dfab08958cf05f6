// The manifest by which a phone installs the pages, and its icons: a ring that is open for whoever comes, and the one who answers in it.
import { writeFile } from 'node:fs/promises';
import * as zlib from 'node:zlib';

const green = [0x0b, 0x6b, 0x4d];

// Of a square of side 1: 0 is ground, 1 is drawn. It stays within the circle that phones cut out.
function drawn(x, y) {
  const [dx, dy] = [x - 0.5, y - 0.5];
  const far = Math.hypot(dx, dy);
  const gap = dx > 0 && Math.abs(dy) < 0.11;
  return far < 0.09 || (far > 0.2 && far < 0.3 && !gap) ? 1 : 0;
}

const fine = 4;

function png(size) {
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let sum = 0;
      for (let i = 0; i < fine; i++) for (let j = 0; j < fine; j++) sum += drawn((x + (i + 0.5) / fine) / size, (y + (j + 0.5) / fine) / size);
      const share = sum / (fine * fine);
      for (let c = 0; c < 3; c++) rows[y * (size * 3 + 1) + 1 + x * 3 + c] = Math.round(green[c] + (255 - green[c]) * share);
    }
  }

  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(sum(body), body.length + 4);
  return whole;
}

// Older ones of Node 20 have none of their own.
function sum(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let i = 0; i < 8; i++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }

  return ~crc >>> 0;
}

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" rx="18" fill="#0b6b4d"/><g fill="none" stroke="#fff"><circle cx="50" cy="50" r="9" fill="#fff" stroke="none"/><path d="M72.4 39a25 25 0 1 0 0 22" stroke-width="10"/></g></svg>\n`;

const manifest = {
  name: '企业服务专员',
  short_name: '服务专员',
  lang: 'zh-CN',
  id: '../',
  start_url: '../',
  scope: '../',
  display: 'standalone',
  background_color: '#f2f4f6',
  theme_color: '#0b6b4d',
  icons: [
    { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
  ],
};

/** Writes all of it into a folder. */
export async function installable(out) {
  await Promise.all([
    ...[180, 192, 512].map(size => writeFile(`${out}/icon-${size}.png`, png(size))),
    writeFile(`${out}/icon.svg`, svg),
    writeFile(`${out}/app.webmanifest`, JSON.stringify(manifest)),
  ]);
}
