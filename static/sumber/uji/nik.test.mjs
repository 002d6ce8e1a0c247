import assert from "node:assert/strict";
import test from "node:test";
import { chooseBirth, readNik } from "../js/bacanik.js";

const KINI = new Date(2026, 10, 24);
const tahun = (baca) => baca.calon.map((t) => t.getFullYear());

test("kelamin dan tanggal dibaca, perempuan ditambah 40", () => {
  const baca = readNik("6472035205589001", KINI);
  assert.equal(baca.perempuan, true);
  assert.deepEqual(tahun(baca), [1958]);
});

test("dua abad disebut keduanya, masa depan tidak", () => {
  assert.deepEqual(tahun(readNik("6472030403209001", KINI)), [2020, 1920]);
  assert.deepEqual(tahun(readNik("6472032511269001", KINI)), [1926]);
  assert.deepEqual(tahun(readNik("6472032902009001", KINI)), [2000]);
  assert.equal(readNik("6472033102589001", KINI), null);
});

test("abad mengikuti tahun yang diketik", () => {
  const { calon } = readNik("6472030403209001", KINI);
  assert.equal(chooseBirth(calon, "04-03-1920").getFullYear(), 1920);
  assert.equal(chooseBirth(calon, "1920").getFullYear(), 1920);
  assert.equal(chooseBirth(calon, "").getFullYear(), 2020);
});
