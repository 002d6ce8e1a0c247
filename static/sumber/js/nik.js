/* Isian NIK yang membaca ulang sambil diketik.
   data-nik                 pada <input>: angka ditampilkan per empat; yang dikirim tetap angkanya saja
   data-nik-url             alamat pemeriksaan: pada 16 angka form dikirim ke sana (POST, htmx), jawabannya HTML
   data-nik-kelamin         nama isian jenis kelamin (bawaan "jenis_kelamin"); data-nik-nilai="L,P" nilainya
   data-nik-lahir           nama isian tanggal lahir (bawaan "tanggal_lahir")
   data-nik-baca            tempat bacaan setempat; data-nik-hasil tempat jawaban server (dibuat bila tidak ada)
   data-nik-ikut            nama isian lain yang perubahannya memeriksa ulang, dipisah spasi
   data-nik-di              tempat di bawah isian lain yang diisi jawaban server (hx-swap-oob); dikosongkan bila NIK diubah
   data-nik-pakai           pada tombol name="pakai" value="isian=nilai": mengisikan nilai itu; tanpa skrip form dikirim
   data-nik-alasan          bagian "tanpa NIK": tersembunyi sampai tautannya diketuk (kecuali sudah terisi atau ada galat) */
import htmx from "htmx.org";
import { ageInWords, create, dateInWords, describe, fill, findAll, icon, once, placeBelow } from "./alat.js";
import { chooseBirth, readNik } from "./bacanik.js";
import { formatDate } from "./tanggal.js";

export const digits = (teks) => teks.replace(/\D/g, "");
const group = (angka) => angka.replace(/(\d{4})(?=\d)/g, "$1 ");

/** Menjaga letak kursor ketika spasi disisipkan. */
function regroup(isian) {
  const sebelum = digits(isian.value.slice(0, isian.selectionStart)).length;
  const rapi = group(digits(isian.value));
  if (rapi === isian.value || /[^\d\s.-]/.test(isian.value)) return;
  const fokus = document.activeElement === isian;
  isian.value = rapi;
  if (fokus) {
    const letak = sebelum + Math.max(0, Math.ceil(sebelum / 4) - 1);
    isian.setSelectionRange(letak, letak);
  }
}

function offer(isian, hasil, baca) {
  const form = isian.form;
  const nilai = (isian.dataset.nikNilai || "L,P").split(",")[hasil.perempuan ? 1 : 0];
  const kelamin = [...form.elements].filter((e) => e.name === (isian.dataset.nikKelamin || "jenis_kelamin"));
  const lahir = birthInput(isian);
  const kelaminKosong = kelamin.length && (kelamin[0].type === "radio" ? !kelamin.some((e) => e.checked) : !kelamin[0].value);
  const lahirKosong = lahir && !lahir.value;
  if (!kelaminKosong && !lahirKosong) return;
  const apa = [kelaminKosong && "jenis kelamin", lahirKosong && "tanggal lahir"].filter(Boolean).join(" dan ");
  // Dua abad mungkin: petugas yang memilih, satu tombol tiap tahun.
  const pilihan = lahirKosong ? hasil.calon : [hasil.lahir];
  const tombol = pilihan.map((tanggal) => {
    const satu = create("button", { type: "button", class: "tautan-tombol" }, `Isikan ${apa}${pilihan.length > 1 ? ` (${tanggal.getFullYear()})` : ""}`);
    satu.addEventListener("click", () => {
      if (kelaminKosong) fillChoice(kelamin, nilai);
      if (lahirKosong) fill(lahir, formatDate(tanggal));
      for (const t of tombol) t.remove();
      isian.focus();
    });
    return satu;
  });
  for (const satu of tombol) baca.lastChild.append(create("br"), satu);
}

/** Memilih radio yang bernilai itu, atau mengisi satu-satunya isian. */
function fillChoice(isian, nilai) {
  const satu = isian[0].type === "radio" ? isian.find((e) => e.value === nilai) : isian[0];
  if (satu) fill(satu, satu.type === "radio" ? true : nilai);
}

/** Satu ketukan mengambil alih dari NIK; tidak pernah berubah tanpa ketukan. */
function setupTakeOver(form) {
  form.addEventListener("click", (acara) => {
    const tombol = acara.target.closest("[data-nik-pakai]");
    if (!tombol) return;
    acara.preventDefault();
    const [nama, nilai] = tombol.value.split("=");
    const isian = [...form.elements].filter((e) => e.name === nama);
    if (!isian.length) return;
    fillChoice(isian, nilai);
    (isian.find((e) => e.checked) || isian[0]).focus();
  });
}

function birthInput(isian) {
  return isian.form.elements.namedItem(isian.dataset.nikLahir || "tanggal_lahir");
}

function sentence(isian, hasil) {
  const diketik = birthInput(isian)?.value || "";
  const tanggal = chooseBirth(hasil.calon, diketik);
  const kata = create("b", {}, `${hasil.perempuan ? "perempuan" : "laki-laki"}, lahir ${dateInWords(tanggal)}`);
  return [kata, hasil.calon.length > 1 && !diketik ? ` atau ${hasil.calon[1].getFullYear()}` : ` (${ageInWords(tanggal)})`];
}

/** Sesudah tanggal lahir diketik: kalimatnya mengikuti, tawarannya hilang, tetapi tempatnya tetap supaya tidak ada yang bergeser. */
function renewReading(isian, baca) {
  const kalimat = baca.querySelector("[data-nik-kalimat]");
  const hasil = kalimat && readNik(digits(isian.value));
  if (!hasil) return;
  kalimat.replaceChildren(...sentence(isian, hasil));
  for (const tombol of baca.querySelectorAll("button")) tombol.style.visibility = birthInput(isian).value ? "hidden" : "";
}

function showReading(isian, hitung, baca) {
  const nik = digits(isian.value);
  hitung.textContent = nik && nik.length !== 16 ? `${nik.length} dari 16 angka${nik.length > 16 ? ", terlalu banyak" : ""}` : "";
  baca.replaceChildren();
  baca.className = "";
  if (nik.length !== 16) return;
  const hasil = readNik(nik);
  if (!hasil) {
    // Dengan sinyal, server yang mengatakan apa yang salah.
    if (isian.dataset.nikUrl && navigator.onLine) return;
    baca.className = "catatan catatan-kuning baca-ulang";
    baca.append(icon("alert-triangle"), create("div", {}, "Tanggal lahir dalam NIK ini tidak terbaca. Periksa lagi angkanya."));
    return;
  }
  baca.className = "catatan catatan-hijau baca-ulang";
  baca.append(icon("check"), create("div", {}, "Terbaca: ", create("span", { "data-nik-kalimat": true }, ...sentence(isian, hasil))));
  offer(isian, hasil, baca);
}

function setupInput(isian) {
  if (isian.maxLength > 0 && isian.maxLength < 19) isian.maxLength = 19;
  isian.inputMode = "numeric";
  isian.autocomplete = "off";
  const cari = (nama) => isian.form.querySelector(`[data-nik-${nama}]:not(input)`);
  const tempat = (nama, kelas) => placeBelow(isian, create("div", { class: kelas, [`data-nik-${nama}`]: true, "aria-live": "polite" }));
  const hasil = isian.dataset.nikUrl ? cari("hasil") || tempat("hasil", "") : null;
  const baca = cari("baca") || tempat("baca", "");
  const hitung = placeBelow(isian, create("div", { class: "nik-hitung" }));
  describe(isian, baca);
  describe(isian, hitung);

  // Jawaban yang dibawa halaman berlaku sampai ada yang diubah.
  let terakhir = digits(isian.value);
  function ask(nik) {
    if (nik.length === 16 && navigator.onLine) return htmx.ajax("POST", isian.dataset.nikUrl, { source: isian, target: hasil, swap: "innerHTML" });
    for (const tempat of [hasil, ...isian.form.querySelectorAll("[data-nik-di]")]) tempat.replaceChildren();
  }
  function check() {
    const nik = digits(isian.value);
    if (nik === terakhir || !hasil) return;
    terakhir = nik;
    ask(nik);
  }
  const ikut = (isian.dataset.nikIkut || "").split(" ").filter(Boolean);
  isian.form.addEventListener("change", (acara) => {
    if (!hasil || !ikut.includes(acara.target.name)) return;
    if (acara.target === birthInput(isian)) renewReading(isian, baca);
    if (digits(isian.value).length === 16) ask(digits(isian.value));
  });
  setupTakeOver(isian.form);
  isian.addEventListener("input", () => {
    regroup(isian);
    showReading(isian, hitung, baca);
    check();
  });
  isian.form.addEventListener("formdata", (acara) => {
    const nilai = isian.value;
    if (isian.name && /^[\d\s.-]*$/.test(nilai) && acara.formData.has(isian.name)) acara.formData.set(isian.name, digits(nilai));
  });
  regroup(isian);
  showReading(isian, hitung, baca);
}

function setupReason(bagian) {
  if (bagian.tagName === "DETAILS") return;
  const terisi = bagian.querySelector(".is-invalid") || [...bagian.querySelectorAll("input, select, textarea")].some((e) => (/radio|checkbox/.test(e.type) ? e.checked : e.value));
  const tombol = create("button", { type: "button", class: "tautan-tombol", "aria-expanded": String(Boolean(terisi)) }, "Tidak punya NIK? Pilih alasannya.");
  bagian.before(tombol);
  bagian.hidden = !terisi;
  tombol.addEventListener("click", () => {
    bagian.hidden = !bagian.hidden;
    tombol.setAttribute("aria-expanded", String(!bagian.hidden));
    const isian = bagian.querySelector("input:not([type=hidden]), select, textarea");
    if (!bagian.hidden && isian) isian.focus();
  });
  // Draf yang dipulihkan membuka bagian ini bila di dalamnya ada isian.
  bagian.addEventListener("change", () => {
    bagian.hidden = false;
    tombol.setAttribute("aria-expanded", "true");
  });
}

export function setupNik(akar) {
  for (const isian of findAll(akar, "input[data-nik]")) if (isian.form && once(isian, "nik")) setupInput(isian);
  for (const bagian of findAll(akar, "[data-nik-alasan]")) if (once(bagian, "alasan")) setupReason(bagian);
}
