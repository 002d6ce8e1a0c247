import assert from "node:assert/strict";
import test from "node:test";
import { asJpegName, findFault, fit, sizeInWords } from "../js/berkas.js";

test("sisi panjang paling besar 1600 titik, gambar kecil tidak dibesarkan", () => {
  assert.deepEqual(fit(4000, 3000), [1600, 1200]);
  assert.deepEqual(fit(3000, 4000), [1200, 1600]);
  assert.deepEqual(fit(800, 600), [800, 600]);
  assert.deepEqual(fit(16000, 1), [1600, 1]);
});

test("nama menjadi .jpg tanpa akhiran ganda", () => {
  assert.equal(asJpegName("IMG_1.png"), "IMG_1.jpg");
  assert.equal(asJpegName("foto"), "foto.jpg");
  assert.equal(asJpegName(".webp"), "foto.jpg");
  assert.equal(asJpegName("a.b.jpeg"), "a.b.jpg");
});

test("ukuran dalam kata memakai koma", () => {
  assert.equal(sizeInWords(10), "1 KB");
  assert.equal(sizeInWords(340 * 1024), "340 KB");
  assert.equal(sizeInWords(8 * 1024 * 1024), "8 MB");
  assert.equal(sizeInWords(1.44 * 1024 * 1024), "1,4 MB");
});

test("yang salah pada pilihan disebut dengan namanya", () => {
  const b = (name, size) => ({ name, size });
  assert.equal(findFault([b("a", 1)], 10, 2), "");
  assert.match(findFault([b("a", 1), b("b", 1), b("c", 1)], 10, 2), /Paling banyak 2 berkas sekali kirim; ini 3/);
  assert.match(findFault([b("a", 1), b("b", 0)], 10, 2), /b kosong/);
  assert.match(findFault([b("a", 9 * 1024 * 1024)], 8 * 1024 * 1024, 2), /a 9 MB; paling besar 8 MB/);
});
