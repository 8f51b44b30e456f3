//! Files as strangers send them: those of `tests/data` and some made here, damaged in ways that hit what a reader looks at, and what
//! holds for whatever is read of them. The fuzz targets of `fuzz/` hold the same.

#![allow(dead_code, reason = "each user takes a part of it")]

pub mod damage;
pub mod promises;
