/* Draf isian di ponsel, per akun.
   form[data-draf="pmks-orang"]      nama draf; data-draf-kunci="<uuid>" atau "baru"; data-versi = versi dasar data yang diubah;
                                     data-draf-judul = judul di daftar
   input[name=id] tersembunyi        kunci catatan: ikut disimpan dan dipulihkan, dibuat (UUIDv7) bila kosong
   data-draf-nama                    isian yang nilainya melengkapi judul draf
   data-draf-status                  baris keadaan "draf tersimpan di ponsel 10.42" (dibuat di atas form bila tidak ada)
   data-draf-jangan                  isian (atau form) yang tidak disimpan
   meta[name=draf-terkirim]          "<nama>:<kunci atau id>": server sudah menerima, draf dihapus
   data-draf-daftar                  daftar draf akun ini (tersembunyi bila tidak ada)
   form|a[data-keluar]               keluar: menanyakan draf yang belum terkirim, lalu menghapusnya
   body[data-akun]                   pemilik draf; dua akun di satu ponsel tidak saling melihat.
   Draf hanya dihapus setelah server menerima, atau setelah orang membuangnya. */
import { v7 as uuidv7 } from "uuid";
import { clock, create, dateInWords, findAll, icon, once } from "./alat.js";
import { openDialog } from "./dialog.js";

const AWALAN = "draf";
const TIDAK_DISIMPAN = new Set(["csrfmiddlewaretoken", "versi", "usulan", "next"]);
const JEDA = 300;
const LEBAR = window.matchMedia("(min-width: 992px)");

const account = () => document.body.dataset.akun || "";
const prefix = () => `${AWALAN}:${account()}:`;
const keyOf = (nama, kunci) => `${prefix()}${nama}:${kunci}`;
const place = () => (LEBAR.matches ? "di komputer ini" : "di ponsel");

// ---- simpanan ------------------------------------------------------------------------------------------------------

function read(kunci) {
  try {
    const draf = JSON.parse(localStorage.getItem(kunci));
    return draf && Array.isArray(draf.isi) ? draf : null;
  } catch {
    return null;
  }
}

/** Semua draf akun ini, yang terbaru lebih dulu. */
export function listDrafts() {
  if (!account()) return [];
  const hasil = [];
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const kunci = localStorage.key(i);
      if (!kunci.startsWith(prefix())) continue;
      const draf = read(kunci);
      if (draf) hasil.push({ ...draf, simpan: kunci });
    }
  } catch {
    return [];
  }
  return hasil.sort((a, b) => b.waktu.localeCompare(a.waktu));
}

export const countDrafts = () => listDrafts().length;

function changed() {
  document.dispatchEvent(new CustomEvent("draf:berubah"));
}

function remove(kunci) {
  try {
    localStorage.removeItem(kunci);
  } catch { /* simpanan tertutup: tidak ada yang dapat dihapus */ }
  changed();
}

// ---- isi form ------------------------------------------------------------------------------------------------------

function isSaved(e) {
  return e.name && !TIDAK_DISIMPAN.has(e.name) && !/^(password|file|submit|button|reset|image)$/.test(e.type) && e.tagName !== "FIELDSET" && e.tagName !== "OUTPUT" && !e.closest("[data-draf-jangan]");
}

const elementsOf = (form) => [...form.elements].filter(isSaved);

/** Isi form sebagai daftar [nama, nilai]; pilihan ganda menjadi beberapa baris. */
function collect(form) {
  const isi = [];
  for (const e of elementsOf(form)) {
    if (e.type === "checkbox" || e.type === "radio") {
      if (e.checked) isi.push([e.name, e.value]);
    } else if (e.multiple && e.options) {
      for (const o of e.selectedOptions) isi.push([e.name, o.value]);
    } else if (e.value !== "") isi.push([e.name, e.value]);
  }
  return isi;
}

const withoutId = (isi) => JSON.stringify(isi.filter(([nama]) => nama !== "id"));

/** Menaruh isi draf ke form; id hanya dipulihkan untuk catatan baru, atau bila form memintanya (data-draf-id). */
function apply(form, isi, denganId) {
  const nilai = new Map();
  for (const [nama, n] of isi) nilai.set(nama, [...(nilai.get(nama) || []), n]);
  const urut = new Map();
  const berubah = [];
  for (const e of elementsOf(form)) {
    const daftar = nilai.get(e.name) || [];
    if (e.name === "id") {
      if ((denganId || "drafId" in form.dataset) && daftar[0]) e.value = daftar[0];
      continue;
    }
    if (e.type === "checkbox" || e.type === "radio") {
      if (e.checked !== daftar.includes(e.value)) berubah.push(e);
      e.checked = daftar.includes(e.value);
    } else if (e.multiple && e.options) {
      for (const o of e.options) o.selected = daftar.includes(o.value);
      berubah.push(e);
    } else {
      const letak = urut.get(e.name) || 0;
      urut.set(e.name, letak + 1);
      const baru = daftar[letak] || "";
      if (e.value !== baru) berubah.push(e);
      e.value = baru;
    }
  }
  for (const e of berubah) {
    e.dispatchEvent(new Event("input", { bubbles: true }));
    e.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// ---- satu form -----------------------------------------------------------------------------------------------------

class FormDraft {
  constructor(form) {
    this.form = form;
    this.nama = form.dataset.draf;
    this.baru = (form.dataset.drafKunci || "baru") === "baru";
    this.idIsian = form.querySelector('input[name="id"]');
    if (this.baru && this.idIsian && !this.idIsian.value) this.idIsian.value = uuidv7();
    this.kunci = this.baru ? (this.idIsian ? this.idIsian.value : "baru") : form.dataset.drafKunci;
    this.versi = form.dataset.versi || "";
    this.memulihkan = false;
    this.tunda = 0;
    this.asal = collect(form);
    if (!document.querySelector("[data-draf-status]")) form.prepend(create("p", { class: "draf-status", "data-draf-status": true }));
  }

  /** Draf yang cocok dengan form ini: kunci yang sama, atau bagi catatan baru yang diminta ?draf=, atau yang terbaru. */
  find() {
    if (!this.baru) return this.stored(this.kunci);
    const minta = new URLSearchParams(location.search).get("draf");
    const calon = listDrafts().filter((d) => d.nama === this.nama && d.baru);
    return (minta && calon.find((d) => d.kunci === minta)) || calon.find((d) => d.kunci === this.kunci) || calon.find((d) => d.jalur === location.pathname) || null;
  }

  stored(kunci) {
    const simpan = keyOf(this.nama, kunci);
    const draf = read(simpan);
    return draf && { ...draf, simpan };
  }

  status(teks, gagal = false) {
    for (const unsur of document.querySelectorAll("[data-draf-status]")) {
      unsur.textContent = teks;
      unsur.classList.toggle("gagal", gagal);
      if (gagal) unsur.setAttribute("role", "alert");
    }
  }

  title() {
    const isian = this.form.querySelector("[data-draf-nama]");
    const dasar = this.form.dataset.drafJudul || (document.querySelector("h1") || {}).textContent || this.nama;
    return [dasar.trim(), isian && isian.value.trim()].filter(Boolean).join(" – ");
  }

  save() {
    clearTimeout(this.tunda);
    this.tunda = 0;
    const isi = collect(this.form);
    if (withoutId(isi) === withoutId(this.asal) && !this.galat) {
      remove(keyOf(this.nama, this.kunci));
      this.status("");
      return;
    }
    const kini = new Date();
    const draf = { nama: this.nama, kunci: this.kunci, baru: this.baru, versi: this.versi, judul: this.title(), jalur: location.pathname, waktu: kini.toISOString(), isi };
    try {
      localStorage.setItem(keyOf(this.nama, this.kunci), JSON.stringify(draf));
      this.status(`draf tersimpan ${place()} ${clock(kini)}`);
    } catch {
      this.status("Draf tidak dapat disimpan di perangkat ini (penyimpanan penuh atau mode pribadi). Jangan tutup halaman ini sebelum mengirim.", true);
    }
    changed();
  }

  later() {
    if (this.memulihkan) return;
    clearTimeout(this.tunda);
    this.tunda = setTimeout(() => this.save(), JEDA);
  }

  flush() {
    if (this.tunda) this.save();
  }

  restore(draf) {
    this.memulihkan = true;
    if (this.baru) {
      this.kunci = draf.kunci;
      if (this.idIsian) this.idIsian.value = draf.kunci;
    }
    apply(this.form, draf.isi, this.baru);
    this.memulihkan = false;
    if (this.versi === draf.versi) this.status(`draf tersimpan ${place()} ${clock(new Date(draf.waktu))}`);
    else this.save();
  }

  discard(draf) {
    remove(draf.simpan);
    // Muat ulang tanpa ?draf=: form kosong atau data yang sebenarnya, dengan kunci baru dari server.
    clearTimeout(this.tunda);
    this.tunda = 0;
    this.mati = true;
    location.replace(location.pathname + location.search.replace(/([?&])draf=[^&]*&?/, "$1").replace(/[?&]$/, ""));
  }

  /** Bilah di atas form dengan satu atau dua tombol. */
  bar(nada, teks, ...tombol) {
    const bilah = create("div", { class: `catatan catatan-${nada} draf-bar`, role: "status" }, icon(nada === "kuning" ? "alert-triangle" : "history"), create("div", {}, teks));
    for (const [label, kerja, kelas] of tombol) {
      const t = create("button", { type: "button", class: `btn btn-sm ${kelas}` }, label);
      t.addEventListener("click", () => kerja(bilah));
      bilah.append(t);
    }
    this.form.before(bilah);
  }

  offerRestored(draf) {
    const saat = new Date(draf.waktu);
    const kapan = `${dateInWords(saat)} ${clock(saat)}`;
    const buang = ["Buang draf", () => this.discard(draf), "btn-outline-primary"];
    if (draf.versi === this.versi) {
      this.restore(draf);
      this.bar("biru", `Draf belum terkirim dari ${kapan} dipulihkan.`, buang);
      return;
    }
    this.menunggu = true;
    const pakai = ["Pakai draf", (bilah) => { bilah.remove(); this.menunggu = false; this.restore(draf); }, "btn-primary"];
    this.bar("kuning", `Ada draf dari ${kapan}, tetapi data ini sudah berubah sejak itu. Yang tampil adalah data terbaru.`, pakai, ["Buang", buang[1], buang[2]]);
  }

  start() {
    this.galat = Boolean(this.form.querySelector(".is-invalid, .invalid-feedback, .alert-danger"));
    if (this.galat) this.save(); // Isian yang kembali dengan galat menang atas draf.
    else {
      const draf = this.find();
      if (draf && withoutId(draf.isi) === withoutId(this.asal)) remove(draf.simpan);
      else if (draf) this.offerRestored(draf);
    }
    const simpan = () => { if (!this.menunggu && !this.mati) this.later(); };
    this.form.addEventListener("input", simpan);
    this.form.addEventListener("change", simpan);
    this.form.addEventListener("submit", () => this.flush());
    window.addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => this.flush());
  }
}

// ---- di luar form --------------------------------------------------------------------------------------------------

function clearConfirmed(akar) {
  for (const meta of findAll(akar, 'meta[name="draf-terkirim"]')) {
    const letak = meta.content.indexOf(":");
    const nama = meta.content.slice(0, letak), kunci = meta.content.slice(letak + 1);
    for (const draf of listDrafts()) {
      const id = (draf.isi.find(([n]) => n === "id") || [])[1];
      if (draf.nama === nama && (draf.kunci === kunci || id === kunci)) remove(draf.simpan);
    }
  }
}

const linkOf = (draf) => (draf.baru ? `${draf.jalur}?draf=${encodeURIComponent(draf.kunci)}` : draf.jalur);

function renderList(wadah) {
  const draf = listDrafts();
  const daftar = wadah.querySelector("ul") || wadah.appendChild(create("ul", { class: "daftar" }));
  wadah.hidden = !draf.length;
  daftar.replaceChildren(...draf.map((d) => {
    const saat = new Date(d.waktu);
    const buang = create("button", { type: "button", class: "btn btn-sm btn-outline-primary", "aria-label": `Buang draf ${d.judul}` }, "Buang");
    buang.addEventListener("click", () => {
      if (buang.dataset.yakin) {
        remove(d.simpan);
        return;
      }
      buang.dataset.yakin = "1";
      buang.textContent = "Yakin buang?";
      buang.setAttribute("aria-label", `Yakin buang draf ${d.judul}?`);
    });
    return create("li", {}, create("div", { class: "daftar-isi" }, create("a", { class: "daftar-judul", href: linkOf(d) }, d.judul), create("p", {}, `tersimpan ${dateInWords(saat)} ${clock(saat)}, belum terkirim`)), buang);
  }));
}

function clearAll() {
  for (const draf of listDrafts()) remove(draf.simpan);
}

function askBeforeLogout(draf, keluar) {
  const lihat = create("a", { class: "btn btn-outline-primary", href: linkOf(draf[0]) }, "Lihat draf");
  const hapus = create("button", { type: "button", class: "btn btn-danger" }, "Keluar dan hapus");
  const dialog = create("dialog", { class: "dialog", "aria-labelledby": "keluar-judul" },
    create("h2", { id: "keluar-judul" }, `Ada ${draf.length} draf yang belum terkirim`),
    create("p", {}, `Bila keluar, draf ini dihapus dari ${LEBAR.matches ? "komputer" : "ponsel"}.`),
    create("div", { class: "dialog-aksi" }, create("button", { type: "button", class: "btn btn-link", "data-tutup-dialog": true }, "Batal"), lihat, hapus));
  hapus.addEventListener("click", () => {
    clearAll();
    dialog.close();
    keluar();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  openDialog(dialog);
}

function setupLogout(unsur) {
  const jenis = unsur.tagName === "FORM" ? "submit" : "click";
  unsur.addEventListener(jenis, (acara) => {
    const draf = listDrafts();
    if (!draf.length) return;
    acara.preventDefault();
    askBeforeLogout(draf, () => (jenis === "submit" ? unsur.submit() : location.assign(unsur.href)));
  });
}

export function setupDrafts(akar) {
  if (account()) clearConfirmed(akar);
  for (const form of findAll(akar, "form[data-draf]")) if (account() && once(form, "draf")) new FormDraft(form).start();
  for (const wadah of findAll(akar, "[data-draf-daftar]")) {
    if (!once(wadah, "daftar")) continue;
    renderList(wadah);
    document.addEventListener("draf:berubah", () => renderList(wadah));
  }
  for (const unsur of findAll(akar, "[data-keluar]")) if (once(unsur, "keluar")) setupLogout(unsur);
}
