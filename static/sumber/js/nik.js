/* Isian NIK yang membaca ulang sambil diketik.
   data-nik                 pada <input>: angka ditampilkan per empat; yang dikirim tetap angkanya saja
   data-nik-url             alamat pemeriksaan: pada 16 angka form dikirim ke sana (POST, htmx), jawabannya HTML
   data-nik-kelamin         nama isian jenis kelamin (bawaan "jenis_kelamin"); data-nik-nilai="L,P" nilainya
   data-nik-lahir           nama isian tanggal lahir (bawaan "tanggal_lahir")
   data-nik-baca            tempat bacaan setempat; data-nik-hasil tempat jawaban server (dibuat bila tidak ada)
   data-nik-alasan          bagian "tanpa NIK": tersembunyi sampai tautannya diketuk (kecuali sudah terisi atau ada galat) */
import htmx from "htmx.org";
import { ageInWords, create, dateInWords, describe, fill, findAll, icon, once, placeBelow, realDate } from "./alat.js";
import { formatDate } from "./tanggal.js";

export const digits = (teks) => teks.replace(/\D/g, "");
const group = (angka) => angka.replace(/(\d{4})(?=\d)/g, "$1 ");

/** {perempuan, lahir} dari 16 angka, atau null. Tanggal lahir perempuan ditambah 40; abadnya yang terakhir dan tidak di masa depan. */
export function readNik(nik, kini = new Date()) {
  if (!/^\d{16}$/.test(nik)) return null;
  const hari = +nik.slice(6, 8), bulan = +nik.slice(8, 10), dua = +nik.slice(10, 12);
  const perempuan = hari > 40;
  for (const abad of [2000, 1900]) {
    const lahir = realDate(abad + dua, bulan, perempuan ? hari - 40 : hari);
    if (lahir && lahir <= kini) return { perempuan, lahir };
  }
  return null;
}

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
  const lahir = form.elements.namedItem(isian.dataset.nikLahir || "tanggal_lahir");
  const kelaminKosong = kelamin.length && (kelamin[0].type === "radio" ? !kelamin.some((e) => e.checked) : !kelamin[0].value);
  const lahirKosong = lahir && !lahir.value;
  if (!kelaminKosong && !lahirKosong) return;
  const apa = [kelaminKosong && "jenis kelamin", lahirKosong && "tanggal lahir"].filter(Boolean).join(" dan ");
  const tombol = create("button", { type: "button", class: "tautan-tombol" }, `Isikan ${apa}`);
  tombol.addEventListener("click", () => {
    if (kelaminKosong) {
      const pilihan = kelamin[0].type === "radio" ? kelamin.find((e) => e.value === nilai) : kelamin[0];
      if (pilihan) fill(pilihan, pilihan.type === "radio" ? true : nilai);
    }
    if (lahirKosong) fill(lahir, formatDate(hasil.lahir));
    tombol.remove();
    isian.focus();
  });
  baca.lastChild.append(create("br"), tombol);
}

function showReading(isian, hitung, baca) {
  const nik = digits(isian.value);
  hitung.textContent = nik && nik.length !== 16 ? `${nik.length} dari 16 angka${nik.length > 16 ? ", terlalu banyak" : ""}` : "";
  baca.replaceChildren();
  baca.className = "";
  if (nik.length !== 16) return;
  const hasil = readNik(nik);
  if (!hasil) {
    baca.className = "catatan catatan-kuning baca-ulang";
    baca.append(icon("alert-triangle"), create("div", {}, "Tanggal lahir dalam NIK ini tidak terbaca. Periksa lagi angkanya."));
    return;
  }
  baca.className = "catatan catatan-hijau baca-ulang";
  const kata = create("b", {}, `${hasil.perempuan ? "perempuan" : "laki-laki"}, lahir ${dateInWords(hasil.lahir)}`);
  baca.append(icon("check"), create("div", {}, "Terbaca: ", kata, ` (${ageInWords(hasil.lahir)})`));
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

  let terakhir = "";
  function check() {
    const nik = digits(isian.value);
    if (nik === terakhir || !hasil) return;
    terakhir = nik;
    if (nik.length === 16 && navigator.onLine) htmx.ajax("POST", isian.dataset.nikUrl, { source: isian, target: hasil, swap: "innerHTML" });
    else hasil.replaceChildren();
  }
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
