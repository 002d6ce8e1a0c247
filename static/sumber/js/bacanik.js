/* Membaca NIK tanpa server: kelamin dan tanggal lahir yang mungkin. Aturannya sama dengan pmks/nik. */
import { realDate } from "./alat.js";

/** {perempuan, lahir, calon} dari 16 angka, atau null. Tanggal lahir perempuan ditambah 40; calon: 20xx sebelum 19xx, tidak di masa depan. */
export function readNik(nik, kini = new Date()) {
  if (!/^\d{16}$/.test(nik)) return null;
  const hari = +nik.slice(6, 8), bulan = +nik.slice(8, 10), dua = +nik.slice(10, 12);
  const perempuan = hari > 40;
  const calon = [2000, 1900].map((abad) => realDate(abad + dua, bulan, perempuan ? hari - 40 : hari)).filter((lahir) => lahir && lahir <= kini);
  return calon.length ? { perempuan, lahir: calon[0], calon } : null;
}

/** Abad yang cocok dengan tanggal lahir yang sudah diketik; kalau belum, yang terakhir. */
export function chooseBirth(calon, diketik) {
  const tahun = Number((diketik.match(/\d{4}/) || [])[0]);
  return calon.find((lahir) => lahir.getFullYear() === tahun) || calon[0];
}
