/* Membangun static/dist dari static/sumber: skrip (esbuild), gaya (sass), lembar ikon (Tabler). `npm run build`.
   Setiap berkas .js dan .scss di tingkat atas static/sumber menjadi satu berkas di dist, jadi bundel baru cukup diletakkan di sana.
   Hasil dibuat di folder sementara lalu dipindah berkas demi berkas, jadi server yang sedang berjalan tidak pernah kehilangan gaya, dan
   pembangunan yang gagal atau lewat anggaran membiarkan dist yang lama. Ukuran gzip dicetak di akhir. */
import { copyFile, mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import * as sass from "sass";

const SINI = dirname(fileURLToPath(import.meta.url));
const SUMBER = join(SINI, "sumber");
const DIST = join(SINI, "dist");
const MODUL = join(SINI, "..", "node_modules");
const ANGGARAN = { "portal.css": 20, "portal.js": 35 }; // KiB gzip
const PERAMBAN = ["chrome87", "firefox90", "safari15"];

/** Lembar ikon: satu <symbol> per nama, tanpa kotak kosong dan atribut yang sama bagi semua. */
async function buildIcons() {
  const nama = JSON.parse(await readFile(join(SUMBER, "ikon.json"), "utf8"));
  const simbol = await Promise.all(nama.map(async (n) => {
    const svg = await readFile(join(MODUL, "@tabler/icons/icons/outline", `${n}.svg`), "utf8");
    const isi = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"))
      .replace(/<path stroke="none"[^>]*\/>/g, "").replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>");
    return `<symbol id="${n}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${isi}</symbol>`;
  }));
  await writeFile(join(baru, "ikon.svg"), `<svg xmlns="http://www.w3.org/2000/svg">${simbol.join("")}</svg>`);
}

async function buildStyles(berkas) {
  for (const b of berkas) {
    const { css } = sass.compile(join(SUMBER, b), {
      loadPaths: [MODUL],
      style: "compressed",
      quietDeps: true,
      silenceDeprecations: ["import"],
    });
    const hasil = await esbuild.transform(css, { loader: "css", minify: true, target: PERAMBAN, legalComments: "none" });
    await writeFile(join(baru, b.replace(/\.scss$/, ".css")), hasil.code);
  }
}

async function buildScripts(berkas) {
  await esbuild.build({
    entryPoints: berkas.map((b) => join(SUMBER, b)),
    outdir: baru,
    bundle: true,
    minify: true,
    format: "iife",
    target: PERAMBAN,
    legalComments: "none",
    loader: { ".png": "file", ".svg": "file" },
    logLevel: "warning",
  });
}

async function printSizes() {
  let lewat = false;
  for (const b of (await readdir(baru)).sort()) {
    const kib = gzipSync(await readFile(join(baru, b)), { level: 9 }).length / 1024;
    const batas = ANGGARAN[b];
    lewat ||= batas !== undefined && kib > batas;
    console.log(`${b.padEnd(14)} ${kib.toFixed(1).padStart(6)} KiB gzip${batas ? ` (anggaran ${batas})` : ""}`);
  }
  if (lewat) throw new Error("Ukuran melewati anggaran.");
}

/** Memindah hasil ke dist (rename menggantikan sekaligus), lalu membuang berkas lama yang tidak dibuat lagi. */
async function publish() {
  await mkdir(DIST, { recursive: true });
  const hasil = await readdir(baru);
  for (const b of hasil) await rename(join(baru, b), join(DIST, b));
  for (const b of await readdir(DIST)) if (!hasil.includes(b)) await rm(join(DIST, b), { recursive: true, force: true });
}

const mulai = Date.now();
// Di node_modules: disk yang sama dengan dist (rename), dan tidak masuk git.
const baru = await mkdtemp(join(MODUL, ".bangun-"));
try {
  const isi = await readdir(SUMBER);
  await Promise.all([
    buildIcons(),
    buildStyles(isi.filter((b) => b.endsWith(".scss") && !basename(b).startsWith("_"))),
    buildScripts(isi.filter((b) => b.endsWith(".js"))),
    copyFile(join(SUMBER, "lambang.svg"), join(baru, "lambang.svg")),
  ]);
  await printSizes();
  await publish();
} finally {
  await rm(baru, { recursive: true, force: true });
}
console.log(`selesai dalam ${((Date.now() - mulai) / 1000).toFixed(1)} detik`);
