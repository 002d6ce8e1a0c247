/* Formulir panjang menjadi langkah pendek di ponsel; di layar >= 992 px semua tampil sekaligus.
   <fieldset data-langkah="Siapa orangnya?" data-lanjut="jenis masalah">  satu langkah; data-lanjut = nama langkah berikutnya di tombol
   .aksi-form           wadah tombol form: tautan [data-batal] dan tombol kirim; skrip menambah "Kembali" dan "Lanjut"
   data-wajib-satu="Pilih paling sedikit satu jenis."  pembungkus: paling sedikit satu isian di dalamnya harus terisi atau dicentang
   .is-invalid          galat dari server: langkah pertama yang memuatnya dibuka
   Tombol kembali peramban mundur satu langkah. */
import { create, findAll, icon, once } from "./alat.js";

const LEBAR = window.matchMedia("(min-width: 992px)");

const PESAN = [
  ["tooShort", "Masih kurang panjang."],
  ["tooLong", "Terlalu panjang."],
  ["rangeUnderflow", "Terlalu kecil."],
  ["rangeOverflow", "Terlalu besar."],
  ["typeMismatch", "Bentuknya belum benar."],
  ["badInput", "Bentuknya belum benar."],
  ["stepMismatch", "Angkanya belum sesuai."],
  ["patternMismatch", "Bentuknya belum benar."],
];

/** Kalimat yang sama dengan server (tksk_portal/tampilan/isian.py). */
function required(isian) {
  if (isian.type === "checkbox") return "Centang dahulu kotak ini.";
  if (isian.type === "file") return "Pilih dahulu berkasnya.";
  return isian.type === "radio" || isian.tagName === "SELECT" ? "Pilih dahulu salah satu." : "Isi dahulu bagian ini.";
}

function complaint(isian) {
  if (isian.validity.valueMissing) return required(isian);
  if (isian.validity.patternMismatch && isian.title) return isian.title;
  const pesan = PESAN.find(([nama]) => isian.validity[nama]);
  return pesan ? pesan[1] : isian.validationMessage;
}

/** Pesan galat setempat di tempat yang sama dengan pesan server; hilang begitu diperbaiki. */
function markInvalid(isian, { teks = complaint(isian), beres = () => isian.checkValidity(), lingkup = null } = {}) {
  // Pilihan berkelompok: pesannya di atas kelompok, seperti pesan server.
  const kelompok = /radio|checkbox/.test(isian.type) && isian.closest("fieldset:not([data-langkah])");
  const wadah = lingkup || kelompok || isian.closest(".mb-3, .form-check") || isian.parentElement;
  isian.classList.add("is-invalid");
  isian.setAttribute("aria-invalid", "true");
  if (!wadah.querySelector("[data-galat-klien]")) {
    const pesan = create("div", { class: "invalid-feedback tampak", "data-galat-klien": true, role: "alert" }, create("p", {}, create("strong", {}, teks)));
    if (kelompok && kelompok.querySelector("legend")) kelompok.querySelector("legend").after(pesan);
    else if (/radio|checkbox/.test(isian.type)) wadah.append(pesan);
    else isian.after(pesan);
  }
  const clear = () => {
    if (!beres()) return;
    for (const sesama of isian.type === "radio" ? isian.form.querySelectorAll(`[name="${CSS.escape(isian.name)}"]`) : [isian]) {
      sesama.classList.remove("is-invalid");
      sesama.removeAttribute("aria-invalid");
    }
    for (const p of wadah.querySelectorAll("[data-galat-klien]")) p.remove();
    wadah.removeEventListener("input", clear);
    wadah.removeEventListener("change", clear);
  };
  wadah.addEventListener("input", clear);
  wadah.addEventListener("change", clear);
}

const terisi = (isian) => (/radio|checkbox/.test(isian.type) ? isian.checked : isian.value.trim() !== "");
const fields = (kelompok) => [...kelompok.querySelectorAll("input:not([type=search]):not([type=hidden]), select, textarea")];
const empty = (kelompok) => !fields(kelompok).some(terisi);

/** Kelompok [data-wajib-satu] yang belum terisi satu pun; bagian yang tidak tampil (jenis yang tidak dipilih) dilewati. */
function emptyGroups(wadah) {
  return [...wadah.querySelectorAll("[data-wajib-satu]")].filter((k) => fields(k).length && !k.closest("[hidden]:not([data-langkah])") && empty(k));
}

/** Isian pertama yang belum sah di dalam wadah, sesudah menandai semuanya. */
function firstInvalid(wadah) {
  const salah = [...wadah.querySelectorAll("input, select, textarea")].filter((e) => e.willValidate && !e.closest("[hidden][data-nik-alasan]") && !e.checkValidity());
  const sudah = new Set();
  for (const e of salah) {
    if (e.type === "radio" && sudah.has(e.name)) continue;
    sudah.add(e.name);
    markInvalid(e);
  }
  for (const kelompok of emptyGroups(wadah)) {
    const isian = fields(kelompok)[0];
    salah.push(isian);
    markInvalid(isian, { teks: kelompok.dataset.wajibSatu, beres: () => !empty(kelompok), lingkup: kelompok });
  }
  // Yang teratas di halaman dahulu, apa pun sebab salahnya.
  return salah.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))[0];
}

function buildHeader(form, langkah) {
  const segmen = create("div", { class: "langkah-segmen", "aria-hidden": "true" }, ...langkah.map(() => create("i")));
  const teks = create("span");
  const status = form.querySelector("[data-draf-status]") || document.querySelector("[data-draf-status]");
  const baris = create("p", { class: "langkah-teks" }, teks);
  const kepala = create("div", { class: "langkah-kepala" }, segmen, baris);
  if (status) {
    // Keadaan draf berdiri di baris langkah: "Langkah 1 dari 3 · draf tersimpan…".
    const lama = status;
    const baru = create("span", { class: lama.className, "data-draf-status": true }, ...lama.childNodes);
    baris.append(" ", baru);
    lama.remove();
  }
  langkah[0].before(kepala);
  return { kepala, segmen, teks };
}

function setupForm(form, langkah) {
  const aksi = form.querySelector(".aksi-form");
  const kirim = [...form.querySelectorAll("button:not([type=button]), input[type=submit]")].filter((t) => !t.closest("fieldset[data-langkah]"));
  const batal = aksi && aksi.querySelector("[data-batal]");
  const bagian = buildHeader(form, langkah);
  const kembali = create("button", { type: "button", class: "btn btn-outline-primary langkah-kembali", "aria-label": "Kembali" }, icon("chevron-left"));
  const lanjut = create("button", { type: "button", class: "btn btn-primary", "data-langkah-lanjut": true });
  if (aksi) {
    aksi.prepend(kembali);
    aksi.append(lanjut);
  }
  langkah.forEach((f) => {
    const judul = f.querySelector("legend");
    if (judul) {
      judul.tabIndex = -1;
      judul.dataset.langkahJudul = "";
    }
  });
  form.noValidate = true;

  let kini = 0;
  let dasar = 0;

  function render() {
    const lebar = LEBAR.matches;
    form.classList.toggle("langkah-berjalan", !lebar);
    langkah.forEach((f, i) => { f.hidden = !lebar && i !== kini; });
    bagian.segmen.hidden = lebar;
    bagian.teks.hidden = lebar;
    bagian.teks.textContent = `Langkah ${kini + 1} dari ${langkah.length}`;
    [...bagian.segmen.children].forEach((s, i) => s.classList.toggle("lewat", i <= kini));
    const akhir = kini === langkah.length - 1;
    lanjut.hidden = lebar || akhir;
    const nama = langkah[kini].dataset.lanjut;
    lanjut.textContent = nama ? `Lanjut: ${nama}` : "Lanjut";
    kirim.forEach((t) => { t.hidden = !lebar && !akhir; });
    kembali.hidden = lebar || kini === 0;
    if (batal) batal.hidden = !lebar && kini > 0;
  }

  function show(i, fokus = true) {
    kini = Math.min(Math.max(i, 0), langkah.length - 1);
    render();
    if (!fokus || LEBAR.matches) return;
    window.scrollTo(0, 0);
    const judul = langkah[kini].querySelector("legend");
    if (judul) judul.focus({ preventScroll: true });
  }

  function next() {
    const salah = firstInvalid(langkah[kini]);
    if (salah) {
      salah.focus();
      return;
    }
    history.pushState({ langkah: kini + 1 }, "");
    show(kini + 1);
  }

  function back() {
    if (kini > dasar) history.back();
    else {
      dasar = kini - 1;
      history.replaceState({ langkah: dasar }, "");
      show(dasar);
    }
  }

  lanjut.addEventListener("click", next);
  kembali.addEventListener("click", back);
  window.addEventListener("popstate", (acara) => show(acara.state && acara.state.langkah !== undefined ? acara.state.langkah : dasar));
  LEBAR.addEventListener("change", render);
  form.addEventListener("submit", (acara) => {
    if (!LEBAR.matches && kini < langkah.length - 1) {
      acara.preventDefault();
      next();
      return;
    }
    if (acara.submitter && acara.submitter.formNoValidate) return;
    const salah = firstInvalid(form);
    if (!salah) return;
    acara.preventDefault();
    const letak = langkah.findIndex((f) => f.contains(salah));
    if (letak >= 0 && letak !== kini) show(letak, false);
    salah.focus();
  });

  const galat = langkah.findIndex((f) => f.querySelector(".is-invalid, .invalid-feedback"));
  // Langkah yang diingat peramban hanya dipakai bila yang sebelumnya terisi: kembali sesudah menyimpan memberi form kosong.
  const belum = langkah.findIndex((f) => emptyGroups(f).length || [...f.querySelectorAll("input, select, textarea")].some((e) => !e.checkValidity()));
  const ingat = (history.state && history.state.langkah) || 0;
  kini = galat >= 0 ? galat : Math.min(ingat, belum < 0 ? ingat : belum);
  dasar = kini;
  history.replaceState({ ...history.state, langkah: kini }, "");
  render();
  if (galat >= 0) {
    const isian = langkah[galat].querySelector(".is-invalid");
    if (isian) isian.focus();
  }
}

export function setupSteps(akar) {
  for (const form of findAll(akar, "form")) {
    const langkah = [...form.querySelectorAll("fieldset[data-langkah]")];
    if (langkah.length > 1 && once(form, "langkah")) setupForm(form, langkah);
  }
}
