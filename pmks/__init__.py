"""PMKS: orang dengan masalah kesejahteraan sosial, dua puluh enam jenis."""
