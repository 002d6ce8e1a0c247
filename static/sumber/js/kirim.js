/* Pengiriman dan sambungan.
   form (POST)          tombol kirimnya dikunci dan berkata "Mengirim…" (data-mengirim pada tombol = teks lain), terbuka lagi saat kembali
   form[data-boleh-ulang]  tidak dikunci (unduhan)
   data-status-kirim    "tersambung, terkirim" / draf belum terkirim / "tanpa sinyal – tersimpan di ponsel"
   <meta name="csrf-token">  dikirim htmx sebagai kepala X-CSRFToken
   Tanpa sinyal form tidak dikirim: isian tetap di halaman dan di draf. */
import { showMessage } from "./alat.js";
import { countDrafts } from "./draf.js";

const terkunci = new Set();
const sedang = new Set();

function lock(form, tombol) {
  for (const t of form.querySelectorAll("button:not([type=button]), input[type=submit]")) {
    if (t.disabled) continue;
    const teks = t.tagName === "INPUT" ? t.value : t.innerHTML;
    terkunci.add([t, teks]);
    t.disabled = true;
    if (t !== tombol) continue;
    const ganti = t.dataset.mengirim || "Mengirim…";
    if (t.tagName === "INPUT") t.value = ganti;
    else t.textContent = ganti;
    t.setAttribute("aria-live", "polite");
  }
}

function unlockAll() {
  for (const [t, teks] of terkunci) {
    t.disabled = false;
    if (t.tagName === "INPUT") t.value = teks;
    else t.innerHTML = teks;
  }
  terkunci.clear();
  sedang.clear();
}

function onSubmit(acara) {
  const form = acara.target;
  if (acara.defaultPrevented || form.method.toLowerCase() !== "post") return;
  if (!navigator.onLine) {
    acara.preventDefault();
    showMessage("warning", form.hasAttribute("data-draf")
      ? "Tanpa sinyal. Isian tersimpan di ponsel ini; kirim lagi setelah tersambung."
      : "Tanpa sinyal. Isian belum terkirim; kirim lagi setelah tersambung.");
    return;
  }
  if (form.hasAttribute("data-boleh-ulang") || form.target === "_blank") return;
  // Ketukan kedua dapat tiba sebelum tombolnya terkunci.
  if (sedang.has(form)) {
    acara.preventDefault();
    return;
  }
  sedang.add(form);
  const tombol = acara.submitter || form.querySelector("button:not([type=button]), input[type=submit]");
  // Sesudah peramban mengambil isian: tombol yang dikunci lebih dulu tidak ikut terkirim.
  setTimeout(() => lock(form, tombol));
}

export function updateStatus() {
  const draf = countDrafts();
  const keadaan = !navigator.onLine ? "luring" : draf ? "draf" : "terkirim";
  const teks = { luring: "tanpa sinyal – tersimpan di ponsel", draf: `tersambung, ${draf} draf belum terkirim`, terkirim: "tersambung, terkirim" }[keadaan];
  for (const unsur of document.querySelectorAll("[data-status-kirim]")) {
    unsur.dataset.keadaan = keadaan;
    const isi = unsur.querySelector("[data-status-teks]");
    if (isi && isi.textContent !== teks) isi.textContent = teks;
  }
}

function setupHtmx() {
  const badan = document.body;
  badan.addEventListener("htmx:configRequest", (acara) => {
    const meta = document.querySelector('meta[name="csrf-token"]');
    if (meta) acara.detail.headers["X-CSRFToken"] = meta.content;
  });
  badan.addEventListener("htmx:beforeSwap", (acara) => {
    // Sesi habis: server mengalihkan ke halaman masuk; jangan memuatnya ke dalam sebuah bagian halaman.
    const jawab = acara.detail.xhr.responseURL;
    if (jawab && new URL(jawab).pathname === "/masuk/" && location.pathname !== "/masuk/") {
      acara.detail.shouldSwap = false;
      location.assign(`/masuk/?next=${encodeURIComponent(location.pathname + location.search)}`);
    }
  });
  badan.addEventListener("htmx:afterRequest", unlockAll);
  badan.addEventListener("htmx:sendError", () => showMessage("warning", "Tidak tersambung. Periksa sinyal, lalu coba lagi."));
  badan.addEventListener("htmx:responseError", (acara) => {
    const kode = acara.detail.xhr.status;
    showMessage("error", kode === 403 ? "Ini bukan tugas Anda, atau sesi Anda sudah habis. Muat ulang halaman." : kode === 404 ? "Data ini tidak ditemukan. Mungkin sudah dipindah; muat ulang halaman." : "Server sedang tidak dapat menjawab. Coba lagi sebentar.");
  });
}

export function setupSubmit() {
  document.addEventListener("submit", onSubmit);
  window.addEventListener("pageshow", () => {
    unlockAll();
    updateStatus();
  });
  window.addEventListener("online", updateStatus);
  window.addEventListener("offline", updateStatus);
  document.addEventListener("draf:berubah", updateStatus);
  setupHtmx();
  updateStatus();
}
