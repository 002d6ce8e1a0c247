/* Skrip semua halaman. Setiap modul hanya menambah kemudahan: tanpa skrip halaman tetap berfungsi.
   Modul dipasang pada dokumen, lalu lagi pada setiap bagian yang dimuat htmx. */
import htmx from "htmx.org";
import { setupMany } from "./js/banyak.js";
import { setupFiles } from "./js/berkas.js";
import { setupDialogs } from "./js/dialog.js";
import { setupDrafts } from "./js/draf.js";
import { setupSubmit } from "./js/kirim.js";
import { setupSteps } from "./js/langkah.js";
import { setupNik } from "./js/nik.js";
import { setupChoices } from "./js/pilih.js";
import { setupConditional } from "./js/tampil.js";
import { setupCopy } from "./js/salin.js";
import { setupReview } from "./js/tinjau.js";
import { setupDates } from "./js/tanggal.js";
import { showCurrentTab } from "./js/tab.js";

window.htmx = htmx;
document.documentElement.classList.add("berskrip");

/** Modul yang mencari unsurnya di dalam sebuah akar (dokumen atau bagian baru dari htmx). */
function setup(akar) {
  setupFiles(akar);
  setupDialogs(akar);
  setupDates(akar);
  setupNik(akar);
  setupChoices(akar);
  setupConditional(akar);
  setupMany(akar);
  setupCopy(akar);
  setupDrafts(akar);
  setupSteps(akar);
}

function start() {
  setupSubmit();
  setupReview();
  setup(document);
  showCurrentTab();
  document.body.addEventListener("htmx:load", (acara) => {
    if (acara.detail.elt !== document.body) setup(acara.detail.elt);
  });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
