/* Alat kecil bersama: membuat unsur, tanggal Indonesia, pesan di layar. Tidak membaca atribut data apa pun. */

export const BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
export const HARI = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

/** Satu unsur: create("p", {class: "redup"}, "teks", unsurLain). Teks selalu masuk sebagai teks, bukan HTML. */
export function create(nama, atribut = {}, ...isi) {
  const unsur = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(atribut)) {
    if (nilai === true) unsur.setAttribute(kunci, "");
    else if (nilai !== false && nilai != null) unsur.setAttribute(kunci, nilai);
  }
  unsur.append(...isi);
  return unsur;
}

/** Ikon dari lembar yang sama dengan templat; alamatnya dibaca dari ikon yang sudah ada di halaman. */
export function icon(nama) {
  const contoh = document.querySelector("svg.ikon use");
  if (!contoh) return "";
  const ruang = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(ruang, "svg");
  svg.setAttribute("class", "ikon");
  svg.setAttribute("aria-hidden", "true");
  const pakai = document.createElementNS(ruang, "use");
  pakai.setAttribute("href", `${contoh.getAttribute("href").split("#")[0]}#${nama}`);
  svg.append(pakai);
  return svg;
}

/** Semua unsur yang cocok di dalam akar, termasuk akarnya sendiri. */
export function findAll(akar, pemilih) {
  const daftar = [...akar.querySelectorAll(pemilih)];
  if (akar.matches && akar.matches(pemilih)) daftar.unshift(akar);
  return daftar;
}

/** Menandai unsur agar dipasang satu kali saja. */
export function once(unsur, nama) {
  const kunci = `_${nama}`;
  if (unsur[kunci]) return false;
  unsur[kunci] = true;
  return true;
}

let nomor = 0;
/** Id unsur; dibuat bila belum ada. */
export function ensureId(unsur) {
  if (!unsur.id) unsur.id = `unsur-${++nomor}`;
  return unsur.id;
}

/** Menghubungkan keterangan dengan isiannya bagi pembaca layar. */
export function describe(isian, keterangan) {
  const id = ensureId(keterangan);
  const ada = (isian.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
  if (!ada.includes(id)) isian.setAttribute("aria-describedby", [...ada, id].join(" "));
}

/** Keterangan di bawah isian, sesudah pesan galat dan bantuan yang sudah ada. */
export function placeBelow(isian, unsur) {
  const induk = isian.closest(".input-group") || isian;
  let sesudah = induk;
  while (sesudah.nextElementSibling && sesudah.nextElementSibling.matches(".invalid-feedback")) sesudah = sesudah.nextElementSibling;
  sesudah.after(unsur);
  return unsur;
}

export function dateInWords(tanggal) {
  return `${tanggal.getDate()} ${BULAN[tanggal.getMonth()]} ${tanggal.getFullYear()}`;
}

export function clock(tanggal) {
  return `${String(tanggal.getHours()).padStart(2, "0")}.${String(tanggal.getMinutes()).padStart(2, "0")}`;
}

/** "68 tahun", bagi bayi "5 bulan". */
export function ageInWords(lahir, kini = new Date()) {
  const bulan = (kini.getFullYear() - lahir.getFullYear()) * 12 + kini.getMonth() - lahir.getMonth() - (kini.getDate() < lahir.getDate() ? 1 : 0);
  return bulan >= 12 ? `${Math.floor(bulan / 12)} tahun` : `${Math.max(bulan, 0)} bulan`;
}

/** Tanggal yang benar-benar ada di kalender, atau null (31 Februari bukan 3 Maret). */
export function realDate(tahun, bulan, hari) {
  const tanggal = new Date(tahun, bulan - 1, hari);
  tanggal.setFullYear(tahun);
  return tanggal.getFullYear() === tahun && tanggal.getMonth() === bulan - 1 && tanggal.getDate() === hari ? tanggal : null;
}

/** Pesan di tempat pesan Django. nada: success | info | warning | error. */
export function showMessage(nada, teks) {
  const tumpuk = document.getElementById("pesan");
  if (!tumpuk) return;
  const nama = { success: "circle-check", warning: "alert-triangle", error: "alert-octagon" }[nada] || "info-circle";
  for (const lama of tumpuk.querySelectorAll("[data-pesan-skrip]")) lama.remove();
  const tutup = create("button", { type: "button", class: "pesan-tutup butuh-skrip", "data-tutup-pesan": true, "aria-label": "Tutup pesan" }, icon("x"));
  tumpuk.append(create("div", { class: `pesan pesan-${nada}`, role: nada === "error" ? "alert" : "status", "data-pesan-skrip": true }, icon(nama), create("div", { class: "pesan-teks" }, teks), tutup));
  tumpuk.scrollIntoView({ block: "nearest" });
}

/** Memberi nilai seperti diketik orang, supaya modul lain ikut tahu. */
export function fill(isian, nilai) {
  if (isian.type === "checkbox" || isian.type === "radio") isian.checked = nilai;
  else isian.value = nilai;
  isian.dispatchEvent(new Event("input", { bubbles: true }));
  isian.dispatchEvent(new Event("change", { bubbles: true }));
}
