//! Any bytes as a file of any name: all promises hold for what is read of it.
#![no_main]

#[path = "../../tests/mutated/mod.rs"]
mod mutated;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What a file is called says nothing of how it is read.
    if let Err(wrong) = mutated::promises::hold("file", bytes.to_vec(), mutated::promises::no_workbooks) {
        panic!("{wrong}");
    }
});
